// What a statement that the page asks for must look like: for the engine, and for stores of folders.
import * as v from 'valibot';
import { MAX_SQL, MOST_SQL_ROWS, MOST_SQL_TIME_MS } from './contracts/sql-contract';

/** Entries of an object. */
export const SQL_ASKED = {
  text: v.pipe(v.string(), v.maxLength(MAX_SQL)),
  limits: v.strictObject({
    timeMs: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_SQL_TIME_MS)),
    rows: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_SQL_ROWS)),
  }),
};
