// What is a course and what is none: every mistake is told with its line, and no file makes us work or allocate without end.
import { describe, expect, it } from 'vitest';
import { parseCourse } from '../../../src-main/course/parse-course';
import { en } from '../../../src-main/i18n/catalogue';

const HEAD = `title: { en: Lab, zh-CN: 实验 }
tasks:
  - title: First
    capture: a.pcapng
    questions:
`;
const one = (...lines: string[]): string =>
  `${HEAD}      - text: Which?\n${lines.map((l) => `        ${l}\n`).join('')}`;
const packet = one('kind: packet', 'answer: tcp.flags.syn == 1');

const mistakesOf = (source: string) => {
  const parsed = parseCourse(source);
  if (parsed.ok) throw new Error('it was taken');
  for (const { message } of parsed.mistakes) expect(en).toHaveProperty([message.key]);
  return parsed.mistakes.map(({ line, path, message }) => [line, path, message.key]);
};
const courseOf = (source: string) => {
  const parsed = parseCourse(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.mistakes));
  return parsed.course;
};

describe('a course', () => {
  it('has questions of four kinds', () => {
    const { title, tasks } = courseOf(
      `${packet}      - { text: a, kind: field, answer: tcp.ack, hint: h }
      - { text: a, kind: field, answer: [tcp.ack, tcp.seq], packet: tcp }
      - { text: a, kind: value, answer: 3, id: three }
      - { text: a, kind: value, field: tcp.len, packet: tcp }
      - text: { zh-CN: 谁 }
        kind: choice
        options: [{ text: A, right: true }, { text: B, why: no }]
`,
    );
    expect(title).toEqual({ en: 'Lab', 'zh-CN': '实验' });
    expect(tasks[0]).toMatchObject({ id: '1', capture: 'a.pcapng', filter: null, title: { en: 'First' } });
    expect(tasks[0].questions).toMatchObject([
      { id: '1', kind: 'packet', answer: 'tcp.flags.syn == 1', hint: null },
      { id: '2', kind: 'field', answer: ['tcp.ack'], packet: null, hint: { en: 'h' } },
      { id: '3', kind: 'field', answer: ['tcp.ack', 'tcp.seq'], packet: 'tcp' },
      { id: 'three', kind: 'value', answer: ['3'], field: null },
      { id: '5', kind: 'value', answer: null, field: 'tcp.len', packet: 'tcp' },
      { id: '6', kind: 'choice', text: { 'zh-CN': '谁' }, proof: null, options: [{ right: true }, { right: false }] },
    ]);
  });
});

