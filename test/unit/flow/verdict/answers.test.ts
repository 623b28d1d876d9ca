// Which questions a connection raises, and what its own numbers answer.
import { expect, test } from 'vitest';
import { translateMessage } from '../../../../src-main/i18n/translate';
import { checksOf, sentencesOf, verdictOf } from './said';

const OPEN = ['> S', '< SA', '> A'];
const DATA = [...OPEN, '> PA +100', '< A', '< PA +500', '> A'];

/** `name who|why [frames]` */
const raised = (lines: string[]): string[] =>
  verdictOf(lines).answers.map(({ question, frames }) => {
    const { who, why } = question.args ?? {};
    const word = [who, why].filter((one) => one !== undefined).join(' ');
    return `${question.key.replace('verdict.question.', '')} ${word} [${frames.join(' ')}]`;
  });
const CLOSED_BY_FIN = ['zero  [1]', 'plusOne  [1 2]'];

test.each([
  ['three segments', [...DATA, '> FA', '< FA', '> A'], [...CLOSED_BY_FIN, 'three b [9]', 'timeWait a [10]']],
  ['four segments', [...DATA, '< FA', '> A', '> FA', '< A'], [...CLOSED_BY_FIN, 'timeWait b [11]']],
  ['at the same time', [...DATA, '> FA', '< FA ack=101', '> A', '< A'], [...CLOSED_BY_FIN, 'timeWait both [11]']],
  ['refused', ['> S', '< RA'], [...CLOSED_BY_FIN, 'reset b refused [2]']],
  ['probe', ['> S', '< SA', '> R seq=1'], [...CLOSED_BY_FIN, 'reset a probe [3]']],
  ['reset on data', [...OPEN, '> PA +100', '< R'], [...CLOSED_BY_FIN, 'reset b onData [4 5]']],
  ['reset when idle', [...DATA, '< RA at=65000'], [...CLOSED_BY_FIN, 'reset b idle [8]']],
  ['late data', [...DATA, '> FA', '< PA +300', '> R'], [...CLOSED_BY_FIN, 'reset a lateData [9 10]']],
  [
    'reset after the close',
    [...DATA, '> FA', '< FA', '> A', '< R'],
    [...CLOSED_BY_FIN, 'three b [9]', 'reset b late [11]'],
  ],
  ['by the timer', [...OPEN, '> PA +100', '> PA +100 seq=1 at=300'], [...CLOSED_BY_FIN, 'again a timer [4 5]']],
  ['SYN again', ['> S', '> S seq=0 at=1000'], ['zero  [1]', 'again a timer [1 2]']],
  ['data of a SYN', ['> S +50', '< SA ack=1', '> A seq=51', '> PA +50 seq=1'], ['zero  [1]', 'again a syn [1 4]']],
  ['in the middle', ['> PA +100 seq=1', '< PA +50 seq=1'], []],
])('%s', (_, lines, expected) => expect(raised(lines)).toEqual(expected));

test('three duplicate ACKs ask for it', () => {
  const four = ['> PA +100', '> PA +100', '> PA +100', '> PA +100'];
  const lines = [...OPEN, ...four, '< A ack=1', '< A ack=1', '< A ack=1', '> PA +100 seq=1'];
  const last = verdictOf(lines).answers.at(-1);
  expect(last && translateMessage('en', last.answer)).toBe(
    '3 duplicate ACKs had asked for it: fast retransmit, 7 ms after the first time (RFC 5681 section 3.2).',
  );
  // two are not enough
  expect(raised([...OPEN, ...four, '< A ack=1', '< A ack=1', '> PA +100 seq=1']).at(-1)).toBe('again a timer [4 10]');
});

test('the numbers on the wire', () => {
  const [zero, plusOne] = verdictOf(OPEN).answers;
  expect(translateMessage('en', zero.answer)).toContain('here 1000 on the wire');
  expect(translateMessage('zh-CN', plusOne.answer)).toContain('1000 + 1 = 1001（RFC 9293 第 3.4 节）');
});

test('what to check, only where something went wrong', () => {
  expect(checksOf(verdictOf([...DATA, '> FA', '< FA', '> A']), 'en')).toEqual([]);
  expect(checksOf(verdictOf(['> S']), 'zh-CN')).toEqual([
    '在 10.0.0.2 上也进行捕获：如果 SYN 没有到达，就是途中的路由或过滤规则将其丢弃；如果到达了，就是应答在返回途中丢失，或主机自己丢弃了 SYN（端口 80）。',
  ]);
  expect(checksOf(verdictOf([...DATA, '< FA', '> A']), 'en')).toEqual([
    'Whether the program at the client has closed its socket: it may stay in CLOSE-WAIT for as long as it does not.',
  ]);
});

test('an attempt behind one that was refused: its own SYN is the first', () => {
  const again = ['> S seq=0 at=1000', '> S seq=0 at=2000', '< SA seq=0 at=2001', '> A seq=1 at=2002'];
  const lines = ['> S', '< RA seq=0', ...again];
  expect(sentencesOf(verdictOf(lines), 'en').slice(0, 3)).toEqual([
    'An earlier attempt with the same numbers was refused.',
    'The client opened the connection: the three-way handshake was complete after 1 s. [4 5 6]',
    'The client sent its SYN 2 times, 1 s apart. [3 4]',
  ]);
  expect(raised(lines).at(-1)).toBe('again a timer [3 4]');
});
