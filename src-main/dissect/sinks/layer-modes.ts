// Which layers matter to a sink of a few fields. A layer none of whose fields is wanted is read for what it carries only, and left out
// altogether where nothing wanted can be inside. What is left out must never change what is kept: a test dissects all samples for each
// field alone and for all fields at once.
import { fieldCount, type Field } from '../contract/fields';
import type { LayerMode, Protocol } from '../contract/protocol';
import { WS_FIELDS } from '../contract/verdict-fields';
import { registry } from '../protocols/registry';

/** Fields that any layer may add: verdicts and expert notes. */
const ANYWHERE: ReadonlySet<Field> = new Set(WS_FIELDS);

/** The fields that a protocol's dissector may add, with the lines of the protocols that it reads. */
export function* addedBy(protocol: Protocol): Generator<Field> {
  yield registry.line(protocol);
  yield* Object.values(protocol.fields);
  yield* protocol.borrows ?? [];
  for (const part of protocol.parts ?? []) yield* addedBy(part);
}

/** The frame, and what stands apart from it: inside of nothing. */
const holdsAll = (protocol: Protocol): boolean => protocol.apart !== undefined || protocol.abbrev === 'frame';

/**
 * How layers are to be read, by the id of their protocol's line, for a sink that keeps `wanted`.
 * @param sealed no keys have opened anything: see `Protocol.insideIsSealed`
 */
export function layerModes(wanted: readonly Field[], sealed = false): readonly LayerMode[] {
  const modes = new Array<LayerMode>(fieldCount()).fill('read');
  const fields = new Set(wanted);
  if (wanted.some((field) => ANYWHERE.has(field))) return modes;
  const reads = (protocol: Protocol): boolean => {
    for (const field of addedBy(protocol)) if (fields.has(field)) return true;
    return false;
  };
  const read = new Set(registry.protocols.filter(reads));
  const all = wanted.some((field) => field.tellsOfInner);
  const inner = new Set([...read].filter((protocol) => !holdsAll(protocol)));
  for (const protocol of registry.protocols) {
    if (read.has(protocol)) continue;
    const needed = all || (inner.size > 0 && mayHold(protocol, inner, sealed, new Set()));
    modes[registry.line(protocol).id] = needed ? 'pass' : 'skip';
  }
  return modes;
}

/** Can one of the protocols be inside this one, at any depth? */
function mayHold(protocol: Protocol, wanted: ReadonlySet<Protocol>, sealed: boolean, seen: Set<Protocol>): boolean {
  if (protocol.inside === undefined) return true;
  if (sealed && protocol.insideIsSealed) return false;
  if (seen.has(protocol)) return false;
  seen.add(protocol);
  const data = registry.protocol('data');
  const inside = protocol.inside.flatMap((table) => Array.from(registry.under(table), (entry) => entry.protocol));
  if (data) inside.push(data.protocol);
  return inside.some((inner) => wanted.has(inner) || mayHold(inner, wanted, sealed, seen));
}
