// Filters out of the values of a capture: every production of the language over every field and type that occurs in it.
// The same seed and capture give the same filters.
import type { Field, FieldValue } from '../../../src-main/dissect/contract/fields';
import type { Dice } from './dice';
import { bytesLiteral, literal, near, stringLiteral } from './literals';
import type { CaptureValues, FieldValues } from './values';

const EQUALITY = ['==', '==', '==', 'eq', 'any_eq', '!=', '!=', 'ne', 'all_ne', '===', 'all_eq', '!==', 'any_ne'];
const ORDER = ['>', '<', '>=', '<=', 'gt', 'lt', 'ge', 'le'];
/** Longest byte string or text that is written out. */
const MOST_BYTES = 48;
const AND = ['and', '&&'];
const OR = ['or', '||'];
const NOT = ['not ', '!', '! '];

const isInteger = (field: Field): boolean => /^u?int|^framenum$/.test(field.type);
const isText = (field: Field): boolean => field.type === 'string';
const isBytes = (field: Field): boolean => field.type === 'bytes' || field.type === 'ether';
const hasSlices = (field: Field): boolean =>
  isBytes(field) || isText(field) || field.type === 'ipv4' || field.type === 'ipv6';
const hasOrder = (field: Field): boolean => field.type !== 'none' && field.type !== 'protocol';
const number = (value: FieldValue): value is number | bigint => typeof value === 'number' || typeof value === 'bigint';
const asBytes = (value: FieldValue): Uint8Array | null =>
  value instanceof Uint8Array ? value : typeof value === 'string' ? Buffer.from(value, 'utf8') : null;

/** Width of integers in bytes, for len(). */
const widthOf = (field: Field): number => (isInteger(field) ? field.width / 8 : field.type === 'ipv4' ? 4 : 16);

export class FilterMaker {
  private readonly any: readonly FieldValues[];
  private readonly ordered: readonly FieldValues[];
  private readonly integers: readonly FieldValues[];
  private readonly sliced: readonly FieldValues[];
  private readonly texts: readonly FieldValues[];
  private readonly searched: readonly FieldValues[];

  constructor(
    private readonly values: CaptureValues,
    private readonly dice: Dice,
  ) {
    // fields that some frames have and some do not tell more than those that all have
    this.any = values.present.flatMap((row) => (row.frames < values.frames ? [row, row] : [row]));
    const withValues = this.any.filter((row) => row.values.some((value) => value !== null));
    this.ordered = withValues.filter((row) => hasOrder(row.field));
    this.integers = withValues.filter((row) => isInteger(row.field));
    this.sliced = withValues.filter((row) => hasSlices(row.field));
    this.texts = withValues.filter((row) => isText(row.field));
    this.searched = withValues.filter((row) => isBytes(row.field) || isText(row.field));
  }

  /** For each field: is it there, and one comparison with a value of it. */
  *everyField(): Generator<string> {
    for (const row of this.values.present) {
      yield row.field.abbrev;
      if (hasOrder(row.field)) yield this.comparison(row);
      if (hasOrder(row.field)) yield this.comparison(row);
    }
    for (const field of this.values.absent) yield field.abbrev;
  }

  /** A whole filter: one test, or a few of them. */
  filter(depth = 3): string {
    if (depth === 0 || !this.dice.oneIn(4)) return this.test();
    const left = this.filter(depth - 1);
    const right = this.filter(depth - 1);
    switch (this.dice.below(6)) {
      case 0:
        return `${left} ${this.dice.pick(AND)} ${right}`;
      case 1:
        return `${left} ${this.dice.pick(OR)} ${right}`;
      case 2:
        return `(${left}) ${this.dice.pick(AND)} ${this.dice.pick(NOT)}(${right})`;
      case 3:
        return `(${left}) ${this.dice.pick(OR)} (${right})`;
      case 4:
        return `${this.dice.pick(NOT)}(${left} ${this.dice.pick(OR)} ${right})`;
      default:
        return `${this.dice.pick(NOT)}${left} ${this.dice.pick(AND)} ${right} ${this.dice.pick(OR)} ${this.test()}`;
    }
  }

  private test(): string {
    const { dice } = this;
    switch (dice.below(20)) {
      case 0:
        return dice.pick(this.any).field.abbrev;
      case 1:
        return this.membership();
      case 2:
        return this.membership('', 'not in');
      case 3:
        return this.membership(dice.pick(['any ', 'all ']));
      case 4:
        return dice.pick(['any ', 'all ']) + this.comparison(this.pick(this.ordered));
      case 5:
      case 6:
        return this.slice();
      case 7:
        return this.search();
      case 8:
        return this.pattern();
      case 9:
        return this.layer();
      case 10:
      case 11:
        return this.arithmetic();
      case 12:
        return this.bits();
      case 13:
      case 14:
        return this.call();
      case 15:
        return this.twoFields();
      case 16:
        return this.protocolBytes();
      case 17:
        return this.chain();
      default:
        return this.comparison(this.pick(this.ordered));
    }
  }

