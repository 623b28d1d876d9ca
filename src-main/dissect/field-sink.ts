// Keeps the values of named fields only, every occurrence in the order of the packet: for `fields` and for filters.
import type { Message } from '../ipc/message';
import type { ExpertGroup, Field, FieldValue } from './fields';
import { fieldText } from './format-value';
import type { FieldSink } from './protocol';
import { WS } from './protocols/ws';

const SEVERITY = { chat: 0x200000, note: 0x400000, warn: 0x600000, error: 0x800000 } as const;
// PI_ groups as Wireshark numbers them: _ws.expert.group is a number
const GROUP: Record<ExpertGroup, number> = {
  checksum: 0x01000000,
  sequence: 0x02000000,
  response: 0x03000000,
  request: 0x04000000,
  undecoded: 0x05000000,
  reassemble: 0x06000000,
  malformed: 0x07000000,
  protocol: 0x09000000,
  comment: 0x0c000000,
};

export class ValueSink implements FieldSink {
  /** texts are wanted only where a protocol is asked for as a field: its value is its line */
  readonly detail: boolean;
  private readonly slot: Int32Array;
  private readonly kept: FieldValue[][];
  private bytesOfFrame: Uint8Array = new Uint8Array(0);
  /** slot and index of the protocol lines that are open, -1 where not asked for */
  private readonly lines: number[] = [];

  /** `fields`: what to keep; `values(i)` and `texts(i)` answer in this order. */
  constructor(private readonly fields: readonly Field[]) {
    let top = WS['expert.severity'].id;
    for (const field of fields) top = Math.max(top, field.id);
    this.slot = new Int32Array(top + 1).fill(-1);
    this.kept = fields.map(() => []);
    fields.forEach((field, i) => {
      if (this.slot[field.id] < 0) this.slot[field.id] = i;
    });
    this.detail = fields.some((field) => field.type === 'protocol');
  }

  /** Occurrences of field `i` in the frame dissected last. Byte values are views into the frame. */
  values(i: number): readonly FieldValue[] {
    return this.kept[this.slot[this.fields[i].id]];
  }
  /** The same as texts, as `tshark -T fields` prints them. */
  texts(i: number): string[] {
    return this.values(i).map((value) => fieldText(this.fields[i], value));
  }

  begin(bytes: Uint8Array): void {
    this.bytesOfFrame = bytes;
    for (const values of this.kept) if (values.length > 0) values.length = 0;
    this.lines.length = 0;
  }

  private keep(field: Field, value: FieldValue): void {
    const slot = field.id < this.slot.length ? this.slot[field.id] : -1;
    if (slot >= 0) this.kept[slot].push(value);
  }
  wants(field: Field): boolean {
    return field.id < this.slot.length && this.slot[field.id] >= 0;
  }

  uint(field: Field, _at: number, _len: number, value: number): void {
    this.keep(field, value);
  }
  uint64(field: Field, _at: number, _len: number, value: bigint): void {
    this.keep(field, value);
  }
  bytes(field: Field, at: number, len: number): void {
    if (this.wants(field)) this.keep(field, this.bytesOfFrame.subarray(at, at + len));
  }
  string(field: Field, _at: number, _len: number, value: string): void {
    this.keep(field, value);
  }
  time(field: Field, _at: number, _len: number, sec: number, nano: number): void {
    if (this.wants(field)) this.keep(field, { sec, nano });
  }
  none(field: Field): void {
    this.keep(field, null);
  }
  hidden(field: Field, _at: number, _len: number, value: number): void {
    this.keep(field, value);
  }
  hiddenBytes(field: Field, at: number, len: number): void {
    this.bytes(field, at, len);
  }
  hiddenString(field: Field, _at: number, _len: number, value: string): void {
    this.keep(field, value);
  }
  generated(field: Field, _at: number, _len: number, value: number | string): void {
    this.keep(field, value);
  }
  generatedTime(field: Field, sec: number, nano: number): void {
    this.time(field, 0, 0, sec, nano);
  }
  expert(field: Field): void {
    this.keep(field, null);
    this.keep(WS['expert'], null);
    this.keep(WS['expert.message'], field.name);
    this.keep(WS['expert.severity'], SEVERITY[field.expert ?? 'note']);
    this.keep(WS['expert.group'], GROUP[field.group]);
  }
  enter(field: Field): void {
    const slot = field.id < this.slot.length ? this.slot[field.id] : -1;
    if (slot >= 0) this.kept[slot].push(field.name);
    this.lines.push(slot >= 0 ? slot * 0x10000 + this.kept[slot].length - 1 : -1);
  }
  leave(): void {
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
  title(name: string): void {
    this.change(() => name);
  }
  head(label: string, value: string): void {
    this.change((text) => `${text}, ${label === '' ? '' : `${label}: `}${value}`);
  }
  verdict(field: Field, _at: number, _message: Message, protocol: string): void {
    if (!this.wants(field)) return;
    if (field === WS['short']) this.keep(field, `[Packet size limited during capture: ${protocol} truncated]`);
    else if (field === WS['unreassembled']) this.keep(field, `[BoundError Unreassembled Packet: ${protocol}]`);
    else if (field === WS['malformed']) this.keep(field, `[Malformed Packet: ${protocol}]`);
    else this.keep(field, null);
  }

  line(): void {
    // no field
  }
  display(): void {
    // texts only
  }
  note(_message: Message): void {
    // texts only
  }
  open(): void {
    // a list has no levels
  }
  close(): void {
    // a list has no levels
  }
  length(): void {
    // no bytes are shown
  }
  sentence(): void {
    // texts only
  }
  beginQuote(): void {
    // a list has no levels
  }
  endQuote(): void {
    // a list has no levels
  }
}
