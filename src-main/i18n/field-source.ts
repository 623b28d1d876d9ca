// Where a field is written down: the document, and its section where it has one. Found by the longest name that the field's
// begins with, so a field without a line of its own has that of its header.
import { translate, type Language } from './translate';

/** `worked-out`: from other packets or by arithmetic; `file`: by the program that captured; both stand in no header. */
type Source = string | readonly [document: string, section: string];

const SOURCES: Record<string, Source> = {
  frame: 'file',
  pkt_comment: 'file',
  'frame.time_delta': 'worked-out',
  'frame.time_relative': 'worked-out',
  'frame.protocols': 'worked-out',
  _ws: 'worked-out',
  synscope: 'worked-out',
  'synscope.ignored': ['RFC 9293', '3.10.7'],
  data: 'worked-out',

  eth: 'IEEE 802.3',
  'eth.fcs.status': 'worked-out',
  vlan: 'IEEE 802.1Q',
  arp: 'RFC 826',
  'arp.isgratuitous': 'worked-out',
  'arp.isprobe': ['RFC 5227', '1.1'],
  'arp.isannouncement': ['RFC 5227', '1.1'],

  ip: ['RFC 791', '3.1'],
  'ip.dsfield': ['RFC 2474', '3'],
  'ip.dsfield.ecn': ['RFC 3168', '5'],
  'ip.checksum.status': 'worked-out',
  'ip.fragment': 'worked-out',
  'ip.fragments': 'worked-out',
  'ip.reassembled': 'worked-out',
  'ip.reassembled_in': 'worked-out',
  'ip.opt.mtu': 'RFC 1063',
  'ip.opt.id_number': 'RFC 1393',
  'ip.opt.ohc': 'RFC 1393',
  'ip.opt.rhc': 'RFC 1393',
  'ip.opt.originator': 'RFC 1393',
  'ip.opt.ra': ['RFC 2113', '2.1'],
  'ip.opt.sec_cl': 'RFC 1108',
  'ip.opt.sec_prot_auth_flags': 'RFC 1108',
  'ip.opt.qs_func': ['RFC 4782', '3.1'],
  'ip.opt.qs_rate': ['RFC 4782', '3.1'],
  'ip.opt.qs_ttl': ['RFC 4782', '3.1'],
  'ip.opt.qs_nonce': ['RFC 4782', '3.1'],
  'ip.cipso': 'FIPS 188',

  dns: ['RFC 1035', '4.1'],
  'dns.aaaa': ['RFC 3596', '2.2'],
  'dns.srv': 'RFC 2782',
  'dns.qry.name.len': 'worked-out',
  'dns.count.labels': 'worked-out',
  'dns.response_in': 'worked-out',
  'dns.response_to': 'worked-out',
  'dns.time': 'worked-out',
  'dns.unsolicited': 'worked-out',
  'dns.retransmission': 'worked-out',
  mdns: 'RFC 6762',
  llmnr: 'RFC 4795',
  dhcp: ['RFC 2131', '2'],
  'dhcp.option': 'RFC 2132',
  dhcpv6: 'RFC 8415',
  ntp: ['RFC 5905', '7.3'],

  ipv6: ['RFC 8200', '3'],
  'ipv6.tclass': ['RFC 2474', '3'],
  'ipv6.tclass.ecn': ['RFC 3168', '5'],
  'ipv6.flow': 'RFC 6437',
  'ipv6.hopopts': ['RFC 8200', '4.3'],
  'ipv6.dstopts': ['RFC 8200', '4.6'],
  'ipv6.routing': ['RFC 8200', '4.4'],
  'ipv6.fraghdr': ['RFC 8200', '4.5'],
  'ipv6.fragment': 'worked-out',
  'ipv6.fragments': 'worked-out',
  'ipv6.reassembled': 'worked-out',
  'ipv6.opt': ['RFC 8200', '4.2'],
  'ipv6.opt.tel': ['RFC 2473', '4.1.1'],
  'ipv6.opt.router_alert': ['RFC 2711', '2.1'],
  'ipv6.opt.jumbo': ['RFC 2675', '2'],
  'ipv6.opt.pmtu': 'RFC 9268',
  'ipv6.opt.mipv6': ['RFC 6275', '6.3'],
  'ipv6.opt.rpl': ['RFC 6553', '3'],
  'ipv6.routing.src': ['RFC 2460', '4.4'],
  'ipv6.routing.deprecated': 'RFC 5095',
  'ipv6.routing.mipv6': ['RFC 6275', '6.4'],
  'ipv6.routing.srh': ['RFC 8754', '2'],

  icmp: 'RFC 792',
  'icmp.checksum.status': 'worked-out',
  'icmp.mtu': ['RFC 1191', '4'],
  'icmp.length': ['RFC 4884', '4'],
  'icmp.ext': ['RFC 4884', '7'],
  'icmp.ext.checksum.status': 'worked-out',
  'icmp.mpls': 'RFC 4950',
  'icmp.num_addrs': ['RFC 1256', '3'],
  'icmp.addr_entry_size': ['RFC 1256', '3'],
  'icmp.lifetime': ['RFC 1256', '3'],
  'icmp.router_address': ['RFC 1256', '3'],
  'icmp.pref_level': ['RFC 1256', '3'],
  'icmp.address_mask': 'RFC 950',
  'icmp.data_time': 'worked-out',
  'icmp.data_time_relative': 'worked-out',

  icmpv6: ['RFC 4443', '2.1'],
  'icmpv6.checksum.status': 'worked-out',
  'icmpv6.mtu': ['RFC 4443', '3.2'],
  'icmpv6.echo': ['RFC 4443', '4.1'],
  'icmpv6.nd.ns': ['RFC 4861', '4.3'],
  'icmpv6.nd.na': ['RFC 4861', '4.4'],

  tcp: ['RFC 9293', '3.1'],
  'tcp.stream': 'worked-out',
  'tcp.completeness': 'worked-out',
  'tcp.analysis': 'worked-out',
  'tcp.connection.fin_active': 'worked-out',
  'tcp.connection.fin_passive': 'worked-out',
  'tcp.time_relative': 'worked-out',
  'tcp.time_delta': 'worked-out',
  'tcp.seq': ['RFC 9293', '3.4'],
  'tcp.seq_raw': ['RFC 9293', '3.4'],
  'tcp.nxtseq': ['RFC 9293', '3.4'],
  'tcp.flags.str': 'worked-out',
  'tcp.flags.ae': 'RFC 9768',
  'tcp.flags.cwr': ['RFC 3168', '6.1'],
  'tcp.flags.ece': ['RFC 3168', '6.1'],
  'tcp.flags.urg': 'RFC 6093',
  'tcp.flags.reset': ['RFC 9293', '3.5.2'],
  'tcp.flags.syn': ['RFC 9293', '3.5'],
  'tcp.flags.fin': ['RFC 9293', '3.6'],
  'tcp.connection': ['RFC 9293', '3.5'],
  'tcp.connection.fin': ['RFC 9293', '3.6'],
  'tcp.connection.rst': ['RFC 9293', '3.5.2'],
  'tcp.window_size': ['RFC 7323', '2.3'],
  'tcp.window_size_scalefactor': ['RFC 7323', '2.3'],
  'tcp.checksum.status': 'worked-out',
  'tcp.urgent_pointer': 'RFC 6093',
  'tcp.options': ['RFC 9293', '3.2'],
  'tcp.options.mss': ['RFC 9293', '3.7.1'],
  'tcp.options.mss_val': ['RFC 9293', '3.7.1'],
  'tcp.options.wscale': ['RFC 7323', '2.2'],
  'tcp.options.sack_perm': ['RFC 2018', '2'],
  'tcp.options.sack': ['RFC 2018', '3'],
  'tcp.options.sack_le': ['RFC 2018', '3'],
  'tcp.options.sack_re': ['RFC 2018', '3'],
  'tcp.options.sack.dsack': ['RFC 2883', '4'],
  'tcp.options.sack.dsack_le': ['RFC 2883', '4'],
  'tcp.options.sack.dsack_re': ['RFC 2883', '4'],
  'tcp.options.echo': ['RFC 1072', '4'],
  'tcp.options.echo_value': ['RFC 1072', '4'],
  'tcp.options.timestamp': ['RFC 7323', '3.2'],
  'tcp.options.cc': 'RFC 1644',
  'tcp.options.cc_value': 'RFC 1644',
  'tcp.options.md5': 'RFC 2385',
  'tcp.options.user_to': ['RFC 5482', '3'],
  'tcp.options.user_to_granularity': ['RFC 5482', '3'],
  'tcp.options.user_to_val': ['RFC 5482', '3'],
  'tcp.options.ao': ['RFC 5925', '2.2'],
  'tcp.options.tfo': ['RFC 7413', '4.1.1'],
  'tcp.options.experimental': ['RFC 6994', '3'],
  'tcp.options.mptcp': ['RFC 8684', '3'],

  udp: 'RFC 768',
  'udp.checksum.zero': 'RFC 6935',
  'udp.stream': 'worked-out',
  'udp.time_relative': 'worked-out',
  'udp.time_delta': 'worked-out',
  'udp.checksum.status': 'worked-out',
};

/** Names that have a source of their own. */
export const SOURCE_NAMES: readonly string[] = Object.keys(SOURCES);

function sourceOf(abbrev: string): Source | null {
  for (let name = abbrev; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.'))))
    if (Object.hasOwn(SOURCES, name)) return SOURCES[name];
  return null;
}

/** `RFC 9293, section 3.4`; null where nothing was written. */
export function fieldSource(abbrev: string, language: Language): string | null {
  const source = sourceOf(abbrev);
  if (source === null) return null;
  if (source === 'file') return translate(language, 'packets.source.file');
  if (source === 'worked-out') return translate(language, 'packets.source.workedOut');
  if (typeof source === 'string') return source;
  const [document, section] = source;
  return translate(language, 'packets.source.section', { document, section });
}
