// What was put together in the tree: a fragment of an IP datagram, for both versions of IP (RFC 791 section 3.2, RFC 8200 section 4.5), and
// the pieces of anything. Names, order and values are Wireshark's. What a datagram carries is dissected in the frame that completes it; the
// others say which one that is.
import type { DatagramView, MessageView, PieceView } from '../contract/context';
import { defineFields, type Field, type FieldSink, type FieldTable, type Packet } from '../contract/protocol';

/** Fragments whose numbers stand in the line of all of them. */
const NAMED = 24;

/** The fields of one version. `prefix`: `ip`; `all`: type of the line of all fragments, which differs; `here`: name of the field that tells where. */
export function fragmentFields(prefix: string, name: string, all: 'bytes' | 'none', here: string): FieldTable {
  return defineFields(prefix, {
    fragments: [`${name} Fragments`, all],
    fragment: [`${name} Fragment`, 'framenum'],
    'fragment.overlap': ['Fragment overlap', 'bool', 0],
    'fragment.overlap.conflict': ['Conflicting data in fragment overlap', 'bool', 0],
    'fragment.multipletails': ['Multiple tail fragments found', 'bool', 0],
    'fragment.toolongfragment': ['Fragment too long', 'bool', 0],
    'fragment.error': ['Defragmentation error', 'framenum'],
    'fragment.count': ['Fragment count', 'uint32', 'dec'],
    [here]: [`Reassembled ${name} in frame`, 'framenum', 'none', { changes: true }],
    'reassembled.length': [`Reassembled ${name} length`, 'uint32', 'dec'],
    'reassembled.data': [`Reassembled ${name} data`, 'bytes'],
  });
}

/**
 * The fields of messages that span segments of a stream. `prefix`: `tcp`; `data`: name of the field of a segment's bytes; texts as Wireshark has
 * them, which differ.
 */
export function segmentFields(
  prefix: string,
  data: string,
  texts: { data: string; all: string; one: string; length: string; bytes: string },
): FieldTable {
  return defineFields(
    prefix,
    {
      reassembled_in: ['Reassembled PDU in frame', 'framenum', 'none', { changes: true }],
      [data]: [texts.data, 'bytes'],
      segments: [texts.all, 'none'],
      segment: [texts.one, 'framenum'],
      'segment.overlap': ['Segment overlap', 'bool', 0],
      'segment.overlap.conflict': ['Conflicting data in segment overlap', 'bool', 0],
      'segment.multipletails': ['Multiple tail segments found', 'bool', 0],
      'segment.toolongfragment': ['Segment too long', 'bool', 0],
      'segment.error': ['Reassembling error', 'framenum'],
      'segment.count': ['Segment count', 'uint32', 'dec'],
      'reassembled.length': [texts.length, 'uint32', 'dec'],
      'reassembled.data': [texts.bytes, 'bytes'],
    },
    { pass: 'messages' },
  );
}

/** The fields that tell of what was put together, and of its pieces. */
export interface PieceFields {
  readonly all: Field;
  readonly one: Field;
  readonly overlap: Field;
  readonly conflict: Field;
  readonly multipleTails: Field;
  readonly tooLong: Field;
  readonly error: Field;
  readonly count: Field;
  readonly length: Field;
  /** null: there is none */
  readonly data: Field | null;
}

/** The same by their names in a table of `fragmentFields` or `segmentFields`. */
export const pieceFields = (F: FieldTable, piece: 'fragment' | 'segment'): PieceFields => ({
  all: F[`${piece}s`],
  one: F[piece],
  overlap: F[`${piece}.overlap`],
  conflict: F[`${piece}.overlap.conflict`],
  multipleTails: F[`${piece}.multipletails`],
  tooLong: F[`${piece}.toolongfragment`],
  error: F[`${piece}.error`],
  count: F[`${piece}.count`],
  length: F['reassembled.length'],
  data: F['reassembled.data'],
});

/**
 * Dissects a fragment whose payload stands at `at`.
 * @param here field that tells which frame completes the datagram
 * @param next dissects what the datagram carries, from its first byte on
 */
export function dissectFragment(
  p: Packet,
  view: DatagramView,
  at: number,
  { fields, here, out }: { fields: FieldTable; here: Field; out: FieldSink },
  next: (length: number) => void,
): void {
  const bytes = view.reassembledIn === p.context.number ? view.bytes() : null;
  if (bytes === null) {
    if (view.reassembledIn > 0) out.generated(here, 0, 0, view.reassembledIn);
    return p.payload(at, p.declaredEnd - at);
  }
  p.within(bytes, () => {
    addPieces(view.pieces, pieceFields(fields, 'fragment'), bytes.length, out);
    next(bytes.length);
  });
}

/** Tells of the pieces that the `length` bytes were put together from, which are those that offsets are counted in. */
export function addPieces(pieces: readonly PieceView[], F: PieceFields, length: number, out: FieldSink): void {
  if (F.all.type === 'bytes') out.bytes(F.all, 0, length);
  else out.none(F.all, 0, length);
  if (out.detail) {
    const named = pieces.slice(0, NAMED).map(({ frame, len }) => `#${frame}(${len})`);
    out.display([...named, ...(pieces.length > NAMED ? ['…'] : [])].join(', '));
    out.note({ key: 'tree.lengthBytes', args: { length } });
  }
  out.open();
  for (const piece of pieces) one(piece, F, length, out);
  out.generated(F.count, 0, 0, pieces.length);
  out.generated(F.length, 0, 0, length);
  if (F.data !== null) out.bytes(F.data, 0, length);
  out.close();
}

function one(
  { frame, start, len, overlap, conflict, multipleTails, tooLong }: PieceView,
  F: PieceFields,
  length: number,
  out: FieldSink,
): void {
  const wrong = conflict || multipleTails || tooLong;
  const at = Math.min(start, length);
  out.uint(wrong ? F.error : F.one, at, Math.min(len, length - at), frame);
  if (out.detail) out.note({ key: 'tree.ip.piece', args: { from: start, to: start + len - 1, length: len } });
  if (!wrong && !overlap) return;
  out.open();
  if (overlap) out.generated(F.overlap, 0, 0, 1);
  if (conflict) out.generated(F.conflict, 0, 0, 1);
  if (multipleTails) out.generated(F.multipleTails, 0, 0, 1);
  if (tooLong) out.generated(F.tooLong, 0, 0, 1);
  out.close();
}

/** Says of a message that is whole why its bytes are not there. */
export function notPutTogether({ tooLong }: MessageView, length: Field, out: FieldSink): void {
  if (tooLong === undefined) return;
  out.generated(length, 0, 0, tooLong);
  if (out.detail) out.note({ key: 'tree.messageTooLong' });
}
