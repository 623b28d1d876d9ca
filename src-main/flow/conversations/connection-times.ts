// The times of a TCP connection as pairs of frames, for whoever wants them in ns or with the frames they were taken from, and the facts
// that follow from them.
import { SYN } from '../../wire/tcp';
import type { FlowColumn } from '../../ipc/flow-facts';
import type { FrameColumns } from '../columns/columns';
import type { FlowView } from '../table/flow-view';
import { capturePlace } from '../tcp/capture-place';
import type { Shown } from './attempts';
import { nsBetween } from './time-between';

/** from, to; 0: not seen */
export type Span = readonly [from: number, to: number];
export const SPANS = [
  'synToSynAckNs',
  'synAckToAckNs',
  'handshakeNs',
  'initialRttNs',
  'firstByteClientNs',
  'firstByteServerNs',
  'responseNs',
] as const satisfies FlowColumn[];
export type SpanId = (typeof SPANS)[number];

export function spanOf(id: SpanId, columns: FrameColumns, table: FlowView, flow: number, shown: Shown): Span {
  const { attempt, place } = shown;
  const i = table.position(flow);
  const first = table.chunk(flow).firstFrame[i];
  switch (id) {
    case 'synToSynAckNs':
      return [attempt.synFrame, attempt.synAckFrame];
    case 'synAckToAckNs':
      return [attempt.lastSynAckFrame, attempt.ackFrame];
    case 'handshakeNs': {
      // the flow table keeps the last SYN; a connection whose start was captured begins with its first
      const begins = place === 0 && (columns.flags(first - 1) & SYN) !== 0;
      return [attempt.synFrame !== 0 && begins ? first : attempt.synFrame, attempt.ackFrame];
    }
    case 'initialRttNs': {
      const { roundTripStart, roundTripEnd } = table.tcp(flow);
      return [roundTripStart[i], roundTripEnd[i]];
    }
    case 'firstByteClientNs':
      return [attempt.ackFrame || first, attempt.dataFrameA];
    case 'firstByteServerNs':
      return [attempt.ackFrame || first, attempt.dataFrameB];
    case 'responseNs':
      return [attempt.dataFrameA, attempt.dataFrameB];
  }
}

/** Numbers and words of a TCP flow that its frames tell; the same keys as in FlowRow. */
export type TcpFacts = Record<SpanId, number | null> & {
  synRetries: number;
  synAckRetries: number;
  capturePlace: ReturnType<typeof capturePlace>['place'];
  capturePlaceBy: ReturnType<typeof capturePlace>['by'];
};

/** Of UDP. */
export const NO_TCP_FACTS: TcpFacts = {
  synToSynAckNs: null,
  synAckToAckNs: null,
  handshakeNs: null,
  initialRttNs: null,
  firstByteClientNs: null,
  firstByteServerNs: null,
  responseNs: null,
  synRetries: 0,
  synAckRetries: 0,
  capturePlace: 'unknown',
  capturePlaceBy: 'none',
};

export function tcpFacts(columns: FrameColumns, table: FlowView, flow: number, shown: Shown): TcpFacts {
  const ns = (id: SpanId): number | null => {
    const [from, to] = spanOf(id, columns, table, flow, shown);
    return nsBetween(columns, from, to);
  };
  const { synFrame, synAckFrame, syns, synAcks } = shown.attempt;
  const synToSynAckNs = ns('synToSynAckNs');
  const synAckToAckNs = ns('synAckToAckNs');
  const { place, by } = capturePlace({
    hopsA: synFrame === 0 ? 0 : columns.ttl(synFrame - 1),
    hopsB: synAckFrame === 0 ? 0 : columns.ttl(synAckFrame - 1),
    synToSynAckNs,
    synAckToAckNs,
  });
  return {
    synToSynAckNs,
    synAckToAckNs,
    handshakeNs: ns('handshakeNs'),
    initialRttNs: ns('initialRttNs'),
    firstByteClientNs: ns('firstByteClientNs'),
    firstByteServerNs: ns('firstByteServerNs'),
    responseNs: ns('responseNs'),
    synRetries: Math.max(0, syns - 1),
    synAckRetries: Math.max(0, synAcks - 1),
    capturePlace: place,
    capturePlaceBy: by,
  };
}
