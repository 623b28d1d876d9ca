// What stands behind the payload of an Ethernet frame: padding, a trailer.
import type { Field } from '../../contract/fields';
import type { FieldSink, Packet } from '../../contract/protocol';

/** Least length of a frame without its check sequence: what is shorter gets padded (IEEE 802.3 clause 4A.4.2). */
const MIN_FRAME = 60;

/**
 * Adds what lies between `from`, the end of the payload, and `end`: zeros up to the least length of a frame are padding, the rest is
 * a trailer. A frame below the least length was not padded, and one inside another frame needs no padding.
 */
export function addTrailer(
  p: Packet,
  from: number,
  end: number,
  fields: { padding: Field; bad: Field; trailer: Field },
  out: FieldSink,
): void {
  let at = from;
  if (at >= end) return;
  const mayBePadded = at < MIN_FRAME && end >= MIN_FRAME;
  const isPadded = mayBePadded && p.bytes.subarray(at, MIN_FRAME).every((byte) => byte === 0);
  if (isPadded) {
    out.bytes(fields.padding, at, MIN_FRAME - at);
    at = MIN_FRAME;
  }
  if (at < end) out.bytes(fields.trailer, at, end - at);
  if (mayBePadded && !isPadded) out.expert(fields.bad, at, end - at);
}