  private pick(rows: readonly FieldValues[]): FieldValues {
    return this.dice.pick(rows.length > 0 ? rows : this.any);
  }

  /** A value of the field, or one near it. */
  private value(row: FieldValues): FieldValue {
    const value = this.dice.pick(row.values);
    return this.dice.oneIn(3) ? near(this.dice, row.field, value) : value;
  }

  /** sharkd takes requests of 8 KiB, and nobody types as much. */
  private literal(row: FieldValues): string | null {
    const value = this.value(row);
    const bytes = asBytes(value);
    if (bytes && bytes.length > MOST_BYTES)
      return literal(
        this.dice,
        row.field,
        typeof value === 'string' ? value.slice(0, MOST_BYTES) : bytes.slice(0, MOST_BYTES),
      );
    return literal(this.dice, row.field, value);
  }

  /** `field op literal` */
  private comparison(row: FieldValues): string {
    const text = this.literal(row);
    if (text === null) return row.field.abbrev;
    const operator = this.dice.pick(this.dice.oneIn(3) ? ORDER : EQUALITY);
    const space = this.dice.oneIn(8) && /^[=!<>]/.test(operator) ? '' : ' ';
    return `${row.field.abbrev}${space}${operator}${space}${text}`;
  }

  private items(row: FieldValues): string {
    const items: string[] = [];
    for (let n = 1 + this.dice.below(3); n > 0; n--) {
      const low = this.literal(row);
      const high = this.literal(row);
      if (low === null || high === null) continue;
      const [dots, comma] = [this.dice.pick(['..', ' .. ']), this.dice.pick([', ', ','])];
      // a number directly before the dots would read as a word of its own kind
      items.push(this.dice.oneIn(3) && row.field.type !== 'bool' ? `${low}${dots}${high}` : low);
      if (n > 1 && items.length > 0) items.push(comma);
    }
    const text = items.join('').replace(/,\s*$/, '');
    return text === '' ? '1' : text;
  }

  private membership(quantifier = '', operator = 'in'): string {
    const row = this.pick(this.ordered);
    return `${quantifier}${row.field.abbrev} ${operator} {${this.items(row)}}`;
  }

  /** A range of a slice inside `length` bytes, and the bytes there; now and then outside. */
  private range(bytes: Uint8Array): { text: string; part: Uint8Array } {
    const { dice } = this;
    const n = Math.max(1, bytes.length);
    const start = dice.below(n);
    const length = 1 + dice.below(Math.min(6, n - start));
    const part = bytes.slice(start, start + length);
    switch (dice.below(8)) {
      case 0:
        return { text: `[${start}]`, part: bytes.slice(start, start + 1) };
      case 1:
        return length > 1 ? { text: `[${start}-${start + length - 1}]`, part } : { text: `[${start}:${length}]`, part };
      case 2:
        return { text: `[:${length}]`, part: bytes.slice(0, length) };
      case 3:
        return { text: `[${start}:]`, part: bytes.slice(start) };
      case 4:
        return { text: `[-${n - start}:${length}]`, part };
      case 5:
        return { text: `[-${n - start}:]`, part: bytes.slice(start) };
      case 6:
        return { text: `[${start}:${length},0]`, part: Buffer.concat([part, bytes.slice(0, 1)]) };
      default:
        return { text: `[${start}:${length}]`, part };
    }
  }

  private sliceTest(name: string, bytes: Uint8Array): string {
    const { dice } = this;
    const { text, part } = this.range(bytes);
    if (part.length > 64 || dice.oneIn(8)) return `${name}${text}`;
    const wanted = dice.oneIn(4) ? near(dice, BYTES, part) : part;
    const operator = dice.pick(dice.oneIn(3) ? ORDER : EQUALITY);
    return `${name}${text} ${operator} ${bytesLiteral(dice, asBytes(wanted) ?? part)}`;
  }

  private slice(): string {
    const row = this.pick(this.sliced);
    const bytes = asBytes(this.dice.pick(row.values));
    return bytes && bytes.length > 0 ? this.sliceTest(row.field.abbrev, bytes) : row.field.abbrev;
  }

