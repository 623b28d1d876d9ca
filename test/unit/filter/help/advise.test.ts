// The coach: which traps a filter steps into, and what is offered instead. A row: the filter, then kind → alternative of each advice.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { adviseOn } from '../../../../src-main/filter/help/advise';
import { compileFilter, type FilterEnvironment } from '../../../../src-main/filter/compile';
import { en, zhCN, type MessageKey } from '../../../../src-main/i18n/catalogue';
import { translateMessage } from '../../../../src-main/i18n/translate';
import type { FilterAdvice } from '../../../../src-main/ipc/contracts/filter-contract';

const ENVIRONMENT: FilterEnvironment = {
  macros: [
    { name: 'syn', text: 'tcp.flags.syn' },
    { name: 'web', text: 'tcp.port in {80, 443}' },
  ],
  reference: () => null,
};
const advise = (text: string): FilterAdvice[] => adviseOn(text, compileFilter(text, ENVIRONMENT), ENVIRONMENT);
const short = (text: string): Record<string, string | null> =>
  Object.fromEntries(advise(text).map(({ kind, alternative }) => [kind, alternative?.text ?? null]));

describe.each<[string, [string, Record<string, string | null>][]]>([
  [
    'a flag that is only asked to be there',
    [
      ['tcp.flags.syn', { 'exists-flag': 'tcp.flags.syn == 1' }],
      ['not tcp.flags.syn', { 'exists-flag': 'tcp.flags.syn == 0' }],
      ['!tcp.flags.ack and tcp', { 'exists-flag': 'tcp.flags.ack == 0 and tcp' }],
      ['not (tcp.flags.syn)', { 'exists-flag': 'not (tcp.flags.syn == 1)' }],
      ['tcp.flags.syn and not tcp.flags.ack', { 'exists-flag': 'tcp.flags.syn == 1 and tcp.flags.ack == 0' }],
      ['(tcp.flags.syn) && ip', { 'exists-flag': '(tcp.flags.syn == 1) && ip' }],
      ['tcp.ack', { 'exists-number': 'tcp.flags.ack == 1' }],
      ['tcp.len and ip', { 'exists-number': 'tcp.len > 0 and ip' }],
      ['tcp.flags.syn == 1', {}],
      ['tcp.options.mss', {}],
      ['tcp', {}],
    ],
  ],
  [
    'ranges with two sides',
    [
      ['tcp.port >= 40000 && tcp.port <= 40005', { 'two-sided-range': 'tcp.port in {40000..40005}' }],
      ['tcp.port < 90 and tcp.port > 80', { 'two-sided-range': 'tcp.port in {81..89}' }],
      ['40000 <= tcp.port <= 40005', { 'two-sided-range': 'tcp.port in {40000..40005}' }],
      ['(tcp.port >= 80) and (tcp.port <= 90) and ip', { 'two-sided-range': '(tcp.port in {80..90}) and ip' }],
      ['ip.addr >= 10.0.0.1 and ip.addr <= 10.0.0.9', { 'two-sided-range': 'ip.addr in {10.0.0.1..10.0.0.9}' }],
      ['tcp.srcport >= 80 and tcp.srcport <= 90', {}],
      ['tcp.port >= 80 and udp.port <= 90', {}],
      ['tcp.port >= 80 or tcp.port <= 90', {}],
    ],
  ],
  [
    'unequal',
    [
      ['tcp.port != 80 and tcp', { 'not-equal': 'tcp.port !== 80 and tcp' }],
      ['tcp.port !== 80 and tcp', { 'any-not-equal': 'tcp.port != 80 and tcp' }],
      ['ip.dst != 10.0.0.1', { 'absent-dropped': 'not ip.dst == 10.0.0.1' }],
      ['not ip.dst == 10.0.0.1', { 'absent-kept': 'ip.dst != 10.0.0.1' }],
      ['!tcp.port==80', { 'absent-kept': 'tcp.port!=80' }],
      ['ip and ip.dst != 10.0.0.1', {}],
      ['ip.src == 10.0.0.2 and not ip.dst == 10.0.0.1', {}],
      ['frame.len != 60', {}],
      ['tcp.dstport all_ne 80 and tcp', {}],
    ],
  ],
  [
    'and, or, not',
    [
      ['tcp.dstport == 1 or tcp.dstport == 2 and ip', { 'and-or': '(tcp.dstport == 1 or tcp.dstport == 2) and ip' }],
      ['tcp and ip or udp', { 'and-or': 'tcp and (ip or udp)' }],
      ['tcp && ip || udp && ipv6', { 'and-or': 'tcp && (ip || udp) && ipv6' }],
      ['arp or (tcp or udp and ip)', { 'and-or': 'arp or ((tcp or udp) and ip)' }],
      ['not tcp and ip or udp', { 'and-or': 'not tcp and (ip or udp)' }],
      ['arp or (tcp and ip)', {}],
      ['(arp or tcp) and ip', {}],
      ['arp or tcp or ip', {}],
      ['frame.protocols contains "1 and 2 or 3"', { 'contains-case': 'frame.protocols matches "1 and 2 or 3"' }],
      ['not arp or udp', { 'not-or': 'not (arp or udp)' }],
      ['!arp || udp || icmp', { 'not-or': '!(arp || udp || icmp)' }],
      ['not arp or not udp', {}],
      ['udp or not arp', {}],
      ['not (arp or udp)', {}],
      [
        'tcp.dstport != 80 or tcp.dstport != 443',
        {
          'unequal-or': 'tcp.dstport != 80 and tcp.dstport != 443',
          'absent-dropped': 'not tcp.dstport == 80 or not tcp.dstport == 443',
        },
      ],
      ['ip.src == 10.0.0.1 and ip.src == 10.0.0.2', { 'equal-and': 'ip.src in {10.0.0.1, 10.0.0.2}' }],
      ['ip.addr == 10.0.0.1 and ip.addr == 10.0.0.2', {}],
      ['ip.src == 10.0.0.0/8 and ip.src == 10.1.0.0/16', {}],
    ],
  ],
  [
    'numbers, texts and words',
    [
      ['tcp.seq == 3894756123', { 'relative-number': 'tcp.seq_raw == 3894756123' }],
      ['3894756123 < tcp.ack', { 'relative-number': '3894756123 < tcp.ack_raw' }],
      ['tcp.seq == 1000', {}],
      ['tcp.srcport == tcp.dstport == 80', { chain: 'tcp.srcport == tcp.dstport and tcp.dstport == 80' }],
      ['1 < tcp.len < 10', {}],
      ['tcp.payload contains "GET /a.b"', { 'contains-case': 'tcp.payload matches "GET /a\\\\.b"' }],
      ['tcp.payload contains 47:45:54', {}],
      ['frame.interface_name contains "0"', {}],
      ['synscope.ending == "fin3"', { 'unknown-word': 'synscope.ending == "fin-3"' }],
      [
        'synscope.handshake in {"complete", "refuse"}',
        { 'unknown-word': 'synscope.handshake in {"complete", "refused"}' },
      ],
      ['synscope.handshake == "something else"', { 'unknown-word': null }],
      ['synscope.handshake == "refused"', {}],
      ['tcp.dstport in {90..80}', { 'empty-range': 'tcp.dstport in {80..90}' }],
    ],
  ],
  [
    'capture filters',
    [
      ['tcp port 80', { 'capture-filter': 'tcp.port == 80' }],
      ['  host 10.0.0.1 and tcp port 80 ', { 'capture-filter': 'ip.addr == 10.0.0.1 and tcp.port == 80' }],
      ['tcp[tcpflags] & tcp-syn != 0', { 'capture-filter': 'tcp.flags.syn == 1' }],
      ['host example.org', { 'capture-filter': null }],
      ['tcp.port = 80', {}],
      ['nonsense', {}],
      ['not arp', {}],
    ],
  ],
  [
    'macros stay as they are',
    [
      ['${syn}', {}],
      ['${web} and tcp.flags.syn', { 'exists-flag': '${web} and tcp.flags.syn == 1' }],
      ['${web} or tcp and ip', { 'and-or': '(${web} or tcp) and ip' }],
    ],
  ],
  ['nothing', [['', {}]]],
])('%s', (_what, rows) => {
  test.each(rows)('%s', (text, expected) => expect(short(text)).toEqual(expected));
});

