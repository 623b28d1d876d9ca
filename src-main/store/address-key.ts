// A key that sorts addresses as numbers: 9.0.0.1 before 10.0.0.1, IPv4 before IPv6, other text last.

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** The bytes of an IPv6 address in text form, or null when the text is not one. */
function ipv6Bytes(text: string): Uint8Array | null {
  if (!/^[0-9a-f:]+(?:\d+\.\d+\.\d+\.\d+)?$/i.test(text) || !text.includes(':')) return null;
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const words = (part: string): number[] | null => {
    const out: number[] = [];
    for (const piece of part === '' ? [] : part.split(':')) {
      const v4 = IPV4.exec(piece);
      if (v4) out.push(Number(v4[1]) * 256 + Number(v4[2]), Number(v4[3]) * 256 + Number(v4[4]));
      else if (/^[0-9a-f]{1,4}$/i.test(piece)) out.push(parseInt(piece, 16));
      else return null;
    }
    return out;
  };
  const head = words(halves[0]);
  const tail = words(halves[1] ?? '');
  if (!head || !tail) return null;
  const gap = 8 - head.length - tail.length;
  if (gap < 0 || (halves.length === 1 && gap !== 0)) return null;
  const bytes = new Uint8Array(16);
  [...head, ...new Array<number>(gap).fill(0), ...tail].forEach((word, i) => {
    bytes[2 * i] = word >> 8;
    bytes[2 * i + 1] = word;
  });
  return bytes;
}

/** First byte 4, 6 or 255 (neither), then the bytes of the address. */
export function addressKey(text: string): Uint8Array {
  const v4 = IPV4.exec(text);
  if (v4) return Uint8Array.of(4, Number(v4[1]), Number(v4[2]), Number(v4[3]), Number(v4[4]));
  const v6 = ipv6Bytes(text);
  const rest = v6 ?? new TextEncoder().encode(text);
  const key = new Uint8Array(rest.length + 1);
  key[0] = v6 ? 6 : 255;
  key.set(rest, 1);
  return key;
}
