// What segments and datagrams carry, read again from the file.
import type { FrameContext } from '../../dissect/contract/context';
import { FrameDissector } from '../../dissect/dissect';
import { PayloadSink } from '../../dissect/sinks/payload-sink';
import { reportBug } from '../base/bug-log';

/** To a payload it is all the same. */
const OPTIONS = { checkChecksums: false, relativeSequenceNumbers: false };

export class PayloadReader {
  readonly #frame: (row: number) => { bytes: Uint8Array; context: FrameContext };
  readonly #sink: PayloadSink;
  readonly #dissector: FrameDissector;

  /** `frame`: the bytes are not those whose view the caller is looking at */
  constructor(of: 'tcp' | 'udp', frame: (row: number) => { bytes: Uint8Array; context: FrameContext }) {
    this.#frame = frame;
    this.#sink = new PayloadSink(of);
    this.#dissector = new FrameDissector(OPTIONS, this.#sink, reportBug);
  }

  /** The payload of a row: a view that the next call may overwrite. Null: it carries none. */
  payload(row: number): Uint8Array | null {
    const { bytes, context } = this.#frame(row);
    // what a segment carries is asked for, not what that belongs to
    this.#dissector.dissect(bytes, { ...context, segments: () => null });
    return this.#sink.payload;
  }
}
