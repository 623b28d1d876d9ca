// The values of some fields of any row, as `tshark -T fields` prints them.
import type { DissectOptions } from '../../dissect/contract/context';
import type { Field } from '../../dissect/contract/fields';
import { FrameDissector } from '../../dissect/dissect';
import { ValueSink } from '../../dissect/sinks/field-sink';
import { reportBug } from '../base/bug-log';
import type { FrameView } from '../document/frame-view';

/** The texts of all fields of a row, in the order of `fields`; every occurrence. */
export class FieldReader {
  readonly #frames: FrameView;
  readonly #sink: ValueSink;
  readonly #dissector: FrameDissector;
  /** filled anew for each row */
  readonly #cells: string[][];

  constructor({ frameView }: { frameView: FrameView }, fields: readonly Field[], options: DissectOptions) {
    this.#frames = frameView;
    this.#sink = new ValueSink(fields);
    this.#dissector = new FrameDissector(options, this.#sink, reportBug);
    this.#cells = fields.map(() => []);
  }

  /** Valid until the next call. */
  row(row: number): readonly (readonly string[])[] {
    this.#dissector.dissect(this.#frames.bytes(row), this.#frames.nextContext(row));
    for (let i = 0; i < this.#cells.length; i++) this.#cells[i] = this.#sink.texts(i);
    return this.#cells;
  }
}
