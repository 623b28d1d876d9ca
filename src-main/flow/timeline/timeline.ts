// One connection's timeline: answers `timeline`, `timelineRows` and `timelineRowOfFrame` of the contract.
// Made once a flow and kept by the caller as long as the flow's lastFrame stays the same.
import { seqSub } from '../../wire/seq';
import type {
  FlowRow,
  Timeline,
  TimelineFold,
  TimelineLink,
  TimelineRow,
  TimelineSegment,
} from '../../ipc/contracts/engine-contract';
import type { Message } from '../../ipc/message';
import { ACK, SYN } from '../../wire/tcp';
import type { Analysis } from '../capture-index';
import { foldTroubles } from './fold-troubles';
import { readBands, shutAt, type Bands } from './timeline-bands';
import { TimelineMessages } from './timeline-messages';
import { lastNotAbove, readJoins, type Joins } from './timeline-joins';
import { BREAK, breakFrom, GAP, layOut, rowOfSegment, SEGMENT, type Layout } from './timeline-layout';
import { meaningMessage } from './timeline-meaning';
import { stretches, type Stretch } from './timeline-phases';
import { COPY, icmpReport } from '../columns/segment-mark';
import { MOST_A_SEGMENT, withHandshake, type TlsMarks } from './timeline-tls';
import { isIcmpError, readSegments, type Segments, type AttemptSpan } from './timeline-segments';
import { stateName } from '../tcp/tcp-state';

/** A copy comes at once, so few segments lie between. */
const COPY_REACH = 2000;

/** What is known of one connection, segment by segment. */
export interface ShownSegments {
  readonly analysis: Analysis;
  readonly flow: FlowRow;
  readonly segments: Segments;
  readonly span: AttemptSpan;
}

export class FlowTimeline {
  readonly flow: FlowRow;
  readonly #analysis: Analysis;
  readonly #segments: Segments;
  #phases: Stretch[];
  #tls: TlsMarks['messages'] = new Map();
  readonly #breakNs: number;
  readonly #joins: Joins;
  readonly #bands: [a: Bands, b: Bands];
  /** rows of the columns ascend with the segments, so one can be searched by halves */
  readonly #ascending: boolean;
  #titles: Message[] | null = null;
  /** of as many as were found then */
  #messages: TimelineMessages | null = null;
  #messagesFound = 0;
  /** of the folds asked for last */
  #layout: Layout | null = null;
  #layoutKey = '';

  /** @param id flow id, 0 … analysis.flows.count-1 */
  constructor(analysis: Analysis, id: number) {
    const flow = analysis.flows.row(id);
    this.flow = flow;
    this.#analysis = analysis;
    this.#segments = readSegments(analysis, flow);
    this.#phases = stretches(flow, this.#segments, flow.kind === 'tcp' ? analysis.shownOf(id) : { place: 0 });
    this.#joins = readJoins(analysis.columns, this.#segments);
    this.#bands = readBands(analysis.columns, this.#segments);
    this.#ascending = this.#segments.rows.every((row, i, rows) => i === 0 || rows[i - 1] < row);
    this.#breakNs = breakFrom(this.#segments, (flow.synToSynAckNs ?? 0) + (flow.synAckToAckNs ?? 0));
  }

  /** Adds what the bytes tell of TLS: before anything is asked. */
  markTls({ messages, phase }: TlsMarks): void {
    const s = this.#segments;
    this.#tls = messages;
    // what says something is not folded away
    for (const row of messages.keys()) {
      const segment = this.#segmentOf(row + 1);
      if (segment >= 0) s.plain[segment] = 0;
    }
    const from = phase ? this.#segmentOf(phase.firstRow + 1) : -1;
    const to = phase ? this.#segmentOf(phase.lastRow + 1) + 1 : 0;
    if (!phase || from < 0) return;
    // nothing but acknowledgements followed: they belong to it
    const around = this.#phases.find((one) => to > one.from && to <= one.to);
    const isRest = around && s.sentAB[to] === s.sentAB[around.to] && s.sentBA[to] === s.sentBA[around.to];
    this.#phases = withHandshake(this.#phases, from, phase.isLeft && isRest ? around.to : to, phase);
  }

  /** Segments of the flow. */
  get segments(): number {
    return this.#segments.count;
  }

