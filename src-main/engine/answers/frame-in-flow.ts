// "Next in conversation": the nearest frame of a conversation that the packet list shows.
// Two ascending lists are joined, the conversation's rows and the rows shown; each leaps to where the other one is, so that
// neither a filter that hides a long conversation nor a neighbour millions of frames away takes a step a frame.
import type { FrameColumns } from '../../flow/columns/columns';
import type { FlowRow } from '../../ipc/contracts/engine-contract';
import type { CaptureDocument } from '../document/document';
import type { ShownRows } from '../document/shown-rows';

/** Frame after (`by` 1) or before (-1) `frame` in the conversation `flow`, as far as it is shown; 0: none. */
export function frameInFlow(
  { analysis: { flows }, columns }: CaptureDocument,
  shown: ShownRows,
  flow: number,
  frame: number,
  by: 1 | -1,
): number {
  if (flow >= flows.count) return 0;
  const conversation = flows.row(flow);
  const beyond = by === 1 ? rowAfter : rowBefore;
  for (let row = frame - 1; ;) {
    const ours = beyond(columns, conversation, row);
    if (ours < 0) return 0;
    const there = shownFrom(shown, ours, by);
    if (there === ours) return ours + 1;
    if (there < 0) return 0;
    row = there - by; // `there` itself may be of the conversation
  }
}

function rowAfter(columns: FrameColumns, { kind, stream, firstFrame, lastFrame }: FlowRow, row: number): number {
  const from = Math.max(row + 1, firstFrame - 1);
  const next = columns.nextOfStream(kind, stream, from, lastFrame);
  if (kind === 'tcp') return next;
  const tunnel = columns.nextOfTunnel(stream, from, next < 0 ? lastFrame : next);
  return tunnel < 0 ? next : tunnel;
}

function rowBefore(columns: FrameColumns, { kind, stream, firstFrame, lastFrame }: FlowRow, row: number): number {
  const before = Math.min(row, lastFrame);
  const previous = columns.previousOfStream(kind, stream, before, firstFrame - 1, true);
  if (kind === 'tcp') return previous;
  const tunnel = columns.previousOfTunnel(stream, before, previous < 0 ? firstFrame - 1 : previous);
  return tunnel < 0 ? previous : tunnel;
}

/** The row that is shown at `row`, or nearest beyond it; -1: none. */
function shownFrom(shown: ShownRows, row: number, by: 1 | -1): number {
  let index = shown.indexOf(row, true);
  if (index < 0) return -1;
  if ((shown.at(index) - row) * by < 0) index += by;
  return index >= 0 && index < shown.count ? shown.at(index) : -1;
}
