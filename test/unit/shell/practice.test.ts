// Practice in the main process: what is remembered of courses and answers, and what the page gets of a course by its id.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { LAB_COURSE } from '../../../src-main/ipc/contracts/course-contract';
import type { JsonTrouble } from '../../../src-main/shell/json-file';
import { courseId, OwnCourses } from '../../../src-main/shell/own-courses';
import { PracticeDesk } from '../../../src-main/shell/practice-desk';
import { PracticeScores } from '../../../src-main/shell/practice-scores';
import { tempFolder } from '../../fixtures/temp-folder';

const SAMPLES = path.resolve('resources/samples');
let folder: string;
beforeEach(() => (folder = tempFolder()));
const at = (name: string): string => path.join(folder, name);

/** A course in a folder of its own, about one capture with one question. */
function makeCourse(name: string, title = name): string {
  const place = at(name);
  mkdirSync(place, { recursive: true });
  copyFileSync(path.join(SAMPLES, 'refused.pcapng'), path.join(place, 'no.pcapng'));
  const questions = '[{ id: who, kind: packet, text: Who?, answer: tcp }]';
  const tasks = `[{ id: one, title: One, capture: no.pcapng, questions: ${questions} }]`;
  writeFileSync(path.join(place, 'course.yaml'), `title: ${title}\ntasks: ${tasks}\n`);
  return place;
}

describe('scores', () => {
  test('count tries until an answer is right, and stay then', () => {
    const scores = new PracticeScores(at('practice.json'));
    expect(scores.of('lab')).toEqual({});
    scores.answered('lab', 'a/b', false);
    expect(scores.answered('lab', 'a/b', true)).toEqual({ 'a/b': { tries: 2, right: true } });
    expect(scores.answered('lab', 'a/b', false)).toEqual({ 'a/b': { tries: 2, right: true } });
    scores.answered('other', 'a/b', true);
    scores.flush();
    const again = new PracticeScores(at('practice.json'));
    expect(again.of('lab')).toEqual({ 'a/b': { tries: 2, right: true } });
    again.reset('lab');
    expect(again.of('lab')).toEqual({});
    expect(again.of('other')).toEqual({ 'a/b': { tries: 1, right: true } });
  });

  test('a question called like what every object has is none that was answered', () => {
    const scores = new PracticeScores(at('practice.json'));
    expect(scores.answered('lab', 'constructor', true)).toEqual({ constructor: { tries: 1, right: true } });
  });

  test('of the courses that were answered last are kept', () => {
    const scores = new PracticeScores(at('practice.json'));
    for (let i = 0; i < 60; i++) scores.answered(`course ${i}`, 'a/b', true);
    expect(scores.of('course 59')).not.toEqual({});
    expect(scores.of('course 9')).toEqual({});
    expect(scores.of('course 10')).not.toEqual({});
  });

  test.each(['{', '[]]', '{"a":1}', '[{"course":"a","scores":{"b":{"tries":0,"right":true}}}]'])(
    'a file that says %s is put aside',
    (text) => {
      writeFileSync(at('practice.json'), text);
      const told: JsonTrouble[] = [];
      const scores = new PracticeScores(at('practice.json'), (trouble) => told.push(trouble));
      expect(scores.of('a')).toEqual({});
      expect(told.map(({ kind }) => kind)).toEqual(['damaged']);
      expect(readFileSync(at('practice.json.damaged'), 'utf8')).toBe(text);
    },
  );
});

describe('own courses', () => {
  test('are remembered, the latest first, without their folders', () => {
    const own = new OwnCourses(at('courses.json'));
    own.opened('/a', { en: 'A' });
    own.opened('/b', { 'zh-CN': '乙' });
    own.opened('/a', { en: 'A2' });
    own.flush();
    const again = new OwnCourses(at('courses.json'));
    expect(again.list()).toEqual([
      { id: courseId('/a'), title: { en: 'A2' } },
      { id: courseId('/b'), title: { 'zh-CN': '乙' } },
    ]);
    expect(again.folderOf(courseId('/b'))).toBe('/b');
    again.forget(courseId('/a'));
    expect(again.folderOf(courseId('/a'))).toBe(null);
  });

  test('only so many', () => {
    const own = new OwnCourses(at('courses.json'));
    for (let i = 0; i < 25; i++) own.opened(`/${i}`, { en: 'x' });
    expect(own.list()).toHaveLength(20);
    expect(own.folderOf(courseId('/4'))).toBe(null);
    expect(own.folderOf(courseId('/5'))).toBe('/5');
  });

  test.each(['[{"folder":"relative","title":{"en":"a"}}]', '[{"folder":"/a","title":"a"}]', '7'])(
    'a file that says %s is put aside',
    (text) => {
      writeFileSync(at('courses.json'), text);
      expect(new OwnCourses(at('courses.json')).list()).toEqual([]);
      expect(existsSync(at('courses.json.damaged'))).toBe(true);
    },
  );
});

