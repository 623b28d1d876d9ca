// Courses that are open for practice. The page names them, their tasks and questions by ids; where they lie is known here alone.
import { captureOf, readCourse } from '../course/read-course';
import { LAB_COURSE, type Course, type OpenedCourse, type PracticeRequests } from '../ipc/contracts/course-contract';
import { courseId, type OwnCourses } from './own-courses';
import type { PracticeScores } from './practice-scores';
import type { RequestHandlers } from './renderer-link';

interface PracticeDeskParts {
  /** folder of the course that comes with the app */
  bundled: string;
  scores: PracticeScores;
  own: OwnCourses;
  /** asks for the folder of a course; null: none */
  askFolder(): Promise<string | null>;
  open(capture: string): Promise<void>;
  /** own courses are others now */
  changed(): void;
}

/** Courses that are kept open. */
const MOST = 20;

export class PracticeDesk {
  readonly #with: PracticeDeskParts;
  readonly #courses = new Map<string, { folder: string; course: Course }>();

  constructor(parts: PracticeDeskParts) {
    this.#with = parts;
  }

  handlers(): Pick<RequestHandlers, keyof PracticeRequests> {
    const { scores } = this.#with;
    return {
      practiceCourse: ({ course }) => this.#openCourse(course),
      practiceTask: ({ course, task }) => this.#openTask(course, task),
      practiceScore: ({ course, task, question, right }) =>
        this.#hasQuestion(course, task, question) ? scores.answered(course, `${task}/${question}`, right) : {},
      practiceReset: ({ course }) => {
        if (this.#courses.has(course)) scores.reset(course);
        return null;
      },
      practiceForget: ({ course }) => {
        this.#forget(course);
        return null;
      },
    };
  }

  #folderOf(id: string | null): string | null | Promise<string | null> {
    if (id === null) return this.#with.askFolder();
    return id === LAB_COURSE ? this.#with.bundled : this.#with.own.folderOf(id);
  }

  async #openCourse(wanted: string | null): Promise<OpenedCourse | null> {
    const folder = await this.#folderOf(wanted);
    if (folder === null) return null;
    const id = wanted ?? courseId(folder);
    const read = await readCourse(folder);
    if (!read.ok) return { id, ...read };
    if (id !== LAB_COURSE) {
      this.#with.own.opened(folder, read.course.title);
      this.#with.changed();
    }
    this.#courses.delete(id);
    this.#courses.set(id, { folder, course: read.course });
    for (const oldest of this.#courses.keys()) if (this.#courses.size > MOST) this.#courses.delete(oldest);
    return { ok: true, id, course: read.course, scores: this.#with.scores.of(id) };
  }

  async #openTask(id: string, name: string): Promise<null> {
    const known = this.#courses.get(id);
    const task = known?.course.tasks.find((one) => one.id === name);
    // looked for anew: a link may have come in its place
    const capture = known && task ? await captureOf(known.folder, task.capture) : null;
    if (capture !== null) await this.#with.open(capture);
    return null;
  }

  #forget(id: string): void {
    if (this.#with.own.folderOf(id) === null) return;
    this.#with.own.forget(id);
    this.#with.scores.reset(id);
    this.#courses.delete(id);
    this.#with.changed();
  }

  #hasQuestion(course: string, task: string, question: string): boolean {
    const tasks = this.#courses.get(course)?.course.tasks ?? [];
    return tasks.some(({ id, questions }) => id === task && questions.some((one) => one.id === question));
  }
}