  /** Some bytes from the middle. */
  private part(bytes: Uint8Array, most: number): Uint8Array {
    const start = this.dice.below(Math.max(1, bytes.length));
    return bytes.slice(start, start + 1 + this.dice.below(most));
  }

  /** The same of a text: whole characters. */
  private characters(bytes: Uint8Array): Uint8Array {
    const all = Array.from(Buffer.from(bytes).toString('utf8'));
    const start = this.dice.below(all.length);
    return Buffer.from(all.slice(start, start + 1 + this.dice.below(6)).join(''), 'utf8');
  }

  private search(): string {
    const { dice } = this;
    const row = this.pick(this.searched);
    const bytes = asBytes(dice.pick(row.values));
    if (!bytes || bytes.length === 0) return row.field.abbrev;
    const part = isText(row.field) ? this.characters(bytes) : this.part(bytes, 6);
    const wanted = isText(row.field) ? stringLiteral(dice, part) : bytesLiteral(dice, part);
    const negated = dice.oneIn(4) ? dice.pick(NOT) : '';
    return `${negated}${row.field.abbrev} contains ${wanted}`;
  }

  /** A pattern that finds these bytes: letters as they are, or classes, or escapes. */
  private patternOf(bytes: Uint8Array): string {
    const { dice } = this;
    let text = '';
    for (const byte of bytes) {
      const char = String.fromCharCode(byte);
      if (/[a-z]/i.test(char))
        text += dice.pick([char, char, char.toLowerCase(), char.toUpperCase(), `[${char}x]`, '\\w']);
      else if (/[0-9]/.test(char)) text += dice.pick([char, char, '\\d', '[0-9]']);
      else if (/[ :/_]/.test(char)) text += char;
      else text += `\\x${byte.toString(16).padStart(2, '0')}`;
    }
    const tail = dice.pick(['', '', '', '+', '*', '?', '{1,2}', '.*', '.', '$']);
    const head = dice.pick(['', '', '', '', '^', '(?-i)', '(?i)', '(?s)']);
    return head + text + tail;
  }

  private pattern(): string {
    const { dice } = this;
    const onProtocol = dice.oneIn(4) && this.values.protocols.length > 0;
    const row = this.pick(this.searched);
    const source = onProtocol ? dice.pick(this.values.protocols) : null;
    const bytes = source ? source.bytes : asBytes(dice.pick(row.values));
    if (!bytes || bytes.length === 0) return row.field.abbrev;
    const pattern = this.patternOf(this.part(bytes, 5));
    const quoted = dice.oneIn(2) ? `r"${pattern}"` : `"${pattern.replaceAll('\\', '\\\\')}"`;
    return `${source ? source.abbrev : row.field.abbrev} ${dice.pick(['matches', 'matches', '~'])} ${quoted}`;
  }

  private layer(): string {
    const { dice } = this;
    const row = this.pick(this.any);
    const layer = dice.pick([
      '#1',
      '#1',
      '#2',
      '#2',
      '#[1]',
      '#[2]',
      '#[1-2]',
      '#[-1]',
      '#[-1]',
      '#[-2]',
      '#[1,2]',
      '#[1:2]',
      '#3',
    ]);
    const text = hasOrder(row.field) ? this.literal(row) : null;
    if (text === null || dice.oneIn(3)) return `${row.field.abbrev}${layer}`;
    return `${row.field.abbrev}${layer} ${dice.pick(dice.oneIn(3) ? ORDER : EQUALITY)} ${text}`;
  }

  private fits(field: Field, value: number): boolean {
    return value >= 0 && value < 2 ** Math.min(field.width || 32, 32);
  }

  private arithmetic(): string {
    const { dice } = this;
    const row = this.pick(this.integers);
    const value = dice.pick(row.values);
    if (typeof value !== 'number' || !isInteger(row.field)) return row.field.abbrev;
    const n = 1 + dice.below(12);
    const [text, result] = dice.pick<[string, number]>([
      [`${row.field.abbrev} + ${n}`, value + n],
      [`${row.field.abbrev} - ${n}`, value - n],
      [`${row.field.abbrev} * ${n}`, value * n],
      [`${row.field.abbrev} / ${n}`, Math.floor(value / n)],
      [`${row.field.abbrev} % ${n}`, value % n],
      [`{${row.field.abbrev} + ${n}} * 2`, (value + n) * 2],
      [`${row.field.abbrev} + ${n} * 2`, value + n * 2],
      [`-${row.field.abbrev}`, -value],
    ]);
    if (dice.oneIn(10)) return text;
    const operator = dice.pick(dice.oneIn(2) ? ORDER : EQUALITY);
    if (dice.oneIn(5)) return `${text} ${operator} ${this.pick(this.integers).field.abbrev}`;
    if (result < 0 && result > -(2 ** 31)) return `${text} ${operator} ${result}`;
    return this.fits(row.field, result) ? `${text} ${operator} ${result}` : `${text} > ${n}`;
  }

