// What opinions need of single frames beyond the columns: these are read again and dissected. Another frame may be under the dissectors
// meanwhile, so they have bytes and a sink of their own.
import { dissectGuarded } from '../../dissect/dissect';
import type { FrameContext } from '../../dissect/contract/context';
import type { Field } from '../../dissect/contract/fields';
import { registry } from '../../dissect/protocols/registry';
import { ValueSink } from '../../dissect/sinks/field-sink';
import type { FrameColumns } from '../../flow/columns/columns';
import type { SegmentDetail } from '../../flow/opinion/segment-detail';
import { reportBug } from '../base/bug-log';
import type { FrameBytes } from './frame-bytes';

const OPTIONS = { checkChecksums: false, relativeSequenceNumbers: false };
const NAMES = [
  ...['ip.id', 'tcp.checksum', 'tcp.options.timestamp.tsval', 'tcp.options.timestamp.tsecr'],
  ...['tcp.options.sack.dsack_le', 'tcp.options.sack.dsack_re'],
] as const;

export class SegmentDetails {
  readonly #sink = new ValueSink(NAMES.map(fieldOf));

  constructor(
    private readonly bytes: FrameBytes,
    private readonly columns: FrameColumns,
    private readonly context: (row: number) => FrameContext,
  ) {}

  /** Null where the file no longer has the frame. Of tunnels the innermost headers count. */
  read(row: number): SegmentDetail | null {
    const bytes = this.bytes.view(row);
    if (bytes.length < this.columns.capturedLen(row)) return null;
    // without its conversation numbers come as they were sent
    const context = { ...this.context(row), conversation: () => null };
    dissectGuarded(bytes, context, OPTIONS, this.#sink, reportBug);
    const left = this.#number(4);
    const right = this.#number(5);
    return {
      ipId: this.#number(0),
      tcpChecksum: this.#number(1),
      sentAt: this.#number(2),
      echoed: this.#number(3),
      duplicate: left >= 0 && right >= 0 ? { left, right } : null,
    };
  }

  #number(i: number): number {
    const value = this.#sink.values(i).at(-1);
    return typeof value === 'number' ? value : -1;
  }
}

function fieldOf(name: string): Field {
  const field = registry.field(name);
  if (!field) throw new Error(`there is no field ${name}`);
  return field;
}
