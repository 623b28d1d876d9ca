// Rows of the packet list: source, destination, protocol, info and colour class.
import { describe, expect, it } from 'vitest';
import { rowOf, type DissectInput } from '../../fixtures/dissect-frame';
import {
  be32,
  bytesOf,
  ethernet,
  hex,
  icmp,
  icmpv6,
  ipv4,
  ipv4Bytes,
  ipv6,
  ipv6Bytes,
  macBytes,
  udp,
} from '../../fixtures/make-packet';
import { SAMPLE_FRAMES } from '../../fixtures/sample-frames';

const UDP = udp({ dstPort: 5000 }, bytesOf('hello'));
const arp = (opcode: number, sender: string, target: string): DissectInput => ({
  bytes: ethernet(
    { type: 0x0806, dst: 'ff:ff:ff:ff:ff:ff' },
    bytesOf(
      hex('0001 0800 0604 00'),
      opcode,
      macBytes('02:00:00:00:00:01'),
      ipv4Bytes(sender),
      hex('000000000000'),
      ipv4Bytes(target),
    ),
  ),
});
function sample(name: string): DissectInput {
  const found = SAMPLE_FRAMES.find((frame) => frame.name === name);
  if (!found) throw new Error(`no sample ${name}`);
  return found;
}
const V4 = '10.0.0.1 > 10.0.0.2';
const ARP = '02:00:00:00:00:01 > Broadcast';

