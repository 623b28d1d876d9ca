// Filters that are refused: what is wrong, where (marked by the part of the text), and the filter put right.
// The places are tshark's carets, except where a longer part explains more.
import { describe, expect, test } from 'vitest';
import { translateMessage } from '../../../src-main/i18n/translate';
import type { MistakeKind } from '../../../src-main/filter/language/mistake';
import { compileFilter } from '../../../src-main/filter/compile';
import { MAX_FILTER_TEXT } from '../../../src-main/ipc/contracts/filter-contract';
import { ENVIRONMENT, mistakeIn, NO_FRAME } from './language';

/** `at`: the text that is marked; ' @N' behind it: its offset where it is not the first one. */
type Row = [text: string, kind: MistakeKind, at: string | number, suggestion: string | null];

const WRONG: Row[] = [
  // operators
  ['tcp.port = 80', 'operator', '=', 'tcp.port == 80'],
  ['tcp.port => 80', 'operator', '=>', 'tcp.port >= 80'],
  ['tcp.port =< 80', 'operator', '=<', 'tcp.port <= 80'],
  ['tcp.port <> 80', 'operator', '<>', 'tcp.port != 80'],
  ['tcp.flags.str =~ "a"', 'operator', '=~', 'tcp.flags.str ~ "a"'],
  ['tcp | ip', 'operator', '|', 'tcp || ip'],
  ['tcp ^ ip', 'operator', '^', 'tcp ^^ ip'],
  ['tcp & ip', 'type', 'tcp', 'tcp && ip'],
  ['frame.number == 1;', 'operator', ';', 'frame.number == 1'],
  ['tcp.port = 80 and ip.src = 10.0.0.1', 'operator', '=', 'tcp.port == 80 and ip.src == 10.0.0.1'],
  ['tcp.port is 80', 'unexpected', 'is', 'tcp.port == 80'],
  ['tcp.port equals 80', 'unexpected', 'equals', 'tcp.port == 80'],
  ['tcp.port not 80', 'unexpected', 'not', 'tcp.port != 80'],
  ['tcp.port 80', 'unexpected', '80', 'tcp.port == 80'],
  ['tcp.flags.str not contains "a"', 'unexpected', 'not', 'not tcp.flags.str contains "a"'],
  ['tcp ip', 'unexpected', 'ip', 'tcp and ip'],
  ['tcp (ip)', 'unknown-function', 'tcp', null],
  ['tcp.port == == 80', 'unexpected', 12, 'tcp.port == 80'],
  ['tcp and and ip', 'unexpected', 8, 'tcp and ip'],
  ['tcp or and ip', 'unexpected', 'and', 'tcp or ip'],
  ['and tcp', 'unexpected', 'and', 'tcp'],
  ['tcp.flags.str contains "a" contains "b"', 'unexpected', 27, null],
  ['tcp.port == 80 in {1}', 'unexpected', 'in', null],
  ['all tcp', 'incomplete', 7, null],
  ['all (tcp.len == 1)', 'bracket', '(', 'all tcp.len == 1'],
  // the end is missing
  ['tcp and', 'incomplete', 7, 'tcp'],
  ['tcp.port ==', 'incomplete', 11, 'tcp.port'],
  ['tcp.port == 80 or not', 'incomplete', 21, 'tcp.port == 80'],
  ['not', 'incomplete', 3, null],
  // brackets and quotes
  ['(tcp', 'bracket', 4, '(tcp)'],
  ['tcp)', 'bracket', ')', 'tcp'],
  ['tcp and (ip or udp', 'bracket', 18, 'tcp and (ip or udp)'],
  ['len(tcp', 'bracket', 7, 'len(tcp)'],
  ['tcp.payload[0', 'bracket', '[0', 'tcp.payload[0]'],
  ['tcp.port in {80, 443', 'bracket', 20, 'tcp.port in {80, 443}'],
  ['tcp.port in {80]', 'bracket', ']', 'tcp.port in {80}'],
  ['()', 'unexpected', ')', null],
  ['(tcp.len) == 4', 'bracket', '(', '{tcp.len} == 4'],
  ['tcp.len == (4 - 1)', 'bracket', '(', 'tcp.len == {4 - 1}'],
  ['tcp.port == 4 * (tcp.len + 1)', 'bracket', '(', 'tcp.port == 4 * {tcp.len + 1}'],
  ['tcp.flags.str == "abc', 'quote', '"abc', 'tcp.flags.str == "abc"'],
  ["tcp.port == 'a", 'quote', "'a", "tcp.port == 'a'"],
  ['tcp.flags.str == "abc”', 'quote', '"abc”', 'tcp.flags.str == "abc"'],
  // other characters
  ['tcp.flags.str == “abc”', 'character', '“', 'tcp.flags.str == "abc"'],
  ['tcp.port＝80', 'character', '＝', 'tcp.port==80'],
  ['（tcp or udp） and ip', 'character', '（', '(tcp or udp) and ip'],
  ['tcp.port in {80，443}', 'character', '，', 'tcp.port in {80,443}'],
  ['！tcp', 'character', '！', '!tcp'],
  ['tcp.flags.str == "（"　and tcp', 'character', '\u3000', 'tcp.flags.str == "（" and tcp'],
  ['tcp.flags.str == 中文', 'character', '中', null],
  ['frame.number == 1\\', 'character', '\\', 'frame.number == 1'],
  ['tcp.port == 80.', 'character', 14, 'tcp.port == 80'],
  // sets
  ['tcp.port in {80 81}', 'set', '81', 'tcp.port in {80, 81}'],
  ['tcp.port in {80 81 82 83 84 85 86 87 88 89}', 'set', '81', 'tcp.port in {80, 81, 82, 83, 84, 85, 86, 87, 88, 89}'],
  ['tcp.port in {80; 81}', 'set', ';', 'tcp.port in {80, 81}'],
  ['tcp.port in {80-90}', 'set', '80-90', 'tcp.port in {80..90}'],
  ['tcp.port in {80,}', 'set', '}', 'tcp.port in {80}'],
  ['tcp.port in {,80}', 'set', ',', 'tcp.port in {80}'],
  ['tcp.port in {}', 'set', '}', null],
  ['tcp.port in 80', 'set', '80', 'tcp.port in {80}'],
  ['tcp.port in 80, 443', 'set', '80', 'tcp.port in {80, 443}'],
  ['tcp.port in (80, 443)', 'set', '(', 'tcp.port in {80, 443}'],
  ['tcp.port in [80, 443]', 'set', '[80, 443]', 'tcp.port in {80, 443}'],
  ['tcp.port == {80, 443}', 'set', '==', 'tcp.port in {80, 443}'],
  ['tcp.port != {80, 443}', 'set', '!=', 'tcp.port not in {80, 443}'],
  ['tcp.port == 80, 443', 'unexpected', ',', 'tcp.port in {80, 443}'],
  ['tcp.port == 80 443', 'unexpected', '443', 'tcp.port in {80, 443}'],
  ['tcp.port == 80..90', 'unexpected', '..', 'tcp.port in {80..90}'],
  ['5 in {tcp.len}', 'constant', '5', null],
  // values without their field
  ['tcp.port == 80 or 443', 'bare-value', '443', 'tcp.port in {80, 443}'],
  ['ip and tcp.port == 80 || 443 || 8080', 'bare-value', '443', 'ip and tcp.port in {80, 443, 8080}'],
  ['tcp.port != 80 and 443', 'bare-value', '443', 'tcp.port not in {80, 443}'],
  ['tcp.len > 80 and 90', 'bare-value', '90', 'tcp.len > 80 and tcp.len > 90'],
  ['80 or tcp', 'bare-value', '80', null],
  ['80', 'constant', '80', null],
  ['"tcp"', 'constant', '"tcp"', 'tcp'],
  ['1 + 1 == 2', 'constant', '1 + 1 == 2', null],
  ['${frame.number}', 'constant', '${frame.number}', null],
  // names
  ['TCP', 'unknown-field', 'TCP', 'tcp'],
  ['tcp.Port == 80', 'unknown-field', 'tcp.Port', 'tcp.port == 80'],
  ['tcp.prot == 80', 'unknown-field', 'tcp.prot', 'tcp.port == 80'],
  ['ip.sorce == 10.0.0.1', 'unknown-field', 'ip.sorce', 'ip.src == 10.0.0.1'],
  ['tcp.port == tcp.sprort', 'unknown-field', 'tcp.sprort', 'tcp.port == tcp.port'],
  ['port == 80', 'unknown-field', 'port', 'tcp.port == 80'],
  ['tcp.len-1 == 3', 'unknown-field', 'tcp.len-1', 'tcp.len - 1 == 3'],
  ['frame.time_delta == .5', 'unknown-field', '.5', 'frame.time_delta == 0.5'],
  ['.nosuchfieldatall', 'unknown-field', '.nosuchfieldatall', null],
  ['ssh.protocol == 1', 'not-dissected', 'ssh.protocol', null],
  ['smb', 'not-dissected', 'smb', null],
  ['smb2.cmd == 1', 'not-dissected', 'smb2.cmd', null],
  ['udp.src_host == "a"', 'not-dissected', 'udp.src_host', null],
  ['tcp.pdu.size', 'not-dissected', 'tcp.pdu.size', null],
  ['lne(tcp) > 1', 'unknown-function', 'lne', 'len(tcp) > 1'],
  ['LEN(tcp) > 1', 'unknown-function', 'LEN', 'len(tcp) > 1'],
  // numbers
  ['tcp.port == 70000', 'too-big', '70000', null],
  ['tcp.port in {80, 70000}', 'too-big', '70000', null],
  ['tcp.port == 99999999999999999999999', 'too-big', '99999999999999999999999', null],
  ['tcp.port + 70000 == tcp.len', 'too-big', '70000', null],
  ['frame.encap_type == -32769', 'too-big', '32769', null],
  ['tcp.port == "80"', 'type', '"80"', 'tcp.port == 80'],
  ['tcp.port == "web"', 'type', '"web"', null],
  ['tcp.port == web', 'value', 'web', null],
  ['tcp.port == 80.0', 'value', '80.0', 'tcp.port == 80'],
  ['tcp.port == 08', 'value', '08', 'tcp.port == 8'],
  ['tcp.port == 0x', 'value', '0x', null],
  ['tcp.port == 4-1', 'value', '4-1', 'tcp.port == 4 - 1'],
  ["tcp.port == 'AB'", 'character-constant', "'AB'", null],
  ["tcp.flags.str == 'AB'", 'character-constant', "'AB'", 'tcp.flags.str == "AB"'],
  ["tcp.port == ''", 'character-constant', "''", null],
  ['ip.proto == "TPC"', 'value', '"TPC"', 'ip.proto == "TCP"'],
  ['ip.proto == tcp', 'type', 'tcp @12', 'ip.proto == "tcp"'],
  ['tcp.flags.syn == "True"', 'value', '"True"', 'tcp.flags.syn == true'],
  ['tcp.flags.syn == yes', 'value', 'yes', null],
  // addresses and bytes
  ['ip.addr == 1.2.3', 'value', '1.2.3', 'ip.addr == 1.2.3.0/24'],
  ['ip.addr == 10/8', 'value', '10/8', 'ip.addr == 10.0.0.0/8'],
  ['ip.addr == 10.0.0.0/255.255.0.0', 'value', '10.0.0.0/255.255.0.0', 'ip.addr == 10.0.0.0/16'],
  ['ip.addr == 10.0.0.0/33', 'too-big', '10.0.0.0/33', null],
  ['ip.addr == 256.1.1.1', 'value', '256.1.1.1', null],
  ['ip.addr == 010.0.0.1', 'value', '010.0.0.1', null],
  ['ip.addr == "10.0.0.1"', 'type', '"10.0.0.1"', 'ip.addr == 10.0.0.1'],
  ['ip.addr == www.example.com', 'value', 'www.example.com', null],
  ['ipv6.addr == fe80::1%eth0', 'value', 'fe80::1%eth0', 'ipv6.addr == fe80::1'],
  ['ipv6.addr == 1::2::3', 'value', '1::2::3', null],
  ['eth.addr == ff:ff', 'value', 'ff:ff', null],
  ['eth.addr == "00:00:5e:00:53:01"', 'type', '"00:00:5e:00:53:01"', 'eth.addr == 00:00:5e:00:53:01'],
  ['frame contains GET', 'value', 'GET', 'frame contains "GET"'],
  ['frame[0:2] == 0x0102', 'value', '0x0102', null],
  // times
  ['frame.time == "2024-13-01"', 'value', '"2024-13-01"', null],
  ['frame.time == "Jan 1, 2024"', 'value', '"Jan 1, 2024"', 'frame.time == "Jan 1, 2024 00:00:00"'],
  ['frame.time == "January 1, 2024 00:00:00"', 'value', '"January 1, 2024 00:00:00"', null],
  ['frame.time_delta == "1.5"', 'type', '"1.5"', 'frame.time_delta == 1.5'],
  ['frame.time_delta == 1.0000000001', 'value', '1.0000000001', null],
  ['frame.time_delta == 1e3', 'value', '1e3', null],
  // types
  ['tcp.port == ip.addr', 'type', 'ip.addr', null],
  ['ip.addr == ipv6.addr', 'type', 'ipv6.addr', null],
  ['tcp == tcp.payload', 'type', 'tcp.payload', null],
  ['tcp.flags.syn == tcp.len', 'type', 'tcp.len', null],
  ['tcp.connection.syn == 1', 'type', 'tcp.connection.syn', null],
  ['tcp.port contains 80', 'type', 'tcp.port', 'string(tcp.port) contains "80"'],
  ['ip.addr matches "^10"', 'type', 'ip.addr', 'string(ip.addr) matches "^10"'],
  ['eth.addr contains "a"', 'type', '"a"', null],
  ['tcp.port[0] == 1', 'type', 'tcp.port', '@tcp.port[0] == 1'],
  ['tcp.flags.syn + 1 == 2', 'type', 'tcp.flags.syn', null],
  ['ip.addr + 1 == 1.1.1.1', 'type', 'ip.addr', null],
  ['frame.time * 2 > 1', 'type', 'frame.time', null],
  ['frame.time_delta + tcp.len > 2', 'type', 'tcp.len', null],
  ['-tcp', 'type', 'tcp', null],
  ['tcp.len + "1" == 2', 'type', '"1"', 'tcp.len + 1 == 2'],
  ['tcp.flags.str matches abc', 'pattern', 'abc', 'tcp.flags.str matches "abc"'],
  ['tcp.flags.str matches upper(tcp.flags.str)', 'pattern', 'upper(tcp.flags.str)', null],
  ['tcp.flags.str ~ "a("', 'pattern', '(', null],
  ['tcp.flags.str ~ "\\d"', 'escape', '\\d', 'tcp.flags.str ~ r"\\d"'],
  ['tcp.flags.str == "\\u41"', 'escape', '\\u', 'tcp.flags.str == r"\\u41"'],
  // functions
  ['len() > 1', 'arguments', 'len', null],
  ['min() == 1', 'arguments', 'min', null],
  ['len(tcp, ip) > 1', 'arguments', 'len', null],
  ['len("abc") == tcp.len', 'arguments', '"abc"', null],
  ['len(nosuchfield) == 1', 'unknown-field', 'nosuchfield', null],
  ['upper(tcp.port) == "A"', 'arguments', 'tcp.port', null],
  ['string(tcp.payload) == "a"', 'arguments', 'tcp.payload', null],
  ['max(tcp.port, ip.addr) == 1', 'arguments', 'ip.addr', null],
  ['ip_rfc1918(ipv6.src)', 'arguments', 'ipv6.src', null],
  ['ip_ula(ip.src)', 'arguments', 'ip.src', null],
  ['vals(tcp.port) == "a"', 'arguments', 'tcp.port', null],
  ['count(tcp.payload[0]) == 1', 'arguments', 'tcp.payload[0]', null],
  // ranges
  ['tcp.payload[]', 'range', 12, null],
  ['tcp.payload[3-0]', 'range', '3-0', null],
  ['tcp.payload[3-3]', 'range', '3-3', 'tcp.payload[3]'],
  ['tcp.payload[0:0]', 'range', '0:0', null],
  ['tcp.payload[0,a]', 'range', 'a @14', null],
  ['tcp.payload[99999999999]', 'range', '99999999999', null],
  ['ip.addr#', 'range', '#', null],
  ['ip.addr#ip', 'range', '#', null],
  ['ip.addr#[2-1]', 'range', '2-1', null],
  ['@5 == 1', 'unknown-field', '@5', null],
  ['@"a" == 1', 'unexpected', '@', null],
  // flags by their names
  ['tcp.flags == SYN', 'value', 'SYN', 'tcp.flags.syn == 1'],
  ['tcp.flags==syn', 'value', 'syn', 'tcp.flags.syn == 1'],
  ['tcp.flags eq S', 'value', 'S', 'tcp.flags.syn == 1'],
  ['tcp.flags == "RST"', 'value', '"RST"', 'tcp.flags.reset == 1'],
  ['tcp.flags != FIN', 'value', 'FIN', 'tcp.flags.fin == 0'],
  ['tcp.flags & PSH', 'value', 'PSH', 'tcp.flags.push == 1'],
  ['tcp.flags & tcp-syn != 0', 'value', 'tcp-syn', 'tcp.flags.syn == 1'],
  ['tcp.flags & SYN == 0', 'value', 'SYN', 'tcp.flags.syn == 0'],
  ['tcp.flags == SYN|ACK', 'value', 'SYN|ACK', '(tcp.flags.syn == 1 and tcp.flags.ack == 1)'],
  ['tcp.flags == (SYN, ACK)', 'value', 'SYN, ACK', '(tcp.flags.syn == 1 and tcp.flags.ack == 1)'],
  ['ip and tcp.flags == SYN-ACK', 'value', 'SYN-ACK', 'ip and (tcp.flags.syn == 1 and tcp.flags.ack == 1)'],
  ['tcp.flags & (SYN|FIN)', 'value', 'SYN|FIN', '(tcp.flags.syn == 1 or tcp.flags.fin == 1)'],
  ['tcp.flags in {SYN, RST}', 'value', 'SYN, RST', '(tcp.flags.syn == 1 or tcp.flags.reset == 1)'],
  ['tcp.flags == SYN or tcp.flags == FIN', 'value', 'SYN', 'tcp.flags.syn == 1 or tcp.flags.fin == 1'],
  ['tcp.flags == SYN and tcp.port = http', 'value', 'SYN', 'tcp.flags.syn == 1 and tcp.port == 80'],
  ['tcp.flags == SYNC', 'value', 'SYNC', null],
  // services, and other names of capture filters
  ['tcp.port == http', 'type', 'http', 'tcp.port == 80'],
  ['tcp.port in {HTTP, 443}', 'value', 'HTTP', 'tcp.port in {80, 443}'],
  ['udp.dstport == domain or udp.srcport == dns', 'value', 'domain', 'udp.dstport == 53 or udp.srcport == 53'],
  ['udp.port == dns', 'type', 'dns', 'udp.port == 53'],
  ['tcp.srcport != "ssh"', 'value', '"ssh"', 'tcp.srcport != 22'],
  ['tcp.port == smtp', 'value', 'smtp', 'tcp.port == 25'],
  ['tcp.port == nonsense', 'value', 'nonsense', null],
  ['tcp.len == http', 'type', 'http', null],
  ['icmp.type == icmp-echo', 'value', 'icmp-echo', 'icmp.type == 8'],
  // byte accesses of capture filters
  ['tcp[tcpflags] & tcp-syn != 0', 'range', 'tcpflags', 'tcp.flags.syn == 1'],
  ['tcp[13] = 2', 'operator', '=', 'tcp.flags & 0xff == 0x02'],
  ['icmp[icmptype] == icmp-echo', 'range', 'icmptype', 'icmp.type == 8'],
  ['ip[9] = 6', 'operator', '=', 'ip.proto == 6'],
  ['ip[6:2] & 0x1fff == 0', 'value', '0x1fff', 'ip.frag_offset == 0'],
  ['host 10.0.0.1 and ip[8] < 5', 'unexpected', '10.0.0.1', 'ip.addr == 10.0.0.1 and ip.ttl < 5'],
  ['(tcp[13] = 2) and ip.src == 1.2.3.4', 'operator', '=', 'tcp.flags & 0xff == 0x02 and ip.src == 1.2.3.4'],
  [
    'not tcp[tcpflags] & (tcp-syn|tcp-fin) != 0 && tcp.len > 0',
    'range',
    'tcpflags',
    '(not (tcp.flags.syn == 1 or tcp.flags.fin == 1)) && tcp.len > 0',
  ],
  ['tcp[20:4] = 0x47455420', 'operator', '=', null],
  // macros and references
  ['${nosuch}', 'unknown-macro', '${nosuch}', null],
  ['${nosuch:1}', 'unknown-macro', '${nosuch:1}', null],
  ['$wbe()', 'unknown-macro', '$wbe()', '$web()'],
  ['${between:1;2}', 'macro', '${between:1;2}', null],
  ['${web:1}', 'macro', '${web:1}', null],
  ['${between:tcp.len;;3}', 'macro', '${between:tcp.len;;3}', null],
  ['${loop}', 'macro', '${loop}', null],
  ['${doubles}', 'macro', '${doubles}', null],
  ['tcp and ${wrong}', 'operator', '${wrong}', null],
  ['tcp.len == ${tcp}', 'type', '${tcp}', null],
  ['tcp.len == $', 'unknown-macro', '$', null],
  ['tcp.len == ${tcp.lne}', 'unknown-field', '${tcp.lne}', 'tcp.len == ${tcp.len}'],
];

