// Ways to write the same filter: all of a row compile to the same plan. And what the plan of each part of the grammar is.
import { describe, expect, test } from 'vitest';
import { compiled, planOf } from './language';

/** Each row: aliases. */
const SAME: string[][] = [
  // operators
  [
    'tcp.port == 80',
    'tcp.port eq 80',
    'tcp.port any_eq 80',
    'any tcp.port == 80',
    'any tcp.port === 80',
    'tcp.port==80',
  ],
  ['tcp.port != 80', 'tcp.port ne 80', 'tcp.port all_ne 80', 'all tcp.port != 80', 'all tcp.port !== 80'],
  ['tcp.port === 80', 'tcp.port all_eq 80', 'all tcp.port == 80', 'ALL tcp.port EQ 80'],
  ['tcp.port !== 80', 'tcp.port any_ne 80', 'any tcp.port != 80', 'tcp.port ~= 80'],
  ['tcp.port > 80', 'tcp.port gt 80', 'any tcp.port > 80'],
  ['tcp.port >= 80', 'tcp.port ge 80'],
  ['tcp.port < 80', 'tcp.port lt 80'],
  ['tcp.port <= 80', 'tcp.port le 80'],
  ['tcp.flags.str matches "a"', 'tcp.flags.str ~ "a"', 'any tcp.flags.str matches "a"'],
  ['tcp && ip', 'tcp and ip', '(tcp) and (ip)', 'tcp AND ip', 'tcp&&ip', 'tcp\tand\r\nip'],
  ['tcp || ip', 'tcp or ip'],
  ['tcp ^^ ip', 'tcp xor ip'],
  ['not tcp', '!tcp', '! tcp', '(not tcp)', 'not(tcp)'],
  ['tcp.flags & 2', 'tcp.flags bitand 2', 'tcp.flags bitwise_and 2', 'tcp.flags&0x2'],
  ['tcp.port in {80}', 'tcp.port in { 80 }', '(tcp.port in {80})'],
  ['tcp.port not in {80}', 'tcp.port !in {80}', 'not tcp.port in {80}', '!(tcp.port in {80})'],
  ['all tcp.port not in {80}', 'not all tcp.port in {80}'],
  // precedence
  ['tcp or udp and ip', 'tcp or (udp and ip)'],
  ['tcp xor udp or ip', '(tcp xor udp) or ip'],
  ['tcp and udp xor ip', '(tcp and udp) xor ip'],
  ['not tcp and ip', '(not tcp) and ip'],
  ['not tcp.port == 80', 'not (tcp.port == 80)'],
  ['tcp.len + 1 * 2 == 3', 'tcp.len + {1 * 2} == 3'],
  ['tcp.len & 1 + 1', 'tcp.len & {1 + 1}'],
  ['tcp.len - 1 - 2 == 3', '{tcp.len - 1} - 2 == 3'],
  ['tcp.flags & 2 == 2', '{tcp.flags & 2} == 2'],
  ['-tcp.len * 2 == 4', '{-tcp.len} * 2 == 4'],
  // what joins the same way needs no brackets, whatever their shape
  [
    'tcp and ip and eth and udp',
    '((tcp and ip) and eth) and udp',
    'tcp and (ip and (eth and udp))',
    'tcp and ip and (eth and udp)',
  ],
  // chains
  ['1 < tcp.len < 10', '1 < tcp.len and tcp.len < 10'],
  ['tcp.srcport == tcp.dstport == 80', 'tcp.srcport == tcp.dstport and tcp.dstport == 80'],
  ['all 1 < tcp.len < 10', 'all 1 < tcp.len and all tcp.len < 10'],
  // integers
  [
    'tcp.port == 80',
    'tcp.port == 0x50',
    'tcp.port == 0X50',
    'tcp.port == 0120',
    'tcp.port == 0b1010000',
    "tcp.port == 'P'",
    'tcp.port == +80',
    'tcp.port == {80}',
    "tcp.port == '\\x50'",
    "tcp.port == '\\120'",
    "tcp.port == '\\u0050'",
  ],
  ['tcp.window_size_scalefactor == -1', 'tcp.window_size_scalefactor == - 1', 'tcp.window_size_scalefactor == {-1}'],
  // value names
  ['ip.proto == "TCP"', 'ip.proto == TCP', 'ip.proto == "tcp"', 'ip.proto == 6'],
  ['eth.type == "IPv4"', 'eth.type == 0x0800', 'eth.type == IPv4'],
  ['_ws.expert.severity >= "Warning"', '_ws.expert.severity >= 0x600000'],
  // booleans
  [
    'tcp.flags.syn == 1',
    'tcp.flags.syn == true',
    'tcp.flags.syn == True',
    'tcp.flags.syn == TRUE',
    'tcp.flags.syn == "Set"',
    'tcp.flags.syn == "set"',
    'tcp.flags.syn == Set',
    'tcp.flags.syn == 2',
    'tcp.flags.syn == 0x10',
  ],
  ['tcp.flags.syn == 0', 'tcp.flags.syn == false', 'tcp.flags.syn == "Not set"'],
  ['frame.marked == "True"', 'frame.marked == true'],
  // bytes
  [
    'tcp.payload contains "GET"',
    'tcp.payload contains 47:45:54',
    'tcp.payload contains 47-45-54',
    'tcp.payload contains 47.45.54',
    'tcp.payload contains 474554',
    'tcp.payload contains :474554',
    'tcp.payload contains 4745-54',
    'tcp.payload contains :47:45:54',
    'tcp.payload contains "\\x47\\105T"',
    'tcp.payload contains r"GET"',
    'tcp.payload contains R"GET"',
    'tcp.payload contains "\\u0047\\U00000045T"',
  ],
  [
    'frame[4] == 0xff',
    'frame[4] == ff',
    'frame[4] == ff:',
    'frame[4] == :ff',
    'frame[4:1] == ff',
    'frame[0x4] == ff',
    'frame[004] == ff',
  ],
  ["frame[0] == 'A'", 'frame[0] == 41', 'frame[0] == "A"'],
  ['frame[0:4] == 0.1.0.d', 'frame[0-3] == 00:01:00:0d', 'frame[:4] == 0001000d'],
  ['frame[-2:] == 00:00', 'frame[ -2 : ] == 0000'],
  [
    'eth.addr == 00:00:5e:00:53:01',
    'eth.addr == 00-00-5e-00-53-01',
    'eth.addr == 0000.5e00.5301',
    'eth.addr == 00.00.5e.00.53.01',
    'eth.addr == 00005e005301',
  ],
  // addresses
  ['ip.addr == 10.0.0.1', 'ip.addr == 10.0.0.1/32'],
  [
    'ipv6.addr == 2001:db8::1',
    'ipv6.addr == 2001:0DB8:0:0:0:0:0:1',
    'ipv6.addr == 2001:db8::0.0.0.1',
    'ipv6.addr == 2001:db8::1/128',
  ],
  // times
  [
    'frame.time == "2024-01-31 12:00:00"',
    'frame.time == "2024-01-31T12:00:00Z"',
    'frame.time == 2024-01-31T12:00:00Z',
    'frame.time == "Jan 31, 2024 12:00:00"',
    'frame.time == "jan 31, 2024 12:00:00.000 UTC"',
    'frame.time == "2024-01-31 20:00 +08:00"',
    'frame.time == "Jan 31, 2024 20:00:00 GMT+8"',
    'frame.time == "2024-01-31 07:00:00 EST"',
    'frame.time == "2024-01-31 18:00:00 F"',
    'frame.time == 1706702400',
    'frame.time == 1706702400.0',
  ],
  ['frame.time == "2024-01-31"', 'frame.time == 2024-01-31', 'frame.time == "2024-1-31 0:00"'],
  ['frame.time_delta == 1.5', 'frame.time_delta == 1.500000000', 'frame.time_delta == 01.5'],
  ['frame.time_epoch == 1706702400', 'frame.time_epoch == "2024-01-31 12:00:00"'],
  // layers
  ['ip.addr#1', 'ip.addr#[1]', 'ip.addr #1'],
  ['ip.addr#[2-4]', 'ip.addr#[2:3]'],
  // names with a dot in front
  ['tcp.port == 80', '.tcp.port == 80'],
  // field references
  ['frame.number < ${frame.number}', 'frame.number < $frame.number'],
  ['ip.src#2 == ${ip.src#1}', 'ip.src#2 == $ip.src#1', 'ip.src#2 == ${ip.src#[1]}'],
  // macros
  ['tcp.port in {80, 443}', '${web}', '$web()', '${web:}', '${web;}'],
  [
    'ip.ttl >= 1 and ip.ttl <= 9',
    '${between:ip.ttl;1;9}',
    '${between;ip.ttl;1;9}',
    '$between(ip.ttl,1,9)',
    '$between( ip.ttl , 1, 9 )',
  ],
  ['(tcp.port in {80, 443}) or tcp.len >= 1 and tcp.len <= 9', '${two:tcp.len}', '$two(tcp.len)'],
];

