// Everything known of the frames and conversations of one capture: batches of frames in, columns and flows out.
import { AnalysisView, type AnalysisShare } from './capture-index-view';
import { AttemptLog } from './conversations/attempts';
import { BaseLog } from './table/base-log';
import type { DecodeRules } from '../dissect/decode-as';
import { DnsLinks, isDnsPort } from './messages/dns-links';
import { FlowTimes } from './table/flow-chunk';
import { FlowRows } from './conversations/flow-rows';
import { FlowTable } from './table/flow-table';
import { BatchColumns } from './columns/batch-columns';
import { isKnownUdpPort } from './scan/known-ports';
import { Scanner } from './scan/scan';
import { Datagrams } from '../reassembly/datagrams';
import { CHUNK_ROWS, MARK_SOURCES, SHAPE_ANY } from './columns/columns';
import type { Defragment, ScanSettings } from './scan/scan-fragments';
import { FRAME_NO_TIME, type FrameBatch } from '../memory/frame-batch';
import { GrowingList } from '../memory/growing-list';
import { KIND_NONE, KIND_TCP, KIND_TCP_STUB, NO_LENGTH, QUOTED, type Scratch } from './scan/scratch';
import * as dns from '../wire/dns';
import { putSegment } from './scan/segment-row';
import { SegmentAnalysis } from './tcp/segment-analysis';
import { noteRoundTrip } from './tcp/wireshark-numbers';
import { Tracker, type Tracked } from './conversations/tracker';

/** microseconds are compared modulo 2^30 */
const TIME_MASK = 2 ** 30 - 1;

/** What a worker has of the capture already: chunks that were complete when it was told of them. */
export interface Shared {
  columnChunks: number;
  flowChunks: number;
  basesVersion: number;
  attemptsVersion: number;
  timesVersion: number;
  marksVersion: number;
  commentsVersion: number;
}
export const nothingShared = (): Shared => ({
  columnChunks: 0,
  flowChunks: 0,
  basesVersion: 0,
  attemptsVersion: 0,
  timesVersion: 0,
  marksVersion: 0,
  commentsVersion: 0,
});

/** Of one connection (Analysis.stubsOf). */
interface StubRows {
  flow: number;
  data: Uint32Array;
  length: number;
}
/** An analysis that is over, as data. */
export interface WholeAnalysis extends Pick<Analysis, 'latestRow' | 'earliestRow' | 'lateFrames' | 'firstLateFrame'> {
  droppedDatagrams: number;
  stubs: readonly StubRows[];
  timed: boolean;
  share: AnalysisShare;
}

/** How frames become conversations. */
export interface AnalysisSettings {
  /** which fragments are put together; all, unless told */
  defragment?: Defragment;
  /** what ports lead to in place of what they usually do */
  decodeAs?: DecodeRules | null;
  /** conversations are told apart by the tunnels around them (scan/tunnel-path.ts); they are not, as in Wireshark, unless told */
  byTunnel?: boolean;
}

/** Fragments are put together, as in Wireshark. */
const ALL: Defragment = { ipv4: true, ipv6: true };
/** Fragments in fragments in fragments: so many datagrams one frame may complete. */
const MOST_SOURCES = 8;

/** Protocols that speak as DNS does. */
const DNS: ReadonlySet<string> = new Set(['dns', 'mdns', 'llmnr']);

/** Of one connection, ICMP errors that quote next to nothing are kept up to so many. */
const MOST_STUBS = 1000;

