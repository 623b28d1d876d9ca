// What segments and datagrams carry, read again from the file.
import { isKnownUdpPort } from '../../flow/scan/known-ports';
import type { FrameContext } from '../../dissect/contract/context';
import type { FieldSink } from '../../dissect/contract/protocol';
import { FrameDissector } from '../../dissect/dissect';
import { DatagramSink, type Datagram } from '../../dissect/sinks/datagram-sink';
import { PayloadSink } from '../../dissect/sinks/payload-sink';
import type { FrameColumns } from '../../flow/columns/columns';
import { Scanner } from '../../flow/scan/scan';
import { KIND_TCP, KIND_UDP } from '../../flow/scan/scratch';
import * as udp from '../../wire/udp';
import { oneFrame } from '../../memory/frame-batch';
import { reportBug } from '../base/bug-log';

/** To a payload it is all the same. */
const OPTIONS = { checkChecksums: false, relativeSequenceNumbers: false };

/** Where frames come from; their bytes are not those whose view the caller is looking at. */
interface Frames {
  bytes(row: number): Uint8Array;
  context(row: number): FrameContext;
  linkType(row: number): number;
  readonly columns: Pick<FrameColumns, 'hasSources' | 'originalLen'>;
}

class Reader<Sink extends FieldSink> {
  readonly sink: Sink;
  readonly #frames: Frames;
  readonly #dissector: FrameDissector;

  constructor(sink: Sink, frames: Frames) {
    this.sink = sink;
    this.#frames = frames;
    this.#dissector = new FrameDissector(OPTIONS, sink, reportBug);
  }

  read(row: number): Sink {
    // what a segment carries is asked for, not what that belongs to
    const context = { ...this.#frames.context(row), segments: () => null };
    this.#dissector.dissect(this.#frames.bytes(row), context);
    return this.sink;
  }
}

export class PayloadReader {
  readonly #frames: Frames;
  readonly #scanner = new Scanner(
    { defragment: { ipv4: false, ipv6: false }, seed: 0, byTunnel: false },
    isKnownUdpPort,
  );
  /** a batch of one frame */
  readonly #batch = oneFrame();
  readonly #linkType = [-1];
  readonly #segments: Reader<PayloadSink>;
  readonly #datagrams: Reader<DatagramSink>;

  constructor(frames: Frames) {
    this.#frames = frames;
    this.#segments = new Reader(new PayloadSink(), frames);
    this.#datagrams = new Reader(new DatagramSink(), frames);
  }

  /** The payload of a TCP segment: a view that the next call may overwrite. Null: the row carries none. */
  payload(row: number): Uint8Array | null {
    const found = this.#frames.columns.hasSources(row) ? undefined : this.#scanned(row, KIND_TCP);
    return found === undefined ? this.#segments.read(row).payload : found;
  }

  /** By the walk along the headers that the first reading takes, which costs a tenth of a dissection. Undefined: it cannot tell. */
  #scanned(row: number, wanted: number): Uint8Array | null | undefined {
    const bytes = this.#frames.bytes(row);
    const batch = this.#batch;
    batch.bytes = bytes;
    batch.capturedLen[0] = bytes.length;
    batch.originalLen[0] = this.#frames.columns.originalLen(row);
    this.#linkType[0] = this.#frames.linkType(row);
    const { kind, payloadAt, payloadLen } = this.#scanner.scan(batch, this.#linkType);
    if (kind[0] !== wanted || payloadAt[0] === 0) return undefined;
    const part = bytes.subarray(
      payloadAt[0],
      payloadAt[0] + (wanted === KIND_TCP ? payloadLen[0] : udpLength(bytes, payloadAt[0])),
    );
    return part.length > 0 ? part : null;
  }

  /** What the innermost UDP datagram of a row carries: a view that the next call may overwrite. Null: there is none. */
  datagram(row: number): Uint8Array | null {
    const found = this.#frames.columns.hasSources(row) ? undefined : this.#scanned(row, KIND_UDP);
    return found === undefined ? (this.datagrams(row).at(-1)?.payload ?? null) : found;
  }

  /** The UDP datagrams of a row, the outermost first; views as well. */
  datagrams(row: number): readonly Datagram[] {
    return this.#datagrams.read(row).datagrams;
  }
}

/** Bytes of a datagram's payload that begins at `at`, by its header; in a jumbogram all that there are (RFC 2675 section 4). */
function udpLength(b: Uint8Array, at: number): number {
  const length = udp.length(b, at - udp.HEADER_LEN);
  return length < udp.HEADER_LEN ? b.length - at : length - udp.HEADER_LEN;
}
