// Names of EtherTypes (IANA "IEEE 802 numbers" and vendors' own), and of IP protocol numbers (IANA "Protocol Numbers").
import { linkTypeName, linkTypeShort } from './link-types';

/** [short, for the Protocol column; long, for the tree] */
type Names = Readonly<Record<number, readonly [short: string, long: string]>>;

const ETHER_TYPES: Names = {
  0x0101: ['Experimental', 'Xerox experimental'],
  0x0600: ['XNS', 'Xerox NS IDP'],
  0x0800: ['IPv4', 'IPv4'],
  0x0805: ['X.25', 'X.25 Layer 3'],
  0x0806: ['ARP', 'ARP'],
  0x0842: ['WOL', 'Wake on LAN'],
  0x08ff: ['BPQ', 'AX.25 over Ethernet (BPQ)'],
  0x0bad: ['VINES', 'VINES IP'],
  0x2000: ['CDP', 'Cisco Discovery Protocol'],
  0x2004: ['DTP', 'Cisco Dynamic Trunking Protocol'],
  0x22ea: ['SRP', 'Stream Reservation Protocol'],
  0x22f0: ['AVTP', 'Audio Video Transport Protocol'],
  0x22f3: ['TRILL', 'TRILL'],
  0x22f4: ['L2-IS-IS', 'L2 IS-IS'],
  0x6001: ['DEC DNA', 'DEC DNA Dump/Load'],
  0x6002: ['DEC DNA', 'DEC DNA Remote Console'],
  0x6003: ['DEC DNA', 'DEC DNA Routing Protocol'],
  0x6004: ['LAT', 'DEC LAT'],
  0x6007: ['LAVC', 'DEC LAVC, SCA'],
  0x6558: ['TEB', 'Transparent Ethernet bridging'],
  0x6559: ['FR', 'Raw Frame Relay'],
  0x8035: ['RARP', 'RARP'],
  0x809b: ['AppleTalk', 'AppleTalk LLAP bridging'],
  0x80f3: ['AARP', 'AppleTalk Address Resolution Protocol'],
  0x80ff: ['WCP', 'Wellfleet Compression Protocol'],
  0x8100: ['VLAN', '802.1Q Virtual LAN'],
  0x8137: ['IPX', 'NetWare IPX/SPX'],
  0x814c: ['SNMP', 'SNMP over Ethernet'],
  0x8181: ['STP', 'Spanning Tree (802.1D)'],
  0x86dd: ['IPv6', 'IPv6'],
  0x872d: ['WLCCP', 'Cisco Wireless LAN Context Control Protocol'],
  0x8808: ['MAC CTRL', 'MAC Control'],
  0x8809: ['Slow', 'Slow Protocols'],
  0x880b: ['PPP', 'PPP'],
  0x8847: ['MPLS', 'MPLS label switched packet'],
  0x8848: ['MPLS', 'MPLS multicast'],
  0x8863: ['PPPoED', 'PPPoE Discovery'],
  0x8864: ['PPPoES', 'PPPoE Session'],
  0x8870: ['Jumbo LLC', 'Jumbo LLC'],
  0x887b: ['HomePlug', 'HomePlug'],
  0x887e: ['CRTP', 'CRTP'],
  0x888e: ['EAPOL', '802.1X Authentication'],
  0x8892: ['PROFINET', 'PROFINET'],
  0x8899: ['RRCP', 'Realtek Layer 2 Protocols'],
  0x889a: ['HyperSCSI', 'HyperSCSI'],
  0x88a2: ['AoE', 'ATA over Ethernet'],
  0x88a4: ['EtherCAT', 'EtherCAT'],
  0x88a8: ['802.1ad', '802.1ad Provider Bridge (Q-in-Q)'],
  0x88ab: ['POWERLINK', 'Ethernet POWERLINK v2'],
  0x88b5: ['Experimental', 'IEEE 802 local experimental 1'],
  0x88b6: ['Experimental', 'IEEE 802 local experimental 2'],
  0x88b7: ['OUI Ext', 'IEEE 802a OUI Extended Ethertype'],
  0x88b8: ['GOOSE', 'IEC 61850/GOOSE'],
  0x88ba: ['SV', 'IEC 61850/SV (Sampled Values)'],
  0x88c7: ['RSN', '802.11i Pre-Authentication'],
  0x88cc: ['LLDP', '802.1 Link Layer Discovery Protocol'],
  0x88cd: ['SERCOS', 'SERCOS III'],
  0x88d9: ['LLTD', 'Link Layer Topology Discovery'],
  0x88e1: ['HomePlug AV', 'HomePlug AV'],
  0x88e3: ['MRP', 'Media Redundancy Protocol'],
  0x88e5: ['MACsec', '802.1AE MAC Security'],
  0x88e7: ['802.1ah', '802.1ah Provider Backbone Bridge'],
  0x88ee: ['ELMI', 'MEF Ethernet Local Management Interface'],
  0x88f5: ['MVRP', '802.1Q Multiple VLAN Registration Protocol'],
  0x88f6: ['MMRP', '802.1Q Multiple MAC Registration Protocol'],
  0x88f7: ['PTP', 'PTPv2 over Ethernet (IEEE 1588)'],
  0x88f8: ['NC-SI', 'Network Controller Sideband Interface'],
  0x88fb: ['PRP', 'Parallel Redundancy Protocol'],
  0x8902: ['CFM', 'IEEE 802.1Q Connectivity Fault Management'],
  0x8903: ['DCE', 'Cisco FabricPath'],
  0x8906: ['FCoE', 'Fibre Channel over Ethernet'],
  0x8909: ['CMD', 'Cisco MetaData'],
  0x890d: ['802.11', 'IEEE 802.11 data encapsulation'],
  0x8914: ['FIP', 'FCoE Initialization Protocol'],
  0x8915: ['RoCE', 'RDMA over Converged Ethernet'],
  0x891d: ['TTE', 'TTEthernet Protocol Control Frame'],
  0x892f: ['HSR', 'High-availability Seamless Redundancy'],
  0x893a: ['IEEE 1905', '1905.1a Convergent Digital Home Network'],
  0x893f: ['802.1br', '802.1br E-Tag'],
  0x8947: ['GeoNetworking', 'ETSI GeoNetworking'],
  0x894f: ['NSH', 'Network Service Header'],
  0x8952: ['LoWPAN', '6LoWPAN'],
  0x8988: ['FIP Snooping', 'FIP Snooping'],
  0x9000: ['LOOP', 'Loopback'],
  0x9021: ['RTMAC', 'Real-Time Media Access Control'],
  0x9022: ['RTCFG', 'Real-Time Configuration Protocol'],
  0x9100: ['QinQ', 'QinQ: old non-standard 802.1ad'],
  0xc0de: ['EXEC', 'eXecute Protocol'],
  0xf1c1: ['802.1CB', '802.1CB Redundancy Tag'],
  0xfefe: ['OSI', 'ISO network layer'],
};

