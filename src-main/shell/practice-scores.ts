// How the questions of courses were answered, kept on this computer alone.
import * as v from 'valibot';
import type { CourseScores } from '../ipc/contracts/course-contract';
import { JsonFile, type JsonTrouble } from './json-file';

/** Courses that are remembered, the latest, and questions of one. */
const MOST_COURSES = 50;
const MOST_QUESTIONS = 10_000;
const MOST_TRIES = 1_000_000;
const name = v.pipe(v.string(), v.maxLength(128));
const score = v.object({
  tries: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_TRIES)),
  right: v.boolean(),
});
const stored = v.array(v.object({ course: name, scores: v.record(name, score) }));

export class PracticeScores {
  readonly #file: JsonFile;
  #entries: v.InferOutput<typeof stored>;

  constructor(file: string, tell?: (trouble: JsonTrouble) => void) {
    this.#file = new JsonFile(file, tell);
    this.#entries = this.#file.readAs(stored, 'no scores of courses')?.slice(0, MOST_COURSES) ?? [];
  }

  of(course: string): CourseScores {
    return this.#entries.find((entry) => entry.course === course)?.scores ?? {};
  }

  /** A question was answered; one that was right stays so. */
  answered(course: string, question: string, right: boolean): CourseScores {
    const scores = this.of(course);
    const before = Object.hasOwn(scores, question) ? scores[question] : { tries: 0, right: false };
    if (before.right || (before.tries === 0 && Object.keys(scores).length >= MOST_QUESTIONS)) return scores;
    const now = { ...scores, [question]: { tries: Math.min(before.tries + 1, MOST_TRIES), right } };
    this.#set(course, now);
    return now;
  }

  reset(course: string): void {
    this.#entries = this.#entries.filter((entry) => entry.course !== course);
    this.#file.write(this.#entries);
  }

  flush(): void {
    this.#file.flush();
  }

  #set(course: string, scores: CourseScores): void {
    const others = this.#entries.filter((entry) => entry.course !== course);
    this.#entries = [{ course, scores }, ...others].slice(0, MOST_COURSES);
    this.#file.write(this.#entries);
  }
}
