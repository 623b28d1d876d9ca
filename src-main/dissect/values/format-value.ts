// Field values as text: as `tshark -T fields` prints them, as the tree shows them, and as a display filter writes them.
import { etherText, hexText, ipv4Text, ipv6Text } from '../../text/address';
import { zoneName } from './zone-names';
import { maskShift, valueName, type Field, type FieldValue, type TimeValue } from '../contract/fields';

const isTime = (value: FieldValue): value is TimeValue =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array);

/** Hex digits of a value of this field: by the bits of its mask, or by its type. */
function hexDigits(field: Field): number {
  if (field.mask === 0) return Math.ceil(field.width / 4);
  let bits = 0;
  for (let m = field.mask >>> maskShift(field.mask); m !== 0; m >>>= 1) bits++;
  return Math.ceil(bits / 4);
}

const hex = (value: number | bigint, digits: number): string => `0x${value.toString(16).padStart(digits, '0')}`;

function signed(time: TimeValue, digits: number): string {
  const negative = time.sec < 0 || time.nano < 0;
  const fraction = Math.abs(time.nano).toString().padStart(9, '0').slice(0, digits);
  return `${negative ? '-' : ''}${Math.abs(time.sec)}.${fraction}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => value.toString().padStart(2, '0');

/** `Nov  3, 2026 20:51:31.000000000 CET`, in the time zone of the process. */
export function absoluteTimeText(time: TimeValue): string {
  const date = new Date(time.sec * 1000);
  if (Number.isNaN(date.getTime())) return `${time.sec}.${time.nano.toString().padStart(9, '0')}`;
  const day = date.getDate().toString().padStart(2, ' ');
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const fraction = time.nano.toString().padStart(9, '0');
  return `${MONTHS[date.getMonth()]} ${day}, ${date.getFullYear()} ${clock}.${fraction} ${zoneName(date)}`;
}

/** The same in UTC, which means the same wherever it is read: CST are three zones. */
function utcTimeText({ sec, nano }: TimeValue): string {
  const date = new Date(sec * 1000);
  if (Number.isNaN(date.getTime())) return `${sec}.${nano.toString().padStart(9, '0')}`;
  const day = date.getUTCDate().toString().padStart(2, ' ');
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  const fraction = nano.toString().padStart(9, '0');
  return `${MONTHS[date.getUTCMonth()]} ${day}, ${date.getUTCFullYear()} ${clock}.${fraction} UTC`;
}

function bytesText(field: Field, value: Uint8Array): string {
  if (field.type === 'ipv4' && value.length >= 4) return ipv4Text(value, 0);
  if (field.type === 'ipv6' && value.length >= 16) return ipv6Text(value, 0);
  if (field.type === 'ether' && value.length >= 6) return etherText(value, 0);
  return hexText(value, 0, value.length, field.base === 'colon' ? ':' : '');
}

/** The value as `tshark -T fields` (4.0) prints it. */
export function fieldText(field: Field, value: FieldValue): string {
  if (value === null) return field.type === 'protocol' ? field.name : '1';
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return value.length === 0 ? '<none>' : bytesText(field, value);
  if (isTime(value)) return field.type === 'abstime' ? absoluteTimeText(value) : signed(value, 9);
  if (field.type === 'bool') return value ? '1' : '0';
  if (field.base === 'hex' || field.base === 'hex_dec') return hex(value, Math.ceil(field.width / 4));
  return value.toString();
}

/** A number with its second base in brackets, without its name. */
function numberText(field: Field, value: number | bigint): string {
  switch (field.base) {
    case 'hex':
      return hex(value, hexDigits(field));
    case 'hex_dec':
      return `${hex(value, hexDigits(field))} (${value})`;
    case 'dec_hex':
      return `${value} (${hex(value, hexDigits(field))})`;
    default:
      return value.toString();
  }
}

/** The value as the tree shows it: `IPv4 (0x0800)`, `Set`, `64 bytes`. */
export function treeText(field: Field, value: FieldValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return value.length === 0 ? '<none>' : bytesText(field, value);
  if (isTime(value)) return field.type === 'abstime' ? absoluteTimeText(value) : `${signed(value, 9)} seconds`;
  if (field.type === 'bool') {
    const words = field.words ?? ['True', 'False'];
    return value ? words[0] : words[1];
  }
  if (field.type === 'framenum') return value.toString();
  const named = field.values !== null && typeof value === 'number';
  if (named) {
    const name = valueName(field.values, value);
    const number = field.base === 'hex' || field.base === 'hex_dec' ? hex(value, hexDigits(field)) : value.toString();
    return field.base === 'none' ? (name ?? `Unknown (${value})`) : `${name ?? 'Unknown'} (${number})`;
  }
  return numberText(field, value) + field.unit;
}

const quoted = (text: string): string =>
  `"${text.replace(/[\\"]/g, (c) => `\\${c}`).replace(/[^\x20-\x7e]/g, (c) => escapeChar(c))}"`;
function escapeChar(char: string): string {
  return Array.from(new TextEncoder().encode(char), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

/** Longest byte string that a filter is offered for. */
const MAX_FILTER_BYTES = 256;

/** The display filter that finds this value: `tcp.srcport == 443`; empty where none can. */
export function filterText(field: Field, value: FieldValue): string {
  const { abbrev } = field;
  if (abbrev === '') return '';
  if (value === null) return abbrev;
  if (typeof value === 'string') return `${abbrev} == ${quoted(value)}`;
  if (value instanceof Uint8Array) {
    if (field.type !== 'bytes') return `${abbrev} == ${bytesText(field, value)}`;
    if (value.length === 0 || value.length > MAX_FILTER_BYTES) return abbrev;
    // one byte needs the colon too: without it, it would read as a number
    return `${abbrev} == ${hexText(value, 0, value.length, ':')}${value.length === 1 ? ':' : ''}`;
  }
  if (isTime(value)) {
    if (field.type === 'abstime') return `${abbrev} == ${quoted(utcTimeText(value))}`;
    return `${abbrev} == ${signed(value, 9)}`;
  }
  return `${abbrev} == ${fieldText(field, value)}`;
}

/** `.... ..1.`: the bits of a masked field inside its bytes, dots for those that belong to others. `word`: those bytes as a number. */
export function bitsText(mask: number, width: number, word: number): string {
  let text = '';
  for (let i = width - 1; i >= 0; i--) {
    const bit = 2 ** i; // not a shift: 32 bits would be negative
    text += Math.floor(mask / bit) % 2 === 1 ? (Math.floor(word / bit) % 2).toString() : '.';
    if (i % 4 === 0 && i > 0) text += ' ';
  }
  return text;
}
