// All that is told of one frame, as a text to be compared: its tree, the bytes of its sources, its line in the list.
import { NULL_SINK } from '../../../src-main/dissect/contract/null-sink';
import { dissectFrame } from '../../../src-main/dissect/dissect';
import { TreeSink } from '../../../src-main/dissect/sinks/tree-sink';
import { summarize } from '../../../src-main/dissect/summary';
import { DETAIL_OPTIONS } from '../../../src-main/engine/answers/packet-detail';
import { DEFAULT_OPTIONS } from '../../../src-main/engine/answers/row-options';
import type { FrameView } from '../../../src-main/engine/document/frame-view';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function picture(view: FrameView, row: number): string {
  const bytes = view.bytes(row).slice();
  const tree = new TreeSink();
  const { sources } = dissectFrame(bytes, view.context(row), DETAIL_OPTIONS, tree);
  const said = sources.map((source) => [source.kind, hex(source.bytes)]);
  const line = summarize(dissectFrame(bytes, view.context(row), DEFAULT_OPTIONS, NULL_SINK));
  return JSON.stringify([tree.finish(), said, line]);
}

/** … by row. */
export type Pictures = ReadonlyMap<number, string>;

/** … of these rows, one after the other. */
export const pictures = (view: FrameView, rows: readonly number[]): Pictures =>
  new Map(rows.map((row) => [row, picture(view, row)]));
