// The SACK options (RFC 2018) of single segments, for the timeline: frames that may have one are dissected on demand.
import { dissectGuarded } from '../../dissect/dissect';
import type { Field } from '../../dissect/contract/fields';
import { registry } from '../../dissect/protocols/registry';
import { ValueSink } from '../../dissect/sinks/field-sink';
import type { SackBlock } from '../../ipc/engine-contract';
import { reportBug } from '../base/bug-log';
import type { CaptureDocument } from '../document/document';

const OPTIONS = { checkChecksums: false, relativeSequenceNumbers: true };
const LEFT = 0;
const RIGHT = 1;
const DUPLICATE = 2;
const NAMES = ['tcp.options.sack_le', 'tcp.options.sack_re', 'tcp.options.sack.dsack_le'];
/** bytes of a header with an option of one block */

const WITH_BLOCK = 20 + 2 + 8;

export class SackLook {
  readonly #document: CaptureDocument;
  readonly #sink: ValueSink | null;

  constructor(document: CaptureDocument) {
    this.#document = document;
    const fields = NAMES.map((name) => registry.field(name)).filter((field): field is Field => field !== undefined);
    this.#sink = fields.length === NAMES.length ? new ValueSink(fields) : null;
  }

  /** Blocks of a segment in the order of its option, with relative numbers; none where it has no option or cannot be read. */
  blocks(frame: number): SackBlock[] {
    const row = frame - 1;
    const { columns } = this.#document;
    const sink = this.#sink;
    if (sink === null || columns.tcpHeaderLen(row) < WITH_BLOCK) return [];
    const bytes = this.#document.bytes(row);
    if (bytes.length < columns.capturedLen(row)) return [];
    dissectGuarded(bytes, this.#document.context(row), OPTIONS, sink, reportBug);
    const right = sink.values(RIGHT);
    const duplicates = sink.values(DUPLICATE).length;
    return sink.values(LEFT).flatMap((from, i) => {
      const to = right[i];
      if (typeof from !== 'number' || typeof to !== 'number') return [];
      return [{ from, to, duplicate: i === 0 && duplicates > 0 }];
    });
  }
}
