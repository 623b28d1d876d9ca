// Addresses of name resolution blocks as text.

/** `192.0.2.1` */
export const ipv4Text = (bytes: Uint8Array, at: number): string => bytes.subarray(at, at + 4).join('.');

/** RFC 5952: lower case, no leading zeros, the first of the longest runs of zero groups as `::`. */
export function ipv6Text(bytes: Uint8Array, at: number): string {
  const groups = Array.from({ length: 8 }, (_, i) => bytes[at + i * 2] * 256 + bytes[at + i * 2 + 1]);
  let from = -1;
  let longest = 1; // a single zero group is not shortened
  for (let i = 0; i < 8; i++) {
    let run = 0;
    while (i + run < 8 && groups[i + run] === 0) run++;
    if (run > longest) {
      longest = run;
      from = i;
    }
  }
  const text = (part: number[]): string => part.map((group) => group.toString(16)).join(':');
  return from < 0 ? text(groups) : `${text(groups.slice(0, from))}::${text(groups.slice(from + longest))}`;
}
