// A capture of one frame of each kind that capture filters tell apart, and which of them libpcap itself keeps.
import { spawnSync } from 'node:child_process';
import {
  be16,
  bytesOf,
  ethernet,
  hex,
  icmp,
  icmpv6,
  ipv4,
  ipv6,
  pcapFile,
  tcp,
  tcpOption,
  udp,
  type Frame,
  type TcpOptions,
} from '../../../fixtures/make-capture';
import { SAMPLE_FRAMES } from '../../../fixtures/sample-frames';

const GET = bytesOf('GET / HTTP/1.1\r\n\r\n');
const v4 = (options: TcpOptions, payload?: Uint8Array, src = '10.0.0.1', dst = '10.0.0.2'): Uint8Array =>
  ethernet({}, ipv4({ src, dst }, tcp(options, payload)));
const v6 = (options: TcpOptions, payload?: Uint8Array, src = 'fd00::1', dst = 'fe80::2'): Uint8Array =>
  ethernet({ type: 0x86dd }, ipv6({ src, dst }, tcp(options, payload)));
const sample = (name: string): Uint8Array => SAMPLE_FRAMES.find((frame) => frame.name === name)?.bytes ?? hex('');

const SEGMENTS: TcpOptions[] = [
  { flags: 'S', options: [...tcpOption.mss(1460), ...tcpOption.sackPermitted] },
  { flags: 'SA', srcPort: 80, dstPort: 40000, window: 1000 },
  { flags: 'A', seq: 1 },
  { flags: 'FA', seq: 20 },
  { flags: 'RA', srcPort: 443, dstPort: 40001 },
  { flags: 'R', srcPort: 8080, dstPort: 8443 },
  { flags: 'SEC', srcPort: 85, dstPort: 90 },
  { flags: 'UA', urgent: 5, srcPort: 1024, dstPort: 65535 },
];
const WITH_DATA: TcpOptions = { flags: 'PA', seq: 1, dstPort: 80, options: tcpOption.timestamps(1, 2) };

/** No VLAN tags, no tunnels, no quotations, no fragments: there both languages mean the same. */
export const PLAIN: readonly Uint8Array[] = [
  ...SEGMENTS.map((segment) => v4(segment)),
  ...SEGMENTS.map((segment) => v6(segment)),
  v4(WITH_DATA, GET),
  v6(WITH_DATA, GET),
  v4({ flags: 'PA' }, bytesOf(0x16, 0x03, 0x01, 0x02, 0x00), '192.168.1.5', '10.0.0.2'),
  v4({ flags: 'A' }, undefined, '172.16.0.1', '192.168.1.5'),
  v6({ flags: 'A' }, undefined, '2001:db8::1', 'fd00::1'),
  ethernet({}, ipv4({}, udp({ srcPort: 5353, dstPort: 53 }, bytesOf(1, 2, 3, 4)))),
  ethernet({}, ipv4({ dst: '224.0.0.251', ttl: 1 }, udp({ srcPort: 80, dstPort: 80 }, bytesOf('x')))),
  ethernet({ type: 0x86dd }, ipv6({ dst: 'ff02::fb', hopLimit: 1 }, udp({ srcPort: 53, dstPort: 123 }, bytesOf('xy')))),
  ethernet({}, ipv4({ ttl: 255, dontFragment: true, tos: 0xb8 }, icmp(8, 0, 1, bytesOf('ping')))),
  ethernet({}, ipv4({ id: 77 }, icmp(0, 0, 1, bytesOf('ping')))),
  ethernet({ type: 0x86dd }, ipv6({ flowLabel: 0x12345 }, icmpv6(128, 0, 1, bytesOf('ping')))),
  ethernet({ type: 0x86dd }, ipv6({}, icmpv6(129, 0, 1, bytesOf('ping')))),
  sample('arp request'),
  sample('arp reply'),
  ethernet({}, ipv4({ protocol: 2, dst: '224.0.0.1', options: [0x94, 4, 0, 0] }, hex('11640000 00000000'))),
  ethernet({}, ipv4({ protocol: 47 }, hex('00000000'))),
  ethernet({ type: 0x88cc, dst: '01:80:c2:00:00:0e' }, hex('0207 0400 0000 0001')),
  ethernet({ dst: 'ff:ff:ff:ff:ff:ff' }, ipv4({ dst: '255.255.255.255' }, udp({ srcPort: 68, dstPort: 67 }))),
  ethernet({}, ipv4({}, udp({ srcPort: 1, dstPort: 2 }, new Uint8Array(500)))),
].filter((bytes) => bytes.length > 0);

/** The same conversation behind a VLAN tag. */
const tagged = (bytes: Uint8Array, id: number): Uint8Array =>
  bytesOf(bytes.subarray(0, 12), be16(0x8100), be16(id), bytes.subarray(12));
export const TAGGED: readonly Uint8Array[] = [
  PLAIN[0],
  tagged(PLAIN[0], 5),
  tagged(PLAIN[1], 6),
  tagged(PLAIN[8], 5),
  tagged(PLAIN[21], 5),
];

export const asFrames = (frames: readonly Uint8Array[]): Frame[] => frames.map((bytes) => ({ bytes }));

const version = spawnSync('tcpdump', ['--version'], { encoding: 'utf8' });
/** whether tcpdump is installed */
export const hasLibpcap = version.status === 0 || /libpcap version/.test(version.stderr);

/** Numbers of the frames that the capture filter keeps; null where libpcap refuses it. */
export function keptBy(filter: string, frames: readonly Uint8Array[]): number[] | null {
  // a frame is known by its second
  const input = pcapFile(frames.map((bytes, i) => ({ bytes, sec: i + 1 })));
  const { status, stdout } = spawnSync('tcpdump', ['-r', '-', '-n', '-q', '-tt', filter], { input, encoding: 'utf8' });
  if (status !== 0) return null;
  return [...stdout.matchAll(/^(\d+)\.\d+ /gm)].map(([, second]) => Number(second));
}

/** Whether libpcap takes the filter, for Ethernet. */
export const takenByLibpcap = (filter: string): boolean =>
  spawnSync('tcpdump', ['-y', 'EN10MB', '-d', filter], { encoding: 'utf8' }).status === 0;