  /** @param unfolded ids of the folds to open; unknown ones are ignored */
  timeline(unfolded: readonly number[]): Timeline {
    const { flow } = this;
    const analysis = this.#analysis;
    const s = this.#segments;
    const layout = this.#layoutFor(unfolded);
    const tcp = flow.kind === 'tcp';
    return {
      flow,
      lookUp: null, // whoever has gone over the other packets adds it
      messages: this.#said.count,
      tlsSegments: this.#tls.size,
      rows: layout.count,
      folds: layout.folds,
      phases: this.#phases.map(({ kind, from, to, notes = [] }, i) => ({
        kind,
        from: rowOfSegment(layout, from),
        to: rowOfSegment(layout, to - 1),
        firstFrame: s.rows[from] + 1,
        lastFrame: s.rows[to - 1] + 1,
        segments: to - from,
        durationNs: s.time[to - 1] - s.time[from],
        bytesAB: s.sentAB[to] - s.sentAB[from],
        bytesBA: s.sentBA[to] - s.sentBA[from],
        title: this.#phaseTitles()[i],
        notes,
      })),
      isnA: tcp ? analysis.isnOf(flow.id, 0) : -1,
      isnB: tcp ? analysis.isnOf(flow.id, 1) : -1,
      scaleA: tcp ? analysis.scaleOf(flow.id, 0) : -1,
      scaleB: tcp ? analysis.scaleOf(flow.id, 1) : -1,
    };
  }

  /** Requests and responses, as far as they have been found. */
  get #said(): TimelineMessages {
    const { exchanges, decrypted } = this.#analysis;
    const found = exchanges.messages + decrypted.exchanges.messages;
    if (this.#messages === null || found !== this.#messagesFound)
      this.#messages = new TimelineMessages(this.#analysis, this.#segments, (frame) => this.#segmentOf(frame));
    this.#messagesFound = found;
    return this.#messages;
  }

  /** The segments, and the attempt among them that the stream is shown by. */
  get shown(): ShownSegments {
    const { attempts } = this.#segments;
    const place = this.flow.kind === 'tcp' ? this.#analysis.shownOf(this.flow.id).place : 0;
    const span = attempts[attempts.length === 1 ? 0 : Math.min(place, attempts.length - 1)];
    return { analysis: this.#analysis, flow: this.flow, segments: this.#segments, span };
  }

  /** Up to `count` rows of that layout from row `from` on; fewer at the end. */
  rows(unfolded: readonly number[], from: number, count: number): TimelineRow[] {
    const layout = this.#layoutFor(unfolded);
    const out: TimelineRow[] = [];
    for (let row = Math.max(0, from); row < Math.min(from + count, layout.count); row++)
      out.push(this.#row(layout, row));
    return out;
  }

  /** Where a frame stands in that layout; row -1 when it does not belong to the flow. */
  rowOfFrame(unfolded: readonly number[], frame: number): { row: number; fold: number | null } {
    const segment = this.#segmentOf(frame);
    if (segment < 0) return { row: -1, fold: null };
    const layout = this.#layoutFor(unfolded);
    const row = rowOfSegment(layout, segment);
    return { row, fold: layout.fold[row] >= 0 ? layout.fold[row] : null };
  }

  /** Segment of a frame, -1: it is none of the flow. */
  #segmentOf(frame: number): number {
    const { rows } = this.#segments;
    if (!this.#ascending) return rows.indexOf(frame - 1);
    const i = lastNotAbove(rows, frame - 1);
    return i >= 0 && rows[i] === frame - 1 ? i : -1;
  }

  /** Titles of the phases with what there is to count in them: a pattern of four segments may be drawn with five arrows. */
  #phaseTitles(): Message[] {
    this.#titles ??= this.#phases.map(({ title, from, to }) => {
      const { repeated, copies } = foldTroubles(this.#analysis.columns, this.#segments.rows, from, to);
      return { key: title.key, args: { ...title.args, count: to - from - copies, repeated } };
    });
    return this.#titles;
  }

  #layoutFor(unfolded: readonly number[]): Layout {
    const open = new Set(unfolded);
    const key = [...open].sort((x, y) => x - y).join(',');
    if (!this.#layout || key !== this.#layoutKey) {
      this.#layout = layOut(this.#segments, this.#phases, this.#breakNs, open, this.#joins.missing);
      this.#layoutKey = key;
    }
    return this.#layout;
  }

  #row(layout: Layout, row: number): TimelineRow {
    const s = this.#segments;
    const start = layout.start[row];
    const fold = layout.fold[row];
    if (fold === SEGMENT) return this.#segment(layout, row, start);
    const ends = this.#ends(start, layout.end[row]);
    if (fold === BREAK) return { kind: 'break', row, durationNs: s.time[start] - s.time[start - 1], ...ends };
    if (fold === GAP) {
      const bytes = this.#joins.missing[start];
      const filledBy = this.#link(layout, start, this.#joins.filledBy[start]);
      return { kind: 'gap', row, fromA: s.fromA[start] === 1, bytes, filledBy, ...ends };
    }
    return this.#fold(row, fold, start, layout.end[row]);
  }

  #ends(first: number, end: number): Pick<TimelineSegment, 'shutA' | 'shutB' | 'saidA' | 'saidB'> {
    const [a, b] = this.#bands;
    const said = this.#said;
    return {
      shutA: shutAt(a, this.#segments, first, end),
      shutB: shutAt(b, this.#segments, first, end),
      saidA: said.said(true, first, end),
      saidB: said.said(false, first, end),
    };
  }

  /** From segment `i` to another (-1: there is none). */
  #link(layout: Layout, i: number, other: number): TimelineLink | null {
    if (other < 0) return null;
    const { rows, time } = this.#segments;
    return { frame: rows[other] + 1, row: rowOfSegment(layout, other), ns: Math.abs(time[i] - time[other]) };
  }

  #fold(row: number, id: number, start: number, end: number): TimelineFold {
    const s = this.#segments;
    return {
      kind: 'fold',
      row,
      id,
      segments: end - start,
      bytesAB: s.sentAB[end] - s.sentAB[start],
      bytesBA: s.sentBA[end] - s.sentBA[start],
      firstFrame: s.rows[start] + 1,
      lastFrame: s.rows[end - 1] + 1,
      durationNs: s.time[end - 1] - s.time[start],
      stateA: stateName(s.states[end - 1] & 15),
      stateB: stateName(s.states[end - 1] >> 4),
      troubles: foldTroubles(this.#analysis.columns, s.rows, start, end),
      ...this.#ends(start, end),
    };
  }

  /** Frame of the segment that segment i is a copy of. */
  #firstCopy(i: number): number | null {
    const { columns } = this.#analysis;
    const { rows } = this.#segments;
    const at = rows[i];
    for (let k = i - 1; k >= Math.max(0, i - COPY_REACH); k--) {
      const row = rows[k];
      if (
        columns.fromA(row) === columns.fromA(at) &&
        columns.seq(row) === columns.seq(at) &&
        columns.ack(row) === columns.ack(at) &&
        columns.flags(row) === columns.flags(at) &&
        columns.payloadLen(row) === columns.payloadLen(at) &&
        (columns.mark(row) & COPY) === 0
      )
        return row + 1;
    }
    return null;
  }

  #segment(layout: Layout, row: number, i: number): TimelineSegment {
    const s = this.#segments;
    const joins = this.#joins;
    const analysis = this.#analysis;
    const { columns } = analysis;
    const { flow } = this;
    const at = s.rows[i];
    const tcp = flow.kind === 'tcp';
    const side = columns.fromA(at) ? 0 : 1;
    const seqRaw = columns.seq(at);
    const ackRaw = columns.ack(at);
    const flags = columns.flags(at);
    const window = columns.window(at);
    const len = columns.payloadLen(at);
    // A header without its segment (quoted, first fragment) keeps its raw numbers, as in the packet list.
    const bare = !tcp || columns.partial(at);
    const baseSeq = bare ? null : analysis.baseOf(flow.id, side, at);
    const baseAck = bare || (flags & ACK) === 0 ? null : analysis.baseOf(flow.id, side ^ 1, at);
    const seq = seqSub(seqRaw, baseSeq ?? 0);
    const ack = seqSub(ackRaw, baseAck ?? 0);
    const scale = tcp ? analysis.scaleOf(flow.id, side) : -1;
    const fromA = s.fromA[i] === 1;
    const meaning = meaningMessage(s.meaning[i], {
      fromA,
      seq,
      seqRaw,
      ack,
      len,
      port: fromA ? flow.portA : flow.portB,
    });
    return {
      kind: 'segment',
      row,
      frame: at + 1,
      fromA,
      timeSec: columns.timeSec(at),
      timeNano: columns.timeNano(at),
      deltaNs: i === 0 ? 0 : Math.max(0, s.time[i] - s.time[i - 1]),
      flags,
      seq,
      seqRaw,
      ack,
      ackRaw,
      window,
      windowScaled: flags & SYN || scale === -2 ? window : scale === -1 ? null : window * 2 ** scale,
      len,
      stateA: stateName(s.states[i] & 15),
      stateB: stateName(s.states[i] >> 4),
      repeated: columns.repeated(at),
      ignored: tcp && analysis.ignoredOf(at) !== null ? meaning : null,
      icmp: isIcmpError(columns, at) ? (icmpReport(columns.mark(at)) ?? 'unreachable') : null,
      copyOf: tcp && columns.mark(at) & COPY && !isIcmpError(columns, at) ? this.#firstCopy(i) : null,
      opinions: [], // whoever can read frames adds them
      phase: this.#phases.find((phase) => i < phase.to)?.kind ?? 'data',
      meaning,
      repeats: this.#link(layout, i, joins.original[i]),
      repeatedBy: this.#link(layout, i, joins.again[i]),
      acks: columns.acksFrame(at) === 0 ? null : this.#link(layout, i, this.#segmentOf(columns.acksFrame(at))),
      ackFrom: joins.ackFrom[i] < 0 || bare ? null : seqSub(joins.ackFrom[i], baseAck ?? 0),
      tls: this.#tls.get(at)?.slice(0, MOST_A_SEGMENT) ?? [],
      sack: [],
      ...this.#ends(i, i + 1),
    };
  }
}
