// The SQL console: one statement over what is stored of conversations, read only and bounded, and what came out of it.
import type { FlowKind } from '../flow-facts';
import type { Message } from '../message';

export type SqlCell = string | number | null;

/** Bounds of one statement. */
export interface SqlLimits {
  /** ms that it may take */
  timeMs: number;
  /** rows that are kept of what it finds */
  rows: number;
}
export const SQL_LIMITS: SqlLimits = { timeMs: 10_000, rows: 100_000 };
/** Bounds of the bounds. */
export const MOST_SQL_TIME_MS = 600_000;
export const MOST_SQL_ROWS = 1_000_000;
/** Characters of a statement. */
export const MAX_SQL = 100_000;
/** MiB of memory that SQLite takes for a statement. */
export const SQL_MEMORY_MIB = 256;
/** Characters of a cell, and of all cells of a result; a longer cell is cut. */
export const MOST_SQL_CELL = 64 * 1024;
export const MOST_SQL_RESULT = 64 * 1024 * 1024;

/**
 * Why there is no result. `mistake`: SQLite does not understand it; `refused`: it is no statement that only reads; `several`: more than one;
 * `empty`: none; `time`, `memory`, `size` (one value is too long): a limit; `stopped`: by the user; `store`: the store cannot be read.
 */
export type SqlFailureKind =
  'mistake' | 'refused' | 'several' | 'empty' | 'time' | 'memory' | 'size' | 'stopped' | 'store';
export interface SqlFailure {
  ok: false;
  why: SqlFailureKind;
  /** in SQLite's words, English; empty: there are none */
  reason: string;
  /** character in the statement, from 0 on; null: no place */
  at: number | null;
}
export interface SqlResult {
  ok: true;
  columns: string[];
  rows: SqlCell[][];
  /** why these are not all rows; null: they are */
  cut: 'rows' | 'bytes' | null;
  /** cells that were cut */
  cutCells: number;
  /** it ran for */
  ms: number;
  /** conversations in the store that was asked */
  stored: number;
}
export type SqlOutcome = SqlResult | SqlFailure;

/** What the window is told; rows are asked for page by page (`sqlRows`). */
export interface SqlAnswer extends Omit<SqlResult, 'rows' | 'stored'> {
  /** number of the result */
  id: number;
  /** rows */
  count: number;
  /** what the store does not have yet; empty: it is complete */
  remarks: Message[];
}

/** What the window remembers of the console. */
export interface SqlChoice {
  /** statements that were run, newest first */
  history: string[];
  /** statements that were kept */
  saved: string[];
  /** time limit, s */
  seconds: number;
}
export const MOST_SQL_KEPT = 50;
/** A longer statement is not remembered. */
export const MOST_SQL_REMEMBERED = 20_000;
export const SQL_SECONDS = [1, 10, 60, 600] as const;
export const FIRST_SQL: SqlChoice = { history: [], saved: [], seconds: 10 };

export interface SqlRequests {
  /** FlowRow.id of a stream; -1: there is none */
  flowOfStream: { args: { kind: FlowKind; stream: number }; answer: number };
  /** runs a statement; giving the request up stops it. Its result takes the place of the one before */
  sqlRun: { args: { text: string; limits: SqlLimits }; answer: SqlAnswer | SqlFailure };
  /** rows of the result `id`; none when it is another one by now */
  sqlRows: { args: { id: number; from: number; count: number }; answer: SqlCell[][] };
}
