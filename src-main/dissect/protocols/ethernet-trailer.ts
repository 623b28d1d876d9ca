// What stands behind the payload of an Ethernet frame: padding, a trailer, perhaps the frame check sequence.
import type { Field } from '../fields';
import type { FieldSink, Packet } from '../protocol';

/** Least payload of a frame: what is shorter gets padded (IEEE 802.3 clause 4A.4.2). */
const MIN_PAYLOAD = 46;

/**
 * Adds what lies between `from`, the end of the payload that starts at `body`, and the end of the frame: zeros up to the least
 * length of a frame are padding, the rest is a trailer. Captures leave the check sequence out, so none is looked for.
 */
export function addTrailer(
  p: Packet,
  body: number,
  from: number,
  fields: { padding: Field; trailer: Field },
  out: FieldSink,
): void {
  let at = from;
  const { end } = p;
  if (at >= end) return;
  const padEnd = Math.min(body + MIN_PAYLOAD, end);
  if (at < padEnd && p.bytes.subarray(at, padEnd).every((byte) => byte === 0)) {
    out.bytes(fields.padding, at, padEnd - at);
    at = padEnd;
  }
  if (at < end) out.bytes(fields.trailer, at, end - at);
}
