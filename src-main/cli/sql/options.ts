// What the options of `sql` and `index` mean.
import { readFileSync } from 'node:fs';
import { text as textOf } from 'node:stream/consumers';
import { MAX_SQL, MOST_SQL_ROWS, MOST_SQL_TIME_MS, SQL_LIMITS, type SqlLimits } from '../../ipc/contracts/sql-contract';
import { questionSql, SQL_QUESTION_IDS } from '../../ipc/sql-questions';
import { BAD_INPUT, CommandFailure, STDIN, type CommandContext } from '../context';

export const SQL_FORMATS = ['text', 'csv', 'tsv', 'json', 'ndjson'] as const;
export type SqlFormat = (typeof SQL_FORMATS)[number];

export interface SqlOptions {
  store?: string;
  file?: string;
  question?: string;
  listQuestions?: boolean;
  schema?: boolean;
  format?: SqlFormat;
  time?: string;
  rows?: string;
}

function number(context: CommandContext, option: string, text: string | undefined, most: number): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > most) throw context.usage('cli.sqlBadNumber', { option, most });
  return value;
}

export function limitsOf(context: CommandContext, { time, rows }: SqlOptions): SqlLimits {
  const seconds = number(context, 'time', time, MOST_SQL_TIME_MS / 1000);
  return {
    timeMs: seconds === null ? SQL_LIMITS.timeMs : seconds * 1000,
    rows: number(context, 'rows', rows, MOST_SQL_ROWS) ?? SQL_LIMITS.rows,
  };
}

/** Which captures, and which statement. `several`: of more than one capture. */
export async function askedOf(
  context: CommandContext,
  words: readonly string[],
  { store, file, question }: SqlOptions,
): Promise<{ files: string[]; statement: string; several: boolean }> {
  if (file !== undefined && question !== undefined) throw context.usage('cli.sqlTwoStatements');
  const isGiven = file !== undefined || question !== undefined;
  const files = isGiven ? [...words] : words.slice(0, -1);
  const last = isGiven ? null : words.at(-1);
  if (last === undefined) throw context.usage('cli.sqlNoStatement');
  if (store !== undefined && files.length > 0) throw context.usage('cli.sqlStoreAndFiles');
  if (store === undefined && files.length === 0) throw context.usage('cli.sqlNoCapture');
  const several = store !== undefined || files.length > 1;
  if (question !== undefined) {
    const id = SQL_QUESTION_IDS.find((one) => one.toLowerCase() === question.toLowerCase());
    if (id === undefined) throw context.usage('cli.sqlUnknownQuestion', { id: question });
    return { files, several, statement: questionSql(id, several) };
  }
  return { files, several, statement: last ?? (await read(context, file ?? STDIN)) };
}

async function read(context: CommandContext, path: string): Promise<string> {
  if (path === STDIN) return (await textOf(context.stdin)).slice(0, MAX_SQL + 1);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new CommandFailure(BAD_INPUT, context.text('formats.openFailed', { path, reason }));
  }
}
