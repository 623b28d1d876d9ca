// From the text of course.yaml (YAML 1.2, core schema) to a course, or to what is wrong with it and where.
import * as v from 'valibot';
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  parseDocument,
  Parser,
  visit,
  type Document,
} from 'yaml';
import type { Course, CourseMistake } from '../ipc/contracts/course-contract';
import type { Message } from '../ipc/message';
import { COURSE } from './course-rule';

/** How deep entries may lie in each other, and how many parts (of the parser's own) a file may have: large courses stay far below. */
const DEEPEST = 50;
const MOST_PARTS = 100_000;
/** Mistakes that are told at once. */
const MOST_MISTAKES = 20;

export type ParsedCourse = { ok: true; course: Course } | { ok: false; mistakes: CourseMistake[] };

/** Names of a list or an entry on the way to what is meant. */
type Step = string | number;

/** `source`: the whole file, already bounded. Never throws. */
export function parseCourse(source: string): ParsedCourse {
  if (isTooMuch(source)) return { ok: false, mistakes: [{ line: 0, path: '', message: { key: 'course.tooMuch' } }] };
  const lines = new LineCounter();
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  let document: Document.Parsed;
  let content: unknown;
  try {
    // keys that stand twice are looked for below: the parser compares each with each
    document = parseDocument(source, { lineCounter: lines, uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
    const broken = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
      line: lineAt(pos[0]),
      path: '',
      message: { key: 'course.yaml', args: { detail: message } },
    }));
    const mistakes = broken.length > 0 ? broken : refused(document, lineAt);
    if (mistakes.length > 0) return { ok: false, mistakes: mistakes.slice(0, MOST_MISTAKES) };
    content = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, mistakes: [{ line: 0, path: '', message: { key: 'course.yaml', args: { detail } } }] };
  }
  const checked = v.safeParse(COURSE, content);
  if (!checked.success) {
    const mistakes = checked.issues.flatMap((issue) => mistakesOf(issue, []));
    return {
      ok: false,
      mistakes: mistakes
        .slice(0, MOST_MISTAKES)
        .map(({ way, message }) => ({ line: lineOf(document, way, lineAt), path: pathOf(way), message })),
    };
  }
  const course = numbered(checked.output);
  const twice = sameIds(course);
  if (twice.length > 0)
    return {
      ok: false,
      mistakes: twice.slice(0, MOST_MISTAKES).map((way) => ({
        line: lineOf(document, way, lineAt),
        path: pathOf(way),
        message: { key: 'course.sameId' },
      })),
    };
  return { ok: true, course };
}

/**
 * Whether the parser is not to see all of it: it makes patterns of the depth that end the process where that is a million, and a line of single
 * signs keeps it for long. Its first two stages go over the file piece by piece, and no further than that.
 */
function isTooMuch(source: string): boolean {
  const parser = new Parser();
  let parts = 0;
  for (const lexeme of new Lexer().lex(source)) {
    parts += 1 + [...parser.next(lexeme)].length;
    if (parser.stack.length > DEEPEST || parts > MOST_PARTS) return true;
  }
  return false;
}

/** Aliases, which may stand for a billion lines, and keys that stand twice, of which one would be lost. */
function refused(document: Document.Parsed, lineAt: (offset: number) => number): CourseMistake[] {
  const mistakes: CourseMistake[] = [];
  const tell = (offset: number, message: Message): void => {
    mistakes.push({ line: lineAt(offset), path: '', message });
  };
  visit(document, {
    Node: (_, node) => {
      if (mistakes.length >= MOST_MISTAKES) return visit.BREAK;
      if (isAlias(node)) tell(node.range?.[0] ?? 0, { key: 'course.alias' });
      if (!isMap(node)) return undefined;
      const names = new Set<unknown>();
      for (const { key } of node.items) {
        const name = isScalar(key) ? key.value : key;
        if (names.has(name))
          tell(isScalar(key) ? (key.range?.[0] ?? 0) : 0, { key: 'course.twice', args: { name: String(name) } });
        names.add(name);
      }
      return undefined;
    },
  });
  return mistakes;
}

interface Misplaced {
  way: Step[];
  message: Message;
}

/** What an issue says. Where none of several forms fits, what is wrong with the one that was meant. */
function mistakesOf(issue: v.BaseIssue<unknown>, before: readonly Step[]): Misplaced[] {
  const way = [...before, ...(issue.path ?? []).map(({ key }) => key as Step)];
  if (issue.type === 'union' && issue.issues) {
    // the form that fits so far: something inside it, or a rule of it, is broken
    const meant = issue.issues.filter(({ kind, path }) => path !== undefined || kind === 'validation');
    const told = meant.flatMap((one) => mistakesOf(one, way));
    if (told.length > 0) return told;
  }
  return [{ way, message: messageOf(issue, way.at(-1)) }];
}

function messageOf(issue: v.BaseIssue<unknown>, name: Step | undefined): Message {
  const { message, type, input, expected, requirement } = issue;
  if (message.startsWith('course.')) return { key: message };
  const args = { name: String(name ?? '') };
  if (expected === 'never') return { key: 'course.unknown', args };
  if (input === undefined) return { key: 'course.missing', args };
  if (type === 'max_length') return { key: 'course.tooLong', args: { most: Number(requirement) } };
  if (type === 'min_length') return { key: 'course.tooShort', args: { least: Number(requirement) } };
  return {
    key: 'course.wrongType',
    args: { expected: (expected ?? '').replaceAll('Object', 'map').replaceAll('"', '') },
  };
}

/** `tasks[0].questions[2].kind` */
const pathOf = (way: readonly Step[]): string =>
  way
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');

/** Line of what stands there, or of what it is missing in. */
function lineOf(document: Document.Parsed, way: readonly Step[], lineAt: (offset: number) => number): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const step of way) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      if (isScalar(pair?.key) && pair.key.range) offset = pair.key.range[0];
      next = pair?.value;
    } else if (isSeq(node) && typeof step === 'number') {
      next = node.items[step];
      if (isNode(next) && next.range) offset = next.range[0];
    }
    node = next;
  }
  return lineAt(offset);
}

/** Tasks and questions that have no name are called by their place, from 1. */
function numbered({ tasks, ...course }: v.InferOutput<typeof COURSE>): Course {
  return {
    ...course,
    tasks: tasks.map(({ id = '', questions, ...task }, i) => ({
      ...task,
      id: id || String(i + 1),
      questions: questions.map((question, k) => ({ ...question, id: question.id ?? String(k + 1) })),
    })),
  };
}

/** Ways to names that another one before has, too: what was answered is kept by them. */
function sameIds({ tasks }: Course): Step[][] {
  const again = (names: { id: string }[]): number[] => {
    const seen = new Set<string>();
    return names.flatMap(({ id }, i) => (seen.size === seen.add(id).size ? [i] : []));
  };
  return [
    ...again(tasks).map((i): Step[] => ['tasks', i, 'id']),
    ...tasks.flatMap(({ questions }, i) => again(questions).map((k): Step[] => ['tasks', i, 'questions', k, 'id'])),
  ];
}
