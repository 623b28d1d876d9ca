// Everything about one frame: its field tree and its bytes.
import { dissectGuarded } from '../../dissect/dissect';
import { TreeSink } from '../../dissect/sinks/tree-sink';
import type { PacketDetail } from '../../ipc/contracts/engine-contract';
import { reportBug } from '../base/bug-log';
import type { CaptureDocument } from '../document/document';
import { RequestFailure } from '../base/failure';
import { problem } from '../base/problems';
import { addRegistered } from './registered';

/** The window shows whether checksums are right: checked always, unlike Wireshark's default. */
export const DETAIL_OPTIONS = { checkChecksums: true, relativeSequenceNumbers: true };

const NAMES = {
  datagram: 'packets.hex.reassembled',
  message: 'packets.hex.message',
  handshake: 'packets.hex.handshake',
  chunks: 'packets.hex.chunks',
  content: 'packets.hex.content',
  headers: 'packets.hex.headers',
  decrypted: 'packets.hex.decrypted',
  tls: 'packets.hex.tls',
};

/** Throws RequestFailure for a frame that is not there (yet), or no longer readable. */
export function packetDetail(document: CaptureDocument, frame: number): PacketDetail {
  if (frame > document.frames)
    throw new RequestFailure(problem('engine.noFrame', 'engine.noFrame', { frame, frames: document.frames }));
  const row = frame - 1;
  const bytes = document.bytes(row).slice();
  if (bytes.length < document.columns.capturedLen(row))
    throw new RequestFailure(problem('engine.fileChanged', 'engine.fileChanged', { frame }));
  const sink = new TreeSink();
  const packet = dissectGuarded(bytes, document.context(row), DETAIL_OPTIONS, sink, reportBug);
  const tree = sink.finish();
  const sources = [
    { name: { key: 'packets.hex.frame' }, bytes },
    ...packet.sources.map(({ kind, bytes: inside }) => ({ name: { key: NAMES[kind] }, bytes: inside })),
  ];
  addRegistered(tree, sources);
  return {
    frame,
    tree,
    sources,
    flow: document.analysis.flowOfRow(row),
  };
}
