// The course that comes with the app: every answer is in its capture, by the engine itself, and every text in both languages.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCourse } from '../../../src-main/course/read-course';
import { askedOf, hasAnswer, isRight } from '../../../src-main/ipc/course-answer';
import type { CourseQuestion, CourseTask } from '../../../src-main/ipc/contracts/course-contract';
import { registry } from '../../../src-main/dissect/protocols/registry';
import { askLater, loaded } from '../engine/open-session';

const FOLDER = path.resolve('resources/samples');
const read = await readCourse(FOLDER);
const tasks: CourseTask[] = read.ok ? read.course.tasks : [];
const NOTHING = { frame: 0, field: '', option: -1, text: '' };

it('is a course with questions of every kind, in both languages', () => {
  expect(read).toMatchObject({ ok: true });
  const questions = tasks.flatMap((task) => task.questions);
  expect(questions.length).toBeGreaterThanOrEqual(14);
  expect(new Set(questions.map(({ kind }) => kind)).size).toBe(4);
  const lacking: string[] = [];
  const look = (value: unknown, place: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('en' in value && !('zh-CN' in value) && /[a-z]/.test(String(value.en))) lacking.push(place);
    if (!('en' in value) && 'zh-CN' in value) lacking.push(place);
    for (const [key, inner] of Object.entries(value)) look(inner, `${place}.${key}`);
  };
  look(tasks, 'tasks');
  expect(lacking).toEqual([]);
});

const facts = async (task: CourseTask, question: CourseQuestion, frame: number) => {
  const session = await loaded(path.join(FOLDER, task.capture));
  try {
    return await askLater(session, 'courseFacts', askedOf(question, frame));
  } finally {
    session.close();
  }
};
const find = (task: string, question: string): [CourseTask, CourseQuestion] => {
  const found = tasks.find(({ id }) => id === task) as CourseTask;
  return [found, found.questions.find(({ id }) => id === question) as CourseQuestion];
};

describe.each(tasks.map((task) => [task.id, task] as const))('%s', (_, task) => {
  it.each(task.questions.map((question) => [question.id, question] as const))(
    '%s has its answer',
    async (_id, question) => {
      const told = await facts(task, question, 0);
      expect(hasAnswer(question, told)).toBe(true);
      if (question.kind === 'field') for (const name of question.answer) expect(registry.field(name)).toBeDefined();
      if (question.kind === 'choice') expect(question.proof).not.toBeNull();
    },
  );
});

describe('answers are judged by the capture', () => {
  it('a packet', async () => {
    const [task, question] = find('handshake', 'syn-ack');
    const judge = async (frame: number) => isRight(question, { ...NOTHING, frame }, await facts(task, question, frame));
    expect([await judge(1), await judge(2), await judge(0), await judge(99)]).toEqual([false, true, false, false]);
  });
  it('a field, in the packet that has it', async () => {
    const [task, question] = find('handshake', 'window-scale');
    const judge = async (frame: number, field: string) =>
      isRight(question, { ...NOTHING, frame, field }, await facts(task, question, frame));
    expect(await judge(1, 'tcp.options.wscale.shift')).toBe(true);
    expect(await judge(2, 'tcp.options.wscale.shift')).toBe(false);
    expect(await judge(1, 'tcp.window_size_value')).toBe(false);
  });
  it('a value, however it is written', async () => {
    const [task, question] = find('handshake', 'mss');
    const told = await facts(task, question, 0);
    const judge = (text: string) => isRight(question, { ...NOTHING, text }, told);
    expect(['1460', ' 1,460 ', '0x5b4', '1460.0'].map(judge)).toEqual([true, true, true, true]);
    expect(['1461', '', '14', 'x'].map(judge)).toEqual([false, false, false, false]);
    const [tls, suite] = find('tls', 'suite');
    const chosen = await facts(tls, suite, 0);
    expect(['0xC02C', '49196', '0xc02b'].map((text) => isRight(suite, { ...NOTHING, text }, chosen))).toEqual([
      true,
      true,
      false,
    ]);
  });
  it('a choice', async () => {
    const [task, question] = find('three', 'who');
    const told = await facts(task, question, 0);
    expect([-1, 0, 1, 2].map((option) => isRight(question, { ...NOTHING, option }, told))).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(told.first).toBe(8);
  });
});