  private bits(): string {
    const { dice } = this;
    const row = this.pick(this.integers);
    const value = dice.pick(row.values);
    if (!number(value) || !isInteger(row.field)) return row.field.abbrev;
    const mask = dice.oneIn(2) ? 2 ** dice.below(row.field.width || 8) : Number(value) || 1;
    const operator = dice.pick(['&', '&', 'bitwise_and']);
    const text = `${row.field.abbrev} ${operator} 0x${mask.toString(16)}`;
    return dice.oneIn(2) ? text : `${text} ${dice.pick(EQUALITY)} ${dice.pick(['0', `0x${mask.toString(16)}`])}`;
  }

  private call(): string {
    const { dice } = this;
    const equal = dice.pick(dice.oneIn(3) ? ORDER : EQUALITY);
    const row = this.pick(this.ordered);
    const { abbrev } = row.field;
    switch (dice.below(8)) {
      case 0:
        return `count(${abbrev}) ${equal} ${dice.pick([...row.counts, 1, 2])}`;
      case 1: {
        const text = this.pick(this.texts);
        const value = dice.pick(text.values);
        const upper = dice.oneIn(2);
        if (typeof value !== 'string') return `len(${abbrev}) ${equal} ${widthOf(row.field)}`;
        const wanted = upper ? value.toUpperCase() : value.toLowerCase();
        return `${upper ? 'upper' : 'lower'}(${text.field.abbrev}) ${equal} ${stringLiteral(dice, Buffer.from(wanted))}`;
      }
      case 2: {
        const integer = this.pick(this.integers);
        const value = dice.pick(integer.values);
        return number(value)
          ? `string(${integer.field.abbrev}) matches "${dice.pick(['^', ''])}${value.toString().slice(0, 3)}"`
          : abbrev;
      }
      case 3:
      case 4: {
        const text = this.literal(row);
        return text === null || row.field.type === 'bool'
          ? abbrev
          : `${dice.pick(['max', 'min'])}(${abbrev}) ${equal} ${text}`;
      }
      case 5: {
        const integer = this.pick(this.integers);
        return `abs(${integer.field.abbrev}) ${equal} ${this.literal(integer) ?? '1'}`;
      }
      default: {
        const sliced = this.pick(this.searched);
        const bytes = asBytes(dice.pick(sliced.values));
        return `len(${sliced.field.abbrev}) ${equal} ${bytes?.length ?? 1}`;
      }
    }
  }

  /** Two fields of one type; often the two ends of something. */
  private twoFields(): string {
    const { dice } = this;
    const row = this.pick(this.ordered);
    const same = this.ordered.filter((other) => other.field.type === row.field.type);
    const other = this.dice.oneIn(6) ? this.pick(this.ordered) : this.pick(same);
    const quantifier = dice.pick(['', '', '', 'any ', 'all ']);
    return `${quantifier}${row.field.abbrev} ${dice.pick(dice.oneIn(2) ? ORDER : EQUALITY)} ${other.field.abbrev}`;
  }

  private chain(): string {
    const pick = (): string => this.pick(this.integers).field.abbrev;
    const quantifier = this.dice.pick(['', '', 'all ', 'any ']);
    const last = this.pick(this.integers);
    const first = `${quantifier}${pick()} ${this.dice.pick(ORDER)} ${last.field.abbrev}`;
    return `${first} ${this.dice.pick(ORDER)} ${this.dice.oneIn(2) ? pick() : (this.literal(last) ?? '1')}`;
  }

  private protocolBytes(): string {
    const { dice } = this;
    if (this.values.protocols.length === 0) return this.slice();
    const { abbrev, bytes } = dice.pick(this.values.protocols);
    const header = bytes.slice(0, 24);
    switch (dice.below(4)) {
      case 0:
        return `${abbrev} contains ${bytesLiteral(dice, this.part(bytes, 5))}`;
      case 1:
        return `len(${abbrev}) ${dice.pick([...ORDER, '==', '!='])} ${dice.pick([4, 8, 14, 20, 28, 32, 40, bytes.length])}`;
      default:
        return header.length > 0 ? this.sliceTest(abbrev, header) : abbrev;
    }
  }
}

/** What `near` needs to know of plain bytes. */
const BYTES = { type: 'bytes' } as Field;
