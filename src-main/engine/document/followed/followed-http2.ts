// One stream of HTTP/2 of a connection: header fields as lines of text, and the content of DATA frames without padding, in the order of the frames. Which frames
// there are is found once a connection, whatever stream one looks at; their bytes are read again from the rows that complete them.
import { FrameDissector } from '../../../dissect/dissect';
import { eachFrame, sentence, type SeenFrame } from '../../../dissect/protocols/http2/http2-frames';
import type { HeaderBlock } from '../../../dissect/protocols/http2/http2-headers';
import { LayerSink } from '../../../dissect/sinks/layer-sink';
import { FROM_B, Pieces } from '../../../flow/follow/pieces';
import type { FollowGap } from '../../../ipc/contracts/follow-contract';
import type { FlowRow } from '../../../ipc/flow-facts';
import { GrowingList } from '../../../memory/growing-list';
import { DATA } from '../../../wire/http2';
import { reportBug } from '../../base/bug-log';
import type { CaptureDocument } from '../document';
import { FlowWalk, knownRows, type Followed } from './followed';

const OPTIONS = { checkChecksums: false, relativeSequenceNumbers: false };
/** Streams that can be chosen of a connection, and characters of what is said of one. */
const MOST_STREAMS = 65_536;
const MOST_SAID = 120;
/** Frames with bytes that are kept of a connection. */
const MOST_FRAMES = 16_777_216;

const NO_BYTES = new Uint8Array(0);
const LF = 10;
const COLON = new TextEncoder().encode(': ');

/** The frames with header fields or content of one connection. */
export class Http2Frames {
  readonly flow: FlowRow;
  readonly #document: CaptureDocument;
  readonly #walk: FlowWalk;
  readonly #dissector = new FrameDissector(OPTIONS, new LayerSink(['http2']), reportBug);
  /** by frame: its row, its number among those of the row, its stream, its bytes */
  readonly #rows = GrowingList.short();
  readonly #places = GrowingList.short();
  readonly #streams = GrowingList.short();
  readonly #lengths = GrowingList.short();
  /** what each stream asks for, in the order in which they began */
  readonly streams = new Map<number, string>();
  #read = { row: -1, bytes: [] as Uint8Array[] };

  constructor(document: CaptureDocument, flow: FlowRow) {
    this.flow = flow;
    this.#document = document;
    this.#walk = new FlowWalk(document, flow);
  }

  get count(): number {
    return this.#rows.length;
  }
  row(frame: number): number {
    return this.#rows.at(frame);
  }
  stream(frame: number): number {
    return this.#streams.at(frame);
  }
  length(frame: number): number {
    return this.#lengths.at(frame);
  }
  fromA(frame: number): boolean {
    return this.#document.columns.fromA(this.row(frame));
  }

  /** Takes frames that have come; true when all are taken. */
  grow(hasTime: () => boolean): boolean {
    return this.#walk.grow((row) => this.#take(row), hasTime, knownRows(this.#document));
  }

  #take(row: number): void {
    const { columns } = this.#document;
    // a segment that ends a message of TLS may carry nothing
    if (columns.partial(row) || this.count >= MOST_FRAMES) return;
    let place = 0;
    this.#each(row, (frame, bytes) => {
      const { stream, block } = frame;
      if (block !== null) this.#note(stream, block);
      this.#rows.push(row);
      this.#places.push(place++);
      this.#streams.push(stream);
      this.#lengths.push(bytes.length);
    });
  }

  #note(stream: number, block: HeaderBlock): void {
    if (this.streams.size < MOST_STREAMS && !this.streams.get(stream))
      this.streams.set(stream, sentence(block).slice(0, MOST_SAID));
  }

  #each(row: number, see: (frame: SeenFrame, bytes: Uint8Array) => void): void {
    const { frameView } = this.#document;
    eachFrame(this.#dissector.dissect(frameView.bytes(row), frameView.context(row)), (frame) => {
      const bytes = frame === null ? NO_BYTES : bytesOf(frame);
      if (frame !== null && bytes.length > 0) see(frame, bytes);
      return true;
    });
  }

  /** What a frame says. */
  bytes(frame: number): Uint8Array {
    const row = this.row(frame);
    if (this.#read.row !== row) {
      const bytes: Uint8Array[] = [];
      this.#each(row, (_, one) => bytes.push(one.slice()));
      this.#read = { row, bytes };
    }
    return this.#read.bytes[this.#places.at(frame)] ?? NO_BYTES;
  }
}

/** Header fields as lines with an empty one behind, or content; nothing: it has neither. */
function bytesOf({ type, bytes, contentAt, contentEnd, block }: SeenFrame): Uint8Array {
  if (type === DATA) return bytes.subarray(contentAt, contentEnd);
  if (block === null || block.lines.length === 0) return NO_BYTES;
  // of each line name, colon, space, value and its end
  const out = new Uint8Array(block.lines.reduce((sum, line) => sum + line.nameLength + line.valueLength + 3, 1)).fill(
    LF,
  );
  let to = 0;
  for (const { at, nameLength, valueLength } of block.lines) {
    const nameAt = at + 4;
    const valueAt = nameAt + nameLength + 4;
    out.set(block.bytes.subarray(nameAt, nameAt + nameLength), to);
    to += nameLength;
    out.set(COLON, to);
    out.set(block.bytes.subarray(valueAt, valueAt + valueLength), to + 2);
    to += valueLength + 3;
  }
  return out;
}

/** Keys are numbers of frames. */
export class FollowedHttp2 implements Followed {
  readonly flow: FlowRow;
  readonly pieces = new Pieces();
  readonly gapBy = (): FollowGap => 'missing';
  readonly frames: Http2Frames;
  readonly stream: number;
  #taken = 0;

  constructor(frames: Http2Frames, stream: number) {
    this.flow = frames.flow;
    this.frames = frames;
    this.stream = stream;
  }

  grow(hasTime: () => boolean): boolean {
    const { frames } = this;
    const all = frames.grow(hasTime);
    for (; this.#taken < frames.count; this.#taken++)
      if (frames.stream(this.#taken) === this.stream)
        this.pieces.add(this.#taken, 0, frames.length(this.#taken), frames.fromA(this.#taken) ? 0 : FROM_B);
    return all;
  }

  payload(frame: number): Uint8Array {
    return this.frames.bytes(frame);
  }
  rowOf(frame: number): number {
    return this.frames.row(frame);
  }
}

/** The stream that a row belongs to first, beside the connection itself; -1: there is none. */
export function streamOfRow({ frameView }: CaptureDocument, row: number): number {
  let found = -1;
  const packet = new FrameDissector(OPTIONS, new LayerSink(['http2']), reportBug).dissect(
    frameView.bytes(row),
    frameView.context(row),
  );
  eachFrame(packet, (frame) => {
    if (frame !== null && frame.stream > 0) found = frame.stream;
    return found < 0;
  });
  return found;
}
