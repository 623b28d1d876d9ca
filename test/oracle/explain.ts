// Why a cell may differ from tshark's: rules over what both sides say, never over names of files.
// Every rule has its paragraph in DIFFERENCES.md.

/** Protocols that hold addresses and ports which the compared fields show. */
const BASE = new Set(['eth', 'ip', 'ipv6', 'arp', 'icmp', 'icmpv6', 'udp', 'tcp']);
/** Names in frame.protocols that we dissect, and the ones that are no layer of their own. */
const KNOWN = new Set(
  [...BASE].concat(
    'ethertype vlan llc snap sll null raw ppp pppoes pppoed gre ipv6.hopopts ipv6.routing ipv6.fraghdr'.split(' '),
    'ipv6.dstopts ipv6.shim6 ah esp data frame chdlc fr mpls pwethheuristic cmd nflog vxlan geneve erspan teredo fddi arcnet ipnet pktap pcap_pktdata user_dlt wlan wlan_radio radiotap prism wlancap ppi netlink erf'.split(
      ' ',
    ),
    'dns mdns llmnr dhcp dhcpv6 ntp http'.split(' '),
    'gtp nsh l2tp etherip macsec hsr isl lisp-data udpencap wg'.split(' '),
  ),
);

/** What is known of the file beside its cells. */
export interface FileFacts {
  /** our name of the format, empty when we could not open it */
  ourFormat: string;
  /** why we could not open it, or not read it to its end: kind of the problem */
  ourProblem: string | null;
  /** tcp.stream numbers below tshark's highest that none of its frames has, in order */
  unusedStreams: readonly number[];
  /** tcp.stream numbers of tshark's that some frame has in which we do not find the segment */
  hiddenStreams: ReadonlySet<string>;
  /** FTP announces connections in it: tshark knows of these before their SYN */
  announces?: boolean;
  /** format in the words of capinfos; asked for only when there is something to explain */
  theirFormat: () => string;
}

export interface Cell {
  field: string;
  ours: string;
  theirs: string;
  /** tshark's frame.protocols of the frame */
  protocols: string;
  /** tshark's _ws.short: it wanted bytes that were not captured */
  cut: boolean;
  /** our tcp.checksum.partial: the checksum is the one that is handed to a network card which computes the rest */
  partial: boolean;
  /** tshark's tcp.stream of the frame */
  stream: string;
}

/** The protocol in which tshark found a packet where we do not look yet, or null. */
export function innerPacketOf(protocols: string): string | null {
  const names = protocols.split(':');
  for (const [i, name] of names.entries())
    if (!KNOWN.has(name)) return names.slice(i + 1).some((inner) => BASE.has(inner)) ? name : null;
  return null;
}

/** Whether `ours` are the first of the values in `theirs`. */
const isPrefix = (ours: string, theirs: string): boolean => ours === '' || theirs.startsWith(`${ours},`);

/** A printed time as ns. `-81.671088640` is what tshark prints for 81 s and -671,088,640 ns. */
function nanoseconds(text: string): bigint[] {
  const parts = /^(-?)(\d+)\.(\d+)$/.exec(text);
  if (!parts) return [];
  const sec = BigInt(parts[2]) * 1_000_000_000n;
  const nano = BigInt(parts[3]);
  return parts[1] === '' ? [sec + nano] : [sec - nano, -sec - nano];
}

/** Whether two times differ by a multiple of 2^32 ns: tshark keeps the fraction in 32 bits, whatever the file says. */
function fractionOverflow(ours: string, theirs: string): boolean {
  const mine = nanoseconds(ours).at(-1);
  return (
    mine !== undefined && nanoseconds(theirs).some((their) => their !== mine && (mine - their) % 4_294_967_296n === 0n)
  );
}

/** Whether the cells differ only in checksums that we call unverified and tshark bad. */
function onlyUnverified(ours: string, theirs: string): boolean {
  const mine = ours.split(',');
  const their = theirs.split(',');
  return (
    mine.length === their.length && mine.every((value, i) => value === their[i] || (value === '2' && their[i] === '0'))
  );
}

/**
 * Why a cell of the fields of messages over several segments differs; `message`: tshark's _ws.expert.message of the frame.
 * DIFFERENCES.md, Streams.
 */
