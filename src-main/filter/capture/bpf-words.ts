// The words of libpcap's filter language: protocols, and numbers that go by names.

/** Names for the link layer, all the same on Ethernet. */
const LINK = ['ether', 'fddi', 'tr', 'wlan', 'ppp', 'slip', 'link'];
const PROTOCOLS: ReadonlySet<string> = new Set([
  ...LINK,
  ...['ip', 'ip6', 'arp', 'rarp', 'tcp', 'udp', 'sctp', 'icmp', 'icmp6', 'igmp', 'igrp', 'pim', 'vrrp', 'carp'],
  ...['ah', 'esp', 'atalk', 'aarp', 'decnet', 'iso', 'stp', 'ipx', 'netbeui', 'lat', 'moprc', 'mopdl'],
]);
export const isBpfProtocol = (word: string): boolean => PROTOCOLS.has(word);
/** `ether` for the names that mean it, others as they are. */
export const bpfProtocol = (word: string): string => (LINK.includes(word) ? 'ether' : word);

/** Constants for byte accesses. */
const CONSTANTS: Readonly<Record<string, number>> = {
  tcpflags: 13,
  'tcp-fin': 0x01,
  'tcp-syn': 0x02,
  'tcp-rst': 0x04,
  'tcp-push': 0x08,
  'tcp-ack': 0x10,
  'tcp-urg': 0x20,
  'tcp-ece': 0x40,
  'tcp-cwr': 0x80,
  icmptype: 0,
  icmpcode: 1,
  'icmp-echoreply': 0,
  'icmp-unreach': 3,
  'icmp-sourcequench': 4,
  'icmp-redirect': 5,
  'icmp-echo': 8,
  'icmp-routeradvert': 9,
  'icmp-routersolicit': 10,
  'icmp-timxceed': 11,
  'icmp-paramprob': 12,
  'icmp-tstamp': 13,
  'icmp-tstampreply': 14,
  'icmp-ireq': 15,
  'icmp-ireqreply': 16,
  'icmp-maskreq': 17,
  'icmp-maskreply': 18,
  icmp6type: 0,
  icmp6code: 1,
  'icmp6-destinationunreach': 1,
  'icmp6-packettoobig': 2,
  'icmp6-timeexceeded': 3,
  'icmp6-parameterproblem': 4,
  'icmp6-echo': 128,
  'icmp6-echoreply': 129,
  'icmp6-multicastlistenerquery': 130,
  'icmp6-multicastlistenerreportv1': 131,
  'icmp6-multicastlistenerdone': 132,
  'icmp6-routersolicit': 133,
  'icmp6-routeradvert': 134,
  'icmp6-neighborsolicit': 135,
  'icmp6-neighboradvert': 136,
  'icmp6-redirect': 137,
};

/** Services whose names people write in filters (IANA). libpcap asks the system; a filter must mean the same everywhere. */
const SERVICES: Readonly<Record<string, number>> = {
  echo: 7,
  discard: 9,
  daytime: 13,
  'ftp-data': 20,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  time: 37,
  whois: 43,
  tacacs: 49,
  dns: 53,
  domain: 53,
  bootps: 67,
  dhcp: 67,
  bootpc: 68,
  tftp: 69,
  gopher: 70,
  finger: 79,
  http: 80,
  www: 80,
  kerberos: 88,
  'iso-tsap': 102,
  pop3: 110,
  sunrpc: 111,
  auth: 113,
  ident: 113,
  nntp: 119,
  ntp: 123,
  epmap: 135,
  'netbios-ns': 137,
  'netbios-dgm': 138,
  'netbios-ssn': 139,
  imap: 143,
  imap2: 143,
  snmp: 161,
  snmptrap: 162,
  bgp: 179,
  irc: 194,
  ldap: 389,
  https: 443,
  'microsoft-ds': 445,
  smb: 445,
  kpasswd: 464,
  smtps: 465,
  submissions: 465,
  isakmp: 500,
  exec: 512,
  login: 513,
  shell: 514,
  syslog: 514,
  printer: 515,
  rip: 520,
  'dhcpv6-client': 546,
  'dhcpv6-server': 547,
  rtsp: 554,
  nntps: 563,
  submission: 587,
  ipp: 631,
  ldaps: 636,
  'domain-s': 853,
  rsync: 873,
  ftps: 990,
  telnets: 992,
  imaps: 993,
  pop3s: 995,
  socks: 1080,
  openvpn: 1194,
  'ms-sql-s': 1433,
  'ms-sql-m': 1434,
  l2tp: 1701,
  pptp: 1723,
  radius: 1812,
  'radius-acct': 1813,
  mqtt: 1883,
  ssdp: 1900,
  nfs: 2049,
  mysql: 3306,
  'ms-wbt-server': 3389,
  rdp: 3389,
  stun: 3478,
  svn: 3690,
  'ipsec-nat-t': 4500,
  vxlan: 4789,
  sip: 5060,
  sips: 5061,
  'xmpp-client': 5222,
  'xmpp-server': 5269,
  mdns: 5353,
  postgresql: 5432,
  amqps: 5671,
  amqp: 5672,
  coap: 5683,
  coaps: 5684,
  rfb: 5900,
  vnc: 5900,
  x11: 6000,
  redis: 6379,
  'http-alt': 8080,
  'secure-mqtt': 8883,
};

/** IP protocol numbers by the names that may stand behind `proto`, with a backslash where they are words of the language. */
const IP_PROTOCOLS: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  icmp6: 58,
  'ipv6-icmp': 58,
  pim: 103,
  vrrp: 112,
  sctp: 132,
};
const ETHER_TYPES: Readonly<Record<string, number>> = {
  ip: 0x0800,
  arp: 0x0806,
  rarp: 0x8035,
  ip6: 0x86dd,
  pppoed: 0x8863,
  pppoes: 0x8864,
  loopback: 0x9000,
};

/** A number as C writes it: 80, 0x50, 0120. Null for anything else, and beyond 32 bits. */
export function bpfNumber(word: string): number | null {
  let value: number;
  if (/^0x[0-9a-f]+$/i.test(word)) value = parseInt(word, 16);
  else if (/^0[0-7]*$/.test(word)) value = parseInt(word, 8);
  else if (/^[1-9]\d*$/.test(word)) value = parseInt(word, 10);
  else return null;
  return value <= 0xffffffff ? value : null;
}

const lookUp = (table: Readonly<Record<string, number>>, word: string): number | null =>
  Object.hasOwn(table, word) ? table[word] : null;

export const bpfConstant = (word: string): number | null => bpfNumber(word) ?? lookUp(CONSTANTS, word);
/** Port of a service, null for a name that is not known. */
export const servicePort = (name: string): number | null => lookUp(SERVICES, name.toLowerCase());
/** Port 0 … 65535 by number or name. */
export function bpfPort(word: string): number | null {
  const port = bpfNumber(word) ?? servicePort(word);
  return port !== null && port <= 0xffff ? port : null;
}
/** IP protocol number 0 … 255 by number or name. A name of the language must have its backslash. */
export function bpfIpProtocol(word: string): number | null {
  const number = bpfNumber(word);
  if (number !== null) return number <= 0xff ? number : null;
  return isBpfProtocol(word) ? null : lookUp(IP_PROTOCOLS, word.replace(/^\\/, ''));
}
export function bpfEtherType(word: string): number | null {
  const number = bpfNumber(word);
  if (number !== null) return number <= 0xffff ? number : null;
  return isBpfProtocol(word) ? null : lookUp(ETHER_TYPES, word.replace(/^\\/, ''));
}
