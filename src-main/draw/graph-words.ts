// The words of a graph's picture, out of the texts of whoever draws it.
import type { Graph, GraphKind, GraphRole, GraphUnit } from '../ipc/contracts/graph-contract';
import { durationShort } from '../text/duration';
import type { GraphWords } from './graph-svg';

type GraphText = `graph.${GraphKind}` | `graph.role.${GraphRole}` | `graph.unit.${GraphUnit}` | 'graph.across';

const ROLES: readonly GraphRole[] = [
  ...(['data', 'again', 'ack', 'window', 'sack', 'roundTrip', 'throughput', 'goodput'] as const),
  ...(['receiveWindow', 'inFlight'] as const),
];

/** `subtitle`: which connection, which direction. */
export function graphWords(
  { kind, unit, bin }: Pick<Graph, 'kind' | 'unit' | 'bin'>,
  subtitle: string,
  say: (key: GraphText, args?: Record<string, string>) => string,
): GraphWords {
  return {
    title: say(`graph.${kind}`),
    subtitle,
    across: say('graph.across'),
    upright: say(`graph.unit.${unit}`, { bin: bin === null ? '' : durationShort(Math.round(bin * 1e9)) }),
    roles: Object.fromEntries(ROLES.map((role) => [role, say(`graph.role.${role}`)])) as Record<GraphRole, string>,
  };
}
