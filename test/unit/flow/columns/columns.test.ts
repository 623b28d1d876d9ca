// Columns hold what was put in, also where a chunk's small form does not fit.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHUNK_ROWS, FrameColumns, PROTOCOL } from '../../../../src-main/flow/columns/columns';
import { GrowingColumns } from '../../../../src-main/flow/columns/growing-columns';

interface Row {
  offset: number;
  captured: number;
  original: number;
  iface: number;
  sec: number | null;
  nano: number;
}

function fill(rows: Row[]): FrameColumns {
  const columns = new GrowingColumns();
  for (const r of rows) {
    const row = columns.appendFrame(r.offset, r.captured, r.original, r.iface);
    if (r.sec !== null) columns.setTime(row, r.sec, r.nano);
  }
  return columns;
}

const read = (columns: FrameColumns, row: number): Row => ({
  offset: columns.offset(row),
  captured: columns.capturedLen(row),
  original: columns.originalLen(row),
  iface: columns.interfaceIndex(row),
  sec: columns.hasTime(row) ? columns.timeSec(row) : null,
  nano: columns.timeNano(row),
});

const mostly = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: usual, weight: 20 }, { arbitrary: rare, weight: 1 });
const lengths = mostly(fc.integer({ min: 0, max: 1514 }), fc.integer({ min: 0, max: 0xffffffff }));
const rowOf: fc.Arbitrary<Row> = fc.record({
  offset: mostly(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 2 ** 52 })),
  captured: lengths,
  original: lengths,
  iface: mostly(fc.constant(0), fc.integer({ min: 0, max: 65535 })),
  sec: mostly(
    fc.integer({ min: 1_700_000_000, max: 1_700_000_100 }).map((n): number | null => n),
    fc.oneof(fc.constant(null), fc.integer({ min: -(2 ** 40), max: 2 ** 52 })),
  ),
  nano: fc.constant(0),
});

test('every row comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(rowOf, { maxLength: 60 }), (rows) => {
      const columns = fill(rows);
      expect(rows.map((_, row) => read(columns, row))).toEqual(rows);
    }),
  );
});

test('rows of several chunks', () => {
  const n = CHUNK_ROWS + 10;
  const rows = Array.from({ length: n }, (_, i): Row => ({
    offset: i * 2 ** 20,
    captured: i % 2000,
    original: i % 2000,
    iface: 0,
    sec: i,
    nano: i,
  }));
  const columns = fill(rows);
  for (const row of [0, 1, 4097, CHUNK_ROWS - 1, CHUNK_ROWS, n - 1]) expect(read(columns, row)).toEqual(rows[row]);
  expect(columns.count).toBe(n);
});

interface Said {
  flags: number;
  acksFrame: number;
  repeatsFrame: number;
  count: number;
  pushed: number;
}
const nothing: Said = { flags: 0, acksFrame: 0, repeatsFrame: 0, count: 0, pushed: 0 };

/** Rows of TCP of which the analysis says what `said` tells of them by row; and what comes back. */
function analysed(rows: number, said: (row: number) => Said): { columns: GrowingColumns; read: (row: number) => Said } {
  const columns = new GrowingColumns();
  for (let k = 0; k < rows; k++) {
    const row = columns.appendFrame(100 * k, 100, 100, 0);
    columns.setTcp(row, 0, 0, 0, 0, 0);
    const { flags, acksFrame, repeatsFrame, count, pushed } = said(row);
    columns.setAnalysis(row, flags, acksFrame, repeatsFrame, count, pushed);
  }
  const read = (row: number): Said => ({
    flags: columns.analysis(row),
    acksFrame: columns.acksFrame(row),
    repeatsFrame: columns.repeatsFrame(row),
    count: columns.inFlight(row),
    pushed: columns.pushed(row),
  });
  return { columns, read };
}

