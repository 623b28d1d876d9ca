// The flows of a capture as they are read, by the engine and by its workers; the engine fills flow-table.ts.
import { FLOW_BITS, FLOW_MASK, TcpFlows, type FlowChunk } from './flow-chunk';
import { GrowingList } from '../../memory/growing-list';

/** What a worker is sent of the flows: chunks that changed since it was last told, and the stream numbers. */
export interface FlowShare {
  /** number of the first one in `chunks` */
  from: number;
  chunks: readonly FlowChunk[];
  flows: number;
  tcpStreams: { data: Uint32Array; length: number };
  udpStreams: { data: Uint32Array; length: number };
}

export class FlowView {
  protected readonly chunks: FlowChunk[] = [];
  protected flows = 0;
  /** stream number -> flow */
  protected tcpStreams = new GrowingList();
  protected udpStreams = new GrowingList();

  get count(): number {
    return this.flows;
  }
  get tcpCount(): number {
    return this.tcpStreams.length;
  }
  get udpCount(): number {
    return this.udpStreams.length;
  }
  chunk(flow: number): FlowChunk {
    return this.chunks[flow >>> FLOW_BITS];
  }
  /** position of a flow inside its chunk */
  position(flow: number): number {
    return flow & FLOW_MASK;
  }
  /** The chunk's TCP part; only for flows that are TCP. */
  tcp(flow: number): TcpFlows {
    const chunk = this.chunks[flow >>> FLOW_BITS];
    return (chunk.tcp ??= new TcpFlows());
  }
  /** Flow of a stream number, -1 when there is none. */
  ofStream(kind: 'tcp' | 'udp', stream: number): number {
    const streams = kind === 'tcp' ? this.tcpStreams : this.udpStreams;
    return stream >= 0 && stream < streams.length ? streams.at(stream) : -1;
  }

  /** In a worker: takes over what another thread's `share` gave. */
  take(share: FlowShare): void {
    this.chunks.length = share.from;
    this.chunks.push(...share.chunks);
    this.flows = share.flows;
    this.tcpStreams = new GrowingList(share.tcpStreams.data, share.tcpStreams.length);
    this.udpStreams = new GrowingList(share.udpStreams.data, share.udpStreams.length);
  }
}
