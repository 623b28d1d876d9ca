// Display filters as capture filters: the text, whether it is exact, and on a capture with a frame of each kind that libpcap keeps the
// same packets, or more where it says so.
import { describe, expect, it, test } from 'vitest';
import { captureFilterOf } from '../../../../src-main/filter/capture/capture-filter';
import { compileFilter } from '../../../../src-main/filter/compile';
import type { Test } from '../../../../src-main/filter/language/tree';
import { en, zhCN, type MessageKey } from '../../../../src-main/i18n/catalogue';
import { translateMessage } from '../../../../src-main/i18n/translate';
import { matching } from '../frames';
import { named } from '../../../fixtures/corpus';
import { asFrames, hasLibpcap, keptBy, PLAIN, TAGGED } from './libpcap';

const LACKS = hasLibpcap ? null : 'no tcpdump to ask libpcap with';

function checked(text: string): Test {
  const compiled = compileFilter(text, { macros: [], reference: () => null });
  if (!compiled.ok || compiled.filter.test === null) throw new Error(`${text} does not compile`);
  return compiled.filter.test;
}

/** [display filter, capture filter that keeps exactly the same] */
const EXACT: [string, string][] = [
  ['tcp', 'tcp'],
  ['ipv6', 'ip6'],
  ['icmpv6', 'icmp6'],
  ['not arp', 'not arp'],
  ['tcp.port == 80', 'tcp port 80'],
  ['tcp.dstport == 80', 'tcp dst port 80'],
  ['udp.srcport in {53, 60..70}', 'udp src port 53 or udp src portrange 60-70'],
  ['tcp.port != 80', 'tcp and not tcp port 80'],
  ['tcp.port !== 80', 'tcp and not tcp src and dst port 80'],
  ['udp.port === 80', 'udp src and dst port 80'],
  ['tcp.port > 1023', 'tcp portrange 1024-65535'],
  ['all tcp.port > 1023', 'tcp src and dst portrange 1024-65535'],
  ['tcp.srcport <= 80', 'tcp src portrange 0-80'],
  ['80 == tcp.port', 'tcp port 80'],
  ['ip.addr == 10.0.0.1', 'ip host 10.0.0.1'],
  ['ip.src == 10.0.0.0/8', 'ip src net 10.0.0.0/8'],
  ['ip.dst == 10.1.2.3/16', 'ip dst net 10.1.0.0/16'],
  ['ip.addr != 10.0.0.1', 'ip and not ip host 10.0.0.1'],
  ['ip.src >= 192.0.0.0', 'ip[12:4] >= 0xc0000000'],
  ['ip.addr > 192.0.0.0', 'ip[12:4] > 0xc0000000 or ip[16:4] > 0xc0000000'],
  ['ipv6.addr == fd00::1', 'ip6 host fd00::1'],
  ['ipv6.dst == fe80::/10', 'ip6 dst net fe80::/10'],
  ['eth.addr == 02:00:00:00:00:01', 'ether host 02:00:00:00:00:01'],
  ['eth.dst != ff:ff:ff:ff:ff:ff', 'not ether dst host ff:ff:ff:ff:ff:ff'],
  ['eth.type == 0x88cc', 'ether proto 0x88cc'],
  ['eth.dst.ig == 1', 'ether[0] & 1 != 0'],
  ['ip.proto == 47', 'ip proto 47'],
  ['ip.proto == "UDP"', 'ip proto 17'],
  ['ip.proto > 6', 'ip[9] > 6'],
  ['ip.ttl < 64', 'ip[8] < 64'],
  ['ip.ttl in {1..5, 255}', '(ip[8] >= 1 and ip[8] <= 5) or ip[8] = 255'],
  ['ip.hdr_len > 20', '(ip[0] & 0xf) << 2 > 20'],
  ['ip.flags.df == 1', 'ip[6] & 0x40 != 0'],
  ['ip.dsfield.dscp == 46', 'ip[1] >> 2 = 46'],
  ['ip.id != 77', 'ip[4:2] != 77'],
  ['ipv6.hlim == 1', 'ip6[7] = 1'],
  ['ipv6.flow == 0x12345', 'ip6[0:4] & 0xfffff = 74565'],
  ['arp.opcode == 1', 'arp[6:2] = 1'],
  ['arp.src.proto_ipv4 == 10.0.0.1', 'arp[4:2] = 0x0604 and arp[14:4] = 0x0a000001'],
  ['icmp.type == 8', 'icmp[icmptype] = 8'],
  ['icmpv6.type == 128', 'icmp6[0] = 128'],
  ['frame.len > 100', 'len > 100'],
  ['tcp.flags.syn == 1', 'tcp[tcpflags] & tcp-syn != 0 or (ip6[6] = 6 and ip6[53] & 0x2 != 0)'],
  ['tcp.flags.ack == 0', 'tcp[tcpflags] & tcp-ack = 0 or (ip6[6] = 6 and ip6[53] & 0x10 = 0)'],
  ['tcp.flags == 0x12', 'tcp[12:2] & 0xfff = 18 or (ip6[6] = 6 and ip6[52:2] & 0xfff = 18)'],
  ['tcp.flags & 0x14', 'tcp[tcpflags] & 0x14 != 0 or (ip6[6] = 6 and ip6[53] & 0x14 != 0)'],
  ['tcp.flags & 0x12 == 2', 'tcp[tcpflags] & 0x12 = 2 or (ip6[6] = 6 and ip6[53] & 0x12 = 2)'],
  ['tcp.window_size_value < 2000', 'tcp[14:2] < 2000 or (ip6[6] = 6 and ip6[54:2] < 2000)'],
  ['tcp.hdr_len > 20', '(tcp[12] & 0xf0) >> 2 > 20 or (ip6[6] = 6 and (ip6[52] & 0xf0) >> 2 > 20)'],
  [
    'tcp.len > 0',
    '(tcp and ip[2:2] - ((ip[0] & 0xf) << 2) - ((tcp[12] & 0xf0) >> 2) > 0) or (ip6[6] = 6 and ip6[4:2] - ((ip6[52] & 0xf0) >> 2) > 0)',
  ],
  ['udp.length > 10', 'udp[4:2] > 10 or (ip6[6] = 17 and ip6[44:2] > 10)'],
  ['udp.payload[0:4] == 01:02:03:04', 'udp[8:4] = 0x01020304 or (ip6[6] = 17 and ip6[48:4] = 0x01020304)'],
  [
    'tcp.payload[0:3] == 16:03:01',
    '(tcp[((tcp[12] & 0xf0) >> 2) + 0:2] = 0x1603 and tcp[((tcp[12] & 0xf0) >> 2) + 2:1] = 0x01) or (ip6[6] = 6 and ip6[40 + ((ip6[52] & 0xf0) >> 2) + 0:2] = 0x1603 and ip6[40 + ((ip6[52] & 0xf0) >> 2) + 2:1] = 0x01)',
  ],
  ['eth[12:2] == 88:cc', 'ether[12:2] = 0x88cc'],
  ['tcp or udp', 'tcp or udp'],
  ['tcp and ip or udp', '(tcp and ip) or udp'],
  ['tcp and (ip or udp)', 'tcp and (ip or udp)'],
  ['not (tcp.port == 80 or udp)', 'not tcp port 80 and not udp'],
  ['not (tcp and not ipv6)', 'not tcp or ip6'],
  ['tcp xor ipv6', '(tcp and not ip6) or (not tcp and ip6)'],
  ['not (tcp xor ipv6)', '(tcp and ip6) or (not tcp and not ip6)'],
  ['tcp.port not in {80, 443}', 'not (tcp port 80 or tcp port 443)'],
  ['frame and tcp', 'tcp'],
];

