// `synscope check-course`: a course that is whole, one that is none, and one whose questions nobody can answer.
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../fixtures/temp-folder';
import { cli } from './run-cli';

const FOLDER = path.resolve('resources/samples');

function course(...questions: string[]): string {
  const folder = tempFolder();
  copyFileSync(path.join(FOLDER, 'refused.pcapng'), path.join(folder, 'a.pcapng'));
  const lines = questions.map((question) => `      - { text: q, ${question} }`);
  writeFileSync(
    path.join(folder, 'course.yaml'),
    ['title: t', 'tasks:', '  - title: a', '    capture: a.pcapng', '    questions:', ...lines, ''].join('\n'),
  );
  return folder;
}

test('the course that comes with the app', async () => {
  expect(await cli('check-course', FOLDER)).toEqual({
    code: 0,
    out: '12 tasks, 30 questions: each has its answer.\n',
    err: '',
  });
});

test('questions without an answer are told, each with its name', async () => {
  const folder = course(
    'kind: packet, answer: tcp.flags.reset == 1',
    'kind: packet, answer: tcp.flags.fin == 1, id: fin',
    'kind: packet, answer: "tcp.flags.sin == 1"',
    'kind: field, answer: tcp.options.mss_val, packet: tcp.flags.reset == 1',
    'kind: value, field: tcp.sport, packet: tcp',
  );
  const { code, out } = await cli('check-course', folder);
  expect(code).toBe(1);
  const lines = out.split('\n');
  expect(lines).toContain('1/fin: no packet matches tcp.flags.fin == 1');
  expect(lines).toContain(
    '1/4: the field tcp.options.mss_val is not in the first packet that tcp.flags.reset == 1 finds',
  );
  expect(lines).toContain('1/5: there is no field tcp.sport');
  expect(out).toMatch(/^1\/3: .*tcp\.flags\.sin/m);
  expect(out).not.toMatch(/^1\/1:/m);
  expect(lines.at(-2)).toBe('1 task, 5 questions: 4 mistakes.');
});

test('what is no course is told by its lines, in the language that is wanted', async () => {
  const folder = course('kind: packet', 'kind: essay');
  const { code, out, err } = await cli('check-course', folder, '--lang', 'zh-CN');
  expect([code, out]).toEqual([1, '']);
  expect(err.split('\n').slice(0, 2)).toEqual([
    'synscope: course.yaml:6: tasks[0].questions[0].answer: 缺少条目“answer”。',
    expect.stringContaining('course.yaml:7: tasks[0].questions[1].kind: '),
  ]);
});