const ALL = [
  ...[
    'tcp.flags.syn',
    'not tcp.flags.syn',
    'tcp.ack',
    'tcp.port >= 1 and tcp.port <= 9',
    'tcp.port != 80',
    'tcp.port !== 80',
  ],
  ...['ip.dst != 1.2.3.4', 'not ip.dst == 1.2.3.4', 'arp or tcp and ip', 'not arp or udp', 'ip.id != 1 or ip.id != 2'],
  ...[
    'ip.id == 1 and ip.id == 2',
    'tcp.seq == 3894756123',
    'tcp.srcport == tcp.dstport == 80',
    'tcp.payload contains "a"',
  ],
  ...['synscope.ending == "fin3"', 'tcp.dstport in {90..80}', 'tcp port 80', 'host example.org'],
];

describe('every advice', () => {
  test.each(ALL)('%s: place inside the text, words in both languages, an alternative that compiles', (text) => {
    const advice = advise(text);
    expect(advice.length).toBeGreaterThan(0);
    for (const { at, len, message, alternative } of advice) {
      expect(at).toBeGreaterThanOrEqual(0);
      expect(len).toBeGreaterThan(0);
      expect(at + len).toBeLessThanOrEqual(text.length);
      for (const said of alternative ? [message, alternative.label] : [message]) {
        expect(en[said.key as MessageKey]).toBeTypeOf('string');
        expect(zhCN[said.key as MessageKey]).toBeTypeOf('string');
        // every argument is there: a gap would leave its braces
        expect(translateMessage('en', said)).not.toMatch(/\{[a-z]/);
        expect(translateMessage('zh-CN', said)).not.toMatch(/\{[a-z]/);
      }
      if (alternative) expect(compileFilter(alternative.text, ENVIRONMENT).ok).toBe(true);
    }
  });
  it('what was put right is not advised again', () => {
    for (const text of ALL)
      for (const { kind, alternative } of advise(text)) {
        // the two readings of != each point at the other one
        if (!alternative || /equal|absent/.test(kind)) continue;
        expect(
          advise(alternative.text).map((advice) => advice.kind),
          text,
        ).not.toContain(kind);
      }
  });
});

it('says how a mix is read now', () => {
  const [advice] = advise('arp or tcp and ip');
  expect(translateMessage('en', advice.message)).toBe('“and” comes before “or”. This is read as: arp or (tcp and ip)');
});

it('any filter: never throws, never more than a handful', () => {
  const test = fc.constantFrom(...ALL, 'tcp', '(udp or arp)', '${web}', 'tcp.port in {80, 443}');
  const joined = fc
    .array(fc.tuple(test, fc.constantFrom(' and ', ' or ', ' xor ', ' || ', ' and not ')), { maxLength: 12 })
    .map((list) => list.map(([text, connective]) => text + connective).join('') + 'tcp');
  fc.assert(
    fc.property(fc.oneof(joined, fc.string({ unit: 'binary', maxLength: 60 })), (text) => {
      expect(advise(text).length).toBeLessThanOrEqual(6);
    }),
    { numRuns: 300 },
  );
});
it('a long filter is advised on, with no more than can be read', () => {
  for (const connective of [' and ', ' or ']) {
    const text = Array.from({ length: 700 }, (_, i) => `tcp.srcport != ${i}`).join(connective);
    expect(advise(text).length).toBeLessThanOrEqual(6);
  }
});
