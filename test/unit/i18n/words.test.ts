// What can be judged of the texts by a machine: Chinese is punctuated in full width and says 分组, 帧 and 报文段 each where it is meant;
// English does not slip back into phrases that were put right.
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { en, zhCN, type MessageKey } from '../../../src-main/i18n/catalogue';
import { fieldNamesLink } from '../../../src-main/i18n/zh-cn/field-names';
import { fieldNamesNetwork } from '../../../src-main/i18n/zh-cn/field-names-network';
import { fieldNamesSynscope } from '../../../src-main/i18n/zh-cn/field-names-synscope';
import { fieldNamesTransport } from '../../../src-main/i18n/zh-cn/field-names-transport';
import { headLabels, valueWords } from '../../../src-main/i18n/zh-cn/value-words';

/** As much of an element of a compiled text as is read here. */
interface Part {
  type: number;
  value?: string;
  options?: Record<string, { value: Part[] }>;
}
const LITERAL = 0;
const ARGUMENT = '▯';

const partsOf = (text: string, language: string): Part[] =>
  new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst();

/** What a reader can come to see of a text: each branch of it, with a mark where a value stands. ICU's own signs are gone. */
function readings(parts: readonly Part[]): string[] {
  let texts = [''];
  for (const { type, value, options } of parts) {
    const said = options
      ? Object.values(options).flatMap((option) => readings(option.value))
      : [type === LITERAL ? (value ?? '') : ARGUMENT];
    texts = texts.flatMap((text) => said.map((words) => text + words));
  }
  return texts;
}
const readingsOf = (text: string, language: string): string[] => readings(partsOf(text, language));

const names = { ...fieldNamesLink, ...fieldNamesNetwork, ...fieldNamesTransport, ...fieldNamesSynscope };
const chinese: [where: string, text: string][] = [
  ...Object.entries(zhCN).flatMap(([key, text]) =>
    readingsOf(text, 'zh-CN').map((one): [string, string] => [key, one]),
  ),
  ...Object.entries({ ...names, ...valueWords, ...headLabels }),
];
const english: [where: string, text: string][] = Object.entries(en).flatMap(([key, text]) =>
  readingsOf(text, 'en').map((one): [string, string] => [key, one]),
);

/** Parts that are not Chinese but what a user types: `[起点:长度]`, `${名称:参数}`, `duration:秒数`, `:TRUE`, `47:`, `name()`, “)”. */
const withoutCode = (text: string): string =>
  text.replace(
    /\[[^\]]*\]|\$\{[^}]*\}|-b files:|47:|\b[a-z]+:(?=\p{Script=Han})|:(?:TRUE|FALSE)|▯?\(\)|“\\?[()?]”/gu,
    'x',
  );
const HALF = /[\p{Script=Han}“”（）《》]\s*[:,;?!()]|[:,;?!()]\s*[\p{Script=Han}“（《]/u;
const faults = (texts: [string, string][], is: (text: string) => boolean): string[] =>
  texts.filter(([, text]) => is(text)).map(([where, text]) => `${where}: ${text}`);

it('reads every branch of a text', () => {
  expect(readingsOf('{n, plural, =0 {没有} other {# 个}}分组：{x}', 'zh-CN')).toEqual([
    `没有分组：${ARGUMENT}`,
    `${ARGUMENT} 个分组：${ARGUMENT}`,
  ]);
  expect(chinese.length).toBeGreaterThan(Object.keys(zhCN).length);
});

describe('Chinese', () => {
  it.each(['过滤器:无效', '过滤器 (无效)', '同步 (SYN)', '（无效）, 请改', '请改;', 'SYN, 也', '有吗?'])(
    'half-width punctuation is found in %s',
    (text) => expect(HALF.test(withoutCode(text))).toBe(true),
  );
  it.each([
    '[起点:长度]',
    'duration:秒数',
    '缺少右括号“)”。',
    'SYN, ACK：服务器',
    'upper() 的参数',
    '4,000 个字符',
    'IPv4 (0x0800)',
  ])('and not in %s', (text) => expect(HALF.test(withoutCode(text))).toBe(false));
  it('is punctuated in full width', () => expect(faults(chinese, (text) => HALF.test(withoutCode(text)))).toEqual([]));

  it('calls a row of the list 分组, what the link layer carries 帧, what TCP carries 报文段; 报文 is a message of ICMP', () => {
    const ofMessages = /^fieldHelp\.icmp|^Internet Control Message Protocol/;
    expect(
      faults(chinese, (text) => /报文(?!段)/.test(text.replaceAll('ICMP 差错报文', ''))).filter(
        (fault) => !ofMessages.test(fault),
      ),
    ).toEqual([]);
    expect(faults(chinese, (text) => /数据包|封包|抓包/.test(text))).toEqual([]);
    // a row has a number: 第 7 个分组; 第 7 帧 only heads the tree, where the layer Frame is meant
    expect(
      faults(chinese, (text) => /第 ▯ (至第 ▯ )?帧/.test(text)).filter((fault) => !/^tree\.frame/.test(fault)),
    ).toEqual([]);
  });

  it('uses one word for one thing', () => {
    const others = /窗口缩放|重置|家乡地址|流量类别|无故 ARP|互联网协议|检验和|序列号|确认序号|(?<!循环)校验码/;
    expect(faults(chinese, (text) => others.test(text))).toEqual([]);
  });
});

describe('English', () => {
  it('does not translate word by word', () => {
    const stilted =
      /makes no sense|taken apart|came about|by itself after|Put .* away|is in order|used lately|the packet before\b|reservations|are here\b|as it comes|(?<!\bthere )\bis no (?!longer)[a-z]/i;
    expect(faults(english, (text) => stilted.test(text))).toEqual([]);
  });
  it('names a row of the list a packet: frames are the link layer’s', () => {
    const counted = /\bframes? ▯/i;
    expect(faults(english, (text) => counted.test(text)).filter((fault) => !/^tree\.frame/.test(fault))).toEqual([]);
  });
  it('has the same values in both languages', () => {
    const values = (key: MessageKey, table: Record<MessageKey, string>): string[] => {
      const found = new Set<string>();
      const walk = (parts: readonly Part[]): void => {
        for (const { type, value, options } of parts) {
          if (type !== LITERAL && value !== undefined) found.add(value);
          for (const option of Object.values(options ?? {})) walk(option.value);
        }
      };
      walk(partsOf(table[key], 'en'));
      return [...found].sort();
    };
    const keys = Object.keys(en) as MessageKey[];
    const differ = keys.filter((key) => values(key, en).join() !== values(key, zhCN).join());
    expect(differ).toEqual([]);
  });
});
