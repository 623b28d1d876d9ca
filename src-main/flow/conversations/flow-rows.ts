// Flows as the contract shows them: rows made on demand out of the flow table and the columns.
import { ipv4Text, ipv6Text } from '../../text/address';
import type { Ending, FlowRow, HandshakeState } from '../../ipc/flow-facts';
import type { TimingRow } from '../../ipc/timing-facts';
import type { Attempt, AttemptLog } from './attempts';
import type { FrameColumns } from '../columns/columns';
import { SHAPE_IPV6, SHAPE_UDP } from '../table/flow-chunk';
import type { FlowView } from '../table/flow-view';
import { HandshakeTable } from '../table/handshake-table';
import { NO_TIMINGS, percentOf, TimingTable } from '../table/timing-table';
import { closedByOf, endingOf, handshakeOf, icmpHintsOf, resetByOf } from '../tcp/verdict';
import { NO_TCP_FACTS, tcpFacts } from './connection-times';
import { nsBetween } from './time-between';

export const CLIENT_BY: readonly FlowRow['clientBy'][] = ['syn', 'syn-ack', 'port', 'first'];

/** What the tracker noted of a TCP flow's last attempt. */
export function lastAttempt(table: FlowView, flow: number): Attempt {
  const t = table.tcp(flow);
  const i = table.position(flow);
  return {
    events: t.events[i],
    synFrame: t.synFrame[i],
    synAckFrame: t.synAckFrame[i],
    lastSynAckFrame: t.lastSynAckFrame[i],
    ackFrame: t.ackFrame[i],
    dataFrameA: t.dataFrame[2 * i],
    dataFrameB: t.dataFrame[2 * i + 1],
    syns: t.syns[2 * i],
    synAcks: t.syns[2 * i + 1],
    count: 1,
  };
}

const NO_TIMING_FACTS: TimingRow = { ...NO_TIMINGS, sentAgainClientShare: null, sentAgainServerShare: null };

/** What the pass over connections found of a flow, with the shares that follow from it. */
export function timingFacts(timings: TimingTable, flow: number): TimingRow {
  if (!timings.has(flow)) return NO_TIMING_FACTS;
  const found = timings.of(flow);
  return {
    ...found,
    sentAgainClientShare: percentOf(found.sentAgainClient, found.dataSegmentsClient),
    sentAgainServerShare: percentOf(found.sentAgainServer, found.dataSegmentsServer),
  };
}

export class FlowRows {
  readonly #address = new Uint8Array(16);

  constructor(
    readonly table: FlowView,
    private readonly columns: FrameColumns,
    private readonly attempts: AttemptLog,
    private readonly timings: TimingTable = new TimingTable(),
    private readonly handshakes: HandshakeTable = new HandshakeTable(),
  ) {}

