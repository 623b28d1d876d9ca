// What segments and datagrams carry, read again from the file.
import type { FrameContext } from '../../dissect/contract/context';
import type { FieldSink } from '../../dissect/contract/protocol';
import { FrameDissector } from '../../dissect/dissect';
import { DatagramSink, type Datagram } from '../../dissect/sinks/datagram-sink';
import { PayloadSink } from '../../dissect/sinks/payload-sink';
import { reportBug } from '../base/bug-log';

/** To a payload it is all the same. */
const OPTIONS = { checkChecksums: false, relativeSequenceNumbers: false };

/** The bytes are not those whose view the caller is looking at. */
type FrameOf = (row: number) => { bytes: Uint8Array; context: FrameContext };

class Reader<Sink extends FieldSink> {
  readonly sink: Sink;
  readonly #frame: FrameOf;
  readonly #dissector: FrameDissector;

  constructor(sink: Sink, frame: FrameOf) {
    this.sink = sink;
    this.#frame = frame;
    this.#dissector = new FrameDissector(OPTIONS, sink, reportBug);
  }

  read(row: number): Sink {
    const { bytes, context } = this.#frame(row);
    // what a segment carries is asked for, not what that belongs to
    this.#dissector.dissect(bytes, { ...context, segments: () => null });
    return this.sink;
  }
}

export class PayloadReader {
  readonly #segments: Reader<PayloadSink>;
  readonly #datagrams: Reader<DatagramSink>;

  constructor(frame: FrameOf) {
    this.#segments = new Reader(new PayloadSink(), frame);
    this.#datagrams = new Reader(new DatagramSink(), frame);
  }

  /** The payload of a TCP segment: a view that the next call may overwrite. Null: the row carries none. */
  payload(row: number): Uint8Array | null {
    return this.#segments.read(row).payload;
  }

  /** The UDP datagrams of a row, the outermost first; views as well. */
  datagrams(row: number): readonly Datagram[] {
    return this.#datagrams.read(row).datagrams;
  }
}
