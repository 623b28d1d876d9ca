// Operators over every type, on real frames. Where tshark 4.0.17 knows the form, its answer stands in the table; the filters that
// only Wireshark 4.2 and 4.4 know (`@`, xor, functions and arithmetic alone, vals, dec, hex, ip_…) have expectations made by hand.
import { describe, expect, test } from 'vitest';
import type { Test } from '../../../../src-main/filter/language/tree';
import {
  arithmetic,
  b,
  call,
  compare,
  constant,
  exists,
  f,
  ip,
  isIn,
  join,
  layer,
  mac,
  minus,
  n,
  not,
  pattern,
  s,
  slice,
  time,
  truth,
} from '../checked';
import { matching } from '../frames';

const ALL = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const IPV4 = [1, 2, 4, 6, 7, 8, 9];
const TCP = [1, 3, 7, 9];
const one = { from: 1, to: null };
const two = { from: 2, to: null };

type Case = [text: string, test: Test, frames: number[]];

/** What tshark 4.0.17 says of the same capture. */
const AS_TSHARK: Case[] = [
  // there or not
  ['tcp', exists(f('tcp')), TCP],
  ['tcp.flags.syn', exists(f('tcp.flags.syn')), [1, 3, 7]],
  ['_ws.short', exists(f('_ws.short')), [9]],
  ['_ws.expert.message contains "SYN"', compare(f('_ws.expert.message'), 'contains', s('SYN')), [3, 7]],
  ['not tcp', not(exists(f('tcp'))), [2, 4, 5, 6, 8]],
  // integers: any pair, or all pairs
  ['tcp.port == 80', compare(f('tcp.port'), 'eq', n(80)), TCP],
  ['tcp.port != 80', compare(f('tcp.port'), 'ne', n(80)), []],
  ['tcp.port === 80', compare(f('tcp.port'), 'eq', n(80), 'all'), []],
  ['tcp.port !== 80', compare(f('tcp.port'), 'ne', n(80), 'any'), TCP],
  ['all tcp.port > 79', compare(f('tcp.port'), 'gt', n(79), 'all'), TCP],
  ['all udp.port != 5', compare(f('udp.port'), 'ne', n(5), 'all'), [4, 6, 8]],
  ['not tcp.port == 80', not(compare(f('tcp.port'), 'eq', n(80))), [2, 4, 5, 6, 8]],
  ['ip.ttl < 64', compare(f('ip.ttl'), 'lt', n(64)), [1, 9]],
  ['ip.ttl >= 64', compare(f('ip.ttl'), 'ge', n(64)), [2, 4, 6, 7, 8]],
  ['ip.ttl <= 5', compare(f('ip.ttl'), 'le', n(5)), [1, 9]],
  ['all tcp.port >= tcp.dstport', compare(f('tcp.port'), 'ge', f('tcp.dstport'), 'all'), TCP],
  ['tcp.port == udp.port', compare(f('tcp.port'), 'eq', f('udp.port')), []],
  ['tcp.port > ip.ttl', compare(f('tcp.port'), 'gt', f('ip.ttl')), [1, 7, 9]],
  // booleans
  ['tcp.flags.syn == 1', compare(f('tcp.flags.syn'), 'eq', constant('bool', [1])), [3, 7]],
  ['tcp.flags.syn < True', compare(f('tcp.flags.syn'), 'lt', constant('bool', [1])), [1]],
  ['!tcp.flags.syn == 0', not(compare(f('tcp.flags.syn'), 'eq', constant('bool', [0]))), [2, 3, 4, 5, 6, 7, 8, 9]],
  // addresses and networks
  ['ip.src == 10.0.0.0/8', compare(f('ip.src'), 'eq', ip('10.0.0.0/8')), [1, 4, 6, 7, 8, 9]],
  ['ip.src > 10.0.0.0/8', compare(f('ip.src'), 'gt', ip('10.0.0.0/8')), [2]],
  ['ip.src <= 10.0.0.0/8', compare(f('ip.src'), 'le', ip('10.0.0.0/8')), [1, 4, 6, 7, 8, 9]],
  ['ip.src > 10.0.0.0', compare(f('ip.src'), 'gt', ip('10.0.0.0')), IPV4],
  ['ip.src == 10.9.9.9/32', compare(f('ip.src'), 'eq', ip('10.9.9.9/32')), [6]],
  ['ip.src == 10.9.9.9/0', compare(f('ip.src'), 'eq', ip('10.9.9.9/0')), IPV4],
  ['ip.src != ip.dst', compare(f('ip.src'), 'ne', f('ip.dst')), IPV4],
  ['ip.src == ip.addr', compare(f('ip.src'), 'eq', f('ip.addr')), IPV4],
  ['ip.src in {10.0.0.0..10.8.8.8}', isIn(f('ip.src'), [[ip('10.0.0.0'), ip('10.8.8.8')]]), [1, 4, 6, 7, 8, 9]],
  ['ipv6.src == fd00::/8', compare(f('ipv6.src'), 'eq', ip('fd00::/8')), [3, 4]],
  ['eth.src > 02:00:00:00:00:00', compare(f('eth.src'), 'gt', mac('02:00:00:00:00:00')), ALL],
  [
    'ip.src & 255.0.0.0 == 10.0.0.0',
    compare(arithmetic(f('ip.src'), '&', ip('255.0.0.0')), 'eq', ip('10.0.0.0')),
    [1, 4, 6, 7, 8, 9],
  ],
  // strings
  ['frame.protocols == "eth:ethertype:arp"', compare(f('frame.protocols'), 'eq', s('eth:ethertype:arp')), [5]],
  [
    'frame.protocols > "eth:ethertype:ip:t"',
    compare(f('frame.protocols'), 'gt', s('eth:ethertype:ip:t')),
    [1, 2, 3, 7, 8, 9],
  ],
  ['frame.protocols contains "arp"', compare(f('frame.protocols'), 'contains', s('arp')), [5]],
  ['frame.protocols contains "ARP"', compare(f('frame.protocols'), 'contains', s('ARP')), []],
  ['frame.protocols contains ""', compare(f('frame.protocols'), 'contains', s('')), []],
  ['frame.protocols matches "ARP"', compare(f('frame.protocols'), 'matches', pattern('ARP')), [5]],
  ['frame.protocols matches "(?-i)ARP"', compare(f('frame.protocols'), 'matches', pattern('(?-i)ARP')), []],
  ['frame.protocols matches ""', compare(f('frame.protocols'), 'matches', pattern('')), ALL],
  // slices of strings
  ['frame.protocols[-3:] == "arp"', compare(slice(f('frame.protocols'), [-3, null]), 'eq', s('arp')), [5]],
  ['frame.protocols[-3:2] == "ar"', compare(slice(f('frame.protocols'), [-3, 2]), 'eq', s('ar')), [5]],
  ['frame.protocols[0,1] == "et"', compare(slice(f('frame.protocols'), [0], [1]), 'eq', s('et')), ALL],
  ['frame.protocols[14:100]', exists(slice(f('frame.protocols'), [14, 100])), []],
  ['frame.protocols[14:100] == ""', compare(slice(f('frame.protocols'), [14, 100]), 'eq', s('')), ALL],
  ['frame.protocols[-100:3] == ""', compare(slice(f('frame.protocols'), [-100, 3]), 'eq', s('')), ALL],
  // bytes and their slices
  ['tcp.options >= 02:04:05:b4', compare(f('tcp.options'), 'ge', b(2, 4, 5, 0xb4)), [3, 7]],
  ['tcp.options < 02:05', compare(f('tcp.options'), 'lt', b(2, 5)), []],
  [
    'udp <= 00:05:00:09:00:0a:fc:ba:61:62',
    compare(f('udp'), 'le', b(0, 5, 0, 9, 0, 10, 0xfc, 0xba, 0x61, 0x62)),
    [2, 4, 6, 8],
  ],
  ['tcp.options == 02', compare(f('tcp.options'), 'eq', b(2)), []],
  [
    'tcp.options[0:2,4:2] == 02:04:04:02',
    compare(slice(f('tcp.options'), [0, 2], [4, 2]), 'eq', b(2, 4, 4, 2)),
    [3, 7],
  ],
  ['tcp.options[-3:] == 03:03:07', compare(slice(f('tcp.options'), [-3, null]), 'eq', b(3, 3, 7)), [3, 7]],
  ['tcp.options[0,30,1] == 02', compare(slice(f('tcp.options'), [0], [30], [1]), 'eq', b(2)), [3, 7]],
  ['tcp.options[-40:,0:2] == 02:04', compare(slice(f('tcp.options'), [-40, null], [0, 2]), 'eq', b(2, 4)), []],
  ['tcp.options[19]', exists(slice(f('tcp.options'), [19])), [3, 7]],
  ['tcp.options[20]', exists(slice(f('tcp.options'), [20])), []],
  ['tcp.options[-21:]', exists(slice(f('tcp.options'), [-21, null])), []],
  ['tcp.options[-21:] != 02', compare(slice(f('tcp.options'), [-21, null]), 'ne', b(2)), [3, 7]],
  ['tcp.options[0,30] == 02', compare(slice(f('tcp.options'), [0], [30]), 'eq', b(2)), [3, 7]],
  ['tcp.options[20:] < 02', compare(slice(f('tcp.options'), [20, null]), 'lt', b(2)), [3, 7]],
  ['tcp.options[1:] contains 04:02', compare(slice(f('tcp.options'), [1, null]), 'contains', b(4, 2)), [3, 7]],
  ['tcp.payload contains ""', compare(f('tcp.payload'), 'contains', b()), [1]],
  ['tcp.options[20:] contains ""', compare(slice(f('tcp.options'), [20, null]), 'contains', b()), []],
  ['ip.src[1:2] == 00:00', compare(slice(f('ip.src'), [1, 2]), 'eq', b(0, 0)), [1, 4, 6, 7, 8, 9]],
  ['tcp.payload[1:3][0:1] == "E"', compare(slice(slice(f('tcp.payload'), [1, 3]), [0, 1]), 'eq', b(0x45)), [1]],
  ['tcp.options & 02 == 02', compare(arithmetic(f('tcp.options'), '&', b(2)), 'eq', b(2)), [3, 7]],
  ['tcp.options & 00:00', truth(arithmetic(f('tcp.options'), '&', b(0, 0))), []],
  // a protocol: its header where it is compared or cut, all that it carries where it is searched
  ['len(tcp) == 57', compare(call('len', f('tcp')), 'eq', n(57)), [1]],
  ['len(ip) == 20', compare(call('len', f('ip')), 'eq', n(20)), IPV4],
  ['len(eth) == 14', compare(call('len', f('eth')), 'eq', n(14)), ALL],
  ['len(udp) == 8', compare(call('len', f('udp')), 'eq', n(8)), [2, 4, 6, 8]],
  ['len(frame) == 91', compare(call('len', f('frame')), 'eq', n(91)), [1]],
  ['len(data) == 2', compare(call('len', f('data')), 'eq', n(2)), [2]],
  ['len(_ws.short) == 0', compare(call('len', f('_ws.short')), 'eq', n(0)), [9]],
  ['tcp[19:1]', exists(slice(f('tcp'), [19, 1])), [1, 3, 7]],
  ['tcp[20:1]', exists(slice(f('tcp'), [20, 1])), [1, 3, 7]],
  ['tcp[0:2] == 9c:40', compare(slice(f('tcp'), [0, 2]), 'eq', b(0x9c, 0x40)), TCP],
  ['udp <= 00:05:00:09:00:0a:fc:ba', compare(f('udp'), 'le', b(0, 5, 0, 9, 0, 10, 0xfc, 0xba)), [2]],
  ['tcp contains "GET"', compare(f('tcp'), 'contains', b(0x47, 0x45, 0x54)), [1]],
  ['eth contains "GET"', compare(f('eth'), 'contains', b(0x47, 0x45, 0x54)), [1]],
  ['tcp contains ""', compare(f('tcp'), 'contains', b()), []],
  ['tcp matches "index"', compare(f('tcp'), 'matches', pattern('index')), [1]],
  ['udp contains 61:62:00', compare(f('udp'), 'contains', b(0x61, 0x62, 0)), []],
  ['ip contains ten zeros', compare(f('ip'), 'contains', b(...new Array<number>(10).fill(0))), [4]],
  ['eth contains ten zeros', compare(f('eth'), 'contains', b(...new Array<number>(10).fill(0))), [2, 3, 4]],
  ['icmp contains "hello"', compare(f('icmp'), 'contains', b(0x68, 0x65, 0x6c, 0x6c, 0x6f)), [6]],
  ['_ws.short == ""', compare(f('_ws.short'), 'eq', b()), [9]],
  ['_ws.short matches ""', compare(f('_ws.short'), 'matches', pattern('')), [9]],
  // sets
  ['frame.number in {1, 3..5}', isIn(f('frame.number'), [n(1), [n(3), n(5)]]), [1, 3, 4, 5]],
  ['frame.number in {5..3}', isIn(f('frame.number'), [[n(5), n(3)]]), []],
  ['not tcp.port in {1..100}', not(isIn(f('tcp.port'), [[n(1), n(100)]])), [2, 4, 5, 6, 8]],
  ['all ip.addr in {10.0.0.0/8}', isIn(f('ip.addr'), [ip('10.0.0.0/8')], 'all'), [1, 4, 6, 7, 8, 9]],
  ['not all ip.addr in {10.0.0.0/8}', not(isIn(f('ip.addr'), [ip('10.0.0.0/8')], 'all')), [2, 3, 5]],
  ['frame.protocols in {"a".."f"}', isIn(f('frame.protocols'), [[s('a'), s('f')]]), ALL],
  ['frame.time_delta in {-1..0}', isIn(f('frame.time_delta'), [[time(-1), time(0)]]), [1]],
  // layers
  ['ip#2', exists(layer('ip', two)), [4, 6, 8]],
  ['ip.addr#2 == 10.0.0.1', compare(layer('ip.addr', two), 'eq', ip('10.0.0.1')), [4, 8]],
  ['ip.ttl#[-2]', exists(layer('ip.ttl', { from: -2, to: null })), [4, 6, 8]],
  ['ip.ttl#[1,2]', exists(layer('ip.ttl', one, two)), IPV4],
  ['ip.addr#[1-2]', exists(layer('ip.addr', { from: 1, to: 2 })), IPV4],
  ['udp.srcport#[0]', exists(layer('udp.srcport', { from: 0, to: null })), []],
  ['udp#1', exists(layer('udp', one)), [2, 4, 6, 8]],
  ['udp.port#2', exists(layer('udp.port', two)), [8]],
  ['eth.src#2', exists(layer('eth.src', two)), [8]],
  ['ip.src#1 == ip.src#2', compare(layer('ip.src', one), 'eq', layer('ip.src', two)), [4, 8]],
  ['count(ip.addr#2) == 2', compare(call('count', layer('ip.addr', two)), 'eq', n(2)), [4, 6, 8]],
  // arithmetic
  ['frame.number - 5 < 0', compare(arithmetic(f('frame.number'), '-', n(5)), 'lt', n(0)), [1, 2, 3, 4]],
  ['frame.number / 2 == 1', compare(arithmetic(f('frame.number'), '/', n(2)), 'eq', n(1)), [2, 3]],
  ['frame.number % 2 == 1', compare(arithmetic(f('frame.number'), '%', n(2)), 'eq', n(1)), [1, 3, 5, 7, 9]],
  ['frame.number / 0 == 1', compare(arithmetic(f('frame.number'), '/', n(0)), 'eq', n(1)), []],
  ['not frame.number % 0 == 1', not(compare(arithmetic(f('frame.number'), '%', n(0)), 'eq', n(1))), ALL],
  ['frame.number & 1', truth(arithmetic(f('frame.number'), '&', n(1))), [1, 3, 5, 7, 9]],
  ['tcp.flags & 0x18 == 0x18', compare(arithmetic(f('tcp.flags'), '&', n(0x18)), 'eq', n(0x18)), [1]],
  ['-frame.number < -7', compare(minus(f('frame.number')), 'lt', n(-7)), [8, 9]],
  ['tcp.port + tcp.port == 160', compare(arithmetic(f('tcp.port'), '+', f('tcp.port')), 'eq', n(160)), TCP],
  ['all tcp.port - tcp.port == 0', compare(arithmetic(f('tcp.port'), '-', f('tcp.port')), 'eq', n(0), 'all'), []],
  [
    'ip.len == {ip.hdr_len + tcp.hdr_len + tcp.len}',
    compare(f('ip.len'), 'eq', arithmetic(arithmetic(f('ip.hdr_len'), '+', f('tcp.hdr_len')), '+', f('tcp.len'))),
    [1, 7],
  ],
  ['frame.time_delta - 1', truth(arithmetic(f('frame.time_delta'), '-', time(1))), [1]],
  [
    'frame.time_delta - 1.25 == -0.25',
    compare(arithmetic(f('frame.time_delta'), '-', time(1, 250_000_000)), 'eq', time(0, -250_000_000)),
    [2, 3, 4, 5, 6, 7, 8, 9],
  ],
  ['-frame.time_delta == -1', compare(minus(f('frame.time_delta')), 'eq', time(-1)), [2, 3, 4, 5, 6, 7, 8, 9]],
  ['frame.time_relative > 1.5', compare(f('frame.time_relative'), 'gt', time(1, 500_000_000)), [3, 4, 5, 6, 7, 8, 9]],
  // functions
  ['len(tcp.port) == 2', compare(call('len', f('tcp.port')), 'eq', n(2)), TCP],
  ['len(eth.src.oui) == 3', compare(call('len', f('eth.src.oui')), 'eq', n(3)), ALL],
  ['len(tcp.flags.syn) == 0', compare(call('len', f('tcp.flags.syn')), 'eq', n(0)), [1, 3, 7]],
  ['len(frame.time) == 0', compare(call('len', f('frame.time')), 'eq', n(0)), ALL],
  ['len(frame.protocols) == 17', compare(call('len', f('frame.protocols')), 'eq', n(17)), [5]],
  ['len(frame.encap_type) == 2', compare(call('len', f('frame.encap_type')), 'eq', n(2)), ALL],
  ['count(ip) == 2', compare(call('count', f('ip')), 'eq', n(2)), [4, 6, 8]],
  ['count(tcp) == 0', compare(call('count', f('tcp')), 'eq', n(0)), []],
  ['max(tcp.srcport, 50000) == 50000', compare(call('max', f('tcp.srcport'), n(50000)), 'eq', n(50000)), ALL],
  ['min(tcp.port) == 80', compare(call('min', f('tcp.port')), 'eq', n(80)), TCP],
  ['max(ip.src) == 192.168.1.1', compare(call('max', f('ip.src')), 'eq', ip('192.168.1.1')), [2]],
  ['abs(ip.ttl - 64) == 59', compare(call('abs', arithmetic(f('ip.ttl'), '-', n(64))), 'eq', n(59)), [1, 9]],
  [
    'abs(frame.time_delta - 2) == 1',
    compare(call('abs', arithmetic(f('frame.time_delta'), '-', time(2))), 'eq', time(1)),
    [2, 3, 4, 5, 6, 7, 8, 9],
  ],
  [
    'upper(frame.protocols)[0:3] == "ETH"',
    compare(slice(call('upper', f('frame.protocols')), [0, 3]), 'eq', s('ETH')),
    ALL,
  ],
  ['string(tcp.port) == "80"', compare(call('string', f('tcp.port')), 'eq', s('80')), TCP],
  ['string(ip.id) == "1"', compare(call('string', f('ip.id')), 'eq', s('1')), IPV4],
  ['string(ip.src) contains "192"', compare(call('string', f('ip.src')), 'contains', s('192')), [2]],
  ['string(eth.src) contains "02:"', compare(call('string', f('eth.src')), 'contains', s('02:')), ALL],
];

