// A course is read out of its folder, and nothing that lies elsewhere.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { captureOf, MOST_COURSE, readCourse } from '../../../src-main/course/read-course';

const COURSE = `title: a
tasks:
  - { title: b, capture: a.pcapng, questions: [{ text: c, kind: packet, answer: tcp }] }
`;
let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'course-'));
  folder = path.join(root, 'course');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'a.pcapng'), 'x');
  writeFileSync(path.join(root, 'outside.pcapng'), 'x');
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (text: string | Uint8Array): void => writeFileSync(path.join(folder, 'course.yaml'), text);
const keyOf = async (): Promise<string> => {
  const read = await readCourse(folder);
  return read.ok ? 'ok' : read.mistakes[0].message.key;
};

it('reads course.yaml with the captures beside it', async () => {
  write(COURSE);
  expect(await keyOf()).toBe('ok');
  write(`\uFEFF${COURSE.replaceAll('\n', '\r\n')}`);
  expect(await keyOf()).toBe('ok');
});

it('tells what is missing or no course', async () => {
  expect(await keyOf()).toBe('course.noFile');
  write(COURSE.replace('a.pcapng', 'b.pcapng'));
  expect(await keyOf()).toBe('course.noCapture');
  write(Uint8Array.of(0x74, 0xff, 0xfe));
  expect(await keyOf()).toBe('course.notUtf8');
  write(' '.repeat(MOST_COURSE + 1));
  expect(await keyOf()).toBe('course.tooLarge');
});

it.skipIf(process.platform === 'win32')('follows no link out of the folder, and waits for no pipe', async () => {
  symlinkSync(path.join(root, 'outside.pcapng'), path.join(folder, 'link.pcapng'));
  symlinkSync(path.join(folder, 'a.pcapng'), path.join(folder, 'inside.pcapng'));
  mkdirSync(path.join(folder, 'folder.pcapng'));
  execFileSync('mkfifo', [path.join(folder, 'pipe.pcapng')]);
  expect(await captureOf(folder, 'link.pcapng')).toBeNull();
  expect(await captureOf(folder, 'folder.pcapng')).toBeNull();
  expect(await captureOf(folder, 'pipe.pcapng')).toBeNull();
  expect(await captureOf(folder, '../outside.pcapng')).toBeNull();
  expect(await captureOf(folder, 'inside.pcapng')).toBe(path.join(folder, 'a.pcapng'));
  symlinkSync(path.join(root, 'outside.pcapng'), path.join(folder, 'course.yaml'));
  expect(await keyOf()).toBe('course.noFile');
});
