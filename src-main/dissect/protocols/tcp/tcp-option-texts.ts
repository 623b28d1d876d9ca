// TCP options in words: in the Info text, in the line of all of them and behind the name of each.
import { seqSub } from '../../../wire/seq';
import { MAX_SHIFT } from '../../../wire/tcp';
import * as wire from '../../../wire/tcp-options';
import { u16, u32 } from '../../../wire/read';
import { EXPERIMENTS } from './tcp-option-fields';

/** What the line of all options calls each of them. */
const SHORT: Readonly<Record<number, string>> = {
  0: 'End of Option List (EOL)',
  1: 'No-Operation (NOP)',
  2: 'Maximum segment size',
  3: 'Window scale',
  4: 'SACK permitted',
  5: 'SACK',
  6: 'Echo',
  7: 'Echo reply',
  8: 'Timestamps',
  11: 'CC',
  12: 'CC.NEW',
  13: 'CC.ECHO',
  19: 'TCP MD5 signature',
  28: 'User Timeout',
  29: 'TCP AO',
  30: 'MPTCP',
  34: 'TCP Fast Open',
  253: 'Experimental',
  254: 'Experimental',
};
const shortName = (kind: number): string => SHORT[kind] ?? `Unknown (0x${kind.toString(16).padStart(2, '0')})`;

/** Behind the end of the list there should be nothing but zeros, RFC 9293 section 3.1. */
export const isPadding = (b: Uint8Array, at: number, end: number): boolean =>
  b.subarray(at, end).every((byte) => byte === wire.EOL);

/** The line of all options: `(20 bytes), Maximum segment size, SACK permitted`. */
export function optionsLine(b: Uint8Array, at: number, end: number, declaredEnd: number): string {
  const names = [`(${declaredEnd - at} bytes)`];
  for (let o = at; o < end;) {
    const length = wire.lengthAt(b, o, end);
    if (length === 0) break;
    names.push(shortName(b[o]));
    if (b[o] === wire.EOL && !isPadding(b, o, end)) break;
    o += length;
  }
  return names.join(', ');
}

/** The option's line behind its name: `1460 bytes`. */
export function optionValue(b: Uint8Array, kind: number, at: number, length: number, sackBase: number): string {
  switch (kind) {
    case wire.MSS:
      return `${u16(b, at + 2)} bytes`;
    case wire.WINDOW_SCALE:
      return `${b[at + 2]} (multiply by ${2 ** Math.min(b[at + 2], MAX_SHIFT)})`;
    case wire.TIMESTAMPS:
      return `TSval ${u32(b, at + 2)}, TSecr ${u32(b, at + 6)}`;
    case wire.SACK: {
      const blocks: string[] = [];
      for (let o = at + 2; o + 8 <= at + length; o += 8)
        blocks.push(`${seqSub(u32(b, o), sackBase)}-${seqSub(u32(b, o + 4), sackBase)}`);
      return blocks.join(' ');
    }
    case 6:
    case 7:
      return String(u32(b, at + 2));
    case wire.EXPERIMENT_1:
    case wire.EXPERIMENT_2:
      return length >= 4 ? (EXPERIMENTS[u16(b, at + 2)] ?? 'Unknown') : '';
    default:
      return '';
  }
}

/** The options as the Info text has them: ` MSS=1460 WS=128 SACK_PERM TSval=1 TSecr=2`. */
export function optionTexts(b: Uint8Array, at: number, end: number, sackBase: number): string {
  let text = '';
  for (let o = at; o < end;) {
    const length = wire.lengthAt(b, o, end);
    if (length === 0 || b[o] === wire.EOL) break;
    text += optionText(b, o, length, sackBase);
    o += length;
  }
  return text;
}

function optionText(b: Uint8Array, at: number, length: number, sackBase: number): string {
  const kind = b[at];
  const cookie = (n: number): string => ` TFO=${n > 0 ? 'C' : 'R'}`;
  switch (kind) {
    case wire.MSS:
      return length === 4 ? ` MSS=${u16(b, at + 2)}` : '';
    case wire.WINDOW_SCALE:
      return length === 3 ? ` WS=${2 ** Math.min(b[at + 2], MAX_SHIFT)}` : '';
    case wire.SACK_PERMITTED:
      return ' SACK_PERM';
    case wire.SACK: {
      let text = '';
      for (let o = at + 2; o + 8 <= at + length; o += 8)
        text += ` SLE=${seqSub(u32(b, o), sackBase)} SRE=${seqSub(u32(b, o + 4), sackBase)}`;
      return text;
    }
    case 6:
    case 7:
      return length === 6 ? ` ECHO=${u32(b, at + 2)}` : '';
    case wire.TIMESTAMPS:
      return length === 10 ? ` TSval=${u32(b, at + 2)} TSecr=${u32(b, at + 6)}` : '';
    case 11:
    case 12:
    case 13:
      return length === 6 ? ` CC=${u32(b, at + 2)}` : '';
    case wire.MD5:
      return length === 18 ? ' MD5' : '';
    case wire.USER_TIMEOUT:
      return length === 4 ? ` USER_TO=${u16(b, at + 2) & 0x7fff}` : '';
    case wire.AO:
      return 'TCP AO'; // as the reference prints it, without a space
    case wire.FAST_OPEN:
      return cookie(length - 2);
    case wire.EXPERIMENT_1:
    case wire.EXPERIMENT_2: {
      if (length < 4) return '';
      const id = u16(b, at + 2);
      if (id === wire.FAST_OPEN_EXID) return cookie(length - 4);
      return ` ExID=${id.toString(16).toUpperCase().padStart(4, '0')}`;
    }
    default:
      return '';
  }
}
