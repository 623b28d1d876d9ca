// Every field that people need is explained in both languages, in one sentence, and nothing else is.
import { describe, expect, it, test } from 'vitest';
import { registry } from '../../../src-main/dissect/dissect';
import { en, zhCN, type MessageKey } from '../../../src-main/i18n/catalogue';
import { fieldHelp } from '../../../src-main/i18n/field-help';
import { FUNCTION_NAMES } from '../../../src-main/filter/check-call';
import { OPERATORS, CONNECTIVES, PREFIXES } from '../../../src-main/filter/vocabulary';

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
