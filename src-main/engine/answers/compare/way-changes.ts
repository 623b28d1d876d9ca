// What something on the way wrote anew in a segment: read of the same segment at both points.
import { dissectGuarded } from '../../../dissect/dissect';
import type { Field } from '../../../dissect/contract/fields';
import { registry } from '../../../dissect/protocols/registry';
import { ValueSink } from '../../../dissect/sinks/field-sink';
import { COMPARED_FIELDS, type WayChange } from '../../../ipc/contracts/compare-contract';
import { reportBug } from '../../base/bug-log';
import type { CaptureDocument } from '../../document/document';

const OPTIONS = { checkChecksums: false, relativeSequenceNumbers: false };

export class WayReader {
  readonly #sink = new ValueSink(COMPARED_FIELDS.map(fieldOf));
  readonly #document: CaptureDocument;
  readonly #view: CaptureDocument['frameView'];
  readonly #bytes: ReturnType<CaptureDocument['frameView']['frameBytes']>;

  constructor(document: CaptureDocument) {
    this.#document = document;
    this.#view = document.frameView;
    this.#bytes = this.#view.frameBytes();
  }

  /** Values in the order of COMPARED_FIELDS, the innermost headers last; null: the frame cannot be read, or was cut. */
  read(row: number): string[] | null {
    const bytes = this.#bytes.view(row);
    const { columns } = this.#document;
    if (bytes.length < columns.capturedLen(row) || columns.capturedLen(row) < columns.originalLen(row)) return null;
    // without its conversation numbers come as they were sent
    const context = { ...this.#view.context(row), conversation: () => null };
    dissectGuarded(bytes, context, OPTIONS, this.#sink, reportBug);
    return COMPARED_FIELDS.map((_, i) => this.#sink.texts(i).join(','));
  }
}

/** What differs. */
export function wayChanges(a: readonly string[], b: readonly string[]): WayChange[] {
  return COMPARED_FIELDS.flatMap((field, i) => {
    if (a[i] === b[i]) return [];
    return [field === 'tcp.payload' ? { field, a: '', b: '' } : { field, a: a[i], b: b[i] }];
  });
}

function fieldOf(name: string): Field {
  const field = registry.field(name);
  if (!field) throw new Error(`there is no field ${name}`);
  return field;
}