/** Forms of Wireshark 4.2 and 4.4. */
const BY_HAND: Case[] = [
  ['tcp xor ip', join(exists(f('tcp')), 'xor', exists(f('ip'))), [2, 3, 4, 6, 8]],
  ['@ip.src == 0a:00:00:01', compare(f('ip.src', { raw: true }), 'eq', b(10, 0, 0, 1)), [1, 4, 7, 8, 9, 6]],
  ['@tcp.flags.syn == 02', compare(f('tcp.flags.syn', { raw: true }), 'eq', b(2)), [3, 7]],
  ['@tcp.port[0] == 00', compare(slice(f('tcp.port', { raw: true }), [0]), 'eq', b(0)), TCP],
  ['len(tcp.options[2:]) == 18', compare(call('len', slice(f('tcp.options'), [2, null])), 'eq', n(18)), [3, 7]],
  ['len(tcp.payload)', truth(call('len', f('tcp.payload'))), [1]],
  ['ip.proto matches "^tcp$"', compare(f('ip.proto', { asName: true }), 'matches', pattern('^tcp$')), [1, 7, 9]],
  ['vals(ip.proto) == "UDP"', compare(call('vals', f('ip.proto')), 'eq', s('UDP')), [2, 6, 8]],
  ['vals(tcp.port) == "80"', compare(call('vals', f('tcp.port')), 'eq', s('80')), []],
  ['vals(tcp.flags.syn) == "Set"', compare(call('vals', f('tcp.flags.syn')), 'eq', s('Set')), [3, 7]],
  ['dec(tcp.flags) == "24"', compare(call('dec', f('tcp.flags')), 'eq', s('24')), [1]],
  ['hex(tcp.dstport) == "0x0050"', compare(call('hex', f('tcp.dstport')), 'eq', s('0x0050')), TCP],
  ['hex(ip.ttl) == "0x05"', compare(call('hex', f('ip.ttl')), 'eq', s('0x05')), [1, 9]],
  ['string(tcp.flags.syn) == "True"', compare(call('string', f('tcp.flags.syn')), 'eq', s('True')), [3, 7]],
  ['ip_rfc1918(ip.dst)', truth(call('ip_rfc1918', f('ip.dst'))), [1, 4, 6, 7, 8, 9]],
  ['ip_multicast(ip.dst)', truth(call('ip_multicast', f('ip.dst'))), [2]],
  ['ip_ula(ipv6.src)', truth(call('ip_ula', f('ipv6.src'))), [3, 4]],
  ['ip_linklocal(ipv6.src)', truth(call('ip_linklocal', f('ipv6.src'))), []],
  [
    'ip_special_name(ip.src) == "Private-Use"',
    compare(call('ip_special_name', f('ip.src')), 'eq', s('Private-Use')),
    IPV4,
  ],
  ['ip_special_mask(ip.src) == 28', compare(call('ip_special_mask', f('ip.src')), 'eq', n(28)), IPV4],
  ['tcp.port in ${tcp.port} of another frame', compare(f('udp.port'), 'eq', n(5, 9, 53)), [2, 6]],
  ['${…} without a value', compare(f('udp.port'), 'ne', n()), []],
  ['ip.ttl in {5..ip.len}', isIn(f('ip.ttl'), [[n(5), f('ip.len')]]), [1, 4, 8, 9]],
  [
    'tcp.seq_raw * 4294967296 * 4294967296 >= 0 does not fit',
    compare(arithmetic(arithmetic(f('tcp.seq_raw'), '*', n(4294967296)), '*', n(4294967296)), 'gt', n(0)),
    [],
  ],
];

describe('filters over frames', () => {
  test.each(AS_TSHARK)('%s', (_, filter, frames) => {
    expect(matching(filter)).toEqual(frames);
  });
  test.each(BY_HAND)('%s (Wireshark 4.4)', (_, filter, frames) => {
    expect(matching(filter)).toEqual([...frames].sort());
  });
});
