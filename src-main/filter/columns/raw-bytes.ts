// Bytes that must stand somewhere in a frame for a test to hold: looked for in the file, before anything is dissected.
import { finderOf, type Finder } from '../pattern/find-bytes';
import type { Atom } from './column-judge';
import { requiredLiteral } from '../pattern/pattern';
import type { FieldOperand, Operand } from '../language/tree';
import { utf8 } from '../../text/utf8';

export interface RawBytes {
  find: Finder;
  /** the frames where the bytes are found are exactly those that match */
  exact: boolean;
}

/** Fields whose values are bytes of the frame as it was captured, and always will be: nothing put together or decrypted. */
const CAPTURED: ReadonlySet<string> = new Set([
  'frame',
  'eth',
  'ip',
  'ipv6',
  'tcp',
  'udp',
  'icmp',
  'icmpv6',
  'arp',
  'tcp.payload',
  'udp.payload',
]);

function capturedField(operand: Operand): FieldOperand | null {
  if (operand.kind === 'slice') return operand.ranges.length === 1 ? capturedField(operand.of) : null;
  return operand.kind === 'field' && CAPTURED.has(operand.field.abbrev) ? operand : null;
}

/** What must be found in the bytes of a frame for the atom to hold; null: nothing that could be looked for. */
export function rawBytesOf(atom: Atom): RawBytes | null {
  if (atom.kind !== 'compare') return null;
  const field = capturedField(atom.left);
  if (!field) return null;
  if (atom.relation === 'matches' && atom.right.kind === 'pattern') {
    const literal = requiredLiteral(atom.right.source);
    return literal && { find: finderOf(literal.bytes, literal.caseless), exact: false };
  }
  if (atom.relation !== 'contains' || atom.right.kind !== 'constant' || atom.right.values.length !== 1) return null;
  const [value] = atom.right.values;
  const needle = typeof value === 'string' ? utf8(value) : value;
  if (!(needle instanceof Uint8Array) || needle.length === 0) return null;
  const whole = atom.left === field && field.field.abbrev === 'frame' && field.layers.length === 0 && !field.raw;
  return { find: finderOf(needle), exact: whole };
}
