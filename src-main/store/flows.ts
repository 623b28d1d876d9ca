// Conversations: stored in batches while the capture is read, given back by id.
import type { Ending, FlowKind, FlowRow, HandshakeState, IcmpReport } from '../ipc/engine-contract';
import { addressKey } from './address-key';
import type { ReadDb, Row, WriteDb } from './database';
import { MOST_WHOLE, sql, trusted, type SqlValue } from './sql';

/** Columns of `flow`, as `migrations/` makes them. */
export const FLOW_COLUMNS = [
  'id',
  'kind',
  'stream',
  'address_a',
  'address_a_key',
  'port_a',
  'address_b',
  'address_b_key',
  'port_b',
  'client_by',
  'packets_ab',
  'packets_ba',
  'bytes_ab',
  'bytes_ba',
  'first_frame',
  'last_frame',
  'start_sec',
  'start_nano',
  'duration_ns',
  'handshake',
  'syn_to_syn_ack_ns',
  'syn_ack_to_ack_ns',
  'ending',
  'completeness',
  'refused_before',
  'refused_after',
  'icmp_hints',
];
/** Rows of one statement: fewer calls into SQLite. */
const TOGETHER = 16;

const insert = (rows: number): string =>
  `INSERT OR REPLACE INTO flow (${FLOW_COLUMNS.join(', ')}) VALUES ` +
  new Array(rows).fill(`(${FLOW_COLUMNS.map(() => '?').join(', ')})`).join(', ');

const whole = (value: number): number => Math.max(-MOST_WHOLE, Math.min(MOST_WHOLE, Math.trunc(value) || 0));
const wholeOrNull = (value: number | null): number | null => (value === null ? null : whole(value));

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
      values[i++] = r.id;
      values[i++] = r.kind;
      values[i++] = r.stream;
      values[i++] = r.addressA;
      values[i++] = keyOf(r.addressA);
      values[i++] = r.portA;
      values[i++] = r.addressB;
      values[i++] = keyOf(r.addressB);
      values[i++] = r.portB;
      values[i++] = r.clientBy;
      values[i++] = r.packetsAB;
      values[i++] = r.packetsBA;
      values[i++] = r.bytesAB;
      values[i++] = r.bytesBA;
      values[i++] = r.firstFrame;
      values[i++] = r.lastFrame;
      values[i++] = whole(r.startSec);
      values[i++] = r.startNano;
      values[i++] = whole(r.durationNs);
      values[i++] = r.handshake;
      values[i++] = wholeOrNull(r.synToSynAckNs);
      values[i++] = wholeOrNull(r.synAckToAckNs);
      values[i++] = r.ending;
      values[i++] = r.completeness;
      values[i++] = r.refusedBefore;
      values[i++] = r.refusedAfter;
      values[i] = r.icmpHints.join(' ');
      if (++held === TOGETHER) {
        many(values);
        held = 0;
      }
    }
    for (let k = 0; k < held; k++) one(values.slice(k * width, (k + 1) * width));
  });
}

/** A stored row as the contract has it. */
export function flowOf(row: Row): FlowRow {
  return {
    id: row.id as number,
    kind: row.kind as FlowKind,
    stream: row.stream as number,
    addressA: row.address_a as string,
    portA: row.port_a as number,
    addressB: row.address_b as string,
    portB: row.port_b as number,
    clientBy: row.client_by as FlowRow['clientBy'],
    packetsAB: row.packets_ab as number,
    packetsBA: row.packets_ba as number,
    bytesAB: row.bytes_ab as number,
    bytesBA: row.bytes_ba as number,
    firstFrame: row.first_frame as number,
    lastFrame: row.last_frame as number,
    startSec: row.start_sec as number,
    startNano: row.start_nano as number,
    durationNs: row.duration_ns as number,
    handshake: row.handshake as HandshakeState,
    synToSynAckNs: row.syn_to_syn_ack_ns as number | null,
    synAckToAckNs: row.syn_ack_to_ack_ns as number | null,
    ending: row.ending as Ending,
    completeness: row.completeness as number,
    refusedBefore: row.refused_before as number,
    refusedAfter: row.refused_after as number,
    icmpHints: (row.icmp_hints as string).split(' ').filter(Boolean) as IcmpReport[],
  };
}

/** All conversations, TCP first, by stream; `condition` is a checked WHERE (`store/where.ts`). */
export function allFlows(db: ReadDb, condition: string | null): FlowRow[] {
  const where = trusted(condition === null ? '1' : condition);
  return db.all('all flows', sql`SELECT * FROM flow WHERE (${where}) ORDER BY kind, stream`).map(flowOf);
}
