// Rows of the packets that an export takes, in frame order.
import { MARKED } from '../../flow/columns/reader-marks';
import type { PacketScope } from '../../ipc/contracts/export-contract';
import type { CaptureDocument } from '../document/document';
import type { ShownRows } from '../document/shown-rows';

/** Rows handed on at once. */
const MOST = 2048;

/** `shown`: what the packet list shows. Rows that come while it goes on are not among them. */
export function* scopeRows(document: CaptureDocument, shown: ShownRows, scope: PacketScope): Generator<number[]> {
  const { frames } = document;
  if (scope.by === 'displayed') yield* some(0, shown.count, (i) => shown.at(i));
  else if (scope.by === 'all') yield* some(0, frames, (row) => row);
  else if (scope.by === 'frames') {
    for (const [from, to] of joined(scope.ranges)) yield* some(from - 1, Math.min(to, frames), (row) => row);
  } else if (scope.by === 'marked') {
    const { readerMarks } = document.analysis;
    for (const rows of some(0, frames, (row) => row)) yield rows.filter((row) => (readerMarks.of(row) & MARKED) !== 0);
  } else {
    const belongs = belongsTo(document, scope.flows);
    for (const rows of some(0, frames, (row) => row)) yield rows.filter(belongs);
  }
}

function* some(from: number, to: number, at: (i: number) => number): Generator<number[]> {
  for (let i = from; i < to; i += MOST) yield Array.from({ length: Math.min(MOST, to - i) }, (_, k) => at(i + k));
}

/** In order, none of them twice. */
function joined(ranges: readonly [number, number][]): [number, number][] {
  const out: [number, number][] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else if (from <= to) out.push([from, to]);
  }
  return out;
}

/** A packet in a tunnel belongs to the conversation of the tunnel, too. */
export function belongsTo({ analysis, columns }: CaptureDocument, flows: readonly number[]): (row: number) => boolean {
  const streams = { tcp: new Set<number>(), udp: new Set<number>() };
  for (const id of flows) {
    if (id >= analysis.flows.count) continue;
    const { kind, stream } = analysis.flows.row(id);
    streams[kind].add(stream);
  }
  return (row) => {
    const kind = columns.streamKind(row);
    if (kind !== 'none' && streams[kind].has(columns.stream(row))) return true;
    const outer = columns.outerStream(row);
    return outer >= 0 && streams.udp.has(outer);
  };
}
