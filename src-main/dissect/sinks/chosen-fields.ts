// What the sinks have in common that keep a few named fields of every packet and drop the rest: which those are, and the fields
// behind an expert note. Most fields of a packet are dropped, so that is the path to keep short.
import type { Severity } from '../../ipc/contracts/engine-contract';
import type { Message } from '../../ipc/message';
import { fieldCount, type ExpertGroup, type Field, type FieldGroup, type FieldValue } from '../contract/fields';
import { fieldText } from '../values/format-value';
import { layerModes } from './layer-modes';
import type { LayerMode } from '../contract/protocol';
import { WS } from '../contract/verdict-fields';
import { QuietSink } from './quiet-sink';

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
  comment: 0x0b000000,
  deprecated: 0x0e000000,
};

export abstract class ChosenFields extends QuietSink {
  /** what offsets are counted in: the frame that is being dissected, or bytes that were put together */
  protected frame: Uint8Array = new Uint8Array(0);
  /** by field id: the field's place in `fields` (the first, where it stands there twice), -1: dropped */
  protected readonly slotOf: Int32Array;
  /** by field id: the place of the field that says its value in another way, -1: none that is wanted; null: there is none at all */
  private readonly saidIn: Int32Array | null;
  private readonly modes: readonly LayerMode[];
  /** answers of `wantsAny` by the group's id */
  private readonly groups: (boolean | undefined)[] = [];

  constructor(private readonly chosen: readonly Field[]) {
    super();
    this.slotOf = new Int32Array(fieldCount()).fill(-1);
    chosen.forEach((field, i) => {
      if (this.slotOf[field.id] < 0) this.slotOf[field.id] = i;
    });
    this.saidIn = chosen.some(({ says }) => says) ? new Int32Array(fieldCount()).fill(-1) : null;
    for (const { id, says } of chosen) if (this.saidIn && says) this.saidIn[says.of.id] = this.slotOf[id];
    this.modes = layerModes(chosen);
  }

  /** Takes an occurrence of a wanted field. */
  protected abstract add(slot: number, at: number, len: number, value: FieldValue): void;
  /** The same for a value that is a part of the frame. */
  protected abstract addBytes(slot: number, at: number, len: number): void;
  /** The same for an address that is there in part. */
  protected abstract addAddress(slot: number, at: number, len: number, value: Uint8Array): void;

  /** The same for a line of our own that says what went wrong (`_ws.malformed` …). */
  protected abstract addLine(slot: number, at: number, text: string): void;

  source(_number: number, bytes: Uint8Array): void {
    this.frame = bytes;
  }

  wants(field: Field): boolean {
    return this.slotOf[field.id] >= 0 || (this.saidIn !== null && this.saidIn[field.id] >= 0);
  }
  wantsAny({ id, fields }: FieldGroup): boolean {
    return (this.groups[id] ??= fields.some((field) => this.wants(field)));
  }
  modeOf(line: Field): LayerMode {
    return this.modes[line.id];
  }

  /** What a wanted field says of the value of another one. */
  private say(field: Field, at: number, len: number, value: number | Uint8Array): void {
    const slot = this.saidIn?.[field.id] ?? -1;
    const says = slot >= 0 ? this.chosen[slot].says : null;
    if (!says) return;
    const text =
      says.text === null ? fieldText(field, value) : typeof value === 'number' ? says.text(value) : undefined;
    if (text !== undefined) this.add(slot, at, len, text);
  }

  override uint(field: Field, at: number, len: number, value: number): void {
    const slot = this.slotOf[field.id];
    if (slot >= 0) this.add(slot, at, len, value);
  }
  override uint64(field: Field, at: number, len: number, value: bigint): void {
    const slot = this.slotOf[field.id];
    if (slot >= 0) this.add(slot, at, len, value);
  }
  override bytes(field: Field, at: number, len: number): void {
    const slot = this.slotOf[field.id];
    if (slot >= 0) this.addBytes(slot, at, len);
    if (this.saidIn !== null) this.say(field, at, len, this.frame.subarray(at, at + len));
  }
  override address(field: Field, at: number, len: number, value: Uint8Array): void {
    const slot = this.slotOf[field.id];
    if (slot >= 0) this.addAddress(slot, at, len, value);
  }
  override string(field: Field, at: number, len: number, value: string): void {
    const slot = this.slotOf[field.id];
    if (slot >= 0) this.add(slot, at, len, value);
  }
  override time(field: Field, at: number, len: number, sec: number, nano: number): void {
    const slot = this.slotOf[field.id];
    if (slot >= 0) this.add(slot, at, len, { sec, nano });
  }
  override none(field: Field, at: number, len: number): void {
    const slot = this.slotOf[field.id];
    if (slot >= 0) this.add(slot, at, len, null);
  }
  override hidden(field: Field, at: number, len: number, value: number): void {
    const slot = this.slotOf[field.id];
    if (slot >= 0) this.add(slot, at, len, value);
    if (this.saidIn !== null) this.say(field, at, len, value);
  }
  override hiddenBytes(field: Field, at: number, len: number): void {
    const slot = this.slotOf[field.id];
    if (slot >= 0) this.addBytes(slot, at, len);
    if (this.saidIn !== null) this.say(field, at, len, this.frame.subarray(at, at + len));
  }
  override hiddenString(field: Field, at: number, len: number, value: string): void {
    const slot = this.slotOf[field.id];
    if (slot >= 0) this.add(slot, at, len, value);
  }
  override generated(field: Field, at: number, len: number, value: number | string): void {
    const slot = this.slotOf[field.id];
    if (slot >= 0) this.add(slot, at, len, value);
  }
  override generatedTime(field: Field, sec: number, nano: number): void {
    const slot = this.slotOf[field.id];
    if (slot >= 0) this.add(slot, 0, 0, { sec, nano });
  }
  override expert(field: Field, at: number, len: number): void {
    if (field.group === 'malformed') this.lineOf(WS['malformed'], at, '_ws.malformed');
    this.none(field, at, len);
    this.noteOf(field.name, field.expert ?? 'note', field.group, at);
  }
  override verdict(field: Field, at: number, _message: Message, protocol: string): void {
    if (field === WS['short']) this.lineOf(field, at, `[Packet size limited during capture: ${protocol} truncated]`);
    else if (field === WS['unreassembled']) this.lineOf(field, at, `[BoundError Unreassembled Packet: ${protocol}]`);
    else if (field === WS['malformed']) {
      // Wireshark's note below the line counts as one more of its kind
      this.lineOf(field, at, `[Malformed Packet: ${protocol}]`);
      this.lineOf(field, at, '_ws.malformed');
      this.noteOf('Malformed Packet (Exception occurred)', 'error', 'malformed', at);
    } else if (field !== WS['too_many_layers']) this.lineOf(field, at, field.name); // that one is a note already
  }
  private lineOf(field: Field, at: number, text: string): void {
    const slot = this.slotOf[field.id];
    if (slot >= 0) this.addLine(slot, at, text);
  }
  private noteOf(text: string, severity: Severity, group: ExpertGroup, at: number): void {
    this.none(WS['expert'], at, 0);
    this.string(WS['expert.message'], 0, 0, text);
    this.uint(WS['expert.severity'], 0, 0, SEVERITY[severity]);
    this.uint(WS['expert.group'], 0, 0, GROUP[group]);
  }
}
