// Lines across the rows: which are drawn, where, and that they can be told apart.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linksInView, type LinkView } from '../../../src-main/draw/row-links';
import { sourceOf } from '../../../src-main/draw/step-source';
import { MEANING } from '../../../src-main/flow/timeline/timeline-meaning';
import type { TimelineRow, TimelineSegment } from '../../../src-main/ipc/contracts/engine-contract';

const VIEW: LinkView = { rowHeight: 40, arrowY: 20, top: 0, view: 400 };
const row = (at: number, over: Partial<TimelineSegment>): TimelineRow =>
  ({
    kind: 'segment',
    row: at,
    frame: at + 1,
    fromA: true,
    repeats: null,
    repeatedBy: null,
    acks: null,
    ...over,
  }) as TimelineRow;
const to = (at: number, ns = 1): TimelineSegment['acks'] => ({ frame: at + 1, row: at, ns });

test('a repeated segment is joined to its original at the side of its sender, once', () => {
  const rows = [row(1, { repeatedBy: to(4) }), row(4, { repeats: to(1) })];
  expect(linksInView(rows, VIEW, -1, true)).toEqual([
    { kind: 'join', side: 'a', fromFrame: 2, toFrame: 5, ns: 1, top: 60, bottom: 180, lane: 0 },
  ]);
});

test('a round trip stands at the side of the data', () => {
  const rows = [row(2, { fromA: false, acks: to(0, 25e6) })];
  expect(linksInView(rows, VIEW, -1, true)).toMatchObject([
    { kind: 'trip', side: 'a', top: 20, bottom: 100, ns: 25e6 },
  ]);
  expect(linksInView(rows, VIEW, -1, false)).toEqual([]);
});

test('SYN, SYN-ACK, ACK: two trips, one a side', () => {
  const rows = [row(0, {}), row(1, { fromA: false, acks: to(0) }), row(2, { acks: to(1) })];
  expect(linksInView(rows, VIEW, -1, true).map(({ side, lane }) => [side, lane])).toEqual([
    ['a', 0],
    ['b', 0],
  ]);
});

test('an end far outside is drawn to a little past the edge', () => {
  const view = { ...VIEW, top: 40 * 90_000 };
  const [join] = linksInView([row(90_002, { repeats: to(3) })], view, -1, true);
  expect(join).toMatchObject({ top: -40, bottom: 100 });
});

test('segment and original in one fold are joined by nothing', () => {
  expect(linksInView([row(3, { repeats: { frame: 2, row: 3, ns: 1 } })], VIEW, -1, true)).toEqual([]);
});

test('all repetitions of a segment share a line', () => {
  const rows = [row(1, { repeats: to(0) }), row(2, { repeats: to(0) }), row(3, { repeats: to(0) })];
  expect(linksInView(rows, VIEW, -1, true).map(({ lane }) => lane)).toEqual([0, 0, 0]);
});

test('the row that is looked at has its bracket, whatever is beside it', () => {
  const rows = Array.from({ length: 5 }, (_, i) => row(5 + i, { fromA: false, acks: to(i) }));
  expect(linksInView(rows, VIEW, -1, true)).toHaveLength(2);
  for (const lit of [5, 6, 7, 8, 9])
    expect(linksInView(rows, VIEW, lit, true).some(({ toFrame }) => toFrame === lit + 1)).toBe(true);
});

test('links of one kind at one side are never upon each other, and there are few of them', () => {
  const segment = fc.record({ row: fc.nat(60), other: fc.nat(60), fromA: fc.boolean() });
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 40 }), fc.integer({ min: -1, max: 60 }), (segments, lit) => {
      const rows = segments.map(({ row: at, other, fromA }) => row(at, { fromA, acks: to(other) }));
      const links = linksInView(rows, VIEW, lit, true);
      links.forEach((one, i) =>
        links.slice(i + 1).forEach((other) => {
          const same = one.side === other.side && one.lane === other.lane;
          expect(same && one.top < other.bottom - 2 && other.top < one.bottom - 2).toBe(false);
        }),
      );
      expect(links.every(({ lane }) => lane < 2)).toBe(true);
    }),
  );
});

test('what a segment does is written down somewhere, but for what no RFC knows of', () => {
  const without = Object.keys(MEANING).filter((name) => sourceOf(`timeline.meaning.${name}`) === null);
  expect(without).toEqual(['fragment', 'datagram', 'copy']);
  expect(sourceOf('timeline.meaning.finSecond')).toEqual({ rfc: 9293, section: '3.6' });
  expect(sourceOf('timeline.meaning.synAgain')).toEqual({ rfc: 9293, section: '3.8.1' });
  expect(sourceOf('timeline.meaning.ignored.rst-inexact')).toEqual({ rfc: 5961, section: '3' });
});
