// Connections that were attempted more than once with the same numbers, so that Wireshark counts them as one stream: what the
// attempts before the last one came to. Rare, so they stand beside the flow table.
import { endingOf, handshakeOf } from '../tcp/verdict';

/** What the tracker noted of one attempt, or of several alike in a row. Frames: 0 not seen. */
export interface Attempt {
  /** EVENT_* bits of verdict.ts */
  events: number;
  synFrame: number;
  synAckFrame: number;
  lastSynAckFrame: number;
  ackFrame: number;
  /** first frame with payload of a and of b */
  dataFrameA: number;
  dataFrameB: number;
  /** SYNs and SYN-ACKs, up to 255 */
  syns: number;
  synAcks: number;
  /** attempts that ended in the same way, one behind the other */
  count: number;
}
export type AttemptEntries = ReadonlyMap<number, Attempt[]>;

/** More than so many different ones in a stream are counted with the last. */
const MOST = 16;

/** How far an attempt got: the one that got furthest is what a stream is about. */
function rank(events: number): number {
  switch (handshakeOf(events)) {
    case 'complete':
    case 'simultaneous':
      return 4;
    case 'partial':
    case 'not-seen':
      return 3;
    case 'no-final-ack':
    case 'probe':
      return 2;
    case 'refused':
    case 'icmp-refused':
      return 1;
    default:
      return 0;
  }
}

export const isRefused = (events: number): boolean => endingOf(events) === 'refused';

/** The attempt that a stream is shown by, and what lies around it. */
export interface Shown {
  attempt: Attempt;
  /** place of it among all attempts of the stream, from 0 */
  place: number;
  attempts: number;
  refusedBefore: number;
  refusedAfter: number;
}

export class AttemptLog {
  #entries = new Map<number, Attempt[]>();
  /** rises with each change */
  version = 0;

  entries(): AttemptEntries {
    return this.#entries;
  }
  /** In a worker: takes over another thread's entries. */
  take(entries: AttemptEntries): void {
    this.#entries = new Map(entries);
  }

  /** Attempts of a flow before its last one. */
  of(flow: number): readonly Attempt[] {
    return this.#entries.size === 0 ? [] : (this.#entries.get(flow) ?? []);
  }

  /** The attempt that was under way is over: another one begins. */
  add(flow: number, attempt: Attempt): void {
    this.version++;
    const list = this.#entries.get(flow);
    if (!list) {
      this.#entries.set(flow, [attempt]);
      return;
    }
    const last = list[list.length - 1];
    const alike = handshakeOf(last.events) === handshakeOf(attempt.events) && rank(attempt.events) < 2;
    if (alike || list.length >= MOST) last.count += attempt.count;
    else list.push(attempt);
  }

  /** @param last what is noted of the flow's last attempt */
  shown(flow: number, last: Attempt): Shown {
    const before = this.of(flow);
    if (before.length === 0) return { attempt: last, place: 0, attempts: 1, refusedBefore: 0, refusedAfter: 0 };
    const all = [...before, last];
    let best = all.length - 1;
    for (let i = all.length - 2; i >= 0; i--) if (rank(all[i].events) > rank(all[best].events)) best = i;
    const sum = (from: number, to: number, only: (a: Attempt) => boolean): number =>
      all.slice(from, to).reduce((n, a) => n + (only(a) ? a.count : 0), 0);
    const refused = (a: Attempt): boolean => isRefused(a.events);
    return {
      attempt: all[best],
      place: sum(0, best, () => true),
      attempts: sum(0, all.length, () => true),
      refusedBefore: sum(0, best, refused),
      refusedAfter: sum(best + 1, all.length, refused),
    };
  }
}
