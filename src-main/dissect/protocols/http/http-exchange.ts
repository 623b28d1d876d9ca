// What a message answers, or is answered by, and when: the frames of its exchange and of those before and after it.
import * as wire from '../../../wire/http';
import { fieldGroup, type FieldSink, type Packet } from '../../contract/protocol';
import { addSince } from '../../values/time-since';
import { F } from './http-fields';
import type { Head } from './http-head';

const WANTED = fieldGroup([
  F.request_number,
  F.response_number,
  F.request_in,
  F.response_in,
  F.next_request_in,
  F.next_response_in,
  F.prev_request_in,
  F.prev_response_in,
  F.time,
]);

export function addExchange(p: Packet, { kind }: Head, out: FieldSink): void {
  if (!out.wantsAny(WANTED)) return;
  const exchange = p.context.exchange(p.streamMessage);
  if (exchange === null || exchange.number === 0) return;
  const frame = (field: typeof F.request_in, value: number): void => {
    if (value > 0) out.generated(field, 0, 0, value);
  };
  if (kind !== wire.RESPONSE) {
    out.generated(F.request_number, 0, 0, exchange.number);
    frame(F.prev_request_in, exchange.previousRequest);
    frame(F.response_in, exchange.response);
    frame(F.next_request_in, exchange.nextRequest);
    return;
  }
  out.generated(F.response_number, 0, 0, exchange.number);
  const { requestTime } = exchange;
  if (requestTime !== null && p.context.hasTime) addSince(out, F.time, p, requestTime.sec, requestTime.nano);
  frame(F.prev_request_in, exchange.previousRequest);
  frame(F.prev_response_in, exchange.previousResponse);
  frame(F.request_in, exchange.request);
  frame(F.next_request_in, exchange.nextRequest);
  frame(F.next_response_in, exchange.nextResponse);
}
