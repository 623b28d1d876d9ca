// Gathers what a report tells out of the answers that the window gets as well. Bounded, whatever the capture holds: what is left out is said.
import { linkTypeName } from '../../../dissect/values/link-types';
import { flowOrder } from '../../../flow/conversations/flow-order';
import type { FlowCounts, FlowRow, TimelineRow, TimelineSegment } from '../../../ipc/contracts/engine-contract';
import type { Message, Problem } from '../../../ipc/message';
import type { FlowNames } from '../../../ipc/contracts/names-contract';
import { headerRows } from '../../../report/header-table';
import type { CaptureFacts, ConnectionFacts, QualityFact, ReportModel, SegmentFacts } from '../../../report/model';
import { statesAfter } from '../../../draw/row-states';
import { digitsOf, type Instant } from '../../../text/time';
import { sha256Of } from '../../base/file-hash';
import { GRAPH_WIDTH } from '../../../draw/graph-svg';
import type { Graph, GraphKind } from '../../../ipc/contracts/graph-contract';
import { Slice } from '../../base/pause';
import type { CaptureDocument } from '../../document/document';
import { Graphs } from '../graphs';
import { packetDetail } from '../packet-detail';
import { marksOf } from './report-marks';
import { qualityOf } from './report-quality';
import { remarksOf } from '../remarks';
import type { Timelines } from '../timelines';
import { TlsLooks } from '../tls/tls-looks';

export interface ReportSource {
  document: CaptureDocument;
  timelines: Timelines;
  /** names that the capture proves for the ends of a connection */
  namesOf: (flow: FlowRow) => FlowNames;
  name: string;
  /** the file, where the capture is one that is whole */
  path: string | null;
  /** why it was not read to its end; null: it was */
  problem: Problem | null;
}
export interface ReportWish {
  /** ids of conversations; null: all */
  ids: ReadonlySet<number> | null;
  /** what chose them; empty: nothing */
  filter: string;
  /** conversations that the overview lists, and those that are told in detail, at most */
  listed: number;
  detailed: number;
  /** bytes of a file whose SHA-256 is computed, at most */
  hashed: number;
  /** with the graphs of each */
  graphs: boolean;
}
export interface ReportObserver {
  progress(done: number, all: number): void;
  /** nobody waits any more */
  signal: AbortSignal;
}

/** Of a report that is saved: conversations that are listed, and in detail, unless more are asked for. */
export const MOST_LISTED = 5_000;
export const MOST_DETAILED = 50;
/** Of its preview; bytes that it hashes. */
export const PREVIEW_LISTED = 200;
export const MOST_PREVIEWED = 3;
export const PREVIEW_HASHED = 64 << 20;
const MOST_INTERFACES = 200;
/** Rows of a timeline, segments of an opening and of a closing. */
const MOST_ROWS = 96;
const MOST_SEGMENTS = 8;
/** `tcp.completeness`: data was sent. */
const COMPLETENESS_DATA = 8;
const GRAPHS: readonly GraphKind[] = ['tcptrace', 'roundTrip', 'throughput'];
/** Points across a graph: half of its pixels, which no printer tells apart. */
const GRAPH_COLUMNS = GRAPH_WIDTH / 2;

/** Made once for a capture, as long as it does not grow. */
interface Kept {
  frames: number;
  damaged: boolean;
  quality: QualityFact[];
  sha256: string | null;
}

export class ReportGatherer {
  readonly #source: ReportSource;
  readonly #tls: TlsLooks;
  readonly #graphs: Graphs;
  #kept: Kept | null = null;

  constructor(source: ReportSource) {
    this.#source = source;
    this.#tls = new TlsLooks(source.document, source.timelines);
    this.#graphs = new Graphs(source.document, source.timelines);
  }

