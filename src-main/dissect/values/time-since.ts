// Differences of times: generated fields like `tcp.time_relative`, counted from another frame or another time.
import { nanosOf, secondsOf } from '../../text/time-difference';
import type { Field } from '../contract/fields';
import type { FieldSink, Packet } from '../contract/protocol';

/** Adds how long after the given time this frame came; both parts of the value have the same sign. The frame must have a time. */
export function addSince(out: FieldSink, field: Field, { context }: Packet, sec: number, nano: number): void {
  const s = context.timeSec - sec;
  const n = context.timeNano - nano;
  out.generatedTime(field, secondsOf(s, n), nanosOf(s, n));
}
