// A line of the field tree as text, in the reader's language: the same in the window and on the command line.
import { fieldName } from './fields-zh-cn';
import type { Language } from '../ipc/languages';
import { translateMessage } from './translate';
import { headLabels, valueWords } from './zh-cn/value-words';
import { traditional } from './zh-tw/traditional';

interface MessageLike {
  key: string;
  args?: Record<string, string | number>;
}
/** What of a tree node its label is made of (`TreeNode` of the engine's contract). */
export interface LabelNode {
  abbrev: string;
  name: string;
  value: string;
  bits?: string;
  note?: MessageLike;
  head?: [string, string][];
  message?: MessageLike;
  generated?: true;
}

/**
 * `.... ..1. = Syn: Set`, `Sequence Number: 1 (relative sequence number)`, `[Stream index: 0]`,
 * `User Datagram Protocol, Src Port: 53, Dst Port: 4711`.
 */
export function treeLabel(node: LabelNode, language: Language): string {
  const text = node.message ? translateMessage(language, node.message) : fieldText(node, language);
  const noted = node.note ? bracketed(text, translateMessage(language, node.note), language) : text;
  return node.generated ? `[${noted}]` : noted;
}

/** The name in the reader's language; the English one where there is no translation. */
export function treeName(node: LabelNode, language: Language): string {
  return fieldName(language, node.abbrev, node.name);
}

/** The value in the reader's language. */
export function treeValue(node: LabelNode, language: Language): string {
  return language === 'en' ? node.value : valueZh(node.value, language);
}

function fieldText(node: LabelNode, language: Language): string {
  const zh = language !== 'en';
  const name = treeName(node, language);
  const colon = zh ? '：' : ': ';
  const comma = zh ? '，' : ', ';
  const value = treeValue(node, language);
  let text = name;
  // a value in brackets says how long the thing is: `Options (4 bytes)`
  if (value.startsWith('(') || value.startsWith('（')) text = zh ? name + value : `${name} ${value}`;
  else if (value !== '') text = name + colon + value;
  for (const [label, part] of node.head ?? []) {
    const words = language === 'en' ? part : valueZh(part, language);
    if (label === '') text += zh ? `（${words}）` : ` (${words})`;
    else text += comma + (zh ? of(language, headLabels[label] ?? label) : label) + colon + words;
  }
  return node.bits === undefined ? text : `${node.bits} = ${text}`;
}

const bracketed = (text: string, note: string, language: Language): string =>
  language === 'en' ? `${text} (${note})` : `${text}（${note}）`;

/** `Good`; `request (1)`; `20 bytes (5)`; `0.000123000 seconds`. Values without words stay as they are. */
function valueZh(value: string, language: Chinese): string {
  const word = (english: string): string | undefined =>
    Object.hasOwn(valueWords, english) ? of(language, valueWords[english]) : undefined;
  const whole = word(value);
  if (whole !== undefined) return whole;
  const named = /^(.*\S) \((0x[0-9a-f]+|\d+)\)$/.exec(value);
  if (named) {
    const name = word(named[1]);
    if (name !== undefined) return `${name}（${named[2]}）`;
  }
  const counted = /^(\(?)(-?[\d.]+) (bytes?|seconds?)(\)?)(.*)$/.exec(value);
  if (counted) {
    const unit = counted[3].startsWith('byte') ? of(language, '字节') : '秒';
    const [open, close] = counted[1] === '' ? ['', counted[4]] : ['（', '）'];
    return `${open}${counted[2]} ${unit}${close}${counted[5].replace(/^ \((.*)\)$/, '（$1）')}`;
  }
  return value;
}
type Chinese = Exclude<Language, 'en'>;
const of = (language: Chinese, words: string): string => (language === 'zh-CN' ? words : traditional(words));