export class Analysis extends AnalysisView {
  readonly flows: FlowRows;
  #scanner: Scanner;
  /** for datagrams that were put together */
  #inside: Scanner;
  readonly #defragment: Defragment;
  readonly #byTunnel: boolean;
  readonly #datagrams: Datagrams;
  readonly #tracker: Tracker;
  /** the frame that is taken: one object, used again for each */
  readonly #frame = { row: 0, wireLen: 0, timeUs: -1, late: false };
  #segments: SegmentAnalysis;
  #dnsLinks: DnsLinks;
  readonly #decodeAs: DecodeRules | null;
  #linkTypes: number[] = [];
  /** seconds of the latest and of the earliest frame so far … */
  #latest = -Infinity;
  #earliest = Infinity;
  /** … and their rows, -1: no frame has a time */
  latestRow = -1;
  earliestRow = -1;
  /** frames that are earlier than one before them in the file, and the first of these (0: none) */
  lateFrames = 0;
  firstLateFrame = 0;
  /** rises when a chunk of flows gets its times */
  #timesVersion = 0;
  /** by flow: rows of ICMP errors that belong to it without a stream number (Tracker.stub) */
  readonly #stubs = new Map<number, GrowingList>();

  private constructor(
    override readonly columns: BatchColumns,
    override readonly table: FlowTable,
    bases: BaseLog,
    attempts: AttemptLog,
    { defragment = ALL, decodeAs = null, byTunnel = false }: AnalysisSettings,
  ) {
    super(columns, table, bases, attempts);
    this.#decodeAs = decodeAs;
    this.flows = new FlowRows(table, columns, attempts, this.timings, this.handshakes);
    this.#tracker = new Tracker(table, bases, attempts);
    this.#defragment = defragment;
    this.#byTunnel = byTunnel;
    this.#scanner = new Scanner(this.scanSettings, isKnownUdpPort);
    this.#inside = new Scanner(this.scanSettings, isKnownUdpPort);
    this.#datagrams = new Datagrams(this.fragments);
    this.#dnsLinks = new DnsLinks(this.dnsMessages);
    this.#segments = new SegmentAnalysis();
  }