/** `IPv4`, `802.1Q Virtual LAN`; undefined where unknown */
export const etherTypeName = (type: number): string | undefined => ETHER_TYPES[type]?.[1];

// IANA keywords from number 0 on, empty where there is none
const IP_PROTOCOLS = [
  'HOPOPT ICMP IGMP GGP IPIP ST TCP CBT EGP IGP BBN_RCC NVPII PUP ARGUS EMCON XNET CHAOS UDP MUX DCNMEAS HMP PRM IDP TRUNK1 TRUNK2',
  'LEAF1 LEAF2 RDP IRTP ISO-TP4 NETBLT MFE-NSP MERIT-INP DCCP 3PC IDPR XTP DDP IDPR-CMTP TP++ IL IPv6 SDRP IPv6-Route IPv6-Frag',
  'IDRP RSVP GRE DSR BNA ESP AH I-NLSP SWIPE NARP MOBILE TLSP SKIP ICMPv6 IPv6-NoNxt IPv6-Opts AHIP CFTP SAT-LAN SAT-EXPAK KRYPTOLAN',
  'RVD IPPC ADFS SAT-MON VISA IPCV CPNX CPHB WSN PVP BR-SAT-MON SUN-ND WB-MON WB-EXPAK ISO-IP VMTP SECURE-VMTP VINES TTP NSFNET-IGP',
  'DGP TCF EIGRP OSPF SPRITE-RPC LARP MTP AX.25 IPINIP MICP SCC-SP ETHERIP ENCAP AP99 GMTP IFMP PNNI PIM ARIS SCPS QNX A/N IPComp',
  'SNP COMPAQ IPX-IN-IP VRRP PGM AP0HOP L2TP DDX IATP STP SRP UTI SMP SM PTP ISIS FIRE CRTP CRUDP SSCOPMCE IPLT SPS PIPE SCTP FC',
  'RSVP-E2E-IGNORE MOBILITY UDPlite MPLS-IN-IP MANET HIP SHIM6 WESP ROHC Ethernet AGGFRAG NSH',
]
  .join(' ')
  .split(' ');