  /** Rejects when nobody waits any more. */
  async model(wish: ReportWish, observer: ReportObserver): Promise<ReportModel> {
    const { document, namesOf } = this.#source;
    const { flows } = document.analysis;
    const { ids: wanted } = wish;
    const chosen = (order: Uint32Array): Uint32Array =>
      wanted === null ? order : order.filter((id) => wanted.has(id));
    const tcp = chosen(flowOrder(flows, 'tcp', 'problems', false));
    const ids = [...tcp, ...chosen(flowOrder(flows, 'udp', 'stream', false))];
    const told = ids.slice(0, wish.detailed);
    observer.progress(0, told.length + 1);
    const kept = await this.#keep(wish, observer);
    const slice = new Slice();
    const connections: ConnectionFacts[] = [];
    for (const [i, id] of told.entries()) {
      observer.progress(i + 1, told.length + 1);
      if (slice.over) await slice.giveWay();
      if (observer.signal.aborted) throw new Error('cancelled');
      connections.push(await this.#connection(id, wish.graphs, observer.signal));
    }
    const counts: FlowCounts = { handshake: {}, ending: {} };
    for (const id of tcp) {
      if (slice.over) await slice.giveWay();
      const [handshake, ending] = flows.verdicts(id);
      counts.handshake[handshake] = (counts.handshake[handshake] ?? 0) + 1;
      counts.ending[ending] = (counts.ending[ending] ?? 0) + 1;
    }
    return {
      capture: this.#capture(kept.sha256, wish.filter),
      quality: kept.quality,
      marks: await marksOf(document, wanted, () => observer.signal.aborted),
      flows: ids.slice(0, wish.listed).map((id) => {
        const row = flows.row(id);
        return { ...row, ...namesOf(row) };
      }),
      all: ids.length,
      counts,
      connections,
    };
  }

  async #keep({ hashed }: ReportWish, observer: ReportObserver): Promise<Kept> {
    const { document, path, problem } = this.#source;
    const { frames, fileBytes } = document;
    const stopped = (): boolean => observer.signal.aborted;
    const kept = this.#kept?.frames === frames && this.#kept.damaged === (problem !== null) ? this.#kept : null;
    const quality = kept?.quality ?? (await qualityOf(document, problem !== null, stopped));
    const sha256 = kept?.sha256 ?? (path === null || fileBytes > hashed ? null : await sha256Of(path, stopped));
    return (this.#kept = { frames, damaged: problem !== null, quality, sha256 });
  }

  #capture(sha256: string | null, filter: string): CaptureFacts {
    const { document, name, problem } = this.#source;
    const { analysis, columns, interfaces, interfaceFrames, extras } = document;
    const at = (row: number): Instant | null =>
      row < 0 ? null : { sec: columns.timeSec(row), nano: columns.timeNano(row) };
    const remarks: Message[] = remarksOf(document, false);
    if (problem) remarks.unshift(problem.message);
    return {
      name,
      format: document.format,
      fileBytes: document.fileBytes,
      sha256,
      packets: document.frames,
      tcp: analysis.flows.tcpCount,
      udp: analysis.flows.udpCount,
      first: at(analysis.earliestRow),
      last: at(analysis.latestRow),
      clock: digitsOf(interfaces),
      interfaces: interfaces.slice(0, MOST_INTERFACES).map((one, i) => ({
        name: one.name,
        description: one.description,
        link: linkTypeName(one.linkType) ?? String(one.linkType),
        filter: one.filter,
        snapLen: one.snapLen,
        packets: interfaceFrames[i] ?? 0,
        dropped: extras.statistics.get(i)?.dropped ?? null,
      })),
      writtenBy: extras.writtenBy,
      remarks,
      filter,
    };
  }

  async #connection(id: number, drawn: boolean, signal: AbortSignal): Promise<ConnectionFacts> {
    const { document, timelines, namesOf } = this.#source;
    const timeline = timelines.summary(id, []);
    const rows = timelines.rows(id, [], 0, MOST_ROWS, false);
    const row = document.analysis.flows.row(id);
    const phase = (...kinds: string[]): TimelineSegment[] =>
      rows.filter((one): one is TimelineSegment => one.kind === 'segment' && kinds.includes(one.phase));
    const opening = row.kind === 'tcp' ? phase('handshake', 'refused') : [];
    const closing = row.kind === 'tcp' ? phase('teardown', 'reset') : [];
    const facts = (segments: readonly TimelineSegment[]): SegmentFacts[] =>
      segments.slice(0, MOST_SEGMENTS).map((segment) => this.#segment(segment, rows));
    return {
      flow: { ...row, ...namesOf(row) },
      timeline,
      rows,
      verdict: timelines.verdict(id),
      opening: facts(opening),
      closing: facts(closing),
      more: Math.max(0, opening.length - MOST_SEGMENTS) + Math.max(0, closing.length - MOST_SEGMENTS),
      tls: row.kind === 'tcp' ? await this.#tls.look(id, signal) : null,
      graphs: drawn && row.kind === 'tcp' && (row.completeness & COMPLETENESS_DATA) !== 0 ? this.#drawn(row) : [],
      graphsFromA: row.bytesAB >= row.bytesBA,
    };
  }

  /** Graphs that have something to show: more than a point, and more than a moment. */
  #drawn({ id, bytesAB, bytesBA }: FlowRow): Graph[] {
    const of = { flow: id, fromA: bytesAB >= bytesBA, from: null, to: null, columns: GRAPH_COLUMNS };
    return GRAPHS.map((kind) => this.#graphs.graph({ ...of, kind })).filter(
      ({ points, duration }) => points > 1 && duration > 0,
    );
  }

  #segment(segment: TimelineSegment, rows: readonly TimelineRow[]): SegmentFacts {
    const first = rows[0]?.kind === 'segment' ? rows[0] : undefined;
    const before = statesAfter(segment.row - 1, (at) => rows[at], first);
    const { tree, sources } = packetDetail(this.#source.document, segment.frame);
    return {
      segment,
      header:
        segment.icmp === null
          ? headerRows(
              tree,
              sources.map(({ bytes }) => bytes),
            )
          : [],
      beforeA: before?.a ?? 'UNKNOWN',
      beforeB: before?.b ?? 'UNKNOWN',
    };
  }
}
