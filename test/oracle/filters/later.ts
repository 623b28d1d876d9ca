// Forms that only Wireshark 4.2 and 4.4 know: tshark 4.0.17 cannot say what they match, so that is written by hand here, from the
// documentation of 4.4 and the frames of the capture `talk` (captures.ts): 1 SYN, 2 SYN ACK, 3 ACK, 4 `Hello World…` (22 bytes),
// 5 the answer (9 bytes), 6 FIN ACK, 7 RST; 8 a SYN to port 80, 9 a UDP datagram, 10 a SYN over IPv6, 23 a segment quoted by ICMP,
// 19 and 31 fragments without the rest, 33 a segment behind an AH, 38 to 42 ERSPAN, 51 a ping over IPv4. All frames: 51.

export interface LaterForm {
  readonly filter: string;
  /** frames of `talk` */
  readonly packets: readonly number[];
}

const TCP = [1, 2, 3, 4, 5, 6, 7, 8, 10, 23, 33];
const SYN = [1, 2, 8, 10, 33];
const PORT_80 = [8, 10, 23, 33];
/** IPv4 in Ethernet, of which these carry TCP */
const TCP_IN_IP = [1, 2, 3, 4, 5, 6, 7, 8, 23];
/** … and what does not, with an address of RFC 1918 */
const OTHER_IP = [
  9, 11, 15, 18, 19, 20, 21, 22, 24, 25, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 50, 51,
];
const UDP = [9, 11, 15, 18, 22, 24, 30, 32, 35, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 50];
const ALL = Array.from({ length: 51 }, (_, i) => i + 1);

const form = (filter: string, packets: readonly number[]): LaterForm => ({ filter, packets });

export const LATER: readonly LaterForm[] = [
  // exclusive or, between `and` and `or`
  form(
    'tcp xor udp',
    [...TCP, ...UDP].sort((a, b) => a - b),
  ),
  form(
    'tcp ^^ tcp.flags.syn == 1',
    TCP.filter((n) => !SYN.includes(n)),
  ),
  form('tcp.flags.syn == 1 xor tcp.port == 80', [1, 2, 23]),
  form('arp or tcp xor tcp.payload', [1, 2, 3, 6, 7, 8, 10, 12, 23, 33]),
  form('tcp.payload xor tcp and udp', [4, 5]),
  form('tcp.flags bitand 2', SYN),
  form('tcp.flags bitand 18 == 18', [2]),

  // constants on the left, chains with them
  form('80 == tcp.port', PORT_80),
  form('6 == ip.proto', TCP_IN_IP),
  form('80 < tcp.port', TCP),
  form('9999 > tcp.port', PORT_80),
  form('0 < tcp.len < 10', [5]),
  form('0 < tcp.len <= 22', [4, 5]),
  form('1 < tcp.len < 10 < ip.ttl', [5]),
  form('10.0.0.2 == ip.src', [2, 5, 7]),
  form('"eth:ethertype:arp" == frame.protocols', [12]),
  form('1 + tcp.hdr_len == 21', [3, 4, 5, 6, 7]),
  form('2 & tcp.flags', SYN),

  // a function as the whole test: there is a value, and it is not zero
  form('len(tcp.payload)', [4, 5]),
  form(
    'not len(tcp.payload)',
    ALL.filter((n) => n !== 4 && n !== 5),
  ),
  form('count(tcp.option_kind) and tcp.dstport == 9999', [1]),

  // functions of anything that has a value
  form('len(tcp.payload[0:5]) == 5', [4, 5]),
  form('upper(lower(frame.protocols)) == "ETH:ETHERTYPE:ARP"', [12]),
  form('len(upper(frame.protocols)) == 17', [12]),

  // sets of more than fields
  form('tcp.payload[0] in {48, 00}', [4, 5]),
  form('tcp.payload[0] in {01..50}', [4]),
  form('len(tcp.payload) in {9, 22}', [4, 5]),
  form('upper(frame.protocols) in {"ETH:ETHERTYPE:ARP"}', [12]),

  // booleans in any case
  form('tcp.flags.syn == true', SYN),
  form('tcp.flags.syn == false', [3, 4, 5, 6, 7]),

  // the bytes of a field, whatever its type
  form('@tcp.port == 00:50', PORT_80),
  form('@ip.src == 0a:00:00:02', [2, 5, 7]),
  form('@ip.src[3] == 02', [2, 5, 7]),
  form('@tcp.flags.syn', [1, 2, 3, 4, 5, 6, 7, 8, 10, 33]),
  form('@tcp.srcport contains 9c', [1, 3, 4, 6, 8, 10, 23, 33]),

  // names of values as text
  form('ip.proto contains "TC"', TCP_IN_IP),
  form('ip.proto matches "^tcp$"', TCP_IN_IP),
  form('arp.opcode matches "^req"', [12]),
  form('vals(ip.proto) == "TCP"', TCP_IN_IP),
  form('vals(arp.opcode) == "request"', [12]),
  form('dec(ip.proto) == "6"', TCP_IN_IP),
  form('dec(tcp.port) == "80"', PORT_80),
  form('hex(tcp.srcport) contains "9c40"', [1, 3, 4, 6, 8, 10, 23, 33]),

  // what kind of address
  form(
    'ip_rfc1918(ip.dst)',
    [...TCP_IN_IP, ...OTHER_IP].sort((a, b) => a - b),
  ),
  form('ip_multicast(ip.dst)', []),
  form('ip_linklocal(ipv6.src)', []),
  form('ip_ula(ipv6.src)', [10, 26, 27, 28, 29, 30, 31, 32, 43, 46]),
  form('ip_linklocal(icmpv6.nd.ns.target_address)', [26]),

  // characters of a string, not bytes: `··········S·`
  form('tcp.flags.str[10] == "S"', SYN),
  form('tcp.flags.str[-2] == "S"', SYN),
  form('tcp.flags.str[10:2] == "S·"', SYN),

  // character constants with every escape that strings have
  form("tcp.port == '\\n'", []),
  form("tcp.payload[-1] == '\\n'", [4]),
];