describe('the desk', () => {
  function desk(chosen: string | null = null) {
    const opened: string[] = [];
    let changes = 0;
    const own = new OwnCourses(at('courses.json'));
    const scores = new PracticeScores(at('practice.json'));
    const handlers = new PracticeDesk({
      bundled: SAMPLES,
      scores,
      own,
      askFolder: () => Promise.resolve(chosen),
      open: (capture) => {
        opened.push(capture);
        return Promise.resolve();
      },
      changed: () => {
        changes++;
      },
    }).handlers();
    return { handlers, own, scores, opened, changes: () => changes };
  }

  test('opens the course of the app by its id, and the captures of its tasks', async () => {
    const { handlers, opened, own, changes } = desk();
    const lab = await handlers.practiceCourse({ course: LAB_COURSE });
    expect(lab).toMatchObject({ ok: true, id: LAB_COURSE, scores: {} });
    await handlers.practiceTask({ course: LAB_COURSE, task: 'refused' });
    expect(opened).toEqual([path.join(SAMPLES, 'refused.pcapng')]);
    await handlers.practiceTask({ course: LAB_COURSE, task: 'none' });
    await handlers.practiceTask({ course: 'none', task: 'refused' });
    expect(opened).toHaveLength(1);
    expect([own.list(), changes()]).toEqual([[], 0]);
  });

  test('remembers a folder that was chosen, and opens it again by its id alone', async () => {
    const place = makeCourse('week');
    const { handlers, own, opened, changes } = desk(place);
    const first = await handlers.practiceCourse({ course: null });
    const id = courseId(place);
    expect(first).toMatchObject({ ok: true, id, course: { title: { en: 'week' } } });
    expect([own.list(), changes()]).toEqual([[{ id, title: { en: 'week' } }], 1]);
    expect(handlers.practiceScore({ course: id, task: 'one', question: 'who', right: true })).toEqual({
      'one/who': { tries: 1, right: true },
    });
    expect(handlers.practiceScore({ course: id, task: 'one', question: 'other', right: true })).toEqual({});
    own.flush();

    const later = desk();
    expect(await later.handlers.practiceTask({ course: id, task: 'one' })).toBe(null);
    expect(later.opened).toEqual([]); // not open yet
    expect(await later.handlers.practiceCourse({ course: id })).toMatchObject({ ok: true, id });
    await later.handlers.practiceTask({ course: id, task: 'one' });
    expect([...opened, ...later.opened]).toEqual([path.join(place, 'no.pcapng')]);
  });

  test('says what is wrong with one that has gone, until it is forgotten', async () => {
    const place = makeCourse('week');
    const { handlers, own, scores } = desk(place);
    await handlers.practiceCourse({ course: null });
    const id = courseId(place);
    void handlers.practiceScore({ course: id, task: 'one', question: 'who', right: true });
    rmSync(place, { recursive: true });
    expect(await handlers.practiceCourse({ course: id })).toMatchObject({ ok: false, id, mistakes: [{ line: 0 }] });
    void handlers.practiceForget({ course: id });
    expect([own.list(), scores.of(id)]).toEqual([[], {}]);
    expect(await handlers.practiceCourse({ course: id })).toBe(null);
  });

  test('an id that is a path, and a folder that was not chosen, are nothing', async () => {
    const place = makeCourse('week');
    const { handlers, own } = desk();
    expect(await handlers.practiceCourse({ course: place })).toBe(null);
    expect(await handlers.practiceCourse({ course: null })).toBe(null);
    expect(own.list()).toEqual([]);
  });
});
