// What course.yaml must look like. A check that fails says a key of the catalogue (`course.…`) in place of a sentence.
import * as v from 'valibot';
import { MAX_FILTER_TEXT } from '../ipc/contracts/filter-contract';
import { MAX_FIELD_NAME } from '../ipc/field-columns';

/** Characters of a text, tasks of a course, questions of a task, options of a question, answers that may be given for one. */
const MOST_TEXT = 4000;
const MOST_TITLE = 200;
const MOST_TASKS = 100;
const MOST_QUESTIONS = 100;
const MOST_OPTIONS = 10;
const MOST_ANSWERS = 20;

const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'course.badId'));

const wordsOf = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1, 'course.emptyText'), v.maxLength(most));
const languagesOf = (words: ReturnType<typeof wordsOf>) =>
  v.pipe(
    v.strictObject({ en: v.optional(words), 'zh-CN': v.optional(words), 'zh-TW': v.optional(words) }),
    v.check((texts) => Object.keys(texts).length > 0, 'course.noLanguage'),
  );
/** A text alone is said in every language. */
const textOf = (most: number) =>
  v.union([
    v.pipe(
      wordsOf(most),
      v.transform((text) => ({ en: text })),
    ),
    languagesOf(wordsOf(most)),
  ]);
const text = textOf(MOST_TEXT);
const title = textOf(MOST_TITLE);
/** A title as a course that was read has it. */
export const COURSE_TITLE = languagesOf(wordsOf(MOST_TITLE));
const maybe = <S extends v.GenericSchema>(schema: S) => v.optional(v.nullable(schema), null);

const filter = v.pipe(v.string(), v.trim(), v.minLength(1, 'course.emptyText'), v.maxLength(MAX_FILTER_TEXT));
const field = v.pipe(v.string(), v.maxLength(MAX_FIELD_NAME), v.regex(/^[\w.-]+$/, 'course.badField'));
const listOf = <S extends v.GenericSchema>(one: S) => v.pipe(v.array(one), v.minLength(1), v.maxLength(MOST_ANSWERS));
const word = v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.trim(), v.minLength(1), v.maxLength(200));

/**
 * The name of a file in the folder of the course: no way to another one, no drive, no hidden file, nothing that Windows would read as
 * something else.
 */
export const isPlainName = (name: string): boolean =>
  // eslint-disable-next-line no-control-regex -- these are what is refused
  name.length <= 255 && /^[^\\/:*?"<>|\0-\x1f]+$/.test(name) && !name.startsWith('.') && !/[. ]$/.test(name);

const asked = { id: v.optional(id), text, hint: maybe(text), explanation: maybe(text) };
const option = v.strictObject({ text, right: v.optional(v.boolean(), false), why: maybe(text) });
const question = v.variant('kind', [
  v.strictObject({ kind: v.literal('packet'), ...asked, answer: filter }),
  v.strictObject({
    kind: v.literal('field'),
    ...asked,
    answer: v.union([
      v.pipe(
        field,
        v.transform((name) => [name]),
      ),
      listOf(field),
    ]),
    packet: maybe(filter),
  }),
  v.pipe(
    v.strictObject({
      kind: v.literal('choice'),
      ...asked,
      options: v.pipe(v.array(option), v.minLength(2), v.maxLength(MOST_OPTIONS)),
      proof: maybe(filter),
    }),
    v.check(({ options }) => options.filter(({ right }) => right).length === 1, 'course.oneRight'),
  ),
  v.pipe(
    v.strictObject({
      kind: v.literal('value'),
      ...asked,
      answer: maybe(
        v.union([
          v.pipe(
            word,
            v.transform((one) => [one]),
          ),
          listOf(word),
        ]),
      ),
      field: maybe(field),
      packet: maybe(filter),
    }),
    v.check(({ answer, field: name }) => (answer === null) !== (name === null), 'course.answerOrField'),
    v.check(({ field: name, packet }) => name === null || packet !== null, 'course.fieldOfPacket'),
  ),
]);
const task = v.strictObject({
  id: v.optional(id),
  title,
  about: maybe(text),
  capture: v.pipe(v.string(), v.check(isPlainName, 'course.badCapture')),
  filter: maybe(filter),
  questions: v.pipe(v.array(question), v.minLength(1), v.maxLength(MOST_QUESTIONS)),
});

export const COURSE = v.strictObject({
  title,
  about: maybe(text),
  tasks: v.pipe(v.array(task), v.minLength(1), v.maxLength(MOST_TASKS)),
});