describe('the same plan', () => {
  test.each(SAME)('%s', (first, ...others) => {
    const plan = planOf(first);
    for (const other of others) expect(planOf(other), other).toBe(plan);
  });
});

/** [filter, plan] */
const PLANS: [string, string[]][] = [
  ['', ['every packet']],
  ['  \t', ['every packet']],
  ['tcp', ['exists', '  field tcp: protocol (bytes)']],
  ['ip.addr#[-1]', ['exists', '  field ip.addr#[-1]: ipv4 (ipv4)']],
  ['@ip.src[0]', ['exists', '  slice [0] (bytes)', '    field @ip.src: bytes (bytes)']],
  ['len(tcp.payload)', ['not zero', '  len() (integer)', '    field tcp.payload: bytes (bytes)']],
  [
    'tcp.flags & 2',
    [
      'not zero',
      '  arithmetic & (integer)',
      '    field tcp.flags: uint16 (integer)',
      '    constant 2: uint16 (integer)',
    ],
  ],
  ['6 == ip.proto', ['any ==', '  constant 6: uint8 (integer)', '  field ip.proto: uint8 (integer)']],
  ['ip.addr == 10.0.0.0/8', ['any ==', '  field ip.addr: ipv4 (ipv4)', '  constant 10.0.0.0/8: ipv4 (ipv4)']],
  ['tcp.port == -1', ['any ==', '  field tcp.port: uint16 (integer)', '  constant -1: uint16 (integer)']],
  [
    'ip.proto contains "TC"',
    ['any contains', '  field ip.proto: uint8, by name (string)', '  constant "TC": string (string)'],
  ],
  [
    'tcp.flags.syn matches "set"',
    ['any matches', '  field tcp.flags.syn: bool, by name (string)', '  pattern set (string)'],
  ],
  ['eth.addr contains 5e:00', ['any contains', '  field eth.addr: ether (bytes)', '  constant [5e 00]: bytes (bytes)']],
  ['eth.addr == tcp.payload', ['any ==', '  field eth.addr: ether (bytes)', '  field tcp.payload: bytes (bytes)']],
  [
    'tcp.len == tcp.flags.syn',
    ['any ==', '  field tcp.len: uint32 (integer)', '  field tcp.flags.syn: bool (integer)'],
  ],
  [
    'frame.protocols[0:3] == 65:74:68',
    [
      'any ==',
      '  slice [0:3] (bytes)',
      '    field frame.protocols: string (string)',
      '  constant [65 74 68]: bytes (bytes)',
    ],
  ],
  [
    'frame.protocols[0:3] == "eth"',
    [
      'any ==',
      '  slice [0:3] (string)',
      '    field frame.protocols: string (string)',
      '  constant "eth": string (string)',
    ],
  ],
  [
    'tcp.payload[0:2] == tcp.flags.str',
    [
      'any ==',
      '  slice [0:2] (bytes)',
      '    field tcp.payload: bytes (bytes)',
      '  field tcp.flags.str: string (bytes)',
    ],
  ],
  [
    'frame.time_delta * 2.5 > 1',
    [
      'any >',
      '  arithmetic * (reltime)',
      '    field frame.time_delta: reltime (reltime)',
      '    constant 2.5: double (double)',
      '  constant 1.000000000 s: reltime (reltime)',
    ],
  ],
  [
    'frame.time - 1 > "2024-01-01"',
    [
      'any >',
      '  arithmetic - (abstime)',
      '    field frame.time: abstime (abstime)',
      '    constant 1.000000000 s: reltime (reltime)',
      '  constant 1704067200.000000000 s: abstime (abstime)',
    ],
  ],
  [
    'udp.dstport == 66 + 1',
    [
      'any ==',
      '  field udp.dstport: uint16 (integer)',
      '  arithmetic + (integer)',
      '    constant 66: uint16 (integer)',
      '    constant 1: uint16 (integer)',
    ],
  ],
  [
    'max(5060, udp.dstport) == udp.srcport',
    [
      'any ==',
      '  max() (integer)',
      '    constant 5060: uint16 (integer)',
      '    field udp.dstport: uint16 (integer)',
      '  field udp.srcport: uint16 (integer)',
    ],
  ],
  [
    'udp.dstport == abs(-67)',
    ['any ==', '  field udp.dstport: uint16 (integer)', '  abs() (integer)', '    constant -67: uint16 (integer)'],
  ],
  [
    'tcp.port in {80, 8000..8080}',
    [
      'any in',
      '  field tcp.port: uint16 (integer)',
      '  value',
      '    constant 80: uint16 (integer)',
      '  range',
      '    constant 8000: uint16 (integer)',
      '    constant 8080: uint16 (integer)',
    ],
  ],
  [
    'all string(ip.src) matches "^10"',
    ['all matches', '  string() (string)', '    field ip.src: ipv4 (ipv4)', '  pattern ^10 (string)'],
  ],
  [
    'frame.number < ${frame.number}',
    ['any <', '  field frame.number: uint32 (integer)', '  constant 7: uint32 (integer)'],
  ],
  [
    'tcp.port == ${tcp.port}',
    ['any ==', '  field tcp.port: uint16 (integer)', '  constant 1234, 80: uint16 (integer)'],
  ],
  [
    'frame.time_relative >= ${frame.time_relative} - 300',
    [
      'any >=',
      '  field frame.time_relative: reltime (reltime)',
      '  arithmetic - (reltime)',
      '    constant 1.500000000 s: reltime (reltime)',
      '    constant 300.000000000 s: reltime (reltime)',
    ],
  ],
  [
    'ip_rfc1918(ip.src) and not ip_multicast(ip.dst)',
    [
      'and',
      '  not zero',
      '    ip_rfc1918() (boolean)',
      '      field ip.src: ipv4 (ipv4)',
      '  not',
      '    not zero',
      '      ip_multicast() (boolean)',
      '        field ip.dst: ipv4 (ipv4)',
    ],
  ],
  [
    'tcp.payload contains "\\xff"',
    ['any contains', '  field tcp.payload: bytes (bytes)', '  constant [ff]: bytes (bytes)'],
  ],
  ['tcp.payload matches "\\xff"', ['any matches', '  field tcp.payload: bytes (bytes)', '  pattern \\xff (string)']],
];

