import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PcapngWriter } from '../../../src-main/formats/pcapng-writer';
import { readAll } from './read-all';

const frame = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

const FIRST = {
  linkType: 1,
  snapLen: 96,
  name: 'eth0',
  description: 'first',
  filter: 'tcp port 80',
  os: 'Linux',
  hardware: 'card',
  comments: ['cut'],
  timeDigits: 9 as const,
};

describe('pcapng writer', () => {
  it('writes what the reader reads', async () => {
    const w = new PcapngWriter();
    w.section({ hardware: 'a machine', os: 'an OS', application: 'a test', comments: ['one', 'zwei ✓'] });
    w.interface(FIRST);
    w.interface({ linkType: 101, snapLen: 0, timeDigits: 6 });
    w.packet(0, 1_700_000_000, 123_456_789, 9, frame(1, 2, 3), 60);
    w.packet(1, 1_700_000_001, 987_654_321, 6, frame(), 0);
    w.packet(1, 1_700_000_002, 0, 6, frame(9, 9, 9, 9), 2);
    w.statistics({ interfaceId: 0, sec: 1, nano: 2, timeDigits: 9, received: 7, droppedByOs: 3, delivered: 2 ** 40 });
    const read = await readAll(w.bytes());
    expect(read.problem).toBeNull();
    expect(read.rows).toMatchObject([
      { time: '1700000000.123456789', bytes: frame(1, 2, 3), originalLen: 60, interface: 0 },
      { time: '1700000001.987654000', bytes: frame(), originalLen: 0, interface: 1 },
      { time: '1700000002.000000000', bytes: frame(9, 9, 9, 9), originalLen: 2, interface: 1 },
    ]);
    expect(read.reader?.interfaces).toMatchObject([
      FIRST,
      { linkType: 101, snapLen: 0, name: '', filter: '', comments: [], timeDigits: 6 },
    ]);
    expect(read.reader?.extras.sectionComments).toEqual(['one', 'zwei ✓']);
    expect(read.reader?.extras.writtenBy).toEqual(['a machine', 'an OS', 'a test']);
    expect(read.reader?.extras.statistics.get(0)).toEqual({ received: 7, dropped: 3 });
  });

  it('keeps every time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2 ** 33 }),
        fc.integer({ min: 0, max: 999_999_999 }),
        async (sec, nano) => {
          const w = new PcapngWriter();
          w.section();
          w.interface({ linkType: 1, snapLen: 0, timeDigits: 9 });
          w.interface({ linkType: 1, snapLen: 0, timeDigits: 6 });
          w.packet(0, sec, nano, 9, frame(1), 1);
          w.packet(1, sec, nano, 6, frame(1), 1);
          const { rows } = await readAll(w.bytes());
          const digits = String(nano).padStart(9, '0');
          expect(rows.map((row) => row.time)).toEqual([`${sec}.${digits}`, `${sec}.${digits.slice(0, 6)}000`]);
        },
      ),
    );
  });

  it('has no time before 1970', async () => {
    const w = new PcapngWriter();
    w.section();
    w.interface({ linkType: 1, snapLen: 0, timeDigits: 9 });
    w.packet(0, -5, 0, 9, frame(1), 1);
    expect((await readAll(w.bytes())).rows[0].time).toBe('0.000000000');
  });

  it('grows with its contents, and starts again when cleared', async () => {
    const w = new PcapngWriter();
    const large = new Uint8Array(200_001).fill(7);
    w.section();
    w.interface({ linkType: 1, snapLen: 0, timeDigits: 6 });
    const head = w.bytes().slice();
    w.clear();
    expect(w.length).toBe(0);
    w.packet(0, 1, 0, 6, large, large.length);
    const { rows, problem } = await readAll(Buffer.concat([head, w.bytes()]));
    expect(problem).toBeNull();
    expect(rows[0].bytes).toEqual(large);
  });

  it('cuts a text that no option can hold, at a whole character', async () => {
    const w = new PcapngWriter();
    w.section({ os: '汉'.repeat(30_000) });
    w.interface({ linkType: 1, snapLen: 0, timeDigits: 6 });
    const { reader, problem } = await readAll(w.bytes());
    expect(problem).toBeNull();
    expect(reader?.extras.writtenBy[0]).toMatch(/^汉+$/);
  });
});
