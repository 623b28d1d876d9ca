// Practice: which course, task and question, what was answered, and what the capture says to that.
import { askedOf, isRight, type CourseAnswer } from '../../../src-main/ipc/course-answer';
import {
  LAB_COURSE,
  type Course,
  type CourseFacts,
  type CourseMistake,
  type CourseScores,
  type CourseTask,
  type CourseText,
} from '../../../src-main/ipc/contracts/course-contract';
import type { DisplayFilter } from '../filter/display-filter.svelte';
import type { Parts } from '../parts';
import type { Selection } from '../selection.svelte';
import type { Session } from '../session.svelte';

type PracticeParts = Pick<Parts, 'engine' | 'shell' | 'preferences'> & {
  session: Pick<Session, 'name' | 'generation' | 'isLoading' | 'report'>;
  selection: Pick<Selection, 'frame' | 'node' | 'selectFrame'>;
  displayFilter: Pick<DisplayFilter, 'apply'>;
};

interface Score {
  right: number;
  /** … at the first try */
  first: number;
  all: number;
}

export class PracticeState {
  readonly #with: PracticeParts;
  /** of the course that is open, or could not be */
  id = $state('');
  course = $state.raw<Course | null>(null);
  /** of a course that could not be read */
  mistakes = $state.raw<CourseMistake[]>([]);
  #scores = $state.raw<CourseScores>({});
  /** places of task and question */
  at = $state(0);
  k = $state(0);
  isShown = $state(false);
  hintShown = $state(false);
  /** chosen option, -1: none; what is typed */
  option = $state(-1);
  text = $state('');
  /** how the last answer to this question went; null: not answered yet */
  outcome = $state.raw<{ right: boolean; facts: CourseFacts } | null>(null);
  isAsking = $state(false);
  /** the capture that belongs to the task */
  #generation = $state(-1);

  readonly task = $derived<CourseTask | null>(this.course?.tasks[this.at] ?? null);
  readonly question = $derived(this.task?.questions[this.k] ?? null);
  readonly isHere = $derived.by(() => this.#isOpen());
  readonly canAnswer = $derived.by(() => this.isHere && !this.isAsking && this.#isGiven());
  readonly taskScore = $derived(this.#scoreOf(this.task ? [this.task] : []));
  readonly total = $derived(this.#scoreOf(this.course?.tasks ?? []));

  constructor(parts: PracticeParts) {
    this.#with = parts;
  }

  /** In the reader's language, else in one that the course has. */
  say(text: CourseText | null): string {
    if (!text) return '';
    const { language } = this.#with.preferences;
    const near = language === 'zh-TW' ? text['zh-CN'] : undefined;
    return text[language] ?? near ?? text.en ?? Object.values(text)[0] ?? '';
  }

  /** Shows the panel, with the course that comes with the app where none is open. */
  async show(): Promise<void> {
    this.isShown = true;
    if (!this.course && this.mistakes.length === 0) await this.openCourse(LAB_COURSE);
    else if (!this.isHere) await this.openCapture();
  }

  hide(): void {
    this.isShown = false;
  }

  /** One that is known by its id; null: one out of a folder that the reader is asked for. */
  async openCourse(course: string | null): Promise<void> {
    const opened = await this.#with.shell.request('practiceCourse', { course });
    if (!opened) return;
    this.id = opened.id;
    // another course may have a capture of the same name
    this.#generation = -1;
    this.mistakes = opened.ok ? [] : opened.mistakes;
    this.course = opened.ok ? opened.course : null;
    if (!opened.ok) return;
    this.#scores = opened.scores;
    await this.goTo(0, 0);
  }

  /** Goes to a question; a capture that is needed for it is opened. */
  async goTo(task: number, question: number): Promise<void> {
    const before = this.task;
    this.at = task;
    this.k = question;
    this.hintShown = false;
    this.option = -1;
    this.text = '';
    this.outcome = null;
    if (this.task && (!this.isHere || before?.capture !== this.task.capture)) await this.openCapture();
  }

  get hasNext(): boolean {
    return this.#lastOfTask ? this.at + 1 < (this.course?.tasks.length ?? 0) : true;
  }
  get #lastOfTask(): boolean {
    return this.k + 1 >= (this.task?.questions.length ?? 0);
  }
  /** The next question begins another task. */
  get isTaskDone(): boolean {
    return this.#lastOfTask && this.hasNext;
  }
  next(): Promise<void> {
    return this.#lastOfTask ? this.goTo(this.at + 1, 0) : this.goTo(this.at, this.k + 1);
  }

  async openCapture(): Promise<void> {
    const { task } = this;
    if (!task) return;
    await this.#with.shell.request('practiceTask', { course: this.id, task: task.id });
    if (task !== this.task) return;
    this.#generation = this.#with.session.generation;
  }

  /** Shows the packets that the task is about; once its capture is read. */
  applyFilter(): void {
    if (this.isHere && this.task?.filter) void this.#with.displayFilter.apply(this.task.filter);
  }

  #isOpen(): boolean {
    const { generation, name } = this.#with.session;
    return generation === this.#generation && name === this.task?.capture;
  }

  /** There is something to answer with, and a capture to ask. */
  #isGiven(): boolean {
    const { selection, session } = this.#with;
    if (session.isLoading) return false;
    switch (this.question?.kind) {
      case 'packet':
        return selection.frame > 0;
      case 'field':
        return selection.frame > 0 && (selection.node?.abbrev ?? '') !== '';
      case 'choice':
        return this.option >= 0;
      case 'value':
        return this.text.trim() !== '';
      case undefined:
        return false;
    }
  }

  async answer(): Promise<void> {
    const { question, task } = this;
    if (!question || !task || !this.canAnswer) return;
    const { frame, node } = this.#with.selection;
    const given: CourseAnswer = { frame, field: node?.abbrev ?? '', option: this.option, text: this.text };
    this.isAsking = true;
    try {
      const facts = await this.#with.engine.request('courseFacts', askedOf(question, frame));
      const right = isRight(question, given, facts);
      const told = { course: this.id, task: task.id, question: question.id, right };
      this.#scores = await this.#with.shell.request('practiceScore', told);
      if (question === this.question) this.outcome = { right, facts };
    } catch (error) {
      this.#with.session.report(error);
    } finally {
      this.isAsking = false;
    }
  }

  /** Selects the packet, and the field, that the answer is about. */
  showProof(): void {
    const { question, outcome } = this;
    if (!question || !outcome || outcome.facts.first === 0) return;
    const names = question.kind === 'field' ? question.answer : question.kind === 'value' ? [question.field] : [];
    this.#with.selection.selectFrame(
      outcome.facts.first,
      'jump',
      names.length > 0 ? { line: (node) => names.includes(node.abbrev) } : null,
    );
  }

  async reset(): Promise<void> {
    await this.#with.shell.request('practiceReset', { course: this.id });
    this.#scores = {};
    this.outcome = null;
  }

  /** Forgets the course that is open, one of the reader's own, and goes back to the one that comes with the app. */
  async forget(): Promise<void> {
    await this.#with.shell.request('practiceForget', { course: this.id });
    await this.openCourse(LAB_COURSE);
  }

  #scoreOf(tasks: CourseTask[]): Score {
    const score = { right: 0, first: 0, all: 0 };
    for (const { id, questions } of tasks)
      for (const question of questions) {
        const known = this.#scores[`${id}/${question.id}`];
        score.all++;
        if (!known?.right) continue;
        score.right++;
        if (known.tries === 1) score.first++;
      }
    return score;
  }
}
