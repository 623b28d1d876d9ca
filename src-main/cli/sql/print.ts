// Results of statements, questions and the schema on standard output.
import { firstKnown } from '../../i18n/sql-meaning';
import {
  SQL_MEMORY_MIB,
  type SqlCell,
  type SqlFailure,
  type SqlLimits,
  type SqlResult,
} from '../../ipc/contracts/sql-contract';
import { SQL_QUESTION_IDS } from '../../ipc/sql-questions';
import { meaningKeys, SQL_SCHEMA, type SqlType, type SqlUnit } from '../../ipc/sql-schema';
import { textTable } from '../../report/tables/text-table';
import { BAD_INPUT, BAD_USAGE, CommandFailure, type CommandContext } from '../context';
import { printTable, type PrintedRow } from '../stats/print';
import { padEnd, width } from '../text';
import type { SqlFormat } from './options';

/** Prints the rows; what is missing of them is told on stderr. */
export async function printResult(context: CommandContext, result: SqlResult, format: SqlFormat): Promise<void> {
  const { out } = context;
  if (format === 'text') {
    const isText = result.columns.map((_, i) => result.rows.some((row) => typeof row[i] === 'string'));
    const columns = result.columns.map(
      (title, i) => ({ id: title, title, kind: isText[i] ? 'text' : 'count' }) as const,
    );
    await printTable(
      context,
      columns,
      () => result.rows.map((cells): PrintedRow => ({ cells: cells.map(forPeople) })),
      {},
    );
  } else {
    const table = textTable(format, result.columns);
    let held = '';
    const put = async (text: string): Promise<void> => {
      held += text;
      const end = held.lastIndexOf('\n');
      if (end < 0) return;
      const lines = held.slice(0, end);
      held = held.slice(end + 1);
      if (out.ready(lines)) await out.flush();
    };
    await put(table.begin());
    for (const [i, row] of result.rows.entries()) await put(table.lead(i === 0) + table.row(row));
    await put(table.end());
  }
  const { length: count } = result.rows;
  if (result.cut) context.note({ key: `sql.cut.${result.cut}`, args: { count } });
  if (result.cutCells > 0) context.note({ key: 'sql.cutCells', args: { count: result.cutCells } });
}

/** Nine digits are enough to read. */
const forPeople = (cell: SqlCell): SqlCell =>
  typeof cell === 'number' && !Number.isInteger(cell) ? Number(cell.toPrecision(9)) : cell;

/** Statements that cannot be run are bad usage; those that came to a limit are not. */
export function failureOf(
  context: CommandContext,
  failure: SqlFailure,
  text: string,
  limits: SqlLimits,
): CommandFailure {
  const { why, reason, at } = failure;
  const args = { reason, seconds: limits.timeMs / 1000, mib: SQL_MEMORY_MIB };
  const message = context.text(`sql.failure.${why}`, args).trim();
  const isUsage = why === 'mistake' || why === 'refused' || why === 'several' || why === 'empty';
  const more: string[] = [];
  if (at !== null) {
    const before = text.slice(0, at).split('\n');
    const column = before[before.length - 1].length + 1;
    more.push(context.text('sql.place', { line: before.length, column }), text.split('\n')[before.length - 1] ?? '');
  }
  return new CommandFailure(isUsage ? BAD_USAGE : BAD_INPUT, message, ...more);
}

export function printQuestions(context: CommandContext): Promise<void> {
  const rows = SQL_QUESTION_IDS.map((id) => [
    id,
    context.text(`sql.question.${id}`),
    context.text(`sql.questionHint.${id}`),
  ]);
  for (const cells of rows) context.out.line(cells.join('  '));
  return context.out.flush();
}

export function printSchema(context: CommandContext): void {
  for (const [i, view] of SQL_SCHEMA.entries()) {
    if (i > 0) context.out.line('');
    context.out.line(`${view.name}: ${context.text(`sql.view.${view.name}`)}`);
    const rows = view.columns.map((column) => [
      `  ${column.name}`,
      [column.type, column.unit].flatMap((word) => (word === null ? [] : [wordOf(context, word)])).join(', '),
      context.text(firstKnown(meaningKeys(view.name, column))),
    ]);
    const widths = [0, 1].map((i) => Math.max(...rows.map((cells) => width(cells[i]))));
    for (const [name, type, meaning] of rows)
      context.out.line([padEnd(name, widths[0]), padEnd(type, widths[1]), meaning].join('  '));
  }
}

const wordOf = (context: CommandContext, word: SqlType | SqlUnit): string =>
  context.text(word === 'integer' || word === 'real' || word === 'text' ? `sql.type.${word}` : `sql.unit.${word}`);
