// A course from its folder: `course.yaml` and the captures beside it. What lies elsewhere is not read, whatever leads to it.
import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CourseMistake } from '../ipc/contracts/course-contract';
import { isPlainName } from './course-rule';
import { parseCourse, type ParsedCourse } from './parse-course';

export const COURSE_FILE = 'course.yaml';
/** Bytes of course.yaml at most. */
export const MOST_COURSE = 1 << 20;

/** The course in a folder, or what is wrong with it; that a capture is missing, too. */
export async function readCourse(folder: string): Promise<ParsedCourse> {
  const text = await readText(folder);
  if (typeof text !== 'string') return { ok: false, mistakes: [text] };
  const parsed = parseCourse(text);
  if (!parsed.ok) return parsed;
  const mistakes: CourseMistake[] = [];
  for (const [i, { capture }] of parsed.course.tasks.entries())
    if ((await captureOf(folder, capture)) === null)
      mistakes.push({
        line: 0,
        path: `tasks[${i}].capture`,
        message: { key: 'course.noCapture', args: { name: capture } },
      });
  return mistakes.length > 0 ? { ok: false, mistakes } : parsed;
}

/** Path of a file of the folder; null: there is none of this name that lies in it. */
export async function captureOf(folder: string, name: string): Promise<string | null> {
  if (!isPlainName(name)) return null;
  try {
    const [home, file] = await Promise.all([realpath(folder), realpath(path.join(folder, name))]);
    return path.dirname(file) === home && (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
}

const mistake = (key: string, args: Record<string, string | number> = {}): CourseMistake => ({
  line: 0,
  path: '',
  message: { key, args },
});

async function readText(folder: string): Promise<string | CourseMistake> {
  const place = await captureOf(folder, COURSE_FILE);
  if (place === null) return mistake('course.noFile', { name: COURSE_FILE });
  const { O_RDONLY, O_NONBLOCK = 0 } = constants;
  try {
    const file = await open(place, O_RDONLY | O_NONBLOCK);
    try {
      const { size } = await file.stat();
      if (size > MOST_COURSE) return mistake('course.tooLarge', { most: MOST_COURSE >> 20 });
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_COURSE), 0, MOST_COURSE, 0);
      return new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof TypeError) return mistake('course.notUtf8', { name: COURSE_FILE });
    return mistake('course.unread', { reason: error instanceof Error && 'code' in error ? String(error.code) : '' });
  }
}
