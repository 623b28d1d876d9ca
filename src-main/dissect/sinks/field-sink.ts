// Keeps the values of named fields only, every occurrence in the order of the packet: for `fields`.
import { ChosenFields } from './chosen-fields';
import type { Field, FieldValue } from '../contract/fields';
import { fieldText } from '../values/format-value';

export class ValueSink extends ChosenFields {
  /** texts are wanted only where a protocol is asked for as a field: its value is its line */
  readonly detail: boolean;
  private readonly kept: FieldValue[][];
  /** slot and index of the protocol lines that are open, -1 where not asked for */
  private readonly lines: number[] = [];

  /** `fields`: what to keep; `values(i)` and `texts(i)` answer in this order. */
  constructor(private readonly fields: readonly Field[]) {
    super(fields);
    this.kept = fields.map(() => []);
    this.detail = fields.some((field) => field.type === 'protocol');
  }

  /** Occurrences of field `i` in the frame dissected last. Byte values are views into the frame. */
  values(i: number): readonly FieldValue[] {
    return this.kept[this.slotOf[this.fields[i].id]];
  }
  /** The same as texts, as `tshark -T fields` prints them. */
  texts(i: number): string[] {
    return this.values(i).map((value) => fieldText(this.fields[i], value));
  }

  begin(bytes: Uint8Array): void {
    this.frame = bytes;
    for (const values of this.kept) if (values.length > 0) values.length = 0;
    this.lines.length = 0;
  }

  protected add(slot: number, _at: number, _len: number, value: FieldValue): void {
    this.kept[slot].push(value);
  }
  protected addBytes(slot: number, at: number, len: number): void {
    this.kept[slot].push(this.frame.subarray(at, at + len));
  }
  protected addAddress(slot: number, _at: number, _len: number, value: Uint8Array): void {
    this.kept[slot].push(value);
  }

  override enter(field: Field): void {
    const slot = this.slotOf[field.id];
    if (slot >= 0) this.kept[slot].push(field.name);
    this.lines.push(slot >= 0 ? slot * 0x10000 + this.kept[slot].length - 1 : -1);
  }
  override leave(): void {
    this.lines.pop();
  }
  /** Changes the text kept for the protocol that is open, if it was asked for. */
  private change(edit: (text: string) => string): void {
    const line = this.lines.length > 0 ? this.lines[this.lines.length - 1] : -1;
    if (line < 0) return;
    const values = this.kept[Math.floor(line / 0x10000)];
    const text = values[line % 0x10000];
    if (typeof text === 'string') values[line % 0x10000] = edit(text);
  }
  override title(name: string): void {
    this.change(() => name);
  }
  override head(label: string, value: string): void {
    this.change((text) => `${text}, ${label === '' ? '' : `${label}: `}${value}`);
  }
  protected addLine(slot: number, _at: number, text: string): void {
    this.kept[slot].push(text);
  }
}
