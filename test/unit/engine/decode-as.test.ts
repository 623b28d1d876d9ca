// "Decode as" in an open capture: list, tree and filters, which worker threads decide, see the same.
import { describe, expect, onTestFinished, test } from 'vitest';
import { Session } from '../../../src-main/engine/session';
import type { DecodeRule } from '../../../src-main/ipc/decode-as';
import { pcapFile } from '../../fixtures/make-capture';
import { opening, segment } from '../../fixtures/make-stream';
import { ethernet, ipv4, udp } from '../../fixtures/make-packet';
import { dnsMessage, dnsName, dnsQuestion } from '../../fixtures/sample-names';
import { tempFolder } from '../../fixtures/temp-folder';
import { save } from './captures';
import { ask, until, WORKERS } from './open-session';

const questions = [dnsQuestion(dnsName('a.example'), 1)];
const datagram = (srcPort: number, dstPort: number, flags: number): Uint8Array =>
  ethernet(
    {},
    ipv4({ src: '192.0.2.1', dst: '192.0.2.2' }, udp({ srcPort, dstPort }, dnsMessage({ flags, questions }))),
  );

/** A session that has read these frames with rules. */
async function readWith(frames: Uint8Array[], decodeAs: readonly DecodeRule[]): Promise<Session> {
  const path = save(pcapFile(frames.map((bytes, i) => ({ bytes, sec: 1_700_000_000 + i, nano: 0 }))));
  const session = new Session({ path, cacheDir: tempFolder(), workers: WORKERS, storeWorker: null, decodeAs });
  onTestFinished(() => session.close());
  await session.start();
  await until('the passes', () => session.status().passes.every(({ state }) => state === 'done'));
  return session;
}
const protocolsOf = (session: Session, count: number): string[] =>
  ask(session, 'packetRows', { from: 0, count }).protocol;

test('for one conversation and not for another between the same ports', async () => {
  const between = { addressA: '192.0.2.2', portA: 9999, addressB: '192.0.2.1', portB: 9001 };
  const frames = [
    datagram(9001, 9999, 0x0100),
    ethernet(
      {},
      ipv4({ src: '192.0.2.3', dst: '192.0.2.2' }, udp({ srcPort: 9001, dstPort: 9999 }, new Uint8Array(20))),
    ),
    ethernet(
      {},
      ipv4(
        { src: '192.0.2.2', dst: '192.0.2.1' },
        udp({ srcPort: 9999, dstPort: 9001 }, dnsMessage({ flags: 0x8180, questions })),
      ),
    ),
  ];
  const session = await readWith(frames, [{ table: 'udp.port', between, protocol: 'dns' }]);
  expect(protocolsOf(session, 3)).toEqual(['DNS', 'UDP', 'DNS']);
  // query and response belong together: the tracker goes by the rule as well
  const dns = ask(session, 'packetDetail', { frame: 3 }).tree.find(({ abbrev }) => abbrev === 'dns');
  expect(dns?.children.some(({ abbrev, value }) => abbrev === 'dns.response_to' && value === '1')).toBe(true);
});

describe('a stream that its bytes tell', () => {
  const text = new TextEncoder().encode('GET / HTTP/1.1\r\nHost: a.example\r\n\r\n');
  const PORT = 40000;
  const frames = [...opening(1000), segment({ seq: 1001, bytes: text })];
  const last = frames.length;
  const server = 9053;
  test.each<[string, DecodeRule[], string]>([
    ['nothing chosen', [], 'HTTP'],
    ['its port is chosen to be data', [{ table: 'tcp.port', first: server, last: server, protocol: 'data' }], 'TCP'],
    [
      'its conversation is chosen to be data',
      [
        {
          table: 'tcp.port',
          between: { addressA: '10.0.0.1', portA: PORT, addressB: '10.0.0.2', portB: server },
          protocol: 'data',
        },
      ],
      'TCP',
    ],
    // it is dissected as what port 80 leads to, but does not have this port
    ['the usual port is chosen to be data', [{ table: 'tcp.port', first: 80, last: 80, protocol: 'data' }], 'HTTP'],
  ])('%s', async (_, rules, protocol) => {
    const session = await readWith(frames.map(onServerPort), rules);
    expect(protocolsOf(session, last).at(-1)).toBe(protocol);
  });

  /** The streams of the fixture go to port 53, which says what they are. */
  function onServerPort(frame: Uint8Array): Uint8Array {
    const moved = frame.slice();
    const view = new DataView(moved.buffer);
    for (const at of [34, 36]) if (view.getUint16(at) === 53) view.setUint16(at, server);
    return moved;
  }
});

test.each([false, true])('in all of it, in the order of time: %s', async (sorted) => {
  const frames = [datagram(9001, 9999, 0x0100), datagram(9002, 9998, 0x0100), datagram(53, 9003, 0x8180)];
  const path = save(pcapFile(frames.map((bytes, i) => ({ bytes, sec: 1_700_000_000 + i, nano: 0 }))));
  const decodeAs = [
    { table: 'udp.port' as const, first: 9999, last: 9999, protocol: 'dns' },
    { table: 'udp.port' as const, first: 53, last: 53, protocol: 'data' },
  ];
  const session = new Session({ path, cacheDir: tempFolder(), workers: WORKERS, storeWorker: null, decodeAs, sorted });
  onTestFinished(() => session.close());
  await session.start();
  expect(ask(session, 'packetRows', { from: 0, count: 3 }).protocol).toEqual(['DNS', 'UDP', 'UDP']);
  const tree = ask(session, 'packetDetail', { frame: 1 }).tree;
  expect(tree.map(({ abbrev }) => abbrev)).toContain('dns');
  ask(session, 'setFilter', { source: { text: 'dns.qry.name == "a.example"', macros: [], frame: 0 } });
  await until('the filter', () => session.filtering?.status().running === null);
  expect([...ask(session, 'packetRows', { from: 0, count: 3 }).frame]).toEqual([1]);
});
