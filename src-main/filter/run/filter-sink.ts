// The fields that a display filter needs, out of one frame after the other: every occurrence with its value, its place and the number
// of its layer. It runs for each frame of a capture: storage is reused, a field that nobody wants costs one look into a table.
import { ChosenFields } from '../../dissect/sinks/chosen-fields';
import { fieldCount, type Field, type FieldType, type FieldValue } from '../../dissect/contract/fields';
import { registry } from '../../dissect/protocols/registry';
import { ValueList } from './value-list';

/** Types whose values are bytes of the frame. */
const IN_FRAME: ReadonlySet<FieldType> = new Set(['bytes', 'ether', 'ipv4', 'ipv6', 'protocol']);

/** Occurrences of one field in the frame dissected last. */
export class Occurrences extends ValueList {
  /** bytes that the value was read from; of a protocol its header, of some with the payload */
  readonly at: number[] = [];
  readonly len: number[] = [];
  /** what `at` is counted in: the frame, or bytes that were put together */
  readonly bytes: Uint8Array[] = [];
  /** of protocols: where the layer's captured bytes end */
  readonly end: number[] = [];
  /** the layer is the n-th of its protocol in this frame, the outermost is the first; 0: outside of all */
  readonly layer: number[] = [];
  /** values are bytes of the frame */
  readonly inFrame: boolean;
  /** a protocol that is all the bytes of its layer */
  readonly whole: boolean;

  constructor(readonly field: Field) {
    super();
    this.inFrame = IN_FRAME.has(field.type);
    this.whole = field.type === 'protocol' && registry.protocol(field.abbrev)?.protocol.withPayload === true;
  }

  /** Makes the views that stand for values in the frame; of a protocol: its header. */
  fill(): this {
    if (this.inFrame)
      for (let i = 0; i < this.count; i++)
        this.values[i] = this.bytes[i].subarray(this.at[i], this.at[i] + this.len[i]);
    return this;
  }
}

export class FilterSink extends ChosenFields {
  readonly detail = false;
  readonly #kept: readonly Occurrences[];
  /** whether protocols themselves are wanted; without, their beginnings and ends are of no interest */
  readonly #protocols: boolean;
  readonly #layers: boolean;
  /** by id of the protocol's line: how many of its layers there were so far in this frame */
  readonly #seen: Uint16Array;
  readonly #touched: number[] = [];
  /** of the open layers, the innermost last: its number, and the index of its occurrence (-1: not wanted) */
  readonly #number: number[] = [];
  readonly #index: number[] = [];
  readonly #slot: number[] = [];
  #depth = 0;
  #current = 0;

  /**
   * @param fields what to keep
   * @param layers whether the numbers of layers are wanted
   */
  constructor(fields: readonly Field[], layers = false) {
    super(fields);
    this.#kept = fields.map((field) => new Occurrences(field));
    this.#protocols = fields.some((field) => field.type === 'protocol');
    this.#layers = layers;
    this.#seen = new Uint16Array(layers ? fieldCount() : 0);
  }

  /** What is kept of a field. It must be one of those that the constructor was given. */
  of(field: Field): Occurrences {
    return this.#kept[this.slotOf[field.id]];
  }

  begin(bytes: Uint8Array): void {
    this.frame = bytes;
    for (const occurrences of this.#kept) occurrences.count = 0;
    this.#depth = 0;
    this.#current = 0;
    if (!this.#layers) return;
    for (const id of this.#touched) this.#seen[id] = 0;
    this.#touched.length = 0;
  }

  protected add(slot: number, at: number, len: number, value: FieldValue): void {
    const kept = this.#kept[slot];
    if (kept.inFrame) return this.addBytes(slot, at, len); // an expert note is there as a protocol without bytes
    const i = kept.count++;
    kept.at[i] = at;
    kept.bytes[i] = this.frame;
    kept.len[i] = Math.max(0, Math.min(len, this.frame.length - at));
    kept.layer[i] = this.#current;
    kept.values[i] = value;
  }
  protected addBytes(slot: number, at: number, len: number): void {
    const kept = this.#kept[slot];
    const i = kept.count++;
    kept.at[i] = at;
    kept.bytes[i] = this.frame;
    kept.len[i] = Math.max(0, Math.min(len, this.frame.length - at));
    kept.end[i] = at + kept.len[i];
    kept.layer[i] = this.#current;
  }
  protected addAddress(slot: number, _at: number, _len: number, value: Uint8Array): void {
    const kept = this.#kept[slot];
    const i = kept.count++;
    kept.at[i] = 0;
    kept.bytes[i] = value;
    kept.end[i] = kept.len[i] = value.length;
    kept.layer[i] = this.#current;
  }

  override enter(field: Field, at: number, len: number): void {
    if (!this.#protocols && !this.#layers) return;
    const depth = this.#depth++;
    this.#number[depth] = this.#current;
    if (this.#layers) {
      const { id } = field;
      if (this.#seen[id]++ === 0) this.#touched.push(id);
      this.#current = this.#seen[id];
    }
    const slot = this.slotOf[field.id];
    this.#slot[depth] = slot;
    if (slot < 0) return;
    this.#index[depth] = this.#kept[slot].count;
    this.addBytes(slot, at, len);
  }
  override leave(end: number): void {
    if (this.#depth === 0) return;
    const depth = --this.#depth;
    this.#current = this.#number[depth];
    const slot = this.#slot[depth];
    if (slot < 0) return;
    const kept = this.#kept[slot];
    const i = this.#index[depth];
    kept.end[i] = end;
    kept.len[i] = Math.min(kept.len[i], Math.max(0, end - kept.at[i]));
  }
  override length(len: number): void {
    if (this.#depth === 0) return;
    const slot = this.#slot[this.#depth - 1];
    if (slot < 0) return;
    const kept = this.#kept[slot];
    if (kept.whole) return;
    const i = this.#index[this.#depth - 1];
    kept.len[i] = Math.max(0, Math.min(len, kept.bytes[i].length - kept.at[i]));
  }

  protected addLine(slot: number, at: number): void {
    this.addBytes(slot, at, 0);
  }
}
