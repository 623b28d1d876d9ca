// An open capture as exports see it.
import type { PacketSource } from '../../report/packet-source';
import { captureComments } from '../answers/comments';
import type { CaptureDocument } from '../document/document';

/** Reads apart from what the window looks at. */
export function exportSource(document: CaptureDocument): PacketSource {
  const view = document.frameView;
  const frames = view.frameBytes();
  return {
    format: document.format,
    columns: document.columns,
    interfaces: document.interfaces,
    extras: document.extras,
    comments: captureComments(document),
    commentsOn: (row) => document.analysis.readerComments.of(row),
    bytes: (row) => frames.view(row),
    context: (row) => view.context(row),
    read: (into, at) => view.read(into, at),
  };
}
