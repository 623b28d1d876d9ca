// What ICMP and ICMPv6 have in common: a type and a code at the beginning of each message, whose names depend on one another.
import type { RowKind } from '../../../ipc/contracts/engine-contract';
import type { Field, FieldSink, Layer, Packet } from '../../contract/protocol';

/** Type -> code -> name. */
export type CodeNames = Readonly<Record<number, Readonly<Record<number, string>> | undefined>>;

/** Type and code of the message at `at`, into `fields`; false where they are not there. */
export function typeAndCode(
  p: Packet,
  at: number,
  out: FieldSink,
  fields: { readonly type: Field; readonly code: Field },
  codes: CodeNames,
): boolean {
  if (!p.need(at, 1)) return false;
  const type = p.bytes[at];
  out.uint(fields.type, at, 1, type);
  if (!p.need(at, 2)) return false;
  const code = p.bytes[at + 1];
  out.uint(fields.code, at + 1, 1, code);
  const name = codes[type]?.[code];
  if (out.detail && name !== undefined) out.display(`${code} (${name})`);
  return true;
}

/** `Destination unreachable (Port unreachable)`: of a message of at least two bytes. */
export function messageName(b: Uint8Array, at: number, type: string, codes: CodeNames): string {
  const code = codes[b[at]]?.[b[at + 1]];
  return code === undefined ? type : `${type} (${code})`;
}

/** Colour class of a row, for messages of which `quotes` tells those that quote a packet. */
export const messageKind =
  (quotes: (type: number) => boolean) =>
  (p: Packet, layer: Layer): RowKind =>
    layer.end > layer.at && quotes(p.bytes[layer.at]) ? 'icmp-error' : 'icmp';
