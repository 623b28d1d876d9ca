// What stands beside the verdicts of a connection: attempts around the one that is shown, and what ICMP errors hinted at.
import type { MessageKey } from './catalogue';

export interface FlowNote {
  key: MessageKey;
  args?: Record<string, number>;
}

/** What of a row of the connection list the notes tell. */
interface Noted {
  refusedBefore: number;
  refusedAfter: number;
  icmpHints: readonly ('refused' | 'unreachable' | 'too-big' | 'time-exceeded' | 'parameter' | 'quench' | 'redirect')[];
}

export function flowNotes(flow: Noted): FlowNote[] {
  const notes: FlowNote[] = [];
  if (flow.refusedBefore > 0) notes.push({ key: 'flows.note.refusedBefore', args: { count: flow.refusedBefore } });
  if (flow.refusedAfter > 0) notes.push({ key: 'flows.note.refusedAfter', args: { count: flow.refusedAfter } });
  for (const report of flow.icmpHints) notes.push({ key: `flows.note.icmp.${report}` });
  return notes;
}
