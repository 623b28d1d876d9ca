// Columns of the packet list that show a field: its values in the rows on the screen, which are dissected once more for them, because a
// sink of a few fields leaves out what the other columns need.
import type { Field } from '../../dissect/contract/fields';
import { dissectGuarded } from '../../dissect/dissect';
import { registry } from '../../dissect/protocols/registry';
import { ValueSink } from '../../dissect/sinks/field-sink';
import { fieldText, filterText } from '../../dissect/values/format-value';
import type { PacketRows } from '../../ipc/contracts/engine-contract';
import { reportBug } from '../base/bug-log';
import type { CaptureDocument } from '../document/document';
import { DEFAULT_OPTIONS } from './row-options';

/** No cell is wider than a screen. */
const LONGEST = 500;

export class FieldCells {
  readonly #fields: readonly (Field | null)[];
  readonly #sink: ValueSink;
  /** places in the sink, by column; -1: there is no such field */
  readonly #places: readonly number[];

  constructor(names: readonly string[]) {
    this.#fields = names.map((name) => registry.field(name) ?? null);
    const known = [...new Set(this.#fields)].filter((field) => field !== null);
    this.#sink = new ValueSink(known);
    this.#places = this.#fields.map((field) => (field ? known.indexOf(field) : -1));
  }

  /** Row `row` of the capture into place `i` of the columns: every occurrence, as `tshark -T fields` prints them. */
  fill(document: CaptureDocument, row: number, cells: PacketRows['cells'], i: number): void {
    dissectGuarded(document.bytes(row), document.context(row), DEFAULT_OPTIONS, this.#sink, reportBug);
    for (const [column, field] of this.#fields.entries()) {
      const values = field ? this.#sink.values(this.#places[column]) : [];
      const text = field ? values.map((value) => fieldText(field, value)).join(',') : '';
      cells[column].texts[i] = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
      cells[column].filters[i] = field && values.length > 0 ? filterText(field, values[0]) : '';
    }
  }
}
