// Words of a report: texts, numbers and names of fields in its language. Pure.
import type { Language } from '../../ipc/languages';
import type { MessageKey } from '../../i18n/catalogue';
import { translate, translateMessage } from '../../i18n/translate';
import { treeName, treeValue } from '../../i18n/tree-label';
import type { TreeNode } from '../../ipc/contracts/engine-contract';
import type { Message } from '../../ipc/message';
import type { ReportBlock, ReportInline, ReportText } from '../../ipc/contracts/report-contract';
import { durationExact } from '../../text/duration';
import { absolute, type ClockDigits, type Instant } from '../../text/time';

export class Words {
  readonly #numbers: Intl.NumberFormat;

  constructor(
    readonly language: Language,
    readonly clock: ClockDigits,
  ) {
    this.#numbers = new Intl.NumberFormat(language);
  }

  say(key: MessageKey, args?: Record<string, string | number>): string {
    return translate(this.language, key, args);
  }
  message(message: Message): string {
    return translateMessage(this.language, message);
  }
  count(value: number): string {
    return this.#numbers.format(value);
  }
  duration(ns: number | null): string {
    return ns === null ? '–' : durationExact(ns, this.clock);
  }
  /** In UTC: a report is read anywhere. */
  time(at: Instant | null): string {
    return at === null ? '–' : absolute(at, this.clock === 9 || at.nano % 1000 !== 0 ? 9 : 6, 'utc');
  }
  fieldName(node: TreeNode): string {
    return treeName(node, this.language);
  }
  fieldValue(node: TreeNode): string {
    const value = node.message ? this.message(node.message) : treeValue(node, this.language);
    if (!node.note) return value;
    const note = this.message(node.note);
    if (value === '') return note;
    return this.language === 'en' ? `${value} (${note})` : `${value}（${note}）`;
  }
  get colon(): string {
    return this.language === 'en' ? ': ' : '：';
  }
}

export const heading = (level: 1 | 2 | 3 | 4, text: string): ReportBlock => ({ kind: 'heading', level, text });
export const paragraph = (text: ReportText): ReportBlock => ({ kind: 'paragraph', text });
export const quiet = (text: ReportText): ReportBlock => ({ kind: 'paragraph', text, quiet: true });
export const mono = (text: string): ReportInline => ({ mono: text });

/** A sentence and the packets that prove it. */
export const proved = (text: string, frames: readonly number[]): ReportText =>
  frames.length === 0 ? text : [text, ...frames.flatMap((frame): ReportInline[] => [' ', { frame }])];

/** Two columns: what, and its value; rows without a value are left out. */
export function factTable(
  caption: string,
  words: Words,
  rows: readonly (readonly [label: string, value: ReportText])[],
): ReportBlock {
  return {
    kind: 'table',
    caption,
    head: [words.say('report.fact'), words.say('report.value')],
    rows: rows.filter(([, value]) => value !== '').map(([label, value]) => [label, value]),
  };
}
