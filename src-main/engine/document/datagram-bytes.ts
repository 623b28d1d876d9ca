// The bytes of datagrams that were put together, read again from the frames that hold their fragments when somebody looks at one.
import type { DatagramView } from '../../dissect/contract/context';
import { CONFLICT, MULTIPLE_TAILS, OVERLAP, TOO_LONG } from '../../reassembly/fragment-table';
import type { FragmentTable, Datagram, Piece } from '../../reassembly/fragment-table';
import type { FrameBytes } from './frame-bytes';

/** Datagrams kept: whoever looks at one frame asks for the same ones again. */
const KEPT = 8;
/** Fragments inside fragments inside fragments. */
const DEEPEST = 8;

export class DatagramBytes {
  readonly #fragments: FragmentTable;
  readonly #frames: Pick<FrameBytes, 'view'>;
  /** by the row that completes it, the latest last */
  readonly #kept = new Map<string, Uint8Array>();

  /** `frames`: what fragments stand in; not the one whose view the caller is looking at */
  constructor(fragments: FragmentTable, frames: Pick<FrameBytes, 'view'>) {
    this.#fragments = fragments;
    this.#frames = frames;
  }

  /** All bytes of a datagram, null: they cannot be read (any more). */
  read(datagram: Datagram): Uint8Array | null {
    return this.#read(datagram, 0);
  }

  #read(datagram: Datagram, depth: number): Uint8Array | null {
    const { pieces, length, last } = datagram;
    const key = `${last} ${pieces[0].row} ${pieces[0].source}`;
    const known = this.#kept.get(key);
    if (known) return known;
    const bytes = new Uint8Array(length);
    let filled = 0;
    for (const piece of pieces) {
      const end = Math.min(piece.start + piece.len, length);
      if (piece.start >= length || end <= filled) continue;
      const from = this.#piece(piece, depth);
      if (from === null || from.length < piece.at + piece.len) return null;
      bytes.set(from.subarray(piece.at + filled - piece.start, piece.at + end - piece.start), filled);
      filled = end;
    }
    if (filled < length) return null;
    if (this.#kept.size === KEPT) for (const oldest of [...this.#kept.keys()].slice(0, 1)) this.#kept.delete(oldest);
    this.#kept.set(key, bytes);
    return bytes;
  }

  /** The bytes that a fragment stands in. */
  #piece({ row, source }: Piece, depth: number): Uint8Array | null {
    if (source === 0) return this.#frames.view(row);
    const around = depth < DEEPEST ? this.#fragments.completedBy(row, source) : null;
    return around && this.#read(around, depth + 1);
  }
}

/** The datagram, or message, of the fragment that stands at `at` in a source of a row; null: none stands there. */
export function datagramView(
  fragments: FragmentTable,
  reader: DatagramBytes,
  row: number,
  source: number,
  at: number,
): DatagramView | null {
  const fragment = fragments.find(row, source, at);
  if (fragment < 0) return null;
  const datagram = fragments.datagramOf(fragment);
  if (datagram === null) return { reassembledIn: 0, pieces: [], bytes: () => null };
  return {
    reassembledIn: datagram.last + 1,
    pieces: datagram.pieces.map(({ row: of, start, len, flags }) => ({
      frame: of + 1,
      start,
      len,
      overlap: (flags & OVERLAP) !== 0,
      conflict: (flags & CONFLICT) !== 0,
      multipleTails: (flags & MULTIPLE_TAILS) !== 0,
      tooLong: (flags & TOO_LONG) !== 0,
    })),
    bytes: () => reader.read(datagram),
  };
}
