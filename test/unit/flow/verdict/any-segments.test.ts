// Whatever comes in whatever order: something is said of it, each sentence is filled in completely in both languages, and leans on
// packets of the capture.
import { connectionVerdict } from '../../../../src-main/flow/verdict/connection-verdict';
import { expect, test } from 'vitest';
import { IntlMessageFormat } from 'intl-messageformat';
import { FlowTimeline } from '../../../../src-main/flow/timeline/timeline';
import { en, zhCN, type MessageKey } from '../../../../src-main/i18n/catalogue';
import type { Message } from '../../../../src-main/ipc/message';
import { random } from '../../../bench/random';
import { analyseLines } from '../analyse';
import { icmpFrom } from './said';

const WORDS = ['S', 'SA', 'A', 'PA +10', 'A +1', 'FA', 'FPA +20', 'R', 'RA', 'S +30', 'FSA', 'P', 'A win=0'];
const LOOK = icmpFrom({ from: '192.0.2.1', isV6: false, type: 3, code: 13 });

function lines(next: () => number, count: number): string[] {
  const pick = (most: number): number => Math.floor(next() * most);
  let at = 0;
  return Array.from({ length: count }, () => {
    at += [1, 3, 400, 1000, 12_000][pick(5)];
    const words = `${next() < 0.5 ? '>' : '<'} ${WORDS[pick(WORDS.length)]} at=${at}`;
    const seq = next() < 0.25 ? ` seq=${[0, 1, 11, 99_999_999][pick(4)]}` : '';
    return `${next() < 0.1 ? 'icmp ' : ''}${words}${seq}`;
  });
}

const formats = new Map<string, IntlMessageFormat>();
function formatOf(pattern: string): IntlMessageFormat {
  const known = formats.get(pattern);
  if (known) return known;
  const made = new IntlMessageFormat(pattern, 'en', undefined, { ignoreTag: true });
  formats.set(pattern, made);
  return made;
}
/** Throws where an argument is missing, which `translate` hides from a reader. */
const filled = ({ key, args }: Message): string[] =>
  [en, zhCN].map((table) => String(formatOf(table[key as MessageKey]).format(args)));

test('1,500 made connections', () => {
  const next = random(20261126);
  const keys = new Set<string>();
  for (let n = 0; n < 1500; n++) {
    const made = lines(next, 1 + (n % 14));
    // sensible beginnings more often than chance makes them
    const all = n % 3 === 0 ? made : ['> S', '< SA', '> A', ...made].slice(0, n % 3 === 1 ? 20 : 2 + (n % 5));
    const analysis = analyseLines(all.map((line) => (line.includes('at=') ? line : `${line} at=0`)));
    for (let flow = 0; flow < analysis.flows.count; flow++) {
      const verdict = connectionVerdict(new FlowTimeline(analysis, flow), LOOK);
      expect(verdict.sentences.length, all.join(', ')).toBeGreaterThan(0);
      const said = [
        ...verdict.sentences,
        ...verdict.checks,
        ...verdict.numbers,
        ...verdict.answers.map((one) => ({ ...one, message: one.answer })),
      ];
      for (const { message, frames } of said) {
        keys.add(message.key);
        for (const text of filled(message))
          expect(text, `${message.key}: ${all.join(', ')}`).not.toMatch(/undefined|NaN|[{}]/);
        for (const frame of frames) expect(frame >= 1 && frame <= all.length, message.key).toBe(true);
        expect(new Set(frames).size).toBe(frames.length);
      }
      for (const { question } of verdict.answers) filled(question);
    }
  }
  // chance comes by most of what can be said
  expect(keys.size).toBeGreaterThan(35);
}, 30_000);