test.each(PLANS)('plan of %s', (text, lines) => {
  expect(planOf(text).split('\n')).toEqual(lines);
});

/** Accepted by Wireshark, or by us for kindness: that they compile is all that is asked here. */
const ACCEPTED = [
  'tcp',
  'tcp.flags.syn',
  '_ws.malformed',
  'not not tcp',
  '!!tcp',
  '((tcp))',
  '{tcp.len}',
  '{tcp}',
  'any 5 == tcp.len',
  'tcp == "GET"',
  'tcp matches "GET"',
  'tcp contains "GET"',
  'tcp > "GET"',
  'tcp[0:2] == 00:50',
  'tcp in {"a"}',
  'tcp == udp',
  'ip.addr & 255.0.0.0 == 10.0.0.0',
  'eth.addr[0] & 2',
  'eth.addr & 01:00:00:00:00:00',
  'ipv6.addr & ff00:: == ff00::',
  'tcp.payload[0:2] & 01:02 == 01:00',
  'eth.addr[0:4] == ip.src',
  'ip.src == eth.addr[0:4]',
  'tcp.payload[0][0]',
  'tcp.payload[0:4][1:2] == 00:01',
  'tcp.payload[-4--2]',
  'ip.addr in {10.0.0.0/8, 1.1.1.1 .. 2.2.2.2}',
  'tcp.flags.str in {"a" .. "b"}',
  'ip.proto in {"TCP".."UDP"}',
  'ip.proto > "TCP"',
  'tcp.flags.syn in {true, false}',
  'tcp.len in {tcp.port .. 5}',
  'tcp.len in {1 + 1 .. 5}',
  'tcp.len in {5 .. 1}',
  'tcp.len in {-1 .. 5}',
  'len(tcp) in {5}',
  'frame[0:2] in {00:01, "ab"}',
  'tcp.payload in {"a", 00:01}',
  'frame.time in {"2024-01-01".."2024-02-01"}',
  'len(upper(tcp.flags.str)) > 1',
  'upper(string(tcp.port)) == "A"',
  'len(tcp.payload[1:]) > 1',
  'max(tcp.srcport, tcp.len) == 70000',
  'min(len(tcp.payload[2:]) + 2, len(udp.payload[2:]) + 2) == 153',
  'abs(frame.time_delta) == 1',
  'count(ip.addr#1) > 1',
  'len (tcp) > 1',
  'vals(ip.proto) contains "T"',
  'dec(tcp.port) == "80"',
  'hex(tcp.port) == "0x50"',
  'ip_special_name(ip.src) == "x"',
  'ip_special_mask(ipv6.src) & 1',
  'tcp.flags.str == abc',
  'tcp.flags.str == 5',
  'tcp.flags.str > "A"',
  "tcp.flags.str == 'A'",
  'tcp.flags.str == "·······A··S·"',
  'tcp.len / 0 == 1',
  'tcp.len % 2 == 1',
  'tcp.port == 65535 + 1',
  'tcp.len == --1',
  '-frame.time_delta == 1',
  'tcp.len -1 == 3',
  'frame[52-54] == ${@ip.src}[0-2]',
  'frame[52-54] == $@ip.src[0-2]',
  '${tcp.port} == tcp.port',
  'tcp.seq == 4294967295',
  'frame.encap_type == -32768',
  'tcp.flags.str ~ "(?-i)a"',
  'tcp.flags.str ~ r"\\d"',
  'tcp.flags.str ~ "\\\\d"',
  'tcp.flags.str contains upper(tcp.flags.str)',
];
test.each(ACCEPTED)('%s compiles', (text) => {
  expect(compiled(text).test).not.toBeNull();
});

