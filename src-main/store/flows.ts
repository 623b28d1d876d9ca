// Conversations: stored in batches while the capture is read, given back by id.
import { FACTS, type FlowFact, type FlowRow } from '../ipc/flow-facts';
import { addressKey } from './address-key';
import type { ReadDb, Row, WriteDb } from './database';
import { MOST_WHOLE, sql, trusted, type SqlValue } from './sql';

interface Column {
  id: keyof FlowRow;
  fact: FlowFact;
  sql: string;
}
/** Facts that are columns of `flow`; an address is two. */
const STORED: readonly Column[] = FACTS.flatMap(([id, fact]) =>
  fact.sql === null ? [] : [{ id: id as keyof FlowRow, fact, sql: fact.sql }],
);
/** Columns of `flow`, as `migrations/` makes them. */
export const FLOW_COLUMNS: readonly string[] = STORED.flatMap(({ fact, sql }) =>
  fact.type === 'address' ? [sql, `${sql}_key`] : [sql],
);
/** Rows of one statement: fewer calls into SQLite. */
const TOGETHER = 16;

const insert = (rows: number): string =>
  `INSERT OR REPLACE INTO flow (${FLOW_COLUMNS.join(', ')}) VALUES ` +
  new Array(rows).fill(`(${FLOW_COLUMNS.map(() => '?').join(', ')})`).join(', ');

const whole = (value: number): number => Math.max(-MOST_WHOLE, Math.min(MOST_WHOLE, Math.trunc(value) || 0));

function stored(value: FlowRow[keyof FlowRow], type: FlowFact['type']): string | number | null {
  if (typeof value === 'number') return type === 'percent' ? value : whole(value);
  return Array.isArray(value) ? value.join(' ') : value;
}

/** Stores new and changed conversations in one transaction; a row with a known id replaces the old one. */
export function saveFlows(db: WriteDb, rows: Iterable<FlowRow>): void {
  const many = db.prepare(insert(TOGETHER));
  const one = db.prepare(insert(1));
  const width = FLOW_COLUMNS.length;
  const values: SqlValue[] = new Array<SqlValue>(TOGETHER * width).fill(null);
  // The same few addresses come again and again.
  const keys = new Map<string, Uint8Array>();
  const keyOf = (text: string): Uint8Array => {
    let key = keys.get(text);
    if (!key) {
      if (keys.size >= 4096) keys.clear();
      keys.set(text, (key = addressKey(text)));
    }
    return key;
  };
  db.batch('save flows', () => {
    let held = 0;
    for (const r of rows) {
      let i = held * width;
      for (const { id, fact } of STORED) {
        const value = r[id];
        values[i++] = stored(value, fact.type);
        if (fact.type === 'address') values[i++] = keyOf(String(value));
      }
      if (++held === TOGETHER) {
        many(values);
        held = 0;
      }
    }
    for (let k = 0; k < held; k++) one(values.slice(k * width, (k + 1) * width));
  });
}

/** A stored row as the contract has it. */
function flowOf(row: Row): FlowRow {
  const values = STORED.map(({ id, fact, sql }) => {
    const value = row[sql];
    return [id, fact.type === 'list' ? String(value).split(' ').filter(Boolean) : value];
  });
  return Object.fromEntries(values) as FlowRow;
}

/** All conversations, TCP first, by stream; `condition` is a checked WHERE (`store/where.ts`). */
export function allFlows(db: ReadDb, condition: string | null): FlowRow[] {
  const where = trusted(condition === null ? '1' : condition);
  return db.all('all flows', sql`SELECT * FROM flow WHERE (${where}) ORDER BY kind, stream`).map(flowOf);
}
