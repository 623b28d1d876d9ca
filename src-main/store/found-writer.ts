// Writes what passes found of connections into the database of a capture, of those that they found something of.
import { timingFacts } from '../flow/conversations/flow-rows';
import type { HandshakeTable } from '../flow/table/handshake-table';
import type { TimingTable } from '../flow/table/timing-table';
import { TIMING_FACTS } from '../ipc/timing-facts';
import { TLS_FACTS } from '../ipc/tls-facts';
import type { WriteDb } from './database';
import { MOST_WHOLE, type SqlValue } from './sql';

/** Connections of one transaction. */
const BATCH = 16_384;

const bounded = (value: SqlValue): SqlValue =>
  typeof value === 'number' ? Math.max(-MOST_WHOLE, Math.min(MOST_WHOLE, value)) : value;

/** Stores what there is of flows 0 … below `flows`, over what was stored of it. */
export function storeTimings(db: WriteDb, timings: TimingTable, flows: number): void {
  store(db, 'flow_timing', TIMING_FACTS, flows, (id) => (timings.has(id) ? timingFacts(timings, id) : null));
}

/** The same of TLS handshakes. */
export function storeHandshakes(db: WriteDb, handshakes: HandshakeTable, flows: number): void {
  store(db, 'flow_tls', TLS_FACTS, flows, (id) => (handshakes.has(id) ? handshakes.of(id) : null));
}

function store<Id extends string>(
  db: WriteDb,
  table: string,
  facts: Record<Id, { sql: string }>,
  flows: number,
  foundOf: (id: number) => Readonly<Record<Id, string | number | null>> | null,
): void {
  const columns = Object.entries(facts) as [Id, { sql: string }][];
  const insert = db.prepare(
    `INSERT OR REPLACE INTO ${table} (id, ${columns.map(([, { sql }]) => sql).join(', ')}) ` +
      `VALUES (?, ${columns.map(() => '?').join(', ')})`,
  );
  for (let from = 0; from < flows; from += BATCH)
    db.batch(`store ${table}`, () => {
      for (let id = from; id < Math.min(flows, from + BATCH); id++) {
        const found = foundOf(id);
        if (found !== null) insert([id, ...columns.map(([fact]) => bounded(found[fact]))]);
      }
    });
}
