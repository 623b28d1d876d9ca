// What a record says, in a line: behind its type in the Info column, `10 mail.example.org`, and in the tree.
import { ipv4Text, ipv6Text } from '../../../text/address';
import { u16 } from '../../../wire/read';
import { escapedText } from '../../values/escaped-text';
import type { MessageBytes, NameReader } from '../../values/domain-name';

/** Types of which the name at so many bytes is said: NS, CNAME, … */
const NAME_AT: Readonly<Record<number, number>> = { 2: 0, 5: 0, 6: 0, 12: 0, 30: 0, 39: 0, 47: 0, 65282: 12 };
/** Types of which the owner is said: nothing else is at hand. */
const OF_OWNERS = [3, 4, 7, 8, 9, 10, 14, 17, 18, 19, 20, 21, 22, 23, 26, 27, 42, 49, 51, 52, 55];

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
  if (len === 0) return '';
  const nameAt = (offset: number, before = ''): string | null =>
    names.read(m, start, at + offset) ? before + names.text() : null;
  if (Object.hasOwn(NAME_AT, type)) return nameAt(NAME_AT[type]);
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
      return OF_OWNERS.includes(type) ? owner : '';
  }
}
