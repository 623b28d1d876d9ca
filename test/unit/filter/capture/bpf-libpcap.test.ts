// Capture filters read as display filters keep the packets that libpcap keeps, and what is no capture filter to libpcap is none to us.
import { describe, expect, test } from 'vitest';
import { readBpf } from '../../../../src-main/filter/capture/bpf-to-display';
import { compileFilter } from '../../../../src-main/filter/compile';
import { matching } from '../frames';
import { named } from '../../../fixtures/corpus';
import { asFrames, hasLibpcap, keptBy, PLAIN, TAGGED, takenByLibpcap } from './libpcap';

const LACKS = hasLibpcap ? null : 'no tcpdump to ask libpcap with';

/** What our reading matches; null where it has no display filter. */
function ours(text: string, frames: readonly Uint8Array[]): number[] | null {
  const display = readBpf(text)?.display ?? null;
  if (display === null) return null;
  const compiled = compileFilter(display, { macros: [], reference: () => null });
  if (!compiled.ok || compiled.filter.test === null) throw new Error(`${display} does not compile`);
  return matching(compiled.filter.test, asFrames(frames));
}

/** IPv4 only on both sides: `tcp[…]` of a capture filter knows no IPv6, the fields do. */
const onlyIpv4 = (text: string): boolean => /\b(?:tcp|udp)\[/.test(text) && !text.includes('ip6');
const V4 = PLAIN.filter((bytes) => !(bytes[12] === 0x86 && bytes[13] === 0xdd));

describe.skipIf(!hasLibpcap)(named('the same packets as libpcap', LACKS), () => {
  test.each([
    ...[
      'host 10.0.0.1',
      'src host 10.0.0.1',
      'ip host 10.0.0.1',
      'ip src and dst net 10.0.0.0/8',
      'net 10.0.0.0/8',
      'net 10',
    ],
    ...['dst net 192.168', 'arp host 10.0.0.2', 'net 172.16.0.0 mask 255.240.0.0', 'ip6 host fd00::1', 'host fd00::1'],
    ...['net fd00::/8', 'src net 2001:db8::/32', 'not host 10.0.0.1', 'src or dst host 10.0.0.2'],
    ...['ether host 02:00:00:00:00:01', 'ether src 02:00:00:00:00:01', 'ether dst ff:ff:ff:ff:ff:ff'],
    ...[
      'port 80',
      'tcp port 80',
      'udp port 80',
      'src port 80',
      'tcp dst port 80',
      'src and dst port 80',
      'portrange 80-90',
    ],
    ...['udp portrange 50-60', 'port 80 or 443', 'tcp port (80 or 443)', 'port not 80', 'tcp port http'],
    ...[
      'tcp',
      'udp',
      'ip',
      'ip6',
      'arp',
      'icmp',
      'icmp6',
      'igmp',
      'not arp',
      'not tcp',
      'tcp or udp',
      'ip proto 6',
      'ip proto \\udp',
    ],
    ...['proto 17', 'proto 47', 'ip6 proto 58', 'ether proto 0x88cc', 'ether proto \\arp', 'rarp'],
    ...[
      'less 60',
      'greater 100',
      'len > 75',
      'len = 54',
      'broadcast',
      'multicast',
      'ip multicast',
      'ip6 multicast',
      'ether multicast',
    ],
    ...[
      'tcp[13] & 2 != 0',
      'tcp[tcpflags] & (tcp-syn|tcp-fin|tcp-rst) != 0',
      'tcp[tcpflags] & (tcp-syn|tcp-ack) = tcp-syn',
    ],
    ...[
      'tcp[tcpflags] & (tcp-syn|tcp-ack) != 0',
      'tcp[13] & 18 != 18',
      'tcp[13] & 4 = 0',
      'tcp[13] = 18',
      'tcp[13] != 2',
      'tcp[13] > 16',
    ],
    ...[
      'tcp[0:2] > 1023',
      'tcp[2:2] = 80',
      'tcp[14:2] < 2000',
      'tcp[18:2] != 0',
      'tcp[4:4] = 1',
      '(tcp[12] & 0xf0) >> 2 > 20',
      'tcp[12] >> 4 = 5',
    ],
    ...[
      'ip[8] < 64',
      'ip[0] & 0xf != 5',
      'ip[6] & 0x40 != 0',
      'ip[6:2] & 0x1fff = 0',
      'ip[6:2] & 0x3fff != 0',
      'ip[2:2] > 100',
      'ip[9] = 17',
      'ip[1] >> 2 = 46',
      'ip[1] & 3 = 0',
      'ip[4:2] = 77',
    ],
    ...[
      'ip6[7] < 64',
      'ip6[6] = 17',
      'ip6[4:2] > 20',
      'icmp[icmptype] = icmp-echo',
      'icmp[0] != 8',
      'icmp6[icmp6type] = icmp6-echo',
      'arp[6:2] = 1',
      'arp[7] = 2',
    ],
    ...[
      'udp[4:2] > 10',
      'udp[8:4] = 0x01020304',
      'ip6[6] = 6 and ip6[53] & 2 != 0',
      'ether[30:4] = 0x0a000002',
      'ip[12:2] = 0xc0a8',
      'ether[0] & 1 = 1',
      'ether[12:2] = 0x88cc',
      'ip[12:4] = 0x0a000001',
    ],
    ...[
      'tcp[((tcp[12:1] & 0xf0) >> 2):4] = 0x47455420',
      'tcp[((tcp[12] & 0xf0) >> 2)] = 0x16',
      'tcp[(((tcp[12] & 0xf0) >> 2) + 1):2] = 0x0301',
    ],
    ...['tcp port 80 and (((ip[2:2] - ((ip[0]&0xf)<<2)) - ((tcp[12]&0xf0)>>2)) != 0)'],
    ...[
      'tcp or udp and port 53',
      'tcp and ip6 or udp',
      'tcp or ip6 and not udp or arp',
      'not tcp or udp',
      'not (tcp or udp)',
      'tcp and not port 80 and not ip6',
    ],
    ...[
      'host 10.0.0.1 and port 80 or 443',
      'src 10.0.0.1 and tcp dst port 80 or arp',
      'tcp port 80 and not 443 or udp',
    ],
    ...['host 10.0.0.2 and not 10.0.0.1', '!tcp && !udp && ip', 'tcp dst port 80 and src 10.0.0.1 or 192.168.1.5'],
  ])('%s', (text) => {
    const frames = onlyIpv4(text) ? V4 : PLAIN;
    const theirs = keptBy(text, frames);
    expect(theirs).not.toBeNull();
    expect(ours(text, frames)).toEqual(theirs);
  });
  test.each(['vlan', 'vlan 5', 'vlan 5 and tcp', 'vlan and udp port 53', 'vlan 6 and ip', 'not vlan'])(
    'behind a tag: %s',
    (text) => expect(ours(text, TAGGED)).toEqual(keptBy(text, TAGGED)),
  );
});

describe.skipIf(!hasLibpcap)(named('a capture filter to libpcap and to us, or to neither', LACKS), () => {
  test.each(
    [
      ...[
        '',
        'foo',
        '80',
        '1.2.3.4',
        'aa:bb:cc:dd:ee:ff',
        'tcp 80',
        'tcp and 80',
        'tcp src 80',
        'tcp host 1.2.3.4',
        'tcp net 10',
      ],
      ...[
        'ip proto tcp',
        'ether proto ip',
        'dst tcp port 80',
        'tcp[13]',
        'tcp[13]&2',
        'tcp[4:8] = 1',
        'tcp.port',
        'tcp.port == 80',
      ],
      ...[
        'ip = 4',
        'tcp-syn',
        'host',
        'port 80 or',
        'tcp port 80)',
        '(tcp port 80',
        'not',
        'less',
        'port "80"',
        'host 1.2.3.4 and',
      ],
      ...[
        'src or dst port 80',
        'dst and src host 1.2.3.4',
        'ip host (1.2.3.4 or 5.6.7.8)',
        '1 = 1',
        'len <= 5 and tcp',
        '(tcp)',
      ],
      ...[
        '((tcp[12] & 0xf0) >> 2) = 20',
        'tcp and (ip or ip6)',
        'not not tcp',
        '!(tcp)',
        'port 0x50',
        'ip && tcp',
        'ip || tcp',
      ],
      ...[
        'vlan',
        'vlan 5 and ip',
        'mpls 3',
        'pppoes',
        'inbound',
        'ip broadcast',
        'multicast',
        'ip6 multicast',
        'sctp port 80',
      ],
      ...['tcp port 80 80', 'tcp udp', 'and tcp', 'tcp and and udp', 'port', 'src', 'net 10.0.0.0/8 or 192.168.0.0/16'],
    ].filter((text) => text !== ''),
  )('%s', (text) => expect(readBpf(text) !== null).toBe(takenByLibpcap(text)));
});
