// TLS in a timeline: which segments carry which messages, and the stretch of the handshake between the others. What was found stands in the bytes,
// which whoever can read frames adds.
import type { Message } from '../../ipc/message';
import type { TimelineTls } from '../../ipc/contracts/timeline-contract';
import type { Stretch } from './timeline-phases';

/** What is known of the TLS of a connection. Rows are those of the columns. */
export interface TlsMarks {
  /** by the row that completes them */
  messages: ReadonlyMap<number, readonly TimelineTls[]>;
  /** from the first record to the last message of the handshake; null: there is none. `isLeft`: it did not come to its end */
  phase: { firstRow: number; lastRow: number; isLeft: boolean; title: Message; notes: Message[] } | null;
}

/** Messages that a segment tells of one by one. */
export const MOST_A_SEGMENT = 12;

/** Cuts the stretch of a handshake, segments `from` … below `to`, out of the data that it is among. */
export function withHandshake(
  phases: readonly Stretch[],
  from: number,
  to: number,
  { title, notes }: Pick<Stretch, 'title' | 'notes'>,
): Stretch[] {
  return phases.flatMap((phase) => {
    const isData = phase.kind === 'data' || phase.kind === 'middle';
    const first = Math.max(from, phase.from);
    const end = Math.min(to, phase.to);
    if (!isData || first >= end) return [phase];
    const parts: Stretch[] = [
      { ...phase, to: first },
      { kind: 'tls', from: first, to: end, title, notes },
      { ...phase, from: end },
    ];
    return parts.filter((part) => part.from < part.to);
  });
}
