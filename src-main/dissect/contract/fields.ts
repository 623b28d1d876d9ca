// Fields as Wireshark names them: a table a protocol, made by `defineFields`. A field's value is one of `FieldValue`.
import type { Severity } from '../../ipc/engine-contract';

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

/** Groups of expert notes, as Wireshark has them. */
export type ExpertGroup =
  'checksum' | 'sequence' | 'response' | 'request' | 'undecoded' | 'reassemble' | 'malformed' | 'protocol' | 'comment';

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
}
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

function make(abbrev: string, spec: FieldSpec): Field {
  const [name, type, base, extra = {}] = spec;
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
  };
}

/** The field table of a protocol: key `srcport` of `udp` becomes the field `udp.srcport`. */
export function defineFields<const S extends Readonly<Record<string, FieldSpec>>>(
  prefix: string,
  specs: S,
): { readonly [K in keyof S]: Field } {
  const table: Record<string, Field> = {};
  for (const [key, spec] of Object.entries(specs)) table[key] = make(`${prefix}.${key}`, spec);
  return table as { [K in keyof S]: Field };
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
export const protocolField = (abbrev: string, name: string): Field => make(abbrev, [name, 'protocol']);

/** Name of a value, or undefined where the table does not know it. */
export function valueName(values: ValueTable | null, value: number): string | undefined {
  if (values === null) return undefined;
  return typeof values === 'function' ? values(value) : values[value];
}

/** How far a masked value is shifted up inside its bytes. */
export function maskShift(mask: number): number {
  return mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
}
