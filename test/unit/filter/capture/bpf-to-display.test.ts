// Capture filters read as what they mean: the display filter that says the same, null for one that cannot be said, and `none` for text
// that libpcap would not take.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readBpf } from '../../../../src-main/filter/capture/bpf-to-display';

const ARP = (op: string): string => `arp.src.proto_ipv4 ${op} or arp.dst.proto_ipv4 ${op}`;

describe.each<[string, [string, string | null][]]>([
  [
    'addresses',
    [
      ['host 1.2.3.4', `ip.addr == 1.2.3.4 or ${ARP('== 1.2.3.4')}`],
      ['ip host 1.2.3.4', 'ip.addr == 1.2.3.4'],
      ['src 1.2.3.4', 'ip.src == 1.2.3.4 or arp.src.proto_ipv4 == 1.2.3.4'],
      ['ip src and dst host 1.2.3.4', 'ip.src == 1.2.3.4 and ip.dst == 1.2.3.4'],
      ['arp host 1.2.3.4', ARP('== 1.2.3.4')],
      ['net 10.0.0.0/8', `ip.addr == 10.0.0.0/8 or ${ARP('== 10.0.0.0/8')}`],
      ['ip net 192.168', 'ip.addr == 192.168.0.0/16'],
      ['ip net 10.0.0.0 mask 255.0.0.0', 'ip.addr == 10.0.0.0/8'],
      ['host ::1', 'ipv6.addr == ::1'],
      ['ip6 dst net fe80::/10', 'ipv6.dst == fe80::/10'],
      ['ether host AA:bb:cc:dd:ee:ff', 'eth.addr == aa:bb:cc:dd:ee:ff'],
      ['ether src aa-bb-cc-dd-ee-ff', 'eth.src == aa:bb:cc:dd:ee:ff'],
      ['host example.org', null],
    ],
  ],
  [
    'ports',
    [
      ['tcp port 80', 'tcp.port == 80'],
      ['port 53', 'tcp.port == 53 or udp.port == 53'],
      ['tcp port http', 'tcp.port == 80'],
      ['tcp dst port 0x50', 'tcp.dstport == 80'],
      ['udp portrange 80-90', 'udp.port in {80..90}'],
      [
        'src and dst port 123 and udp',
        '((tcp.srcport == 123 and tcp.dstport == 123) or (udp.srcport == 123 and udp.dstport == 123)) and udp',
      ],
      ['sctp port 80', null],
      ['port 70000', null],
    ],
  ],
  [
    'protocols',
    [
      ['tcp', 'tcp'],
      ['not arp', 'not arp'],
      ['ip6', 'ipv6'],
      ['icmp6', 'icmpv6'],
      ['ip proto 6', 'ip.proto == 6'],
      ['ip proto \\tcp', 'ip.proto == 6'],
      ['ether proto \\ip', 'eth.type == 0x0800'],
      ['ether proto 0x88cc', 'eth.type == 0x88cc'],
      ['ip6 proto 6', 'ipv6.nxt == 6 or ipv6.fraghdr.nxt == 6'],
      ['proto 47', 'ip.proto == 47 or ipv6.nxt == 47 or ipv6.fraghdr.nxt == 47'],
    ],
  ],
  [
    'what is a test by itself',
    [
      ['less 100', 'frame.len <= 100'],
      ['greater 100', 'frame.len >= 100'],
      ['vlan', 'vlan'],
      ['vlan 5', 'vlan.id == 5'],
      ['vlan 5 and tcp', 'vlan.id == 5 and tcp'],
      ['vlan and vlan 5', null],
      ['broadcast', 'eth.dst == ff:ff:ff:ff:ff:ff'],
      ['ether multicast', 'eth.dst.ig == 1'],
      ['ip multicast', 'ip.dst >= 224.0.0.0'],
      ['ip6 multicast', 'ipv6.dst == ff00::/8'],
      ['ip broadcast', null],
      ['inbound', null],
    ],
  ],
  [
    'bytes',
    [
      ['tcp[13] & 2 != 0', 'tcp.flags.syn == 1'],
      ['0 != tcp[13] & 2', 'tcp.flags.syn == 1'],
      ['tcp[13] & 0x12 = 0x12', 'tcp.flags.syn == 1 and tcp.flags.ack == 1'],
      ['tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn', 'tcp.flags.syn == 1 and tcp.flags.ack == 0'],
      [
        'tcp[tcpflags] & (tcp-syn|tcp-fin|tcp-rst) != 0',
        'tcp.flags.syn == 1 or tcp.flags.fin == 1 or tcp.flags.reset == 1',
      ],
      ['tcp[13] & (1|4) = 0', 'tcp.flags.fin == 0 and tcp.flags.reset == 0'],
      ['tcp[tcpflags] = tcp-syn', 'tcp.flags & 0xff == 0x02'],
      ['tcp[0:2] > 1023', 'tcp.srcport > 1023'],
      ['ip[8] < 5', 'ip.ttl < 5'],
      ['ip[0] & 0xf != 5', 'ip.hdr_len != 20'],
      ['ip[6:2] & 0x1fff = 0', 'ip.frag_offset == 0'],
      ['ip[6:2] & 0x3fff != 0', 'ip.flags.mf == 1 or ip.frag_offset > 0'],
      ['ip[6] & 0x40 != 0', 'ip.flags.df == 1'],
      ['ether[0] & 1 = 0', 'eth.dst.ig == 0'],
      ['icmp[icmptype] == icmp-echo', 'icmp.type == 8'],
      ['icmp6[icmp6type] = icmp6-echo', 'icmpv6.type == 128'],
      ['arp[6:2] = 1', 'arp.opcode == 1'],
      ['udp[8:4] = 0x01020304', 'udp.payload[0:4] == 01:02:03:04'],
      ['tcp[20] = 5', null],
      ['ip[12] = 10', 'ip[12:1] == 0a:'],
      ['ether[60:2] = 7', 'frame[60:2] == 00:07'],
      ['ip6[53] & 2 != 0', 'ipv6 and tcp.flags.syn == 1'],
      ['tcp[((tcp[12:1] & 0xf0) >> 2):4] = 0x47455420', 'tcp.payload[0:4] == 47:45:54:20'],
      ['tcp[(((tcp[12] & 0xf0) >> 2) + 1):2] = 0x0301', 'tcp.payload[1:2] == 03:01'],
      ['(((ip[2:2] - ((ip[0]&0xf)<<2)) - ((tcp[12]&0xf0)>>2)) != 0)', 'tcp.len != 0'],
      ['len > 100', 'frame.len > 100'],
      ['tcp[12] & 3 = 2', null],
      ['1 = 1', null],
    ],
  ],
  [
    'connectives: equal precedence, from left to right, and what is inherited',
    [
      ['tcp or udp and port 53', '(tcp or udp) and (tcp.port == 53 or udp.port == 53)'],
      ['tcp and ip6 or udp', '(tcp and ipv6) or udp'],
      ['tcp or (ip6 and udp)', 'tcp or (ipv6 and udp)'],
      ['udp port 53 or 5353', 'udp.port == 53 or udp.port == 5353'],
      ['tcp port (80 or 443)', 'tcp.port == 80 or tcp.port == 443'],
      ['udp port not 53', 'not udp.port == 53'],
      ['tcp port 80 and not 443', 'tcp.port == 80 and not tcp.port == 443'],
      ['src host 1.2.3.4 and dst port 443', 'ip.src == 1.2.3.4 and (tcp.dstport == 443 or udp.dstport == 443)'],
      [
        'tcp dst port 80 and src 1.2.3.4 or 5.6.7.8',
        '(tcp.dstport == 80 and ip.src == 1.2.3.4) or ip.src == 5.6.7.8 or arp.src.proto_ipv4 == 5.6.7.8',
      ],
      ['not tcp or udp', 'not tcp or udp'],
      ['!(tcp || udp)', 'not (tcp or udp)'],
      ['! arp && !(tcp port 22)', 'not arp and not tcp.port == 22'],
    ],
  ],
])('%s', (_what, rows) => {
  test.each(rows)('%s', (text, display) => expect(readBpf(text)).toEqual({ display }));
});

