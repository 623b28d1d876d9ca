// Differences of times: generated fields like `tcp.time_relative`, counted from another frame or another time.
import type { Field } from './fields';
import type { FieldSink, Packet } from './protocol';

/** Adds how long after the given time this frame came; both parts of the value have the same sign. The frame must have a time. */
export function addSince(out: FieldSink, field: Field, { context }: Packet, sec: number, nano: number): void {
  const s = context.timeSec - sec;
  const n = context.timeNano - nano;
  if (s > 0 && n < 0) out.generatedTime(field, s - 1, n + 1e9);
  else if (s < 0 && n > 0) out.generatedTime(field, s + 1, n - 1e9);
  else out.generatedTime(field, s, n);
}
