// What a record says, in a line: behind its type in the Info column, `10 mail.example.org`, and in the tree.
import { ipv4Text, ipv6Text } from '../../../text/address';
import { u16 } from '../../../wire/read';
import { escapedText } from '../../values/escaped-text';
import type { MessageBytes, NameReader } from './dns-name';

/** Types that say their type and no more. */
const SILENT: ReadonlySet<number> = new Set([
  ...[16, 24, 25, 29, 37, 41, 43, 44, 45, 46, 48, 50, 59, 60, 61, 62, 63, 64, 65, 99, 104, 105, 106, 107, 108, 109],
  ...[249, 250, 257, 32769, 65281, 65422],
]);
/** Types of which the name at so many bytes is said: NS, CNAME, … */
const NAME_AT: Readonly<Record<number, number>> = { 2: 0, 5: 0, 6: 0, 12: 0, 30: 0, 39: 0, 47: 0, 65282: 12 };
const OF_NAMES = [3, 4, 7, 8, 9];

/**
 * The text of data that is all there; null where it is not.
 * @param owner name of the record: what is said of types that have nothing else
 */
export function recordText(
  m: MessageBytes,
  names: NameReader,
  { type, start, at, len, owner }: { type: number; start: number; at: number; len: number; owner: string },
): string | null {
  const b = m.bytes;
  if (len === 0 || SILENT.has(type)) return '';
  const nameAt = (offset: number, before = ''): string | null =>
    names.read(m, start, at + offset) ? before + names.text() : null;
  if (Object.hasOwn(NAME_AT, type)) return nameAt(NAME_AT[type]);
  if (OF_NAMES.includes(type)) return nameAt(0);
  const has = (count: number): boolean => at + count <= m.end;
  switch (type) {
    case 1:
    case 11:
      return has(4) ? ipv4Text(b, at) : null;
    case 28:
      return has(16) ? ipv6Text(b, at) : null;
    case 13: {
      const cpu = has(1) ? b[at] : 0;
      if (!has(2 + cpu) || !has(2 + cpu + b[at + 1 + cpu])) return null;
      const os = at + 2 + cpu;
      return `${escapedText(b.subarray(at + 1, at + 1 + cpu))} ${escapedText(b.subarray(os, os + b[os - 1]))}`;
    }
    case 15:
    case 36:
      return has(2) ? nameAt(2, `${u16(b, at)} `) : null;
    case 33:
      return has(6) ? nameAt(6, `${u16(b, at)} ${u16(b, at + 2)} ${u16(b, at + 4)} `) : null;
    case 35:
      if (!has(5) || !has(5 + b[at + 4])) return null;
      return `${u16(b, at)} ${u16(b, at + 2)} ${escapedText(b.subarray(at + 5, at + 5 + b[at + 4]))}`;
    case 38: {
      const there = Math.max(0, 16 - (b[at] >> 3));
      if (!has(1) || !has(1 + there)) return null;
      const address = new Uint8Array(16);
      address.set(b.subarray(at + 1, at + 1 + there), 16 - there);
      const text = `${b[at]} ${ipv6Text(address, 0)}`;
      return b[at] === 0 ? text : nameAt(1 + there, `${text} `);
    }
    default:
      return owner;
  }
}