/** [display filter, capture filter that keeps these and others, what it cannot test] */
const MORE: [string, string, string][] = [
  ['tcp.options.mss', 'tcp', 'tcp.options.mss'],
  ['tcp.port == 80 and tcp.stream == 3', 'tcp port 80 and tcp', 'tcp.stream'],
  ['tcp.payload contains "GET"', 'tcp', 'tcp.payload'],
  ['synscope.handshake == "refused"', 'tcp', 'synscope.handshake'],
  ['ip.addr == 10.0.0.1 and frame.number > 5', 'ip host 10.0.0.1', 'frame.number'],
  ['udp and not frame.protocols contains "dns"', 'udp', 'frame.protocols'],
  [
    'tcp.len == 5 or tcp.seq == 1',
    '(tcp and ip[2:2] - ((ip[0] & 0xf) << 2) - ((tcp[12] & 0xf0) >> 2) = 5) or (ip6[6] = 6 and ip6[4:2] - ((ip6[52] & 0xf0) >> 2) = 5) or tcp',
    'tcp.seq',
  ],
  ['ip.addr#1 == 10.0.0.1', 'ip', 'ip.addr'],
  ['tcp.srcport == tcp.dstport', 'tcp', 'tcp.srcport, tcp.dstport'],
];

const NEVER: [string, string][] = [
  ['frame.number > 5', 'frame.number'],
  ['not tcp.stream == 3', 'tcp.stream'],
  ['tcp or frame.number == 1', 'frame.number'],
  ['not (tcp and tcp.seq == 1)', 'tcp.seq'],
  ['tcp.port == 80 or not synscope.ending == "rst"', 'synscope.ending'],
  ['frame.time_delta > 1', 'frame.time_delta'],
  ['gre or vlan', 'gre, vlan'],
];

