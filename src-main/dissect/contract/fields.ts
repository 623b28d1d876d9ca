// Fields as Wireshark names them: a table a protocol, made by `defineFields`. A field's value is one of `FieldValue`.
import type { ExpertGroup, Severity } from '../../ipc/contracts/engine-contract';
import type { PassId } from '../../ipc/passes';

export type FieldType =
  | 'none' // a line, or an expert note: there or not there
  | 'protocol'
  | 'bool'
  | 'uint8'
  | 'uint16'
  | 'uint24'
  | 'uint32'
  | 'uint40'
  | 'uint48'
  | 'uint56'
  | 'uint64'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'float'
  | 'double'
  | 'ipv4'
  | 'ipv6'
  | 'ether'
  | 'bytes'
  | 'string'
  | 'abstime'
  | 'reltime'
  | 'framenum';

/** How an integer prints; two of them: the second stands in brackets. `colon`: bytes with colons between them. */
export type FieldBase = 'none' | 'dec' | 'hex' | 'dec_hex' | 'hex_dec' | 'oui' | 'colon';

/** Names of values. A function where they come in ranges. */
export type ValueTable = Readonly<Record<number, string>> | ((value: number) => string | undefined);

export type { ExpertGroup };

export interface FieldExtra {
  /** bits of the field inside its bytes; the value handed to the sink is already shifted down */
  mask?: number;
  values?: ValueTable;
  /** words for true and false; Wireshark's default: True, False */
  words?: readonly [string, string];
  /** all words that a string field can have */
  choices?: readonly string[];
  /** unit printed behind the value: ' bytes', ' s' */
  unit?: string;
  /** makes the field an expert note of that severity */
  expert?: Severity;
  group?: ExpertGroup;
  /** key of a sentence in the catalogue that says more than the name, for expert notes */
  message?: string;

  // What filters have to know of it
  /** it comes from several frames, and what is said of one may become another when more of the capture is read */
  changes?: true;
  /**
   * a pass works it out: rows are undecided before this has gone over the capture. What a filter finds until then is shown as incomplete, and
   * asked again at the end of the pass
   */
  pass?: PassId;
  /** it comes from the frame before this one in the conversation, too: whoever goes through the capture must keep that */
  needsPrevious?: true;
  /** it tells of layers further in, so none of these can be left out for it */
  tellsOfInner?: true;
  /** a protocol of another name adds it as well: that its own protocol is absent says nothing of it */
  shared?: true;
  /** of a protocol of requests and responses (`Framing.exchanges`): only the beginnings of messages of this side have it */
  side?: Side;
  /** of a TCP option that the scan marks a frame for: a frame without the mark has none */
  ofMarkedOption?: true;
  /** it stands in every packet of its protocol twice, once for each end */
  paired?: true;
  /** place among the names that are offered before anything is typed, from 1; each is given once */
  popularity?: number;
  /** it says the value of another field in another way: sinks add it beside that one, dissectors do not */
  says?: Saying;
}
/** `of`: name of the field (in the same table); `text`: its value in words, undefined where there are none; default: as it prints. */
export interface Saying {
  of: string;
  text?: (value: number) => string | undefined;
}
export type Side = 'request' | 'response';
/** [English name, type, base (for bool: width in bits of the bytes that hold it), the rest] */
export type FieldSpec = readonly [name: string, type: FieldType, base?: FieldBase | number, extra?: FieldExtra];

export interface Field {
  /** dense, from 0: index for tables of sinks */
  readonly id: number;
  /** `tcp.srcport` */
  readonly abbrev: string;
  readonly name: string;
  readonly type: FieldType;
  readonly base: FieldBase;
  /** 0: the whole value */
  readonly mask: number;
  /** width in bits of the bytes that hold a masked or boolean field; 0 for a bool without bytes */
  readonly width: number;
  readonly values: ValueTable | null;
  readonly words: readonly [string, string] | null;
  /** all that the field can be, for strings out of a closed list */
  readonly choices: readonly string[] | null;
  readonly unit: string;
  readonly expert: Severity | null;
  readonly group: ExpertGroup;
  readonly message: string;
  readonly changes: boolean;
  /** null: it is known as soon as the frame is read */
  readonly pass: PassId | null;
  readonly needsPrevious: boolean;
  readonly tellsOfInner: boolean;
  readonly shared: boolean;
  /** null: either may have it */
  readonly side: Side | null;
  readonly ofMarkedOption: boolean;
  readonly paired: boolean;
  /** 0: not offered before something is typed */
  readonly popularity: number;
  /** null: it stands for itself */
  readonly says: { readonly of: Field; readonly text: ((value: number) => string | undefined) | null } | null;
}
export type FieldTable = Readonly<Record<string, Field>>;

