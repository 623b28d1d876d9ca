// Every field that people need is explained in both languages, in one sentence, and nothing else is.
import { describe, expect, it, test } from 'vitest';
import { registry } from '../../../../src-main/dissect/protocols/registry';
import { en, zhCN, type MessageKey } from '../../../../src-main/i18n/catalogue';
import { fieldHelp } from '../../../../src-main/i18n/field-help';
import { fieldSource, SOURCE_NAMES } from '../../../../src-main/i18n/field-source';
import { FUNCTION_NAMES } from '../../../../src-main/filter/check/check-call';
import { OPERATORS, CONNECTIVES, PREFIXES } from '../../../../src-main/filter/help/vocabulary';

const keys = (Object.keys(en) as MessageKey[]).filter((key) => key.startsWith('fieldHelp.'));

describe('every field of', () => {
  test.each(['tcp', 'udp', 'ip', 'ipv6', 'icmp', 'arp', 'eth', 'vlan', 'frame', '_ws', 'synscope'])(
    '%s',
    (protocol) => {
      const missing = [...registry.fields()]
        .map((field) => field.abbrev)
        .filter(
          (abbrev) => (abbrev === protocol || abbrev.startsWith(`${protocol}.`)) && fieldHelp(abbrev, 'en') === null,
        );
      expect(missing.filter((abbrev) => abbrev !== '_ws')).toEqual([]);
    },
  );
});

it('nothing is explained that there is not', () => {
  const abbrevs = keys.map((key) => key.slice('fieldHelp.'.length));
  expect(abbrevs.filter((abbrev) => !registry.field(abbrev))).toEqual([]);
});

describe('where a field is written down', () => {
  const abbrevs = keys.map((key) => key.slice('fieldHelp.'.length));

  it('is told of every field that is explained, in both languages', () => {
    expect(abbrevs.length).toBeGreaterThan(400);
    expect(abbrevs.filter((abbrev) => !fieldSource(abbrev, 'en') || !fieldSource(abbrev, 'zh-CN'))).toEqual([]);
  });

  it('is a document that the field, or its header, has; no line of the table is for nothing', () => {
    const inside = (name: string): boolean => abbrevs.some((one) => one === name || one.startsWith(`${name}.`));
    expect(SOURCE_NAMES.filter((name) => !inside(name))).toEqual([]);
  });

  it.each([
    ['tcp.seq_raw', 'RFC 9293, section 3.4', 'RFC 9293 第 3.4 节'],
    ['tcp.srcport', 'RFC 9293, section 3.1', 'RFC 9293 第 3.1 节'],
    ['tcp.options.mptcp.sendkey', 'RFC 8684, section 3', 'RFC 8684 第 3 节'],
    ['eth.dst', 'IEEE 802.3', 'IEEE 802.3'],
    ['tcp.stream', 'worked out, not in the packet', '由计算得出，分组中没有'],
    ['frame.number', 'from the capture file', '来自捕获文件'],
    ['dtls.handshake.message_seq', 'RFC 9147, section 5.2', 'RFC 9147 第 5.2 节'],
    ['dtls.handshake.ja3', 'worked out, not in the packet', '由计算得出，分组中没有'],
    ['constructor', null, null],
    ['', null, null],
  ])('%s', (abbrev, english, chinese) => {
    expect([fieldSource(abbrev, 'en'), fieldSource(abbrev, 'zh-CN')]).toEqual([english, chinese]);
  });

  it('is the one that the sentence names, where it names one', () => {
    const differ = abbrevs.filter((abbrev) => {
      const named = /RFC \d+/.exec(fieldHelp(abbrev, 'en') ?? '')?.[0];
      return named !== undefined && !(fieldSource(abbrev, 'en') ?? '').startsWith(named);
    });
    // these sentences name what rules their values; the field itself is defined elsewhere
    expect(differ).toEqual(['ipv6.routing.type', 'icmpv6.mtu', 'tcp.seq_raw', 'udp.length.bad_zero']);
  });
});

it('an unknown field has no explanation, whatever its name', () => {
  expect(['tcp.nonsense', '', 'constructor', '__proto__'].map((abbrev) => fieldHelp(abbrev, 'en'))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

it('each is one sentence that ends as one, without a repeated text in the other language', () => {
  expect(keys.filter((key) => !/^[A-Z0-9].*[.…]$/.test(en[key]))).toEqual([]);
  expect(keys.filter((key) => !zhCN[key].endsWith('。'))).toEqual([]);
  expect(keys.filter((key) => en[key] === zhCN[key])).toEqual([]);
});

it('comes in the language asked for', () => {
  expect(fieldHelp('tcp.len', 'en')).toBe('Number of data bytes in this segment, without headers; 0 for a pure ACK.');
  expect(fieldHelp('tcp.len', 'zh-CN')).toBe('本报文段所携带数据的字节数，不含首部；纯 ACK 为 0。');
});

it('operators, functions and keywords have their line in both languages', () => {
  const helps = [
    ...[...OPERATORS, ...CONNECTIVES, ...PREFIXES].map(({ help }) => help),
    ...FUNCTION_NAMES.map((name) => `filterHelp.function.${name}`),
  ];
  expect(helps.filter((key) => !Object.hasOwn(en, key) || !Object.hasOwn(zhCN, key))).toEqual([]);
});
