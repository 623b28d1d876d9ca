// Scales, paths and the exported picture of a graph.
import { describe, expect, test } from 'vitest';
import { linePath, type Frame } from '../../../src-main/draw/graph-paths';
import { marks, momentText, uprightRange, valueText } from '../../../src-main/draw/graph-scale';
import { graphSvg } from '../../../src-main/draw/graph-svg';
import type { Graph, GraphLine, GraphRole } from '../../../src-main/ipc/contracts/graph-contract';

const line = (
  role: GraphRole,
  shape: GraphLine['shape'],
  points: [x: number, y: number, top?: number][],
): GraphLine => ({
  role,
  shape,
  x: Float64Array.from(points, ([x]) => x),
  y: Float64Array.from(points, ([, y]) => y),
  top: shape === 'bars' ? Float64Array.from(points, ([, y, top]) => top ?? y) : null,
  frame: Uint32Array.from(points, (_, i) => i + 1),
});
const FRAME: Frame = { left: 10, top: 20, width: 100, height: 50, x: [0, 10], y: [0, 5] };

describe('scales', () => {
  test.each([
    [[0, 10], 5, [0, 2, 4, 6, 8, 10]],
    [[0.03, 0.1], 4, [0.04, 0.06, 0.08, 0.1]],
    [[-3, 3], 3, [-2, 0, 2]],
    [[5, 5], 3, [5]],
    [[0, Infinity], 3, [0]],
  ] as const)('marks of %j, %i at most', (range, most, expected) => {
    const found = marks(range, most);
    expect(found.length).toBe(expected.length);
    expect(found.map((value) => momentText(value, 1)).join()).not.toContain('-0 s');
    found.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 9));
  });
  test('rates and bytes begin at 0, sequence numbers where they are', () => {
    const some = [line('data', 'points', [[0, 1000], [1, 2000]])]; // prettier-ignore
    expect(uprightRange(some, 'bytes')[0]).toBe(0);
    expect(uprightRange(some, 'number')[0]).toBe(960);
    expect(uprightRange([], 'rate')).toEqual([0, 1]);
  });
  test('values in words', () => {
    expect(valueText(1234567, 'number')).toBe('1,234,567');
    expect(valueText(0.0234, 'seconds')).toBe('23.4 ms');
    expect(valueText(1_230_000, 'rate')).toBe('1.23 Mbit/s');
    expect(valueText(640, 'rate')).toBe('640 bit/s');
    expect(valueText(65_535, 'bytes')).toBe('65.5 kB');
    expect(momentText(1.25, 0.05)).toBe('1.25 s');
    expect(momentText(3, 1)).toBe('3 s');
  });
});

describe('paths', () => {
  test('points, bars and steps', () => {
    expect(linePath(line('data', 'points', [[1, 1]]), FRAME)).toBe('M20 60h.01');
    expect(linePath(line('data', 'bars', [[1, 1, 2], [2, 1, 1]]), FRAME)).toBe('M20 60V50M30 60h.01'); // prettier-ignore
    expect(linePath(line('ack', 'steps', [[1, 1], [5, 3]]), FRAME)).toBe('M20 60H60V40H110'); // prettier-ignore
    expect(linePath(line('ack', 'steps', []), FRAME)).toBe('');
  });
  test('numbers far outside stay numbers of a picture', () => {
    expect(linePath(line('data', 'points', [[1e300, -1e300]]), FRAME)).toBe('M100000 100000h.01');
  });
});

test('the exported picture is well-formed, refers to nothing, and says what it is asked to', () => {
  const graph: Graph = {
    kind: 'throughput',
    unit: 'rate',
    lines: [line('throughput', 'steps', [[0, 10], [1, 20]]), line('goodput', 'steps', [[0, 5]])], // prettier-ignore
    duration: 2,
    points: 3,
    bin: 1,
    note: null,
  };
  const roles = { throughput: '吞吐量', goodput: 'a<b & "c"' } as Record<GraphRole, string>;
  const svg = graphSvg(graph, [0, 2], { title: '<script>\u0007', subtitle: 's', across: 'x', upright: 'y', roles });
  expect(svg).not.toMatch(/<script|\u0007|href|url\((?!#area)/); // eslint-disable-line no-control-regex -- it must be gone
  expect(svg).toContain('吞吐量');
  expect(svg).toContain('a&#60;b &#38; &#34;c&#34;');
  expect(svg).not.toContain('NaN');
  // every element is closed
  const open: string[] = [];
  for (const [, end, name, self] of svg.matchAll(/<(\/?)([\w]+)(?:"[^"]*"|[^>"])*?(\/?)>/g))
    if (end) expect(open.pop()).toBe(name);
    else if (!self) open.push(name);
  expect(open).toEqual([]);
});
