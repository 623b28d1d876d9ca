// A value as a literal of the filter language, in one of the spellings that the language has for it.
import { etherText, hexText, ipv4Text, ipv6Text } from '../../../src-main/text/address';
import { valueName, type Field, type FieldValue, type TimeValue } from '../../../src-main/dissect/contract/fields';
import type { Dice } from './dice';

const isTime = (value: FieldValue): value is TimeValue =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array);

/** `"…"` with whatever cannot stand there as an escape, in different ways. */
export function stringLiteral(dice: Dice, bytes: Uint8Array): string {
  let text = '';
  bytes.forEach((byte, i) => {
    const next = bytes[i + 1] ?? 0;
    const char = String.fromCharCode(byte);
    if (char === '"' || char === '\\') text += `\\${char}`;
    else if (byte >= 0x20 && byte < 0x7f && !dice.oneIn(20)) text += char;
    else if (byte === 10 && dice.oneIn(2)) text += '\\n';
    else if (byte === 13 && dice.oneIn(2)) text += '\\r';
    else if (byte === 9 && dice.oneIn(2)) text += '\\t';
    else if (dice.oneIn(4) && !(next >= 0x30 && next <= 0x37)) text += `\\${byte.toString(8).padStart(3, '0')}`;
    else text += `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  return `"${text}"`;
}

const QUOTABLE = /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/;
/** The bytes as `48:65`, `48-65`, `48.65`, `4865` or `"He"`. */
export function bytesLiteral(dice: Dice, bytes: Uint8Array): string {
  if (bytes.length === 0) return '""';
  const text = String.fromCharCode(...bytes);
  if (dice.oneIn(4)) return QUOTABLE.test(text) && dice.oneIn(3) ? `r"${text}"` : stringLiteral(dice, bytes);
  if (bytes.length === 1) return hexText(bytes, 0, 1, '');
  const separated = hexText(bytes, 0, bytes.length, dice.pick([':', ':', ':', '-', '.']));
  // without separators two words can come out that mean something else: a number, or a name
  return dice.oneIn(6) && bytes.length > 2 ? hexText(bytes, 0, bytes.length, '') : separated;
}

function integerLiteral(dice: Dice, field: Field, value: number | bigint): string {
  if (typeof value === 'number' && field.values !== null && dice.oneIn(4)) {
    const name = valueName(field.values, value);
    if (name !== undefined && QUOTABLE.test(name)) return `"${dice.oneIn(4) ? name.toLowerCase() : name}"`;
  }
  if (value < 0) return value.toString();
  if (typeof value === 'number' && value > 0x20 && value < 0x7f && dice.oneIn(12)) {
    const char = String.fromCharCode(value);
    if (char !== "'" && char !== '\\') return `'${char}'`;
  }
  switch (dice.below(8)) {
    case 0:
    case 1:
      return `0x${value.toString(16)}`;
    case 2:
      return `0${value.toString(8)}`;
    case 3:
      return `0b${value.toString(2)}`;
    default:
      return value.toString();
  }
}

function booleanLiteral(dice: Dice, field: Field, value: boolean): string {
  const words = field.words;
  if (words && dice.oneIn(4)) {
    const word = value ? words[0] : words[1];
    if (QUOTABLE.test(word)) return `"${word}"`;
  }
  return value ? dice.pick(['1', '1', '1', 'True', 'TRUE', '0x1']) : dice.pick(['0', '0', '0', 'False', 'FALSE', '00']);
}

function timeText(time: TimeValue): string {
  const negative = time.sec < 0 || time.nano < 0;
  const fraction = Math.abs(time.nano).toString().padStart(9, '0').replace(/0+$/, '');
  return `${negative ? '-' : ''}${Math.abs(time.sec)}${fraction === '' ? '' : `.${fraction}`}`;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
/** In UTC, which is the local time of the tests. */
function dateLiteral(dice: Dice, time: TimeValue): string {
  const iso = new Date(time.sec * 1000).toISOString().slice(0, 19);
  const fraction = time.nano === 0 && dice.oneIn(2) ? '' : `.${time.nano.toString().padStart(9, '0')}`;
  const [day, clock] = iso.split('T');
  const [year, month, date] = day.split('-');
  switch (dice.below(4)) {
    case 0:
      return `"${day}T${clock}${fraction}Z"`;
    case 1:
      return `"${MONTHS[Number(month) - 1]} ${Number(date)}, ${year} ${clock}${fraction}"`;
    default:
      return `"${day} ${clock}${fraction}"`;
  }
}

/** A literal of the field's type for this value; null: values of that type have none. */
export function literal(dice: Dice, field: Field, value: FieldValue): string | null {
  if (value === null) return null;
  if (typeof value === 'string')
    return field.type === 'protocol' ? null : stringLiteral(dice, Buffer.from(value, 'utf8'));
  if (isTime(value)) return field.type === 'abstime' ? dateLiteral(dice, value) : timeText(value);
  if (!(value instanceof Uint8Array))
    return field.type === 'bool' ? booleanLiteral(dice, field, value !== 0) : integerLiteral(dice, field, value);
  if (field.type === 'ipv4')
    return ipv4Text(value, 0) + (dice.oneIn(4) ? `/${dice.pick([0, 1, 8, 15, 16, 24, 31, 32])}` : '');
  if (field.type === 'ipv6')
    return ipv6Text(value, 0) + (dice.oneIn(4) ? `/${dice.pick([0, 3, 8, 64, 65, 96, 127, 128])}` : '');
  if (field.type !== 'ether') return bytesLiteral(dice, value);
  const text = etherText(value, 0);
  const plain = text.replaceAll(':', '');
  const dotted = `${plain.slice(0, 4)}.${plain.slice(4, 8)}.${plain.slice(8)}`;
  return dice.pick([text, text, text, text.replaceAll(':', '-'), dotted, plain, text.toUpperCase()]);
}

/** A value of the same type that lies near: often just beside, sometimes far. */
export function near(dice: Dice, field: Field, value: FieldValue): FieldValue {
  if (typeof value === 'bigint') return value + BigInt(dice.pick([1, -1, 2])) < 0n ? 0n : value + 1n;
  if (typeof value === 'number') {
    if (field.type === 'bool') return value === 0 ? 1 : 0;
    const top = field.type.startsWith('int') ? 2 ** (field.width - 1) - 1 : 2 ** (field.width || 32) - 1;
    return Math.min(top, Math.max(0, value + dice.pick([1, -1, 1, -1, 5, -10, 100])));
  }
  if (typeof value === 'string')
    return dice.pick([`${value}x`, value.slice(0, -1), value.slice(1), value.toUpperCase()]);
  if (value === null) return null;
  if (isTime(value))
    return {
      sec: Math.max(0, value.sec + dice.pick([0, 0, 1, -1, 60])),
      nano: dice.oneIn(2) ? value.nano : dice.below(1e9),
    };
  const bytes = value.slice();
  if (bytes.length > 0) bytes[dice.below(bytes.length)] ^= 1 << dice.below(8);
  return field.type === 'bytes' && dice.oneIn(3) ? bytes.slice(0, dice.below(bytes.length + 1)) : bytes;
}