export function explainStream(
  { field, ours, theirs }: { field: string; ours: string; theirs: string },
  message: string,
): string | null {
  const refused = message.includes('New fragment overlaps old data');
  return refused && field === 'tcp.segment_data' && theirs === '' && ours !== ''
    ? 'bytes of a message that is whole come again'
    : null;
}

/** Whether our stream numbers are tshark's without those that it gave to no frame. */
function onlyRenumbered(ours: string, theirs: string, unused: readonly number[]): boolean {
  const mine = ours.split(',').map(Number);
  const their = theirs.split(',').map(Number);
  const closed = (stream: number): number => stream - unused.filter((gap) => gap < stream).length;
  return unused.length > 0 && mine.length === their.length && mine.every((stream, i) => stream === closed(their[i]));
}

/** Times and differences of times. */
const TIMES = new Set([
  'frame.time_epoch',
  'tcp.analysis.ack_rtt',
  'tcp.analysis.initial_rtt',
  'tcp.analysis.rto',
  'tcp.time_relative',
  'tcp.time_delta',
]);
/** What follows from other segments of the connection. */
const OF_STREAM = /^tcp\.(?:analysis|completeness|time_)/;

/** A segment that an ICMP error quotes. */
export const QUOTED = /:icmp(?:v6)?:ip(?:v6)?:.*tcp/;

/** What a session of L2TP version 3 carries is told by its control connection alone; version 2 carries PPP. */
export const SIGNALLED = /:l2tp:(?!ppp\b|data\b)\w/;

/** The named reason of a difference in a cell, or null when there is none. */
export function explain(cell: Cell, facts: FileFacts): string | null {
  const { field, ours, theirs, protocols, cut, partial, stream } = cell;
  const outer = innerPacketOf(protocols);
  if (outer !== null && isPrefix(ours, theirs)) return `packet inside ${outer}`;
  if (SIGNALLED.test(protocols) && isPrefix(ours, theirs)) return 'session of L2TP version 3';
  if (protocols.endsWith(':erspan:data') && isPrefix(theirs, ours)) return 'mirrored IP packet';
  if (field === 'tcp.checksum.status' && partial && onlyUnverified(ours, theirs))
    return 'checksum left to the network card';
  if (field === 'tcp.checksum.status' && ours === '2' && QUOTED.test(protocols)) return 'checksum of a quoted segment';
  if (field === 'tcp.stream' && onlyRenumbered(ours, theirs, facts.unusedStreams))
    return 'stream number that no packet has';
  if (
    field === 'tcp.completeness' &&
    facts.announces &&
    Number(theirs) % 2 === 0 &&
    Number(ours) === Number(theirs) + 1
  )
    return 'SYN of an announced connection';
  if (field === 'tcp.fin_retransmission' && theirs === '') return 'FIN that no protocol waits for';
  if (OF_STREAM.test(field) && facts.hiddenStreams.has(stream)) return 'connection partly hidden';
  if (field.startsWith('tcp.analysis') && cut && theirs === '') return 'analysis of a segment that was cut';
  if (TIMES.has(field) && fractionOverflow(ours, theirs)) return 'fraction of a second beyond 32 bits';
  if (field === 'dhcp.option.type' && theirs === ours.replace(/\b255\b/g, '0')) return 'end of DHCP options';
  if (field.startsWith('dhcp.') && theirs === '' && protocols.endsWith(':dhcp')) return 'DHCP cut short';
  if (field === 'frame.len' && theirs === '2147483647' && Number(ours) > 2 ** 31 - 1) return 'length beyond 31 bits';
  if (protocols === 'eth' && theirs === '' && field.startsWith('eth.')) return 'Ethernet header cut short';
  return explainFile(facts);
}

/** The named reason why whole frames differ or are missing, or null. */
export function explainFile({ ourFormat, ourProblem, theirFormat }: FileFacts): string | null {
  if (ourFormat === '' && /^formats\.(unsupported|unknown|text)$/.test(ourProblem ?? ''))
    return 'file format which Synscope cannot read';
  if (ourFormat === 'pcap' && /^(?:nokia|rh6_1|suse6_3|mod)pcap$/.test(theirFormat()))
    return 'record layout guessed otherwise';
  return null;
}