test('fields that the evaluation needs, each once', () => {
  const { fields, usesRaw } = compiled(
    'tcp.port == 80 or len(tcp.payload) > tcp.len or tcp.port in {tcp.srcport, 5} or ip.src == ${ip.src}',
  );
  expect(fields.map(({ abbrev }) => abbrev)).toEqual(['tcp.port', 'tcp.payload', 'tcp.len', 'tcp.srcport', 'ip.src']);
  expect(usesRaw).toBe(false);
  expect(compiled('@ip.src == 0a:00:00:01').usesRaw).toBe(true);
});

test('places are those of the text', () => {
  const { test: whole } = compiled(' tcp.port == 80  and not (ip.src#1 == 1.2.3.4)');
  expect(whole).toMatchObject({ kind: 'and', at: 1, len: 44 });
  if (whole?.kind !== 'and') throw new Error('an and');
  expect(whole.left).toMatchObject({ at: 1, len: 14, left: { at: 1, len: 8 }, right: { at: 13, len: 2 } });
  expect(whole.right).toMatchObject({ at: 21, of: { left: { at: 26, len: 8 }, right: { at: 38, len: 7 } } });
});

test('places inside of a macro are those of its call', () => {
  const { test: whole } = compiled('udp or $between(ip.ttl, 1, 9) and ip');
  expect(whole).toMatchObject({ kind: 'or', right: { kind: 'and', left: { at: 7, len: 22 } } });
});