describe('what the analysis says', () => {
  test('comes back as it was, in the small forms and the wide ones', () => {
    const number = mostly(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 0xffffffff }));
    const any: fc.Arbitrary<Said> = fc.record({
      flags: mostly(fc.constant(0), fc.integer({ min: 0, max: 0xffff })),
      acksFrame: fc.constant(0),
      repeatsFrame: mostly(fc.constant(0), fc.integer({ min: 0, max: 0xffffffff })),
      count: number,
      pushed: number,
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 60 }), (said) => {
        const { read } = analysed(said.length, (row) => said[row]);
        expect(said.map((_, row) => read(row))).toEqual(said);
      }),
    );
  });

  test('of every row of several chunks: more than a list begins with, and acknowledgements from far off', () => {
    const rows = 2 * CHUNK_ROWS + 100;
    // what is acknowledged lies 0xfffe, 0xffff, 0x10000 … frames back, or one
    const acks = (row: number): number => Math.max(0, row + 1 - [1, 0xfffe, 0xffff, 0x10000, 0x1ffff][row % 5]);
    const said = (row: number): Said => ({
      flags: 1 + (row % 0xffff),
      acksFrame: acks(row),
      repeatsFrame: row,
      count: row % 70_000,
      pushed: row % 80_000,
    });
    const { read } = analysed(rows, said);
    for (let row = 0; row < rows; row++) {
      const found = read(row);
      if (JSON.stringify(found) !== JSON.stringify(said(row))) expect({ row, ...found }).toEqual({ row, ...said(row) });
    }
  });

  test('nothing takes nothing', () => {
    const { columns } = analysed(10, () => nothing);
    const bytes = columns.byteLength();
    expect(analysed(10, (row) => ({ ...nothing, flags: row === 5 ? 8 : 0 })).columns.byteLength() - bytes).toBe(
      256 * 6,
    );
  });

  test('a worker goes on reading what it was handed while more is noted', () => {
    const columns = new GrowingColumns();
    const worker = new FrameColumns();
    for (let k = 0; k < 1000; k++) {
      const row = columns.appendFrame(100 * k, 100, 100, 0);
      columns.setTcp(row, 0, 0, 0, 0, 0);
      columns.setAnalysis(row, 1 + k, 0, 0, 0, 0);
      if (k === 200) worker.take(structuredClone(columns.share(0)));
    }
    expect(Array.from({ length: 201 }, (_, row) => worker.analysis(row))).toEqual(
      Array.from({ length: 201 }, (_, row) => 1 + row),
    );
    worker.take(structuredClone(columns.share(0)));
    expect(worker.analysis(999)).toBe(1000);
  });
});

describe('walks along a stream', () => {
  const columns = new GrowingColumns();
  const owner = [3, -1, 3, 4, 3, -1, 4];
  owner.forEach((stream, i) => {
    const row = columns.appendFrame(i * 100, 100, 100, 0);
    columns.setProtocol(row, PROTOCOL.tcp, 64);
    if (stream >= 0) columns.setStream(row, i === 2 ? 'udp' : 'tcp', stream, true, false);
  });
  test.each([
    [3, 0, 7, 0],
    [3, 1, 7, 4],
    [3, 1, 4, -1],
    [4, 4, 7, 6],
    [9, 0, 7, -1],
    [4, 0, 99, 3],
  ])('next of %i from %i to %i: %i', (stream, from, to, row) => {
    expect(columns.nextOfStream('tcp', stream, from, to)).toBe(row);
  });
  test.each([
    [3, 4, 0, 0],
    [4, 6, 0, 3],
    [4, 3, 0, -1],
    [3, 99, 1, 4],
  ])('previous of %i before %i from %i: %i', (stream, before, from, row) => {
    expect(columns.previousOfStream('tcp', stream, before, from)).toBe(row);
  });
  test('tcp and udp number apart', () => {
    expect(columns.nextOfStream('udp', 3, 0, 7)).toBe(2);
  });
});
