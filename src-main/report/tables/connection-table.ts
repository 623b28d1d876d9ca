// The columns of the table of connections: every fact of the list, by its name in JSON.
import type { FlowRow } from '../../ipc/flow-facts';
import type { Cell } from './text-table';

/** In this order; scripts rely on it, so new ones come last. */
export const CONNECTION_COLUMNS: readonly (keyof FlowRow)[] = [
  ...(['id', 'kind', 'stream', 'addressA', 'portA', 'addressB', 'portB', 'clientBy'] as const),
  ...(['packetsAB', 'packetsBA', 'bytesAB', 'bytesBA', 'firstFrame', 'lastFrame', 'startSec', 'startNano'] as const),
  ...(['durationNs', 'handshake', 'synToSynAckNs', 'synAckToAckNs', 'ending', 'completeness'] as const),
  ...(['refusedBefore', 'refusedAfter', 'icmpHints', 'handshakeNs', 'initialRttNs', 'firstByteClientNs'] as const),
  ...(['firstByteServerNs', 'responseNs', 'synRetries', 'synAckRetries', 'capturePlace', 'capturePlaceBy'] as const),
];

/** Columns that hold texts; the others hold whole numbers, or nothing. */
const TEXTS: ReadonlySet<keyof FlowRow> = new Set([
  ...(['kind', 'addressA', 'addressB', 'clientBy', 'handshake', 'ending', 'icmpHints'] as const),
  ...(['capturePlace', 'capturePlaceBy'] as const),
]);
export const isTextColumn = (column: keyof FlowRow): boolean => TEXTS.has(column);

export const connectionCells = (row: FlowRow): Cell[] =>
  CONNECTION_COLUMNS.map((column) => {
    const value = row[column];
    return Array.isArray(value) ? value.join(' ') : value;
  });