export function ipProtocolName(number: number): string | undefined {
  return IP_PROTOCOLS[number];
}

// IEEE 802.2 service access points
const SAPS: Readonly<Record<number, readonly [string, string]>> = {
  0x00: ['NULL', 'NULL LSAP'],
  0x02: ['LLC', 'LLC Sub-Layer Management'],
  0x04: ['SNA', 'SNA Path Control'],
  0x06: ['IP', 'TCP/IP'],
  0x0e: ['PROWAY', 'PROWAY Network Management'],
  0x42: ['STP', 'Spanning Tree BPDU'],
  0x4e: ['EIA-RS', 'EIA RS-511 Manufacturing Message Service'],
  0x7e: ['X.25', 'ISO 8208 (X.25 over 802.2)'],
  0x80: ['XNS', 'XNS'],
  0x98: ['ARP', 'ARP'],
  0xaa: ['SNAP', 'SNAP'],
  0xbc: ['VINES', 'Banyan Vines'],
  0xe0: ['IPX', 'NetWare'],
  0xf0: ['NetBIOS', 'NetBIOS'],
  0xf4: ['LAN Mgmt', 'IBM Net Management'],
  0xfe: ['OSI', 'ISO Network Layer'],
  0xff: ['Global', 'Global DSAP'],
};
/** `Spanning Tree BPDU`; the lowest bit of a SAP byte means something else and must be 0 here (but for 0xff) */
export const sapName = (sap: number): string | undefined => SAPS[sap]?.[1];

// ARP hardware types (IANA), and Linux' ARPHRD_ numbers beyond them
export const HARDWARE_TYPES: Readonly<Record<number, string>> = {
  0: 'NET/ROM pseudo',
  1: 'Ethernet',
  2: 'Experimental Ethernet',
  3: 'AX.25',
  4: 'ProNET',
  5: 'Chaos',
  6: 'IEEE 802',
  7: 'ARCNET',
  15: 'Frame Relay DLCI',
  16: 'ATM',
  17: 'HDLC',
  18: 'Fibre Channel',
  19: 'ATM (RFC 2225)',
  20: 'Serial Line',
  24: 'IEEE 1394.1995',
  27: 'EUI-64',
  32: 'InfiniBand',
  256: 'SLIP',
  280: 'Controller Area Network',
  512: 'PPP',
  513: 'Cisco HDLC',
  518: 'Raw HDLC',
  519: 'Raw IP',
  768: 'IPIP tunnel',
  769: 'IP6IP6 tunnel',
  770: 'Frame Relay Access Device',
  772: 'Loopback',
  774: 'Fiber Distributed Data Interface',
  776: 'sit0 device - IPv6-in-IPv4',
  778: 'GRE over IP',
  801: 'IEEE 802.11',
  802: 'IEEE 802.11 + Prism2 header',
  803: 'IEEE 802.11 + radiotap header',
  804: 'IEEE 802.15.4',
  823: 'GRE over IPv6',
  824: 'Netlink',
  825: 'IPv6 over LoWPAN',
  826: 'Vsock monitor header',
  65534: 'zero header length',
  65535: 'Void type, nothing is known',
};

