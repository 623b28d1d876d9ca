// Columns hold what was put in, also where a chunk's small form does not fit.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHUNK_ROWS, type FrameColumns, PROTOCOL } from '../../../../src-main/flow/columns/columns';
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