describe('exactly', () => {
  test.each(EXACT)('%s', (display, capture) => {
    expect(captureFilterOf(checked(display))).toMatchObject({ ok: true, text: capture, exact: true });
  });
  test.skipIf(!hasLibpcap).each(EXACT)(named('libpcap keeps the same: %s', LACKS), (display, capture) => {
    expect(keptBy(capture, PLAIN)).toEqual(matching(checked(display), asFrames(PLAIN)));
  });
});

describe('more', () => {
  test.each(MORE)('%s', (display, capture, fields) => {
    expect(captureFilterOf(checked(display))).toEqual({
      ok: true,
      text: capture,
      exact: false,
      remark: { key: 'captureFilter.more', args: { fields } },
    });
  });
  test.skipIf(!hasLibpcap).each(MORE)(named('libpcap keeps all of them: %s', LACKS), (display, capture) => {
    expect(keptBy(capture, PLAIN)).toEqual(expect.arrayContaining(matching(checked(display), asFrames(PLAIN))));
  });
});

describe('not at all', () => {
  test.each(NEVER)('%s', (display, fields) => {
    const message = { key: 'captureFilter.impossible', args: { fields } };
    expect(captureFilterOf(checked(display))).toEqual({ ok: false, message });
  });
});

describe('VLAN tags stand first, for they shift what comes after them', () => {
  const ROWS: [string, string, boolean][] = [
    ['vlan', 'vlan', true],
    ['vlan.id == 5', 'vlan 5', true],
    ['tcp.port == 80 and vlan.id == 5', 'vlan 5 and tcp port 80', true],
    ['vlan and vlan.id == 5 and udp', 'vlan 5 and udp', true],
    ['vlan.id == 5 and vlan.id == 6', 'vlan 5', false],
  ];
  test.each(ROWS)('%s', (display, capture, exact) => {
    expect(captureFilterOf(checked(display))).toMatchObject({ ok: true, text: capture, exact });
    if (hasLibpcap && exact) expect(keptBy(capture, TAGGED)).toEqual(matching(checked(display), asFrames(TAGGED)));
  });
});

describe('what is said about it', () => {
  it('every packet: no capture filter', () => {
    expect(captureFilterOf(checked('frame'))).toMatchObject({ ok: true, text: '', exact: true });
    expect(captureFilterOf(checked('frame or tcp.stream == 1'))).toMatchObject({ ok: false });
  });
  it('headers: the outermost only; lengths of frames: nothing', () => {
    expect(captureFilterOf(checked('tcp'))).toMatchObject({ remark: { key: 'captureFilter.outermost' } });
    expect(captureFilterOf(checked('frame.len > 60'))).toMatchObject({ remark: null });
  });
  it('in both languages', () => {
    for (const key of ['outermost', 'more', 'impossible', 'everything']) {
      const message = { key: `captureFilter.${key}`, args: { fields: 'tcp.stream' } };
      expect(Object.hasOwn(en, message.key) && Object.hasOwn(zhCN, message.key as MessageKey)).toBe(true);
      expect(translateMessage('en', message)).not.toBe(translateMessage('zh-CN', message));
    }
  });
  it('many xor do not blow up', () => {
    const text = Array.from({ length: 400 }, (_, i) => `tcp.port == ${i + 1}`).join(' xor ');
    expect(JSON.stringify(captureFilterOf(checked(text))).length).toBeLessThan(100_000);
  });
});
