// The packets of a flow graph and its hosts. Only numbers of rows are kept: what a line of the graph says, its frame tells when somebody looks.
import type { FrameContext } from '../../dissect/contract/context';
import { NULL_SINK } from '../../dissect/contract/null-sink';
import { dissectGuarded, FrameDissector } from '../../dissect/dissect';
import type { FramePacket } from '../../dissect/packet';
import { flagNames } from '../../dissect/protocols/tcp/tcp-numbers';
import { registry } from '../../dissect/protocols/registry';
import { ValueSink } from '../../dissect/sinks/field-sink';
import { addressText, summarize } from '../../dissect/summary';
import { PROTOCOL, SHAPE_MASK, SHAPE_PLAIN, type FrameColumns } from '../../flow/columns/columns';
import { FlowHosts as Hosts, type HostType } from '../../flow/statistics/flow-hosts';
import {
  MOST_FLOW_HOSTS,
  statisticsColumns,
  type FlowHosts,
  type FlowKind,
  type StatisticsRow,
} from '../../ipc/contracts/statistics-contract';
import { GrowingList } from '../../memory/growing-list';
import { ACK } from '../../text/tcp-flags';
import { rowKind } from '../answers/row-kind';
import { DEFAULT_OPTIONS } from '../answers/row-options';
import { reportBug } from '../base/bug-log';
import type { CaptureDocument } from '../document/document';
import type { Counter } from './counting';
import type { Listing } from './listing';
import { sinceRow } from './since-row';

const FIELD_OF: Record<HostType, string> = { ether: 'eth.addr', ipv4: 'ip.addr', ipv6: 'ipv6.addr' };
const BROADCAST = 'ff:ff:ff:ff:ff:ff';
const NUMBERS = ['tcp.seq', 'tcp.ack', 'tcp.len', 'tcp.flags'].map((name) => registry.field(name)!);

/** What the columns say of a row's own TCP or UDP header, not of one that is quoted. */
function transportOf(columns: FrameColumns, row: number): 'tcp' | 'udp' | 'none' {
  if (columns.partial(row) || columns.protocol(row) === PROTOCOL.icmpError) return 'none';
  return columns.streamKind(row);
}

export class FlowCounter implements Counter {
  readonly task = { kind: 'hosts' } as const;
  readonly #document: CaptureDocument;
  readonly #kind: FlowKind;
  readonly #rows = new GrowingList();
  readonly #hosts = new Hosts(Math.floor(Math.random() * 2 ** 30));
  /** rows of the list that no line can be drawn for */
  readonly #without = new Set<number>();
  readonly #numbers = new ValueSink(NUMBERS);
  readonly #segments = new FrameDissector(DEFAULT_OPTIONS, this.#numbers, reportBug);
  #reached = -1;

  constructor(document: CaptureDocument, kind: FlowKind) {
    this.#document = document;
    this.#kind = kind;
  }

  addRow(row: number): boolean {
    if (!this.#belongs(row)) return false;
    this.#rows.push(row);
    const { columns, analysis } = this.#document;
    if ((columns.marks(row) & SHAPE_MASK) !== SHAPE_PLAIN || columns.streamKind(row) === 'none') return true;
    this.#hosts.addPlain(analysis, row);
    return false;
  }

  take(found: Uint32Array): void {
    const [without] = found;
    for (let i = 1; i <= without; i++) this.#without.add(found[i]);
    this.#hosts.take(found, 1 + without);
  }

  reached(row: number): void {
    this.#reached = row;
  }

  hosts(): FlowHosts {
    const { hosts, count } = this.#hosts.firstOnes(MOST_FLOW_HOSTS, this.#reached);
    return { hosts: hosts.map((i) => this.#hostText(i)), others: count - hosts.length };
  }

  listing(): Listing {
    const rows = this.#counted();
    return {
      columns: statisticsColumns('flows-all'),
      count: rows.length,
      unlisted: 0,
      row: (i) => this.#line(rows[i]),
      // they stand in the order of the capture, whatever is asked for: no frame is read for an order
      sortKey: (i) => i,
    };
  }

  #belongs(row: number): boolean {
    if (this.#kind === 'all') return true;
    const { columns } = this.#document;
    if (this.#kind !== 'icmp') return transportOf(columns, row) === this.#kind;
    const protocol = columns.protocol(row);
    return protocol === PROTOCOL.icmp || protocol === PROTOCOL.icmpError;
  }

  /** Rows that are wholly counted and have both ends. */
  #counted(): Uint32Array {
    const all = this.#rows.data.subarray(0, this.#rows.firstFrom(this.#reached + 1));
    return this.#without.size === 0 ? all : all.filter((row) => !this.#without.has(row));
  }

  #hostText(i: number): string {
    const { type, bytes } = this.#hosts.address(i);
    return addressText(type, bytes, 0);
  }

  #line(row: number): StatisticsRow {
    const document = this.#document;
    const bytes = document.bytes(row);
    const context = document.context(row);
    const packet = dissectGuarded(bytes, context, DEFAULT_OPTIONS, NULL_SINK, reportBug);
    const { source, destination, protocol, info, kind } = summarize(packet);
    const ported = transportOf(document.columns, row) !== 'none';
    const ports = ported ? [packet.srcPort, packet.dstPort] : [null, null];
    const filter = hostsFilter(packet, source, destination);
    const [label, comment] = this.#kind === 'tcp' ? this.#segmentTexts(bytes, context) : [protocol, info];
    const { firstTimedRow } = document;
    const time = document.columns.hasTime(row) ? sinceRow(document, firstTimedRow, row) : null;
    return {
      cells: [...[row + 1, time, source, ports[0]], ...[destination, ports[1], label, comment]],
      depth: 0,
      filter,
      kind: rowKind(document.analysis, row, kind),
    };
  }

  /** What stands on the arrow of a segment and beside it, in Wireshark's words for TCP flows; of TCP in TCP the inner one. */
  #segmentTexts(bytes: Uint8Array, context: FrameContext): [label: string, comment: string] {
    this.#segments.dissect(bytes, context);
    const [seq, ack, len, flags] = NUMBERS.map((_, i) => Number(this.#numbers.values(i).at(-1) ?? NaN));
    if (Number.isNaN(seq) || Number.isNaN(flags)) return ['TCP', ''];
    const names = flagNames(flags);
    return [
      len > 0 ? `${names} - Len: ${len}` : names,
      flags & ACK && !Number.isNaN(ack) ? `Seq = ${seq} Ack = ${ack}` : `Seq = ${seq}`,
    ];
  }
}

/** Finds the packets between the two hosts of a packet. */
function hostsFilter({ addressType: type }: FramePacket, source: string, destination: string): string {
  if (type === 'none') return 'frame';
  const field = FIELD_OF[type];
  const one = (address: string): string => `${field} == ${address === 'Broadcast' ? BROADCAST : address}`;
  return source === destination ? one(source) : `${one(source)} && ${one(destination)}`;
}