describe('a mistake is told with its place', () => {
  it.each<[string, string, [number, string, string]]>([
    ['nothing', '', [1, '', 'course.wrongType']],
    ['a list', '- a', [1, 'title', 'course.missing']],
    ['no tasks', 'title: a', [1, 'tasks', 'course.missing']],
    ['no task', 'title: a\ntasks: []', [2, 'tasks', 'course.tooShort']],
    ['no kind', one('answer: tcp'), [6, 'tasks[0].questions[0].kind', 'course.missing']],
    ['another kind', one('kind: essay'), [7, 'tasks[0].questions[0].kind', 'course.wrongType']],
    ['no answer', one('kind: packet'), [6, 'tasks[0].questions[0].answer', 'course.missing']],
    ['a number as filter', one('kind: packet', 'answer: 3'), [8, 'tasks[0].questions[0].answer', 'course.wrongType']],
    ['what is not known', `${packet}        points: 3\n`, [9, 'tasks[0].questions[0].points', 'course.unknown']],
    ['no language', packet.replace('Which?', '{}'), [6, 'tasks[0].questions[0].text', 'course.noLanguage']],
    [
      'another language',
      packet.replace('Which?', '{ de: Wer }'),
      [6, 'tasks[0].questions[0].text.de', 'course.unknown'],
    ],
    ['an empty text', packet.replace('Which?', '" "'), [6, 'tasks[0].questions[0].text', 'course.emptyText']],
    [
      'a name that is no field',
      one('kind: field', 'answer: a b'),
      [8, 'tasks[0].questions[0].answer', 'course.badField'],
    ],
    ['a value of nothing', one('kind: value'), [6, 'tasks[0].questions[0]', 'course.answerOrField']],
    [
      'a value of no packet',
      one('kind: value', 'field: tcp.len'),
      [6, 'tasks[0].questions[0]', 'course.fieldOfPacket'],
    ],
    [
      'two that are right',
      one('kind: choice', 'options: [{ text: a, right: true }, { text: b, right: true }]'),
      [6, 'tasks[0].questions[0]', 'course.oneRight'],
    ],
    [
      'a text as right',
      one('kind: choice', 'options: [{ text: a, right: "no" }, { text: b }]'),
      [8, 'tasks[0].questions[0].options[0].right', 'course.wrongType'],
    ],
    [
      'one id twice',
      `${packet}        id: '2'\n      - { text: b, kind: packet, answer: tcp }\n`,
      [10, 'tasks[0].questions[1].id', 'course.sameId'],
    ],
    ['one entry twice', `${packet}        kind: packet\n`, [9, '', 'course.twice']],
    ['no YAML', 'title: [', [1, '', 'course.yaml']],
    ['a tag of its own', packet.replace('Which?', '!!js/function x'), [6, '', 'course.yaml']],
    ['two documents', `${packet}---\n${packet}`, [9, '', 'course.yaml']],
  ])('%s', (_, source, expected) => {
    expect(mistakesOf(source)[0]).toEqual(expected);
  });

  it.each([
    '../a.pcapng',
    '..',
    '.hidden.pcapng',
    'a/b.pcapng',
    'a\\b.pcapng',
    '/etc/passwd',
    'C:a.pcapng',
    'a.pcapng::$DATA',
    '"a\\0.pcapng"',
    'a.pcapng.',
  ])('%s is no name of a capture beside it', (name) => {
    expect(mistakesOf(packet.replace('a.pcapng', name))).toEqual([[4, 'tasks[0].capture', 'course.badCapture']]);
  });
});

describe('hostile files', () => {
  it('aliases that stand for a billion lines', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`);
    const mistakes = mistakesOf(`a0: &a0 [lol]\n${levels.join('\n')}\n`);
    expect(mistakes[0]).toEqual([2, '', 'course.alias']);
    expect(mistakes.length).toBeLessThanOrEqual(30);
  });
  it.each([
    '['.repeat(1 << 20),
    '[]'.repeat(3).padStart(1 << 20, '['),
    `${'['.repeat(1 << 19)}${']'.repeat(1 << 19)}`,
    '- '.repeat(1 << 19),
    '{a: '.repeat(1 << 18),
    Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  ])('lists in lists without end: %#', (source) => {
    expect(mistakesOf(source)).toEqual([[0, '', 'course.tooMuch']]);
  });
  it.each([
    `a: [${'1,'.repeat(500_000)}]`,
    '"\n'.repeat(500_000),
    Array.from({ length: 100_000 }, (_, i) => `k${i}: 1`).join('\n'),
  ])('more than a course can have: %#', (source) => {
    expect(mistakesOf(source)).toEqual([[0, '', 'course.tooMuch']]);
  });
  it('more keys than one compares each with each', () => {
    const keys = Array.from({ length: 10_000 }, (_, i) => `k${i}: 1`).join('\n');
    expect(mistakesOf(keys).at(-1)).toEqual([1, 'k0', 'course.unknown']);
  });
  it('keys that are no names of ours', () => {
    expect(mistakesOf(`${packet}__proto__: { a: 1 }\n`)[0]).toEqual([9, '__proto__', 'course.unknown']);
    expect(mistakesOf(`? [a, b]\n: c\n${packet}`).length).toBeGreaterThan(0);
  });
  it('texts that are too long', () => {
    expect(mistakesOf(packet.replace('Which?', 'x'.repeat(4001)))[0]).toEqual([
      6,
      'tasks[0].questions[0].text',
      'course.tooLong',
    ]);
  });
});
