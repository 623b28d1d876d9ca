// Which bytes of a protocol a filter sees in slices, in len() and in comparisons.

/**
 * Protocols that are all the bytes of their layer there, the payload too: `tcp[20:4] == 47:45:54:20`, `len(gre) > 100`. Wireshark
 * gives their lines all the bytes first and shortens the line alone once the header is read (measured with tshark -Y 4.0.17, which
 * prints the packet list). Other protocols are their header.
 */
const WITH_PAYLOAD: ReadonlySet<string> = new Set([
  'ah',
  'arcnet',
  'erspan',
  'fr',
  'geneve',
  'gre',
  'gtp',
  'l2tp',
  'llc',
  'nflog',
  'ppp',
  'raw',
  'tcp',
  'teredo',
  'udpencap',
]);

/** `abbrev`: the protocol's name in filters. */
export const coversPayload = (abbrev: string): boolean => WITH_PAYLOAD.has(abbrev);