  get count(): number {
    return this.table.count;
  }
  /** How many of the passes that add to rows have ended: rows have more than before. */
  get found(): number {
    return Number(this.timings.complete) + Number(this.handshakes.complete);
  }
  get tcpCount(): number {
    return this.table.tcpCount;
  }
  get udpCount(): number {
    return this.table.udpCount;
  }
  /** Flow id of a stream number, -1 when there is none. */
  ofStream(kind: 'tcp' | 'udp', stream: number): number {
    return this.table.ofStream(kind, stream);
  }
  /** Frames read so far: while they are the same, so are the rows. */
  get frames(): number {
    return this.columns.count;
  }
  startSec(id: number): number {
    return this.columns.timeSec(this.#earliest(id) - 1);
  }
  startNano(id: number): number {
    return this.columns.timeNano(this.#earliest(id) - 1);
  }
  durationNs(id: number): number {
    const { times, lastFrame } = this.table.chunk(id);
    return nsBetween(this.columns, this.#earliest(id), (times?.latest ?? lastFrame)[this.table.position(id)]) ?? 0;
  }
  /** Frame of the flow that was captured first, wherever it stands in the file. */
  #earliest(id: number): number {
    const { times, firstFrame } = this.table.chunk(id);
    return (times?.earliest ?? firstFrame)[this.table.position(id)];
  }

  /** Handshake and ending, without the rest of the row. */
  verdicts(id: number): [HandshakeState, Ending] {
    if (this.table.chunk(id).shape[this.table.position(id)] & SHAPE_UDP) return ['none', 'none'];
    const { events } = this.attempts.shown(id, lastAttempt(this.table, id)).attempt;
    return [handshakeOf(events), endingOf(events)];
  }

  /** The row of flow `id`, 0 … count-1. */
  row(id: number): FlowRow {
    const { table, columns } = this;
    const c = table.chunk(id);
    const i = table.position(id);
    const shape = c.shape[i];
    const udp = (shape & SHAPE_UDP) !== 0;
    const t = udp ? null : table.tcp(id);
    const shown = udp ? null : this.attempts.shown(id, lastAttempt(table, id));
    const events = shown?.attempt.events ?? 0;
    const facts = shown ? tcpFacts(columns, table, id, shown) : NO_TCP_FACTS;
    return {
      id,
      kind: udp ? 'udp' : 'tcp',
      stream: c.stream[i],
      addressA: this.#text(c.addresses, 8 * i, shape),
      portA: c.ports[2 * i],
      addressB: this.#text(c.addresses, 8 * i + 4, shape),
      portB: c.ports[2 * i + 1],
      clientBy: CLIENT_BY[shape >> 4],
      packetsAB: c.packets[2 * i],
      packetsBA: c.packets[2 * i + 1],
      bytesAB: c.bytes[2 * i],
      bytesBA: c.bytes[2 * i + 1],
      firstFrame: c.firstFrame[i],
      // what is kept of a conversation is made anew when it is another; rows that nobody sees yet are in none of it
      lastFrame: Math.min(c.lastFrame[i], columns.count),
      startSec: this.startSec(id),
      startNano: this.startNano(id),
      durationNs: this.durationNs(id),
      handshake: udp ? 'none' : handshakeOf(events),
      synToSynAckNs: facts.synToSynAckNs,
      synAckToAckNs: facts.synAckToAckNs,
      ending: udp ? 'none' : endingOf(events),
      completeness: t ? t.completeness[i] | t.firstSeen[i] : 0,
      refusedBefore: shown?.refusedBefore ?? 0,
      refusedAfter: shown?.refusedAfter ?? 0,
      icmpHints: icmpHintsOf(events),
      handshakeNs: facts.handshakeNs,
      initialRttNs: facts.initialRttNs,
      firstByteClientNs: facts.firstByteClientNs,
      firstByteServerNs: facts.firstByteServerNs,
      responseNs: facts.responseNs,
      synRetries: facts.synRetries,
      synAckRetries: facts.synAckRetries,
      capturePlace: facts.capturePlace,
      capturePlaceBy: facts.capturePlaceBy,
      closedBy: closedByOf(events),
      resetBy: resetByOf(events),
      ...timingFacts(this.timings, id),
      ...this.handshakes.of(id),
    };
  }

  /** The addresses of both ends, a and b, as texts. */
  addresses(id: number): readonly [string, string] {
    const { addresses, shape } = this.table.chunk(id);
    const i = this.table.position(id);
    return [this.#text(addresses, 8 * i, shape[i]), this.#text(addresses, 8 * i + 4, shape[i])];
  }

  #text(words: Uint32Array, w: number, shape: number): string {
    const b = this.#address;
    const n = shape & SHAPE_IPV6 ? 4 : 1;
    for (let k = 0; k < n; k++) {
      const word = words[w + k];
      b[4 * k] = word >>> 24;
      b[4 * k + 1] = word >>> 16;
      b[4 * k + 2] = word >>> 8;
      b[4 * k + 3] = word;
    }
    return n === 4 ? ipv6Text(b, 0) : ipv4Text(b, 0);
  }
}
