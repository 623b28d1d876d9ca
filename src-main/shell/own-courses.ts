// The reader's own courses of practice that were opened, the latest first: where they lie is known here alone.
import { createHash } from 'node:crypto';
import path from 'node:path';
import * as v from 'valibot';
import { COURSE_TITLE } from '../course/course-rule';
import type { CourseText, OwnCourse } from '../ipc/contracts/course-contract';
import { JsonFile, type JsonTrouble } from './json-file';

const MOST = 20;
const folder = v.pipe(
  v.string(),
  v.maxLength(32_768),
  v.check((place) => path.isAbsolute(place) && !place.includes('\0')),
);
const stored = v.array(v.object({ folder, title: COURSE_TITLE }));

/** What a course in this folder is called by everywhere else. */
export const courseId = (place: string): string => createHash('sha256').update(place).digest('hex').slice(0, 16);

export class OwnCourses {
  readonly #file: JsonFile;
  #entries: v.InferOutput<typeof stored>;

  constructor(file: string, tell?: (trouble: JsonTrouble) => void) {
    this.#file = new JsonFile(file, tell);
    this.#entries = this.#file.readAs(stored, 'not a list of courses')?.slice(0, MOST) ?? [];
  }

  list(): OwnCourse[] {
    return this.#entries.map((entry) => ({ id: courseId(entry.folder), title: entry.title }));
  }

  /** The folder behind an id of `list`, or null. */
  folderOf(id: string): string | null {
    return this.#entries.find((entry) => courseId(entry.folder) === id)?.folder ?? null;
  }

  opened(place: string, title: CourseText): void {
    const others = this.#entries.filter((entry) => entry.folder !== place);
    this.#set([{ folder: place, title }, ...others].slice(0, MOST));
  }

  forget(id: string): void {
    this.#set(this.#entries.filter((entry) => courseId(entry.folder) !== id));
  }

  flush(): void {
    this.#file.flush();
  }

  #set(entries: v.InferOutput<typeof stored>): void {
    this.#entries = entries;
    this.#file.write(entries);
  }
}
