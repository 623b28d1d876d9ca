// An open capture as exports see it.
import type { PacketSource } from '../../report/packet-source';
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
    bytes: (row) => frames.view(row),
    context: (row) => view.context(row),
    read: (into, at) => view.read(into, at),
  };
}
