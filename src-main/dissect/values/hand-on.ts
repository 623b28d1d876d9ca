// Hands the messages in a part of a stream on to their protocol: of a TCP segment, or of what is inside of a record of TLS.
import { isOpen, type Framing } from '../../wire/framing';
import type { Packet } from '../contract/protocol';

/**
 * Hands on one message after the other, or all as one; what is not whole, only where nothing was before it.
 * @param keys of `tcp.port`, to hand on by
 * @param own  they are bytes as they were sent; else a message that was put together: what is not whole at its end is a message of its own, which goes on elsewhere
 */
export function handOn(
  p: Packet,
  framing: Framing,
  keys: readonly number[],
  from: number,
  end: number,
  own: boolean,
): void {
  // what was not handed on yet
  let first = from;
  for (let at = from; at < end;) {
    const there = Math.min(p.end, end) - at;
    const answers = framing.exchanges ? (p.context.exchange(p.streamMessage)?.kind ?? 0) : 0;
    const said = there > 0 ? framing.lengthAt(p.bytes, at, at + there, answers) : 0;
    if (said > 0 && said <= there) {
      at += said;
      if (framing.together && at < end) continue;
      p.next('tcp.port', keys, first, at - first);
      p.streamMessage++;
      first = at;
      continue;
    }
    const to = own || at === from || !isOpen(said, there) ? end : at;
    if (to > first) {
      p.next('tcp.port', keys, first, to - first);
      p.streamMessage++;
    }
    return;
  }
}