// PPP protocol numbers (IANA "PPP Numbers")
const PPP_PROTOCOLS: Names = {
  0x0021: ['IP', 'Internet Protocol version 4'],
  0x0023: ['OSI', 'OSI Network Layer'],
  0x0029: ['AppleTalk', 'Appletalk'],
  0x002b: ['IPX', 'Novell IPX'],
  0x002d: ['PPP VJ', 'Van Jacobson Compressed TCP/IP'],
  0x002f: ['PPP VJ', 'Van Jacobson Uncompressed TCP/IP'],
  0x0031: ['PPP BPDU', 'Bridging PDU'],
  0x003d: ['PPP MP', 'Multi-Link'],
  0x0057: ['IPv6', 'Internet Protocol version 6'],
  0x00fd: ['PPP Comp', 'Compressed datagram'],
  0x0207: ['CDP', 'Cisco Discovery Protocol'],
  0x0281: ['MPLS', 'MPLS Unicast'],
  0x0283: ['MPLS', 'MPLS Multicast'],
  0x8021: ['PPP IPCP', 'Internet Protocol Control Protocol'],
  0x8023: ['PPP OSINLCP', 'OSI Network Layer Control Protocol'],
  0x8057: ['PPP IPV6CP', 'IPv6 Control Protocol'],
  0x80fd: ['PPP CCP', 'Compression Control Protocol'],
  0x8207: ['PPP CDPCP', 'Cisco Discovery Protocol Control Protocol'],
  0x8281: ['PPP MPLSCP', 'MPLS Control Protocol'],
  0xc021: ['PPP LCP', 'Link Control Protocol'],
  0xc023: ['PPP PAP', 'Password Authentication Protocol'],
  0xc025: ['PPP LQR', 'Link Quality Report'],
  0xc029: ['PPP CBCP', 'Callback Control Protocol'],
  0xc223: ['PPP CHAP', 'Challenge Handshake Authentication Protocol'],
  0xc227: ['EAP', 'Extensible Authentication Protocol'],
};
export const pppProtocolName = (number: number): string | undefined => PPP_PROTOCOLS[number]?.[1];
export const pppProtocolShort = (number: number): string =>
  PPP_PROTOCOLS[number]?.[1] ?? `PPP protocol ${hex4(number)}`;

const hex4 = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;

// Protocols behind Cisco's SNAP organisation code
const CISCO_PIDS: Names = {
  0x0104: ['Port Agg', 'Port Aggregation Protocol'],
  0x010b: ['STP', 'Per-VLAN Spanning Tree'],
  0x010c: ['VLAN Bridge', 'VLAN Bridge'],
  0x0111: ['UDLD', 'UniDirectional Link Detection'],
  0x2000: ['CDP', 'Cisco Discovery Protocol'],
  0x2001: ['CGMP', 'Cisco Group Management Protocol'],
  0x2003: ['VTP', 'VLAN Trunking Protocol'],
  0x2004: ['DTP', 'Dynamic Trunk Protocol'],
};

const NAMED: Readonly<Record<string, Names>> = {
  ethertype: ETHER_TYPES,
  'llc.dsap': SAPS,
  'llc.cisco_pid': CISCO_PIDS,
  'ppp.protocol': PPP_PROTOCOLS,
  'gre.proto': ETHER_TYPES,
};

/** What a hand-off that found no dissector was about: [Protocol column, Info]. Null where the number says nothing to people. */
export function payloadNames(table: string, key: number): readonly [string, string] | null {
  if (table === 'linktype') {
    if (key < 0) return null; // no packet
    const name = linkTypeName(key);
    return [
      linkTypeShort(key) ?? 'Unknown',
      name === undefined ? `Link type ${key}, not dissected` : `${name} (link type ${key}), not dissected`,
    ];
  }
  if (table === 'ip.proto') {
    const name = ipProtocolName(key);
    return name === undefined ? null : [name, `${name} (${key})`];
  }
  if (!Object.hasOwn(NAMED, table)) return null;
  const names = NAMED[table][key] as readonly [string, string] | undefined;
  if (names) return [names[0], `${names[1]} (${hex4(key)})`];
  return table === 'ethertype' ? [hex4(key), 'Unknown EtherType'] : null;
}
