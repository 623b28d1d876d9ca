// A conversation as the few numbers that are stored of it (migrations/capture-…), straight out of the flow table.
import { SHAPE_IPV6, SHAPE_UDP } from '../flow/table/flow-chunk';
import { NO_TCP_FACTS, tcpFacts, type TcpFacts } from '../flow/conversations/connection-times';
import { lastAttempt, type FlowRows } from '../flow/conversations/flow-rows';
import type { AttemptLog } from '../flow/conversations/attempts';
import type { FrameColumns } from '../flow/columns/columns';
import { closedByOf, endingOf, handshakeOf, resetByOf } from '../flow/tcp/verdict';
import { wordNumber } from '../ipc/flow-facts';
import { MOST_WHOLE, type SqlValue } from './sql';

/** Columns of `flow_data`. A row is stored by its first ONE, PLAIN, RARE or ALL columns: the others have their defaults. */
export const COLUMNS = [
  'id',
  'what',
  'end_a',
  'end_b',
  'first',
  'start_us',
  'bytes_ab',
  'packets',
  'bytes_ba',
  'last_frame',
  'duration_ns',
  'syn_to_syn_ack_ns',
  'syn_ack_to_ack_ns',
  'more',
  'handshake_ns',
  'initial_rtt_ns',
  'first_byte_client_ns',
  'first_byte_server_ns',
  'response_ns',
  'seen',
];
/** a conversation of one packet, from a */
export const ONE = 7;
/** … without times of a handshake, and nothing rare about it */
export const PLAIN = 11;
export const RARE = 14;
/** … and what a connection tells that answered or carried something */
export const ALL = COLUMNS.length;

const UDP_VERDICTS = (wordNumber('ending', 'none') << 8) | (wordNumber('handshake', 'none') << 4);
const KNOWN_EVENTS = 4096;
/** where the hints begin among the EVENT bits (icmpHint(2)), and in `what` */
const HINTS_AT = 25;
const HINTS_TO = 12;

const WHAT = 2 ** 18;
const FIRST = 2 ** 16;
const MOST_PACKETS = 2 ** 26;
/** a time beyond has no exact µs in a double */
const MOST_SECONDS = 9e9;

const hex = (words: Uint32Array, w: number): string => {
  let text = '';
  for (let k = 0; k < 4; k++) text += words[w + k].toString(16).toUpperCase().padStart(8, '0');
  return text;
};

const TIMES = ['handshakeNs', 'initialRttNs', 'firstByteClientNs', 'firstByteServerNs', 'responseNs'] as const;
const bounded = (ns: number | null): number | null => (ns === null ? null : Math.min(MOST_WHOLE, ns));
/** Who ended it, so that it is 0 for the most frequent ones: refused by the server, and not ended at all. */
function endedBy(events: number): number {
  const usual = handshakeOf(events) === 'refused' ? wordNumber('resetBy', 'server') : 0;
  return ((wordNumber('resetBy', resetByOf(events)) ^ usual) << 2) | wordNumber('closedBy', closedByOf(events));
}
const seenOf = ({ synRetries, synAckRetries, capturePlace, capturePlaceBy }: TcpFacts, events: number): number =>
  (endedBy(events) << 20) |
  (synRetries << 12) |
  (synAckRetries << 4) |
  (wordNumber('capturePlaceBy', capturePlaceBy) << 2) |
  wordNumber('capturePlace', capturePlace);

export class FlowPacker {
  readonly #rows: FlowRows;
  readonly #columns: FrameColumns;
  readonly #attempts: AttemptLog;
  /** of `what`, by EVENT bits: the same few come again and again */
  readonly #verdicts = new Map<number, number>();

  constructor(rows: FlowRows, columns: FrameColumns, attempts: AttemptLog) {
    this.#rows = rows;
    this.#columns = columns;
    this.#attempts = attempts;
  }

  #verdictsOf(events: number): number {
    let bits = this.#verdicts.get(events);
    if (bits === undefined) {
      if (this.#verdicts.size >= KNOWN_EVENTS) this.#verdicts.clear();
      const hints = (events >>> HINTS_AT) & 63;
      bits =
        (hints << HINTS_TO) |
        (wordNumber('ending', endingOf(events)) << 8) |
        (wordNumber('handshake', handshakeOf(events)) << 4);
      this.#verdicts.set(events, bits);
    }
    return bits;
  }

