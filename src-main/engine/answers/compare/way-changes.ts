// What something on the way wrote anew in a segment: read of the same segment at both points.
import { dissectGuarded } from '../../../dissect/dissect';
import type { Field } from '../../../dissect/contract/fields';
import { registry } from '../../../dissect/protocols/registry';
import { ValueSink } from '../../../dissect/sinks/field-sink';
import { reportBug } from '../../base/bug-log';
import type { CaptureDocument } from '../../document/document';

const OPTIONS = { checkChecksums: false, relativeSequenceNumbers: false };

/** Fields by their Wireshark names. TTL falls with every hop and is told apart; checksums follow from the others. */
export const COMPARED = [
  ...['ip.src', 'ip.dst', 'ipv6.src', 'ipv6.dst', 'ip.dsfield.dscp', 'ip.dsfield.ecn', 'ip.flags.df'],
  ...['ipv6.tclass.dscp', 'ipv6.tclass.ecn', 'tcp.srcport', 'tcp.dstport', 'tcp.seq_raw', 'tcp.ack_raw', 'tcp.flags'],
  ...['tcp.window_size_value', 'tcp.urgent_pointer', 'tcp.option_kind', 'tcp.options.mss_val'],
  ...['tcp.options.wscale.shift', 'tcp.options.timestamp.tsval', 'tcp.options.timestamp.tsecr', 'tcp.payload'],
] as const;
export type ComparedField = (typeof COMPARED)[number];

export interface WayChange {
  field: ComparedField;
  /** as text; several values with commas, empty: the field is not there; `tcp.payload`: that it differs is all that is told */
  a: string;
  b: string;
}

export class WayReader {
  readonly #sink = new ValueSink(COMPARED.map(fieldOf));
  readonly #document: CaptureDocument;
  readonly #view: CaptureDocument['frameView'];
  readonly #bytes: ReturnType<CaptureDocument['frameView']['frameBytes']>;

  constructor(document: CaptureDocument) {
    this.#document = document;
    this.#view = document.frameView;
    this.#bytes = this.#view.frameBytes();
  }

  /** Values in the order of COMPARED, the innermost headers last; null: the frame cannot be read, or was cut. */
  read(row: number): string[] | null {
    const bytes = this.#bytes.view(row);
    const { columns } = this.#document;
    if (bytes.length < columns.capturedLen(row) || columns.capturedLen(row) < columns.originalLen(row)) return null;
    // without its conversation numbers come as they were sent
    const context = { ...this.#view.context(row), conversation: () => null };
    dissectGuarded(bytes, context, OPTIONS, this.#sink, reportBug);
    return COMPARED.map((_, i) => this.#sink.texts(i).join(','));
  }
}

/** What differs. */
export function wayChanges(a: readonly string[], b: readonly string[]): WayChange[] {
  return COMPARED.flatMap((field, i) => {
    if (a[i] === b[i]) return [];
    return [field === 'tcp.payload' ? { field, a: '', b: '' } : { field, a: a[i], b: b[i] }];
  });
}

function fieldOf(name: string): Field {
  const field = registry.field(name);
  if (!field) throw new Error(`there is no field ${name}`);
  return field;
}
