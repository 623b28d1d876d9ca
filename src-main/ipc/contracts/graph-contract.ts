// What the graphs of a connection are asked and answer. Times are seconds since the first segment of the connection.
import type { Message } from '../message';

/** The graphs of a TCP connection, in the order in which they are offered. Their names stand under `graph.<kind>`. */
export const GRAPH_KINDS = ['sequence', 'tcptrace', 'roundTrip', 'throughput', 'window'] as const;
export type GraphKind = (typeof GRAPH_KINDS)[number];

/** What the points of a line say; their names stand under `graph.role.<role>`. */
export type GraphRole =
  'data' | 'again' | 'ack' | 'window' | 'sack' | 'roundTrip' | 'throughput' | 'goodput' | 'receiveWindow' | 'inFlight';

/** Of the upright axis: relative sequence numbers, seconds, bits a second, bytes. */
export type GraphUnit = 'number' | 'seconds' | 'rate' | 'bytes';

export interface GraphLine {
  role: GraphRole;
  /** `bars` go from `y` up to `top`; `steps` hold until the next point */
  shape: 'points' | 'bars' | 'steps';
  /** in order; the other arrays are as long */
  x: Float64Array;
  y: Float64Array;
  top: Float64Array | null;
  /** frame.number that a point leads to, 0: none */
  frame: Uint32Array;
}

export interface GraphQuery {
  flow: number;
  kind: GraphKind;
  /** of the data that goes from the side that the FlowRow calls a to b */
  fromA: boolean;
  /** the part that is looked at, null: all of it */
  from: number | null;
  to: number | null;
  /** points across the picture: of what falls on one and the same point only one is handed over */
  columns: number;
}

export interface Graph {
  kind: GraphKind;
  unit: GraphUnit;
  lines: GraphLine[];
  /** seconds from the first segment to the last */
  duration: number;
  /** points in the part that is looked at, those that are not handed over with them */
  points: number;
  /** seconds over which a rate is taken; null: there is no rate in it */
  bin: number | null;
  /** what makes it say less than it seems to */
  note: Message | null;
}
