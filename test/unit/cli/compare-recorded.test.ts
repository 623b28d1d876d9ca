// Two points of real conversations (test/network/make-two-points.mjs): what was done to them on the way is known, and must be told.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type {
  ClockOffset,
  ComparedConnection,
  ComparedSegment,
} from '../../../src-main/ipc/contracts/compare-contract';
import { tempFolder } from '../../fixtures/temp-folder';
import { cli } from './run-cli';

const MS = 1e6;
/** One way through the relay took at least so long (`ONE_WAY_MS` in situations/record.mjs). */
const ONE_WAY = 11 * MS;
const at = (id: string, end: 'client' | 'server'): string => join('test/fixtures/points', `${id}-${end}.pcapng`);

interface Compared {
  clocks: ClockOffset;
  alone: { a: number; b: number };
  connections: ComparedConnection[];
}
async function compare(a: string, b: string): Promise<Compared> {
  const { code, out } = await cli('compare', '--json', a, b);
  expect(code).toBe(0);
  return JSON.parse(out) as Compared;
}
async function segments(a: string, b: string): Promise<ComparedSegment[]> {
  const { out } = await cli('compare', '--json', '--stream', '0', a, b);
  return JSON.parse(out) as ComparedSegment[];
}

/** The capture as a clock would have written it that is `ns` ahead. */
function withClockAhead(file: string, ns: bigint): string {
  const bytes = readFileSync(file);
  for (let at = 0; at < bytes.length; at += bytes.readUInt32LE(at + 4)) {
    if (bytes.readUInt32LE(at) !== 6) continue; // an Enhanced Packet Block; its interface counts nanoseconds
    const time = ((BigInt(bytes.readUInt32LE(at + 12)) << 32n) | BigInt(bytes.readUInt32LE(at + 16))) + ns;
    bytes.writeUInt32LE(Number(time >> 32n), at + 12);
    bytes.writeUInt32LE(Number(time & 0xffff_ffffn), at + 16);
  }
  const made = join(tempFolder(), 'ahead.pcapng');
  writeFileSync(made, bytes);
  return made;
}

const NOTHING = { a: 0, b: 0 };
const clean = { lostToServer: 0, lostToClient: 0, missed: NOTHING, inserted: NOTHING, outside: NOTHING };

describe.each([
  ['plain', { both: 31, ...clean }],
  ['translated', { both: 31, ...clean }],
  ['bad-way', { both: 33, ...clean, lostToServer: 1, lostToClient: 1 }],
])('%s', (id, counts) => {
  test('one connection, of which nothing but what was dropped is lost', async () => {
    const { alone, connections } = await compare(at(id, 'client'), at(id, 'server'));
    expect(alone).toEqual({ a: 0, b: 0 });
    expect(connections).toHaveLength(1);
    const told = { nearClient: 'a', pairedBy: 'numbers', hopsToServer: 1, hopsToClient: 1 };
    expect(connections[0]).toMatchObject({ ...told, ...counts });
  });

  test.each([0n, 3_250_000_000n, -7_000_000_123n])(
    'a clock that is %s ns ahead, and how long it took',
    async (ahead) => {
      const { clocks, connections } = await compare(at(id, 'client'), withClockAhead(at(id, 'server'), ahead));
      // as good as can be known: both ways took at least ONE_WAY, and whatever the relay took more
      expect(Math.abs(clocks.offset - Number(ahead))).toBeLessThanOrEqual((clocks.within ?? 0) - ONE_WAY);
      for (const way of [connections[0].toServer, connections[0].toClient])
        expect(way.minNs).toBeGreaterThanOrEqual(ONE_WAY);
      expect(connections[0].toServer.minNs).toBe(connections[0].toClient.minNs);
    },
  );

  test('the other way round it is the same', async () => {
    const there = (await compare(at(id, 'client'), at(id, 'server'))).connections[0];
    const back = (await compare(at(id, 'server'), at(id, 'client'))).connections[0];
    expect(back).toMatchObject({ nearClient: 'b', ...counts });
    expect([back.toServer.segments, back.toClient.segments]).toEqual([
      there.toServer.segments,
      there.toClient.segments,
    ]);
  });
});

test('addresses and ports that a translator wrote anew, and the segment size of a meddler', async () => {
  const { connections } = await compare(at('bad-way', 'client'), at('bad-way', 'server'));
  const port = connections[0].a.portA;
  expect(connections[0].changes.map(({ segment, change }) => [segment, change.field, change.a, change.b])).toEqual([
    ['syn', 'ip.src', '192.168.1.20', '198.51.100.7'],
    ['syn', 'tcp.srcport', String(port), String(port + 9000)],
    ['syn', 'tcp.options.mss_val', '1460', '1200'],
    ['syn-ack', 'ip.dst', '192.168.1.20', '198.51.100.7'],
    ['syn-ack', 'tcp.dstport', String(port), String(port + 9000)],
  ]);
  expect((await compare(at('plain', 'client'), at('plain', 'server'))).connections[0].changes).toEqual([]);
});

test('the two segments that were dropped are those that are sent again', async () => {
  const rows = await segments(at('bad-way', 'client'), at('bad-way', 'server'));
  const lost = rows.filter(({ fate }) => fate !== 'both');
  expect(
    lost.map(({ fate, fromClient, framesA, framesB, seq, len }) => [fate, fromClient, framesA, framesB, seq, len]),
  ).toEqual([
    ['lost', true, [5], [], 1449, 1448],
    ['lost', false, [], [16], 2377, 1188],
  ]);
  for (const { seq, fromClient } of lost) {
    const again = rows.find(
      (row) => row.seq === seq && row.fromClient === fromClient && row.fate === 'both' && row.len > 0,
    );
    expect(again).toBeDefined();
    const [sent = 0, arrived = 0] = fromClient
      ? [again?.atA ?? 0, again?.atB ?? 0]
      : [again?.atB ?? 0, again?.atA ?? 0];
    expect(arrived - sent).toBeGreaterThanOrEqual(ONE_WAY);
  }
});
