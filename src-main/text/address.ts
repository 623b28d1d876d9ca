// Addresses as text: MAC with colons, dotted IPv4, IPv6 as RFC 5952 asks (and inet_ntop prints it, as tshark does).

const HEX2: string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

/** `len` bytes as plain hex digits with `separator` between the bytes. */
export function hexText(b: Uint8Array, at: number, len: number, separator = ''): string {
  let text = '';
  for (let i = 0; i < len; i++) {
    if (i > 0) text += separator;
    text += HEX2[b[at + i]];
  }
  return text;
}

export const etherText = (b: Uint8Array, at: number): string => hexText(b, at, 6, ':');

export const ipv4Text = (b: Uint8Array, at: number): string => `${b[at]}.${b[at + 1]}.${b[at + 2]}.${b[at + 3]}`;

/** RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups becomes `::`. */
export function ipv6Text(b: Uint8Array, at: number): string {
  let best = -1;
  let bestLen = 1; // a run of one group is not shortened
  for (let i = 0; i < 8;) {
    let run = 0;
    while (i + run < 8 && b[at + 2 * (i + run)] === 0 && b[at + 2 * (i + run) + 1] === 0) run++;
    if (run > bestLen) {
      best = i;
      bestLen = run;
    }
    i += run + 1;
  }
  if (best < 0) bestLen = 0;
  // IPv4-compatible and IPv4-mapped addresses end in a dotted quad (section 5)
  const dotted = best === 0 && (bestLen === 6 || (bestLen === 5 && b[at + 10] === 0xff && b[at + 11] === 0xff));
  let text = '';
  for (let i = 0; i < 8;) {
    if (i === best) {
      text += '::';
      i += bestLen;
      continue;
    }
    if (text !== '' && !text.endsWith('::')) text += ':';
    if (dotted && i === 6) return text + ipv4Text(b, at + 12);
    text += ((b[at + 2 * i] << 8) | b[at + 2 * i + 1]).toString(16);
    i++;
  }
  return text;
}
