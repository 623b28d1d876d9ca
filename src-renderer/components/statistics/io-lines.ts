// The lines of the graph over time as they are drawn. Pure.
import type { IoGraph, IoUnit } from '../../../src-main/ipc/contracts/statistics-contract';
import type { PlotLine } from '../shared/plot';

/** Custom properties of the theme, by the place of a line. */
const COLOURS = [
  '--kind-setup',
  '--kind-reset',
  '--good',
  '--kind-tls',
  '--kind-teardown',
  '--kind-icmp',
  '--kind-trouble',
  '--text-2',
];
export const colourOf = (line: number): string => COLOURS[line % COLOURS.length];

const WIDTH = 1.5;
const BITS = 8;

/** Those that are shown and whose filter is one; a point for each interval, where that begins, and an end to the last one. */
export function ioLines(graph: IoGraph, isShown: (line: number) => boolean, unit: IoUnit): PlotLine[] {
  const { fromNs, intervalNs, intervals } = graph;
  const x = Float64Array.from({ length: intervals + 1 }, (_, i) => (fromNs + i * intervalNs) / 1e9);
  return graph.lines.flatMap(({ packets, bytes, frames }, line) => {
    const counted = unit === 'packets' ? packets : bytes;
    if (!isShown(line) || counted === null || frames === null) return [];
    const y = new Float64Array(intervals + 1);
    for (let i = 0; i < intervals; i++) y[i] = unit === 'bits' ? BITS * counted[i] : counted[i];
    const frame = new Uint32Array(intervals + 1);
    frame.set(frames);
    return [{ id: String(line), shape: 'steps', x, y, top: null, frame, colour: colourOf(line), width: WIDTH }];
  });
}