describe('refused', () => {
  test.each(WRONG)('%s', (text, kind, at, suggestion) => {
    const mistake = mistakeIn(text);
    const [marked, offset] =
      typeof at === 'number' ? ['', at] : at.includes(' @') ? at.split(' @') : [at, text.indexOf(at)];
    expect({ kind: mistake.kind, at: mistake.at }).toEqual({ kind, at: Number(offset) });
    if (typeof at === 'string') expect(text.slice(mistake.at, mistake.at + mistake.len)).toBe(marked);
    expect(mistake.suggestion).toBe(suggestion);
    if (mistake.suggestion !== null) expect(compileFilter(mistake.suggestion, ENVIRONMENT).ok).toBe(true);
    for (const language of ['en', 'zh-CN'] as const)
      for (const message of mistake.hint ? [mistake.message, mistake.hint] : [mistake.message]) {
        const said = translateMessage(language, message);
        expect(said).not.toMatch(/^filter\.|, select,|, plural,|undefined/);
      }
  });
});

test('a field reference without a selected frame', () => {
  expect(mistakeIn('frame.number < ${frame.number}', NO_FRAME)).toMatchObject({ kind: 'no-frame', at: 15, len: 15 });
});

test('a filter that is too long', () => {
  const text = `tcp${' '.repeat(MAX_FILTER_TEXT)}`;
  expect(mistakeIn(text)).toMatchObject({ kind: 'too-long', at: MAX_FILTER_TEXT, suggestion: null });
});

