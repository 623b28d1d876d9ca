// LINKTYPE_ numbers of the file formats (tcpdump.org/linktypes) and Wireshark's own numbers for them (frame.encap_type).

const ETHERNET = 1;
const RAW_IP = 7;

/** [LINKTYPE_, encapsulation number, name] */
const LINKS: readonly (readonly [number, number, string])[] = [
  [0, 15, 'NULL/Loopback'],
  [1, ETHERNET, 'Ethernet'],
  [6, 2, 'Token Ring'],
  [8, 3, 'SLIP'],
  [9, 4, 'PPP'],
  [10, 6, 'FDDI with bit-swapped MAC addresses'],
  [12, RAW_IP, 'Raw IP'],
  [14, RAW_IP, 'Raw IP'],
  [50, 4, 'PPP'],
  [51, 139, 'PPP-over-Ethernet session'],
  [100, 10, 'RFC 1483 ATM'],
  [101, RAW_IP, 'Raw IP'],
  [104, 28, 'Cisco HDLC'],
  [105, 20, 'IEEE 802.11 Wireless LAN'],
  [107, 26, 'Frame Relay'],
  [108, 174, 'OpenBSD loopback'],
  [113, 25, 'Linux cooked-mode capture v1'],
  [119, 21, 'IEEE 802.11 plus Prism II monitor mode radio header'],
  [127, 23, 'IEEE 802.11 plus radiotap radio header'],
  [163, 24, 'IEEE 802.11 plus AVS radio header'],
  [192, 97, 'Per-Packet Information header'],
  [195, 104, 'IEEE 802.15.4 Wireless PAN'],
  [129, 9, 'Linux ARCNET'],
  [226, 124, 'Solaris IPNET'],
  [228, 129, 'Raw IPv4'],
  [229, 130, 'Raw IPv6'],
  [239, 141, 'NFLOG'],
  [276, 210, 'Linux cooked-mode capture v2'],
];

const byLinkType = new Map(LINKS.map(([linkType, encap]) => [linkType, encap]));
const nameByEncap = new Map(LINKS.map(([, encap, name]) => [encap, name]));

/** Wireshark's number for a LINKTYPE_; 0 (unknown) for those we do not name. */
export const encapOf = (linkType: number): number => byLinkType.get(linkType) ?? 0;
export const encapName = (encap: number): string | undefined => (encap === 0 ? 'Unknown' : nameByEncap.get(encap));