describe('not a capture filter', () => {
  test.each([
    ...['', ' ', 'foo', '80', '1.2.3.4', 'aa:bb:cc:dd:ee:ff', 'tcp 80', 'tcp and 80', 'tcp src 80', 'tcp host 1.2.3.4'],
    ...[
      'ip proto tcp',
      'dst tcp port 80',
      'tcp[13]',
      'tcp[13]&2',
      'tcp[4:8] = 1',
      'tcp[4:3] = 1',
      'tcp.port',
      'tcp.port == 80',
    ],
    ...[
      'ip = 4',
      'tcp-syn',
      '(src host 1.2.3.4 or 5.6.7.8) and 80',
      'host',
      'port 80 or',
      'tcp port 80)',
      '(tcp port 80',
      'not',
    ],
    ...['net 10.0.0.0 mask 255.0.255.0', 'less', 'tcp vlan 5', 'port "80"', 'host 1.2.3.4 and'],
  ])('%s', (text) => expect(readBpf(text)).toBeNull());
});

it('takes any text', () => {
  const words = fc.constantFrom(
    ...[
      'tcp',
      'ip',
      'host',
      'port',
      'src',
      'and',
      'or',
      'not',
      '(',
      ')',
      '[',
      ']',
      ':',
      '&',
      '=',
      '80',
      '1.2.3.4',
      'len',
    ],
    ...['vlan', 'proto', 'less', '::1', '/', '!', '-', 'tcp-syn', 'broadcast', '\\tcp', '>>'],
  );
  const texts = fc.oneof(
    fc.array(words, { maxLength: 25 }).map((list) => list.join(' ')),
    fc.string({ unit: 'binary', maxLength: 80 }),
  );
  fc.assert(
    fc.property(texts, (text) => void readBpf(text)),
    { numRuns: 2000 },
  );
});
it('ends at once, however deep', () => {
  expect(readBpf('('.repeat(500) + 'tcp' + ')'.repeat(500))).toBeNull();
  expect(readBpf('not '.repeat(250) + 'tcp')).toBeNull();
  expect(readBpf('tcp and '.repeat(100) + 'udp')).toEqual({ display: 'tcp and udp' });
});
