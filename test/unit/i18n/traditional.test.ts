// Traditional Chinese, made of the Simplified: our words for things, and nothing of a text's form changed.
import { expect, test } from 'vitest';
import { registry } from '../../../src-main/dissect/protocols/registry';
import { zhCN, type MessageKey } from '../../../src-main/i18n/catalogue';
import { fieldName, fieldNameZh } from '../../../src-main/i18n/fields-zh-cn';
import { LANGUAGES, languageOf } from '../../../src-main/ipc/languages';
import { translate } from '../../../src-main/i18n/translate';
import { treeLabel } from '../../../src-main/i18n/tree-label';
import { allDictionaries } from '../../../src-main/i18n/zh-tw/all-dictionaries';
import { converter } from '../../../src-main/i18n/zh-tw/converter';
import { TERMS } from '../../../src-main/i18n/zh-tw/terms';
import { traditional } from '../../../src-main/i18n/zh-tw/traditional';

const texts = Object.entries(zhCN) as [MessageKey, string][];

test('words of the field are those of Taiwan', () => {
  expect(translate('zh-TW', 'common.language')).toBe('語言');
  expect(traditional('三次握手：客户端发送 SYN 报文段')).toBe('三向交握：用戶端傳送 SYN 區段');
  expect(traditional('分组“1”的源端口、校验和与窗口大小')).toBe('封包「1」的源連接埠、檢查碼與視窗大小');
  expect(traditional('TLS 证书、密码套件和密钥')).toBe('TLS 憑證、加密套件和金鑰');
});

test('each of our words stands for itself, whatever a later step would make of it', () => {
  const convert = converter(allDictionaries());
  for (const [from, to] of TERMS) expect(convert(from), from).toBe(to);
});

test('what the build leaves of the tables makes the same of our texts as all of them', () => {
  const convert = converter(allDictionaries());
  for (const [key, text] of texts) expect(traditional(text), key).toBe(convert(text));
});

test('no character is left that Taiwan does not write', () => {
  const simplified = /[过图线为数级种题时间请页点开关长场较经给单书确认节识码专颜样这说话读写对应标签协议类连据现]/u;
  const wrong = texts.filter(([, text]) => simplified.test(traditional(text)));
  expect(wrong.map(([key]) => key)).toEqual([]);
});

test('a pattern keeps its arguments, its choices and its punctuation', () => {
  const form = (text: string): string => text.replace(/[^\p{ASCII}]/gu, '').replace(/[ \n]/g, '');
  for (const [key, text] of texts) expect(form(traditional(text)), key).toBe(form(text));
});

test('fields and their values', () => {
  const node = { abbrev: 'tcp.checksum.status', name: 'Checksum Status', value: 'Good' };
  expect(treeLabel(node, 'zh-TW')).toBe('檢查碼狀態：正確');
  expect(treeLabel({ abbrev: 'tcp.hdr_len', name: 'Header Length', value: '20 bytes (5)' }, 'zh-TW')).toBe(
    '標頭長度：20 位元組（5）',
  );
  const [first] = [...registry.fields()];
  expect(fieldName('en', first.abbrev, first.name)).toBe(first.name);
  expect(fieldName('zh-CN', first.abbrev, first.name)).toBe(fieldNameZh(first.abbrev, first.name));
});

test('a locale finds its language', () => {
  const of = (locale: string) => languageOf(locale);
  expect(['zh-TW', 'zh-HK', 'zh-Hant-CN', 'zh-MO'].map(of)).toEqual(new Array(4).fill('zh-TW'));
  expect(['zh', 'zh-CN', 'zh-SG', 'zh-Hans-HK'].map(of)).toEqual(new Array(4).fill('zh-CN'));
  expect(['de', 'en-TW', 'C'].map(of)).toEqual(['en', 'en', 'en']);
  expect(LANGUAGES).toContain(of('zh-TW'));
});
