// The columns of the table of connections: every fact of the list, by its name in JSON.
import { FLOW_FACTS, type FlowRow } from '../../ipc/flow-facts';
import { TIMING_FACTS, type TimingRow } from '../../ipc/timing-facts';
import { TLS_FACTS, type TlsRow } from '../../ipc/tls-facts';
import type { Cell } from './text-table';

/** In this order; scripts rely on it, so new ones come last. */
export const CONNECTION_COLUMNS: readonly (keyof FlowRow)[] = [
  ...(['id', 'kind', 'stream', 'addressA', 'portA', 'addressB', 'portB', 'clientBy'] as const),
  ...(['packetsAB', 'packetsBA', 'bytesAB', 'bytesBA', 'firstFrame', 'lastFrame', 'startSec', 'startNano'] as const),
  ...(['durationNs', 'handshake', 'synToSynAckNs', 'synAckToAckNs', 'ending', 'completeness'] as const),
  ...(['refusedBefore', 'refusedAfter', 'icmpHints', 'handshakeNs', 'initialRttNs', 'firstByteClientNs'] as const),
  ...(['firstByteServerNs', 'responseNs', 'synRetries', 'synAckRetries', 'capturePlace', 'capturePlaceBy'] as const),
  ...(Object.keys(TIMING_FACTS) as (keyof TimingRow)[]),
  ...(Object.keys(TLS_FACTS) as (keyof TlsRow)[]),
  ...(['closedBy', 'resetBy'] as const),
];

/** What the cells of a column hold, where they hold anything. */
export function cellsOf(column: keyof FlowRow): 'texts' | 'whole' | 'decimals' {
  const { type } = FLOW_FACTS[column];
  if (type === 'word' || type === 'list' || type === 'address' || type === 'text') return 'texts';
  return type === 'percent' ? 'decimals' : 'whole';
}

export const connectionCells = (row: FlowRow): Cell[] =>
  CONNECTION_COLUMNS.map((column) => {
    const value = row[column];
    return Array.isArray(value) ? value.join(' ') : value;
  });