  /** Puts flow `id` into `values`, from 0 on; returns how many of them are to be stored: ONE, PLAIN, RARE or ALL. */
  pack(id: number, values: SqlValue[]): number {
    const { table } = this.#rows;
    const c = table.chunk(id);
    const i = table.position(id);
    const shape = c.shape[i];
    const udp = (shape & SHAPE_UDP) !== 0;
    const shown = udp ? null : this.#attempts.shown(id, lastAttempt(table, id));
    const attempt = shown?.attempt;
    const t = udp ? null : table.tcp(id);
    const six = (shape & SHAPE_IPV6) !== 0;
    const ab = c.packets[2 * i];
    const ba = c.packets[2 * i + 1];
    const sec = this.#rows.startSec(id);
    const nano = this.#rows.startNano(id);
    const far = Math.abs(sec) > MOST_SECONDS || !Number.isInteger(sec);
    const many = ab >= MOST_PACKETS || ba >= MOST_PACKETS;
    const refused = shown !== null && (shown.refusedBefore > 0 || shown.refusedAfter > 0);
    const firstFrame = c.firstFrame[i];
    const lastFrame = c.lastFrame[i];
    const duration = this.#rows.durationNs(id);
    const facts = shown ? tcpFacts(this.#columns, table, id, shown) : NO_TCP_FACTS;
    const { synToSynAckNs: synAck, synAckToAckNs: ack } = facts;
    const seen = attempt ? seenOf(facts, attempt.events) : 0;
    const tells = seen !== 0 || TIMES.some((time) => facts[time] !== null);
    const verdicts = attempt ? this.#verdictsOf(attempt.events) : UDP_VERDICTS;

    values[0] = id;
    values[1] = c.stream[i] * WHAT + (verdicts | ((shape >> 4) << 2) | (six ? 2 : 0) | (udp ? 1 : 0));
    values[2] = (six ? 0 : c.addresses[8 * i] * 65536) + c.ports[2 * i];
    values[3] = (six ? 0 : c.addresses[8 * i + 4] * 65536) + c.ports[2 * i + 1];
    values[4] = firstFrame * FIRST + (((t ? t.completeness[i] | t.firstSeen[i] : 0) << 10) | (nano % 1000));
    values[5] = far ? 0 : sec * 1e6 + Math.floor(nano / 1000);
    values[6] = c.bytes[2 * i];
    const plain = !tells && synAck === null && ack === null && !six && !far && !many && !refused;
    if (plain && ab === 1 && ba === 0 && lastFrame === firstFrame && duration === 0) return ONE;
    values[7] = many ? 0 : ab * MOST_PACKETS + ba;
    values[8] = c.bytes[2 * i + 1];
    values[9] = lastFrame;
    values[10] = Math.min(MOST_WHOLE, duration);
    if (plain) return PLAIN;
    values[11] = bounded(synAck);
    values[12] = bounded(ack);
    const more: Record<string, string | number> = {};
    if (six) {
      const row = this.#rows.row(id);
      more.address_a = row.addressA;
      more.address_b = row.addressB;
      more.key_a = hex(c.addresses, 8 * i);
      more.key_b = hex(c.addresses, 8 * i + 4);
    }
    if (many) {
      more.packets_ab = ab;
      more.packets_ba = ba;
    }
    if (far) {
      more.start_sec = Math.max(-MOST_WHOLE, Math.min(MOST_WHOLE, Math.trunc(sec) || 0));
      more.start_nano = nano;
    }
    if (refused) {
      more.refused_before = shown.refusedBefore;
      more.refused_after = shown.refusedAfter;
    }
    values[13] = six || many || far || refused ? JSON.stringify(more) : null;
    if (!tells) return RARE;
    for (const [k, time] of TIMES.entries()) values[RARE + k] = bounded(facts[time]);
    values[RARE + TIMES.length] = seen;
    return ALL;
  }
}