  /** what a scan of its frames must know, wherever it runs */
  get scanSettings(): ScanSettings {
    return { defragment: this.#defragment, seed: this.table.seed, byTunnel: this.#byTunnel };
  }

  static create(settings: AnalysisSettings = {}): Analysis {
    return new Analysis(new BatchColumns(), new FlowTable(), new BaseLog(), new AttemptLog(), settings);
  }

  /** datagrams of which fragments were let go before they were whole, because too many were pending */
  get droppedDatagrams(): number {
    return this.#datagrams.dropped;
  }

  /**
   * Scans and takes the next frames of the capture.
   * @param interfaces the reader's, which only ever grow
   */
  addBatch(batch: FrameBatch, interfaces: readonly { linkType: number }[]): void {
    for (let k = this.#linkTypes.length; k < interfaces.length; k++) this.#linkTypes.push(interfaces[k].linkType);
    this.addScanned(batch, this.#scanner.scan(batch, this.#linkTypes));
  }

  /** Takes the next frames of the capture. `s`: what the scan found in them */
  addScanned(batch: FrameBatch, s: Scratch): void {
    const first = this.track(batch, s);
    this.#segments.analyse(batch, s, first);
    this.columns.settle(s, batch.count);
  }

  /**
   * Adds the next frames and keeps their conversations; returns the row of the first. They are seen when their segments are analysed, which
   * needs nothing but what is handed over in `s`, and what was found is settled in the columns.
   */
  track(batch: FrameBatch, s: Scratch): number {
    const { columns } = this;
    const frame = this.#frame;
    const first = columns.appendBatch(batch, s);
    let outer = 0;
    let fragment = 0;
    for (let i = 0; i < batch.count; i++) {
      const row = first + i;
      let time = NaN;
      if ((batch.flags[i] & FRAME_NO_TIME) === 0) time = batch.timeSec[i] + batch.timeNano[i] / 1e9;
      const late = time < this.#latest;
      if (late) {
        if (this.lateFrames++ === 0) this.firstLateFrame = row + 1;
      } else if (time > this.#latest) {
        this.#latest = time;
        this.latestRow = row;
      }
      if (time < this.#earliest) {
        this.#earliest = time;
        this.earliestRow = row;
      }
      frame.row = row;
      frame.wireLen = batch.originalLen[i];
      frame.timeUs = Number.isNaN(time) ? -1 : (time * 1e6) & TIME_MASK;
      frame.late = late;
      for (; outer < s.outerCount && s.outerRow[outer] === i; outer++) this.#addOuter(s, outer);
      if (fragment < s.fragmentCount && s.fragmentRow[fragment] === i) {
        s.kind[i] = KIND_NONE;
        const whole = this.#addFragment(s, fragment++, batch.bytes, batch.start[i], 0);
        if (whole?.kind[0] === KIND_TCP) putSegment(s, i, whole);
      } else if (s.kind[i] !== KIND_NONE) this.#addTransport(s, i, batch.bytes);
    }
    const { unmarked } = this.#tracker;
    for (const row of unmarked) columns.setMark(row, 0);
    unmarked.length = 0;
    return first;
  }

  /** A UDP header around a tunnel: entry `n` of the scratch's outer ones. */
  #addOuter(s: Scratch, n: number): void {
    const { row, wireLen, late } = this.#frame;
    const found = this.#tracker.outer(s, n, row + 1, wireLen);
    this.#placeInTime(found, row, late);
    if (this.columns.outerStream(row) < 0) this.columns.setOuterStream(row, this.#streamOf(found.flow));
  }

  /** The TCP or UDP header that the scan found in row `i` of the scratch, in these bytes. */
  #addTransport(s: Scratch, i: number, bytes: Uint8Array): void {
    const { columns } = this;
    const { row, wireLen, timeUs, late } = this.#frame;
    const kind = s.kind[i];
    if (kind === KIND_TCP_STUB) return this.#addStub(s, i, row);
    if (kind === KIND_TCP) {
      const found = this.#tracker.tcp(s, i, row + 1, wireLen, timeUs, late);
      const stream = this.#streamOf(found.flow);
      columns.setStream(row, 'tcp', stream, found.side === 0, (s.notes[i] & NO_LENGTH) !== 0);
      if (found.mark !== 0) columns.setMark(row, found.mark);
      if ((s.notes[i] & NO_LENGTH) === 0) this.#noteRoundTrip(found, s.flags[i], row);
      this.#placeInTime(found, row, late);
    } else {
      const found = this.#tracker.udp(s, i, row + 1, wireLen);
      const stream = this.#streamOf(found.flow);
      columns.setStream(row, 'udp', stream, found.side === 0, (s.notes[i] & QUOTED) !== 0);
      if (found.mark !== 0) columns.setMark(row, found.mark);
      this.#placeInTime(found, row, late);
      if (s.payloadAt[i] > 0 && this.#isDns(s.srcPort[i], s.dstPort[i], found.flow))
        this.#dnsLinks.take(row, found.flow, dns.identity(bytes, s.payloadAt[i]), columns);
    }
  }

  /** Whether a datagram between these ports is taken for DNS. */
  #isDns(source: number, destination: number, flow: number): boolean {
    if (this.#decodeAs === null) return isDnsPort(source, destination);
    const { ports } = this.table.chunk(flow);
    const i = this.table.position(flow);
    const chosen = this.#decodeAs.between('udp.port', ports[2 * i], ports[2 * i + 1], () => this.flows.addresses(flow));
    return chosen === null ? isDnsPort(source, destination) : DNS.has(chosen);
  }

  /**
   * A fragment: entry `n` of the scratch's. Where it completes its datagram, that is what the frame carries: row 0 of what is returned.
   * @param bytes  where its payload stands
   * @param from   where the frame, or the datagram around it, begins there
   * @param source number of these bytes (FragmentTable)
   */
  #addFragment(s: Scratch, n: number, bytes: Uint8Array, from: number, source: number): Scratch | null {
    const { columns } = this;
    const { row } = this.#frame;
    const at = s.fragmentAt[n];
    const fragment = {
      addresses: s.fragmentAddresses.subarray(8 * n, 8 * n + 8),
      isIpv6: s.fragmentIpv6[n] !== 0,
      identification: s.fragmentId[n],
      protocol: s.fragmentProtocol[n],
      vlan: s.fragmentVlan[n],
      start: s.fragmentStart[n],
      more: s.fragmentMore[n] !== 0,
      bytes: bytes.subarray(at, at + s.fragmentLen[n]),
    };
    const whole = this.#datagrams.add(fragment, row, source, at - from);
    if (whole === null) return null;
    const { isIpv6, protocol, addresses, identification } = fragment;
    const found = this.#inside.datagram(whole, isIpv6, protocol, addresses, identification, s.path[s.fragmentRow[n]]);
    columns.setProtocol(row, found.protocol[0] | SHAPE_ANY | MARK_SOURCES, found.ttl[0] || columns.ttl(row));
    for (let outer = 0; outer < found.outerCount; outer++) this.#addOuter(found, outer);
    if (found.fragmentCount > 0 && source + 1 < MOST_SOURCES) return this.#addFragment(found, 0, whole, 0, source + 1);
    if (found.kind[0] !== KIND_NONE) {
      if (found.kind[0] === KIND_TCP)
        columns.setTcp(
          row,
          found.seq[0],
          found.ack[0],
          found.flags[0] | (found.headerWords[0] << 12),
          found.window[0],
          found.payloadLen[0],
        );
      this.#addTransport(found, 0, whole);
    }
    return found;
  }

  #noteRoundTrip({ flow, side }: Tracked, flags: number, row: number): void {
    const p = this.table.position(flow);
    noteRoundTrip(this.table.tcp(flow), p, 2 * p + side, flags, row, this.columns);
  }

  #addStub(s: Scratch, i: number, row: number): void {
    const found = this.#tracker.stub(s, i);
    if (found === null) return;
    this.columns.setMark(row, found.mark);
    this.columns.setFromA(row, found.side === 0);
    let rows = this.#stubs.get(found.flow);
    if (!rows) this.#stubs.set(found.flow, (rows = new GrowingList()));
    if (rows.length < MOST_STUBS) rows.push(row);
  }

