// `synscope check-course`: whether the course in a folder is one, and every question can be answered in its capture.
import { captureOf, COURSE_FILE, readCourse } from '../../course/read-course';
import { registry } from '../../dissect/protocols/registry';
import { FieldReader } from '../../engine/answers/field-reader';
import { DEFAULT_OPTIONS } from '../../engine/answers/row-options';
import type { CaptureDocument } from '../../engine/document/document';
import { askedOf, hasAnswer } from '../../ipc/course-answer';
import type { CourseFacts, CourseQuestion, CourseTask } from '../../ipc/contracts/course-contract';
import { BAD_INPUT, CommandFailure, type CommandContext } from '../context';
import { displayFilter, matchingRows } from '../display-filter';
import type { NewCommand } from '../new-command';

/** Adds `check-course` to the program that `command` makes commands of. */
export function addCourseCommand(context: CommandContext, command: NewCommand): void {
  command('check-course', 'cli.checkCourse')
    .argument('<FOLDER>', context.text('cli.checkCourse.folder'))
    .action((folder: string) => checkCourse(context, folder));
}

async function checkCourse(context: CommandContext, folder: string): Promise<void> {
  const read = await readCourse(folder);
  if (!read.ok) {
    const lines = read.mistakes.map(({ line, path, message }) =>
      [line > 0 ? `${COURSE_FILE}:${line}` : COURSE_FILE, ...(path ? [path] : []), context.message(message)].join(': '),
    );
    throw new CommandFailure(BAD_INPUT, lines[0], ...lines.slice(1));
  }
  const { tasks } = read.course;
  let wrong = 0;
  for (const task of tasks) {
    const capture = await captureOf(folder, task.capture);
    // it was there a moment ago
    if (capture === null) throw new CommandFailure(BAD_INPUT, context.text('course.noCapture', { name: task.capture }));
    await context.withCapture(capture, async (document) => {
      for (const fault of await faultsOf(context, document, task)) {
        wrong++;
        context.out.line(fault);
      }
    });
  }
  const questions = tasks.reduce((sum, task) => sum + task.questions.length, 0);
  if (wrong > 0) context.exitCode = BAD_INPUT;
  context.out.line(context.text('cli.checkCourse.sum', { tasks: tasks.length, questions, wrong }));
}

/** What is wrong with a task, a line each. */
async function faultsOf(context: CommandContext, document: CaptureDocument, task: CourseTask): Promise<string[]> {
  const faults: string[] = [];
  const tell = (name: string, said: string): void => void faults.push(`${name}: ${said}`);
  const shown = task.filter === null ? 1 : await firstOf(context, document, task.filter);
  if (typeof shown === 'string') tell(task.id, shown);
  else if (shown === 0) tell(task.id, context.text('cli.checkCourse.none', { filter: task.filter ?? '' }));
  for (const question of task.questions) {
    const name = `${task.id}/${question.id}`;
    const unknown = fieldsOf(question).find((field) => !registry.field(field));
    if (unknown !== undefined) {
      tell(name, context.text('cli.checkCourse.field', { field: unknown }));
      continue;
    }
    const { packets, field } = askedOf(question, 0);
    const first = await firstOf(context, document, packets);
    if (typeof first === 'string') tell(name, first);
    else if (!hasAnswer(question, factsOf(document, first, field)))
      tell(
        name,
        context.text(first > 0 ? 'cli.checkCourse.empty' : 'cli.checkCourse.none', { filter: packets, field }),
      );
  }
  return faults;
}

function fieldsOf(question: CourseQuestion): string[] {
  if (question.kind === 'field') return question.answer;
  return question.kind === 'value' && question.field !== null ? [question.field] : [];
}

/** The first frame that a filter matches, 0: none; or what is wrong with the filter. */
async function firstOf(context: CommandContext, document: CaptureDocument, text: string): Promise<number | string> {
  try {
    const filter = displayFilter(context, text);
    for await (const rows of matchingRows(context, document, filter, DEFAULT_OPTIONS))
      if (rows.length > 0) return rows[0] + 1;
    return 0;
  } catch (error) {
    if (error instanceof CommandFailure) return [error.message, ...error.more].join('\n');
    throw error;
  }
}

function factsOf(document: CaptureDocument, first: number, name: string): CourseFacts {
  const field = registry.field(name);
  const values = field && first > 0 ? new FieldReader(document, [field], DEFAULT_OPTIONS).row(first - 1)[0] : [];
  return { isAmong: false, first, values: [...values] };
}
