// Every protocol there is. A new one is added here, and says itself which numbers lead to it.
import type { Protocol } from '../contract/protocol';
import { arp } from './arp';
import { chdlc } from './chdlc';
import { ciscoMetadata } from './cisco-metadata';
import { data } from './data';
import { dhcp } from './dhcp/dhcp';
import { dhcpv6 } from './dhcpv6/dhcpv6';
import { dns, llmnr, mdns } from './dns/dns';
import { erspan } from './erspan';
import { esp } from './esp';
import { etherip } from './etherip';
import { eth } from './ethernet/eth';
import { isl } from './ethernet/isl';
import { frame, packetComment } from './frame';
import { frameRelay } from './frame-relay';
import { geneve } from './geneve';
import { gre } from './gre';
import { gtp } from './gtp/gtp';
import { hsr } from './hsr';
import { http } from './http/http';
import { http2 } from './http2/http2';
import { icmp } from './icmp/icmp';
import { icmpv6 } from './icmp/icmpv6';
import { ipv4 } from './ipv4/ipv4';
import { ipv6 } from './ipv6/ipv6';
import { ah, destinationOptions, fragment, hopByHop, routing } from './ipv6/ipv6-extensions';
import { llc } from './ethernet/llc';
import { l2tp } from './l2tp/l2tp';
import { lispData } from './lisp-data';
import { macsec } from './macsec';
import { mpls, pwControlWord, pwHeuristic } from './mpls';
import { netlink } from './netlink';
import { nflog } from './nflog';
import { nsh } from './nsh';
import { ntp } from './ntp/ntp';
import { nullLoopback } from './null';
import { arcnet, fddi, ipnet } from './old-links';
import { pktap } from './pktap';
import { ppp } from './ppp';
import { pppoed, pppoes } from './pppoe';
import { quic } from './quic/quic';
import { raw } from './raw';
import { sll } from './sll';
import { synscope } from './synscope';
import { tcp } from './tcp/tcp';
import { dtls } from './tls/dtls/dtls';
import { tls } from './tls/tls';
import { teredo } from './teredo';
import { udp } from './udp';
import { udpencap } from './udpencap';
import { ieee8021ad, vlan } from './ethernet/vlan';
import { vxlan } from './vxlan';
import { wireguard } from './wireguard';
import { ppi } from './wlan/ppi';
import { prism, wlancap } from './wlan/prism';
import { radiotap } from './wlan/radiotap';
import { wlan } from './wlan/wlan';

const LINK: readonly Protocol[] = [
  eth,
  vlan,
  ieee8021ad,
  llc,
  sll,
  nullLoopback,
  raw,
  ppp,
  pppoed,
  pppoes,
  chdlc,
  frameRelay,
  nflog,
  netlink,
  pktap,
  fddi,
  arcnet,
  ipnet,
  wlan,
  radiotap,
  prism,
  wlancap,
  ppi,
  ciscoMetadata,
];
const NETWORK: readonly Protocol[] = [
  arp,
  ipv4,
  ipv6,
  hopByHop,
  destinationOptions,
  routing,
  fragment,
  ah,
  esp,
  icmp,
  icmpv6,
  gre,
];
const TUNNELS: readonly Protocol[] = [mpls, pwHeuristic, pwControlWord, erspan, vxlan, geneve, teredo];
/** Headers around a packet, and what carries it in UDP. */
const AROUND: readonly Protocol[] = [gtp, nsh, l2tp, etherip, macsec, hsr, isl, lispData, udpencap, wireguard];
/** What UDP carries for users and their machines. */
const APPLICATION: readonly Protocol[] = [dns, mdns, llmnr, dhcp, dhcpv6, ntp, quic, dtls];
const TRANSPORT: readonly Protocol[] = [tcp, udp];
/** What streams carry. */
const STREAMS: readonly Protocol[] = [tls, http, http2];

export const PROTOCOLS: readonly Protocol[] = [
  packetComment,
  frame,
  ...LINK,
  ...NETWORK,
  ...TUNNELS,
  ...AROUND,
  ...APPLICATION,
  ...TRANSPORT,
  ...STREAMS,
  data,
  synscope,
];