  /** Rows of ICMP errors that quote the flow's ports and sequence number and no more, in frame order. */
  stubsOf(flow: number): GrowingList | null {
    return this.#stubs.get(flow) ?? null;
  }

  /** Keeps the earliest and the latest frame of a flow, where frames do not stand in the order of time. */
  #placeInTime({ flow, previousFrame }: Tracked, row: number, late: boolean): void {
    const c = this.table.chunk(flow);
    const p = this.table.position(flow);
    if (c.times === null) {
      if (!late) return;
      c.times = new FlowTimes(c);
      c.times.latest[p] = previousFrame;
      this.#timesVersion++;
    }
    const { earliest, latest } = c.times;
    if (previousFrame === 0) {
      earliest[p] = latest[p] = row + 1;
      return;
    }
    if (!this.columns.hasTime(row)) return;
    if (!late || this.columns.isBefore(latest[p] - 1, row)) latest[p] = row + 1;
    if (late && this.columns.isBefore(row, earliest[p] - 1)) earliest[p] = row + 1;
  }

  #streamOf(flow: number): number {
    return this.table.chunk(flow).stream[this.table.position(flow)];
  }

  /** What a worker lacks that was told last what `shared` says; `shared` is brought up to date. */
  share(shared: Shared): AnalysisShare {
    const { columns, table, bases, attempts } = this;
    // times may have come to a chunk that was complete
    if (shared.timesVersion !== this.#timesVersion) shared.flowChunks = 0;
    const share = {
      columns: columns.share(shared.columnChunks),
      flows: table.share(shared.flowChunks),
      bases: bases.version === shared.basesVersion ? null : bases.entries(),
      attempts: attempts.version === shared.attemptsVersion ? null : attempts.entries(),
      fragments: this.fragments.share(),
      ...this.messageShares(),
      dnsMessages: this.dnsMessages.share(),
      timings: this.timings.share(),
      decrypted: this.decrypted.share(),
      handshakes: this.handshakes.share(),
      marks: this.readerMarks.version === shared.marksVersion ? null : this.readerMarks.share(),
      comments: this.readerComments.version === shared.commentsVersion ? null : this.readerComments.share(),
    };
    // the last chunks go on changing
    shared.columnChunks = Math.max(0, Math.ceil(share.columns.rows / CHUNK_ROWS) - 1);
    shared.flowChunks = Math.max(0, share.flows.from + share.flows.chunks.length - 1);
    shared.basesVersion = bases.version;
    shared.attemptsVersion = attempts.version;
    shared.timesVersion = this.#timesVersion;
    shared.marksVersion = this.readerMarks.version;
    shared.commentsVersion = this.readerComments.version;
    return share;
  }

  /** All that is known when the capture is read, for another process: without secrets, and without what the reader has put on frames. */
  whole(): WholeAnalysis {
    // of connections of DTLS more is known than stands in tables
    const withMessages = this.messages.looked >= this.columns.count && this.dtls.connections === 0;
    const nothing = new AnalysisView();
    const share = this.share(nothingShared());
    const { latestRow, earliestRow, lateFrames, firstLateFrame, droppedDatagrams, timings } = this;
    const stubs = [...this.#stubs].map(([flow, { data, length }]): StubRows => ({ flow, data, length }));
    const unknown = withMessages ? {} : nothing.messageShares();
    return {
      ...{ latestRow, earliestRow, lateFrames, firstLateFrame, droppedDatagrams, stubs },
      timed: timings.complete,
      share: {
        ...share,
        ...unknown,
        decrypted: nothing.decrypted.share(),
        handshakes: nothing.handshakes.share(),
        timings: timings.complete ? share.timings : nothing.timings.share(),
        marks: null,
        comments: null,
      },
    };
  }

  /** Knows all that another one's `whole` told. It must be new, and takes no frames afterwards. */
  takeWhole(whole: WholeAnalysis): void {
    this.take(whole.share);
    ({ latestRow: this.latestRow, earliestRow: this.earliestRow, lateFrames: this.lateFrames } = whole);
    this.firstLateFrame = whole.firstLateFrame;
    this.#datagrams.dropped = whole.droppedDatagrams;
    this.timings.complete = whole.timed;
    for (const { flow, data, length } of whole.stubs) this.#stubs.set(flow, new GrowingList(data, length));
    for (const { times, changed } of whole.share.flows.chunks) {
      if (times !== null) this.#timesVersion++;
      // nobody has stored them
      changed.fill(1);
    }
  }

  /** No more frames will come: what is only needed to take them is given back. */
  release(): void {
    this.#scanner = new Scanner(this.scanSettings, isKnownUdpPort);
    this.#inside = new Scanner(this.scanSettings, isKnownUdpPort);
    this.#segments = new SegmentAnalysis();
    this.#dnsLinks = new DnsLinks(this.dnsMessages);
  }

  /** Bytes of the typed arrays that stay. */
  byteLength(): number {
    const { columns, table, fragments, messages, dnsMessages, dnsInStreams, exchanges, tls, quic, headers } = this;
    const kept = columns.byteLength() + table.byteLength() + fragments.byteLength() + messages.byteLength();
    const connections = this.timings.byteLength + this.handshakes.byteLength;
    const inDatagrams = quic.byteLength + this.dtls.byteLength;
    const found = exchanges.byteLength + tls.byteLength + inDatagrams + connections + headers.byteLength;
    const links = dnsMessages.byteLength() + dnsInStreams.byteLength() + found;
    return (
      kept +
      links +
      this.readerMarks.byteLength() +
      this.#segments.byteLength() +
      this.#datagrams.pendingBytes +
      this.#dnsLinks.byteLength
    );
  }
}
