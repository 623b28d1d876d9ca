// The row about the capture itself: what the database was made from.
import type { Row, ReadDb, WriteDb } from './database';
import { sql } from './sql';

export interface CaptureRecord {
  path: string;
  /** size and time of the last change of the file, to see whether it is still the same one */
  bytes: number;
  modifiedMs: number;
  openedMs: number;
  format: string;
  phase: string;
  frames: number;
  tcpFlows: number;
  udpFlows: number;
  firstSec: number | null;
  firstNano: number;
  lastSec: number | null;
  lastNano: number;
}

/** Stores what is known of the capture, over what was known before. */
export function saveCapture(db: WriteDb, c: CaptureRecord): void {
  db.run(
    'save capture',
    sql`INSERT OR REPLACE INTO capture
        (id, path, bytes, modified_ms, opened_ms, format, phase, frames, tcp_flows, udp_flows,
         first_sec, first_nano, last_sec, last_nano)
      VALUES (1, ${c.path}, ${c.bytes}, ${c.modifiedMs}, ${c.openedMs}, ${c.format}, ${c.phase}, ${c.frames},
        ${c.tcpFlows}, ${c.udpFlows}, ${c.firstSec}, ${c.firstNano}, ${c.lastSec}, ${c.lastNano})`,
  );
}

/** The capture of this database, or null when none was stored yet. */
export function loadCapture(db: ReadDb): CaptureRecord | null {
  const row: Row | undefined = db.get('load capture', sql`SELECT * FROM capture WHERE id = 1`);
  if (!row) return null;
  return {
    path: row.path as string,
    bytes: row.bytes as number,
    modifiedMs: row.modified_ms as number,
    openedMs: row.opened_ms as number,
    format: row.format as string,
    phase: row.phase as string,
    frames: row.frames as number,
    tcpFlows: row.tcp_flows as number,
    udpFlows: row.udp_flows as number,
    firstSec: row.first_sec as number | null,
    firstNano: row.first_nano as number,
    lastSec: row.last_sec as number | null,
    lastNano: row.last_nano as number,
  };
}
