// Why a cell may differ from tshark's: rules over what tshark says about the frame, never over names of files.
// Every rule has its paragraph in DIFFERENCES.md.

/** Protocols that hold addresses and ports which the compared fields show. */
const BASE = new Set(['eth', 'ip', 'ipv6', 'arp', 'icmp', 'icmpv6', 'udp', 'tcp']);
/** Names in frame.protocols that we dissect, and the ones that are no layer of their own. */
const KNOWN = new Set(
  [...BASE].concat(
    'ethertype vlan llc snap sll null raw ppp pppoes pppoed gre ipv6.hopopts ipv6.routing ipv6.fraghdr'.split(' '),
    'ipv6.dstopts ipv6.shim6 ah data frame'.split(' '),
  ),
);

/** The protocol in which tshark found a packet where we do not look yet, or null. */
export function innerPacketOf(protocols: string): string | null {
  const names = protocols.split(':');
  for (const [i, name] of names.entries())
    if (!KNOWN.has(name)) return names.slice(i + 1).some((inner) => BASE.has(inner)) ? name : null;
  return null;
}

/** Whether `ours` are the first of the values in `theirs`. */
function isPrefix(ours: string, theirs: string): boolean {
  return ours === '' || theirs.startsWith(`${ours},`);
}

/** The named reason of a difference, or null when there is none. `protocols` is tshark's frame.protocols. */
export function explain(ours: string, theirs: string, protocols: string): string | null {
  const outer = innerPacketOf(protocols);
  if (outer !== null && isPrefix(ours, theirs)) return `packet inside ${outer}`;
  return null;
}
