// TCP flags as words. RFC 9293 section 3.1; bit 8 (AE) is RFC 9768.

export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const ACK = 16;

const NAMES = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE'];

/** Names of the bits that are set, lowest bit first. */
export const setFlags = (flags: number): string[] => NAMES.filter((_, bit) => flags & (1 << bit));

/** `SYN, ACK`: lowest bit first, as the packet list writes them; `none` is what to say when no bit is set. */
export function flagNames(flags: number, none: string): string {
  const set = setFlags(flags);
  return set.length ? set.join(', ') : none;
}
