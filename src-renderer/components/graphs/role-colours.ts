// The colours of a graph's lines.
import type { GraphRole } from '../../../src-main/ipc/contracts/graph-contract';

/** Custom properties of the theme. */
export const COLOURS: Readonly<Record<GraphRole, string>> = {
  data: '--kind-setup',
  again: '--kind-reset',
  ack: '--good',
  window: '--kind-teardown',
  sack: '--kind-tls',
  roundTrip: '--kind-setup',
  throughput: '--kind-setup',
  goodput: '--good',
  receiveWindow: '--kind-teardown',
  inFlight: '--kind-setup',
};
export const colourOf = (role: GraphRole): string => `var(${COLOURS[role]})`;
