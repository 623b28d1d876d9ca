// The SACK options (RFC 2018) of single segments, for timeline and graphs: frames that may have one are dissected on demand.
import { dissectGuarded } from '../../dissect/dissect';
import { registry } from '../../dissect/protocols/registry';
import { ValueSink } from '../../dissect/sinks/field-sink';
import type { SackBlock } from '../../ipc/contracts/engine-contract';
import { reportBug } from '../base/bug-log';
import type { CaptureDocument } from '../document/document';

const OPTIONS = { checkChecksums: false, relativeSequenceNumbers: true };
const FIELDS = ['tcp.options.sack_le', 'tcp.options.sack_re', 'tcp.options.sack.dsack_le'].map((name) =>
  registry.field(name)!,
);
const [LEFT, RIGHT, DUPLICATE] = FIELDS.keys();
/** bytes of a header with an option of one block */
const WITH_BLOCK = 20 + 2 + 8;

export class SackLook {
  readonly #document: CaptureDocument;
  readonly #sink = new ValueSink(FIELDS);

  constructor(document: CaptureDocument) {
    this.#document = document;
  }

  /** Blocks of a segment in the order of its option, with relative numbers; none where it has no option or cannot be read. */
  blocks(frame: number): SackBlock[] {
    const row = frame - 1;
    const { columns } = this.#document;
    if (columns.tcpHeaderLen(row) < WITH_BLOCK) return [];
    const bytes = this.#document.bytes(row);
    if (bytes.length < columns.capturedLen(row)) return [];
    dissectGuarded(bytes, this.#document.context(row), OPTIONS, this.#sink, reportBug);
    const right = this.#sink.values(RIGHT);
    const duplicates = this.#sink.values(DUPLICATE).length;
    return this.#sink.values(LEFT).flatMap((from, i) => {
      const to = right[i];
      if (typeof from !== 'number' || typeof to !== 'number') return [];
      return [{ from, to, duplicate: i === 0 && duplicates > 0 }];
    });
  }
}
