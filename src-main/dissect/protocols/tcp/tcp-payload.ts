// What a TCP segment carries: as it is, or, where a protocol says how its messages follow each other in the stream, message by message, those
// that span segments in the frame that completes them. Names, order and values of the fields are Wireshark's.
import { FAST_RETRANSMISSION, REPEAT_MASK } from '../../contract/analysis-flags';
import type { Framing } from '../../../wire/framing';
import { fieldGroup, type FieldSink, type Packet } from '../../contract/protocol';
import type { MessageView } from '../../contract/context';
import { addPieces, notPutTogether, pieceFields, segmentFields } from '../../values/fragments';
import { handOn } from '../../values/hand-on';

export const SEGMENTS = segmentFields('tcp', 'segment_data', {
  data: 'TCP segment data',
  all: 'Reassembled TCP Segments',
  one: 'TCP Segment',
  length: 'Reassembled TCP length',
  bytes: 'Reassembled TCP Data',
});
const ANY = fieldGroup(Object.values(SEGMENTS));

const PIECES = pieceFields(SEGMENTS, 'segment');

/** The key of what is known by its bytes alone, on whatever port. */
const BY_CONTENT = -1;

/** Keys to hand on by: what the bytes told; or the lower port, the higher one, none. */
type Ports = readonly number[];

/** Dissects the `len` (declared) bytes of payload at `at`. `reset`: they say why a connection was reset, and are part of no stream. */
export function dissectPayload(p: Packet, at: number, len: number, reset: boolean, out: FieldSink): void {
  const told = p.quoted || reset ? -1 : p.context.streamKey();
  const low = Math.min(p.srcPort, p.dstPort);
  const ports: Ports = told >= 0 ? [told] : [low, Math.max(p.srcPort, p.dstPort), BY_CONTENT];
  const framing = p.quoted || reset ? null : p.framing('tcp.port', ports, out.wantsAny(ANY));
  if (framing === null) {
    if (len > 0) p.next('tcp.port', ports, at, len);
    return;
  }
  const end = at + len;
  // a protocol that wants its bytes in order is not troubled with those that come late or again
  const kind = p.context.analysisFlags() & REPEAT_MASK;
  const inOrder = kind === 0 || kind === FAST_RETRANSMISSION;
  const spans = p.end < end ? null : p.context.segments();
  let from = at;
  for (const { at: inside, len: taken, message } of spans ?? []) {
    const here = at + inside;
    if (here > from && inOrder) handOn(p, framing, ports, from, here, p.source === 0);
    if (message !== null && message.reassembledIn > 0 && message.reassembledIn !== p.context.number)
      out.generated(SEGMENTS.reassembled_in, 0, 0, message.reassembledIn);
    if (taken > 0) segmentData(out, here, taken);
    if (message?.reassembledIn === p.context.number) whole(p, inOrder ? framing : null, ports, message, out);
    from = Math.max(from, here + taken);
  }
  if (from === end || !inOrder) return;
  if (spans === null) p.markFragment();
  handOn(p, framing, ports, from, end, p.source === 0);
}

function segmentData(out: FieldSink, at: number, len: number): void {
  out.bytes(SEGMENTS.segment_data, at, len);
  if (!out.detail) return;
  out.display('');
  out.note({ key: 'tree.lengthBytes', args: { length: len } });
}

/** A message of which the last segment is this one; it is dissected where there is a framing. */
function whole(p: Packet, framing: Framing | null, ports: Ports, message: MessageView, out: FieldSink): void {
  const bytes = message.bytes();
  if (bytes === null) return notPutTogether(message, SEGMENTS['reassembled.length'], out);
  const body = (): void => {
    if (out.wantsAny(ANY)) addPieces(message.pieces(), PIECES, bytes.length, out);
    if (framing !== null) handOn(p, framing, ports, 0, bytes.length, false);
  };
  p.within(bytes, body, 'message');
}