describe.each<[string, DissectInput, string, string, string, string]>([
  ['arp request', arp(1, '10.0.0.1', '10.0.0.2'), ARP, 'ARP', 'Who has 10.0.0.2? Tell 10.0.0.1', 'arp'],
  ['arp reply', arp(2, '10.0.0.1', '10.0.0.2'), ARP, 'ARP', '10.0.0.1 is at 02:00:00:00:00:01', 'arp'],
  ['arp probe', arp(1, '0.0.0.0', '10.0.0.2'), ARP, 'ARP', 'Who has 10.0.0.2? (ARP Probe)', 'arp'],
  ['arp announcement', arp(1, '10.0.0.2', '10.0.0.2'), ARP, 'ARP', 'ARP Announcement for 10.0.0.2', 'arp'],
  [
    'ping',
    { bytes: ethernet({}, ipv4({}, icmp(8, 0, 0x00010001))) },
    V4,
    'ICMP',
    'Echo (ping) request  id=0x0001, seq=1/256, ttl=64',
    'icmp',
  ],
  [
    'port unreachable speaks for the quoted packet',
    { bytes: ethernet({}, ipv4({}, icmp(3, 3, 0, ipv4({ src: '1.1.1.1' }, UDP)))) },
    V4,
    'ICMP',
    'Destination unreachable (Port unreachable)',
    'icmp-error',
  ],
  [
    'solicitation',
    {
      bytes: ethernet(
        {},
        ipv6({}, icmpv6(135, 0, 0, bytesOf(ipv6Bytes('fe80::2'), [1, 1], macBytes('02:00:00:00:00:09')))),
      ),
    },
    'fd00::1 > fd00::2',
    'ICMPv6',
    'Neighbor Solicitation for fe80::2 from 02:00:00:00:00:09',
    'icmp',
  ],
  ['udp', { bytes: ethernet({}, ipv4({}, UDP)) }, V4, 'UDP', '40000 → 5000 Len=5', 'udp'],
  [
    'later fragment',
    { bytes: ethernet({}, ipv4({ protocol: 17, fragmentOffset: 185, id: 0xabc }, bytesOf('x'))) },
    V4,
    'IPv4',
    'Fragmented IP protocol (proto=UDP 17, off=1480, ID=0abc)',
    'other',
  ],
  [
    'unknown IP protocol',
    { bytes: ethernet({}, ipv4({ protocol: 253 }, bytesOf('x'))) },
    V4,
    'IPv4',
    'Unknown (253)',
    'other',
  ],
  [
    'known, but not dissected',
    { bytes: ethernet({}, ipv4({ protocol: 132 }, bytesOf('x'))) },
    V4,
    'SCTP',
    'SCTP (132)',
    'other',
  ],
  [
    'EtherType known by name',
    { bytes: ethernet({ type: 0x88cc }, bytesOf('x')) },
    '02:00:00:00:00:01 > 02:00:00:00:00:02',
    'LLDP',
    '802.1 Link Layer Discovery Protocol (0x88cc)',
    'other',
  ],
  [
    'EtherType unknown',
    { bytes: ethernet({ type: 0x1234 }, bytesOf('x')) },
    '02:00:00:00:00:01 > 02:00:00:00:00:02',
    '0x1234',
    'Unknown EtherType',
    'other',
  ],
  [
    'tunnel: the innermost addresses',
    { bytes: ethernet({}, ipv4({ protocol: 4 }, ipv4({ src: '1.1.1.1', dst: '2.2.2.2' }, UDP))) },
    '1.1.1.1 > 2.2.2.2',
    'UDP',
    '40000 → 5000 Len=5',
    'udp',
  ],
  [
    'cut off',
    { bytes: ethernet({}, ipv4({}, UDP)).slice(0, 20), originalLen: 60 },
    '02:00:00:00:00:01 > 02:00:00:00:00:02',
    'IPv4',
    'IPv4 [Packet size limited during capture]',
    'other',
  ],
  [
    'malformed',
    { bytes: ethernet({ type: 0x8847 }, bytesOf(be32(0x00012040))) },
    '02:00:00:00:00:01 > 02:00:00:00:00:02',
    'MPLS',
    'MPLS Label Switched Packet, label 18 [Malformed Packet]',
    'trouble',
  ],
  ['no link type', { bytes: hex('0102'), linkType: -1 }, ' > ', '', '', 'other'],
  [
    'a link type that has no name',
    { bytes: hex('0102'), linkType: 4711 },
    ' > ',
    'Unknown',
    'Link type 4711, not dissected',
    'other',
  ],
  [
    'a link type that has one',
    { bytes: hex('0102'), linkType: 195 },
    ' > ',
    'IEEE 802.15.4',
    'IEEE 802.15.4 Wireless PAN (link type 195), not dissected',
    'other',
  ],
  [
    'a link type without a short name',
    { bytes: hex('0102'), linkType: 178 },
    ' > ',
    'Unknown',
    'Juniper Ethernet (link type 178), not dissected',
    'other',
  ],
  [
    'a beacon',
    sample('wlan, beacon'),
    '02:00:00:00:00:02 > Broadcast',
    '802.11',
    'Beacon frame, SN=291, FN=0, Flags=........',
    'other',
  ],
  [
    'an acknowledgement with its check sequence',
    sample('radiotap, acknowledgement'),
    ' > 02:00:00:00:00:01',
    '802.11',
    'Acknowledgement, Flags=........C',
    'other',
  ],
  [
    'a protected frame',
    sample('wlan, ccmp'),
    '02:00:00:00:00:03 > 02:00:00:00:00:01',
    '802.11',
    'QoS Data, SN=291, FN=0, Flags=.p....F.',
    'other',
  ],
  [
    'a later fragment of Wi-Fi',
    sample('wlan, later fragment'),
    '02:00:00:00:00:02 > 02:00:00:00:00:03',
    '802.11',
    'Fragmented IEEE 802.11 frame',
    'other',
  ],
  ['netlink', sample('netlink, two messages'), ' > ', 'Netlink', 'Linux netlink, Auditing', 'other'],
  ['empty frame', { bytes: hex('') }, ' > ', 'Ethernet', 'Ethernet [Malformed Packet]', 'trouble'],
])('%s', (_what, input, addresses, protocol, info, kind) => {
  it('reads', () => {
    const row = rowOf(input);
    expect(`${row.source} > ${row.destination}`).toBe(addresses);
    expect(row.protocol).toBe(protocol);
    expect(row.info).toBe(info);
    expect(row.kind).toBe(kind);
  });
});