/** Seconds and nanoseconds of the same sign, |nano| < 1e9. */
export interface TimeValue {
  sec: number;
  nano: number;
}
/** number: bool (1/0), integers up to 48 bits, double, framenum; bigint: 56 and 64 bits; bytes: ether, ipv4, ipv6, bytes; null: none, protocol */
export type FieldValue = number | bigint | string | Uint8Array | TimeValue | null;

const WIDTHS: Partial<Record<FieldType, number>> = {
  uint8: 8,
  uint16: 16,
  uint24: 24,
  uint32: 32,
  uint40: 40,
  uint48: 48,
  uint56: 56,
  uint64: 64,
  int8: 8,
  int16: 16,
  int32: 32,
  int64: 64,
};

let count = 0;
/** Number of fields defined so far; ids are below it. */
export const fieldCount = (): number => count;

function make(abbrev: string, spec: FieldSpec, table: FieldTable = {}): Field {
  const [name, type, base, extra = {}] = spec;
  const { says } = extra;
  return {
    id: count++,
    abbrev,
    name,
    type,
    base: typeof base === 'string' ? base : 'none',
    mask: extra.mask ?? 0,
    width: typeof base === 'number' ? base : (WIDTHS[type] ?? 0),
    values: extra.values ?? null,
    words: extra.words ?? null,
    choices: extra.choices ?? null,
    unit: extra.unit ?? '',
    expert: extra.expert ?? null,
    group: extra.group ?? 'protocol',
    message: extra.message ?? '',
    changes: extra.changes ?? false,
    pass: extra.pass ?? null,
    needsPrevious: extra.needsPrevious ?? false,
    tellsOfInner: extra.tellsOfInner ?? false,
    shared: extra.shared ?? false,
    side: extra.side ?? null,
    ofMarkedOption: extra.ofMarkedOption ?? false,
    paired: extra.paired ?? false,
    popularity: extra.popularity ?? 0,
    says: says ? { of: table[says.of], text: says.text ?? null } : null,
  };
}

/**
 * The field table of a protocol: key `srcport` of `udp` becomes the field `udp.srcport`. `all`: what is true of each of them. One that
 * says the value of another stands behind that one.
 */
export function defineFields<const S extends Readonly<Record<string, FieldSpec>>>(
  prefix: string,
  specs: S,
  all: FieldExtra = {},
): { readonly [K in keyof S]: Field } {
  const table: Record<string, Field> = {};
  for (const [key, spec] of Object.entries(specs)) {
    const [name, type, base, extra] = spec;
    table[key] = make(`${prefix}.${key}`, [name, type, base, { ...all, ...extra }], table);
  }
  return table as { [K in keyof S]: Field };
}

/**
 * The same fields under the prefix of another protocol, which reads the same things. None of them is offered before something is typed.
 * @param others those that differ there, by their keys
 */
export function likeFields<const T extends FieldTable>(
  prefix: string,
  table: T,
  others: Readonly<Record<string, Partial<Pick<Field, 'name' | 'type' | 'width'>>>>,
): { readonly [K in keyof T]: Field } {
  const copy: Record<string, Field> = {};
  for (const [key, field] of Object.entries(table))
    copy[key] = { ...field, ...others[key], id: count++, abbrev: `${prefix}.${key}`, popularity: 0 };
  return copy as { [K in keyof T]: Field };
}

/** Fields that are asked about together: a sink that was asked once knows whether it wants any of them. */
export interface FieldGroup {
  /** dense, from 0 */
  readonly id: number;
  readonly fields: readonly Field[];
}
let groups = 0;
export const fieldGroup = (fields: readonly Field[]): FieldGroup => ({ id: groups++, fields });

/** The field that stands for a protocol itself: present in every packet that has it. */
export const protocolField = (abbrev: string, name: string, extra: FieldExtra = {}): Field =>
  make(abbrev, [name, 'protocol', 'none', extra]);

/** Name of a value, or undefined where the table does not know it. */
export function valueName(values: ValueTable | null, value: number): string | undefined {
  if (values === null) return undefined;
  return typeof values === 'function' ? values(value) : values[value];
}

/** How far a masked value is shifted up inside its bytes. */
export function maskShift(mask: number): number {
  return mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
}