/** Nested in every way that the grammar has: refused as too deep, and quickly. */
const DEEP: [string, string][] = [
  ['brackets', `${'('.repeat(8000)}tcp${')'.repeat(8000)}`],
  ['braces', `${'{'.repeat(8000)}tcp.len${'}'.repeat(8000)} == 1`],
  ['not', 'not '.repeat(4000) + 'tcp'],
  ['signs', `tcp.len == ${'-'.repeat(16_000)}1`],
  ['calls', `${'abs('.repeat(4000)}tcp.len`],
  ['slices', `tcp.payload${'[0]'.repeat(5000)}`],
  ['sums', `tcp.len${' + 1'.repeat(4000)} == 1`],
  ['sums in sums', `${'{1 + '.repeat(3000)}tcp.len`],
  [
    'sums left of sums',
    `${'{'.repeat(90)}tcp.len${` + ${Array.from({ length: 50 }, () => '1').join(' + ')}}`.repeat(75)}`,
  ],
];
test.each(DEEP)('deep %s', (_name, text) => {
  expect(text.length).toBeLessThanOrEqual(MAX_FILTER_TEXT);
  expect(mistakeIn(text).kind).toBe('too-deep');
});

/** As long as may be: fine. */
const LONG: [string, string][] = [
  ['or', Array.from({ length: 2700 }, () => 'ip').join(' or ')],
  [
    'and and or',
    Array.from({ length: 900 }, () => 'tcp or ip and udp')
      .join(' or ')
      .slice(0, MAX_FILTER_TEXT - 3)
      .replace(/ \w*$/, '')
      .replace(/ (?:or|and)$/, ''),
  ],
  ['chain', Array.from({ length: 1400 }, () => 'tcp.len').join(' < ')],
  ['set', `tcp.port in {${Array.from({ length: 3000 }, (_, i) => i).join(',')}}`],
  ['string', `tcp.flags.str == "${'x'.repeat(16_000)}"`],
  ['macros', '${web} or '.repeat(900) + 'tcp'],
];
test.each(LONG)('long %s', (_name, text) => {
  const result = compileFilter(text, ENVIRONMENT);
  expect(result.ok ? '' : result.mistake.message.key).toBe('');
});
