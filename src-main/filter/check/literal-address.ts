// IPv4 and IPv6 addresses, with the length of a network's prefix behind them (RFC 4632, RFC 4291 section 2.3).

export type Address =
  /** prefix -1: a whole address */
  | { ok: true; bytes: Uint8Array; prefix: number }
  /** `instead`: what was probably meant */
  | { ok: false; reason: 'address' | 'prefix'; instead: string | null };

function ipv4Bytes(text: string): number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part))) return null;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const out: number[] = [];
  const groups = text.split(':');
  for (const [i, group] of groups.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(group)) {
      const word = parseInt(group, 16);
      out.push(word >> 8, word & 255);
      continue;
    }
    // the last 32 bits may be written as an IPv4 address (RFC 4291 section 2.2)
    const tail = i === groups.length - 1 ? ipv4Bytes(group) : null;
    if (!tail) return null;
    out.push(...tail);
  }
  return out;
}

function ipv6Bytes(text: string): number[] | null {
  const gap = text.indexOf('::');
  if (gap < 0) {
    const bytes = text === '' ? null : groupsOf(text);
    return bytes?.length === 16 ? bytes : null;
  }
  const head = groupsOf(text.slice(0, gap));
  const tail = groupsOf(text.slice(gap + 2));
  if (!head || !tail || head.length + tail.length > 14 || text.slice(0, gap).includes('.')) return null;
  return [...head, ...new Array<number>(16 - head.length - tail.length).fill(0), ...tail];
}

/** `1.2.3` and `10` are networks to most people: `1.2.3.0/24`. */
function network(text: string): string | null {
  const found = /^(\d{1,3}(?:\.\d{1,3}){0,2})\.?(?:\/(\d{1,2}))?$/.exec(text) as (string | undefined)[] | null;
  if (found?.[1] === undefined) return null;
  const parts = found[1].split('.');
  const address = [...parts, ...new Array<string>(4 - parts.length).fill('0')].join('.');
  return ipv4Bytes(address) && parts.length > 1 ? `${address}/${found[2] ?? parts.length * 8}` : null;
}

/** `10.0.0.0/255.0.0.0`, `10/8`: what stands on both sides of the slash, as a network; null: it is none. */
export function networkOf(left: string, right: string): string | null {
  const mask = ipv4Bytes(right)
    ?.map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  const bits = mask === undefined ? right : /^1*0*$/.test(mask) ? `${mask.lastIndexOf('1') + 1}` : '';
  const parts = left.split('.');
  const address = [...parts, ...new Array<string>(Math.max(0, 4 - parts.length)).fill('0')].join('.');
  return parseAddress(`${address}/${bits}`, 'ipv4').ok ? `${address}/${bits}` : null;
}

export function parseAddress(text: string, type: 'ipv4' | 'ipv6'): Address {
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const bytes = type === 'ipv4' ? ipv4Bytes(address) : ipv6Bytes(address);
  if (!bytes) return { ok: false, reason: 'address', instead: type === 'ipv4' ? network(text) : null };
  const bits = bytes.length * 8;
  if (slash < 0) return { ok: true, bytes: Uint8Array.from(bytes), prefix: -1 };
  const digits = text.slice(slash + 1);
  if (!/^(?:0|[1-9]\d{0,2})$/.test(digits)) return { ok: false, reason: 'address', instead: null };
  const prefix = Number(digits);
  if (prefix > bits) return { ok: false, reason: 'prefix', instead: null };
  return { ok: true, bytes: Uint8Array.from(bytes), prefix: prefix === bits ? -1 : prefix };
}
