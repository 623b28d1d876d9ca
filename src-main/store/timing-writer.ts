// Writes what the pass `timing` found into the database of a capture, of the connections that it found something of.
import { timingFacts } from '../flow/conversations/flow-rows';
import type { TimingTable } from '../flow/table/timing-table';
import { TIMING_FACTS, type TimingRow } from '../ipc/timing-facts';
import type { WriteDb } from './database';
import { MOST_WHOLE } from './sql';

const FACTS = Object.entries(TIMING_FACTS) as [keyof TimingRow, { sql: string }][];
const INSERT =
  `INSERT OR REPLACE INTO flow_timing (id, ${FACTS.map(([, { sql }]) => sql).join(', ')}) ` +
  `VALUES (?, ${FACTS.map(() => '?').join(', ')})`;
/** Connections of one transaction. */
const BATCH = 16_384;

const bounded = (value: number | null): number | null => (value === null ? null : Math.min(MOST_WHOLE, value));

/** Stores what there is of flows 0 … below `flows`, over what was stored of it. */
export function storeTimings(db: WriteDb, timings: TimingTable, flows: number): void {
  const insert = db.prepare(INSERT);
  for (let from = 0; from < flows; from += BATCH)
    db.batch('store timings', () => {
      for (let id = from; id < Math.min(flows, from + BATCH); id++) {
        if (!timings.has(id)) continue;
        const found = timingFacts(timings, id);
        insert([id, ...FACTS.map(([fact]) => bounded(found[fact]))]);
      }
    });
}
