// The generated capture is what it promises to be: the bench and the e2e tests build on its figures.
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openCapture } from '../../../src-main/formats/detect';
import { generateCapture } from '../../bench/generate';
import { internetChecksum, tempFolder } from '../../fixtures/make-capture';
import { drain, type Row } from '../formats/read-all';

const folder = tempFolder();
afterAll(folder.remove);

const options = { packets: 20_000, connections: 1000, bytes: 10_000_000, seed: 5 };
const path = join(folder.path, 'a.pcap');
const made = generateCapture(path, options);

async function frames(): Promise<Row[]> {
  const opened = await openCapture(path);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { rows, problem } = drain(opened.reader);
  opened.source.close();
  expect(problem).toBeNull();
  return rows;
}
const isIpv6 = (frame: Uint8Array): boolean => frame[12] === 0x86;

describe('a generated capture', () => {
  it('has the packets and connections asked for, and about the bytes', async () => {
    expect(made).toMatchObject({ packets: 20_000, connections: 1000, bytes: statSync(path).size });
    expect(Object.values(made.kinds).reduce((sum, n) => sum + n)).toBe(1000);
    expect(Math.abs(made.bytes - options.bytes)).toBeLessThan(options.bytes * 0.02);
    const rows = await frames();
    expect(rows).toHaveLength(20_000);
    const pairs = new Set<string>();
    let syns = 0;
    for (const { bytes } of rows) {
      const tcp = isIpv6(bytes) ? 54 : 34;
      const ends = [bytes.subarray(tcp - (isIpv6(bytes) ? 32 : 8), tcp), bytes.subarray(tcp, tcp + 4)];
      const [from, to] = [0, 1].map((k) =>
        [
          ends[0].subarray((k * ends[0].length) / 2, ((k + 1) * ends[0].length) / 2),
          ends[1].subarray(k * 2, k * 2 + 2),
        ].join(),
      );
      pairs.add([from, to].sort().join(' '));
      if (bytes[tcp + 13] === 2) syns++;
    }
    expect(pairs.size).toBe(1000);
    expect(syns).toBeGreaterThanOrEqual(1000);
  });

  it('has times that never go back', async () => {
    const times = (await frames()).map((row) => row.time);
    expect([...times].sort()).toEqual(times);
  });

  it('has right checksums everywhere', async () => {
    for (const { bytes } of await frames()) {
      const six = isIpv6(bytes);
      const tcp = six ? 54 : 34;
      if (!six) expect(internetChecksum(bytes.subarray(14, 34))).toBe(0);
      const length = bytes.length - tcp;
      const pseudo = [...bytes.subarray(six ? 22 : 26, tcp), 0, 6, length >> 8, length & 0xff];
      expect(internetChecksum(pseudo, bytes.subarray(tcp))).toBe(0);
    }
  });

  it('is the same for the same seed, and another for another', () => {
    const digest = (seed: number): string => {
      const file = join(folder.path, 'b.pcap');
      generateCapture(file, { ...options, seed });
      return createHash('sha256').update(readFileSync(file)).digest('hex');
    };
    const first = createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(digest(5)).toBe(first);
    expect(digest(6)).not.toBe(first);
  });

  it('takes fewer connections where packets do not suffice', () => {
    const few = generateCapture(join(folder.path, 'c.pcap'), { packets: 100, connections: 50, bytes: 10_000 });
    expect(few.packets).toBe(100);
    expect(few.connections).toBe(11);
  });
});
