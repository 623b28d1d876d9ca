// The brackets in the margin: which stretch of segments was handshake, data, teardown.
import type { MessageKey } from '../../i18n/catalogue';
import type { FlowRow, PhaseKind } from '../../ipc/contracts/engine-contract';
import type { Message } from '../../ipc/message';
import type { AttemptSpan, Segments } from './timeline-segments';

/** Segments from … below `to`. */
export interface Stretch {
  kind: PhaseKind;
  from: number;
  to: number;
  title: Message;
  notes?: Message[];
}

const count = (s: { from: number; to: number }): number => s.to - s.from;

function handshakeTitle(flow: FlowRow): Message {
  const keys: Partial<Record<FlowRow['handshake'], MessageKey>> = {
    simultaneous: 'timeline.phase.handshake.simultaneous',
    'no-answer': 'timeline.phase.handshake.noAnswer',
    'no-final-ack': 'timeline.phase.handshake.noFinalAck',
    probe: 'timeline.phase.handshake.probe',
    partial: 'timeline.phase.handshake.partial',
  };
  return { key: keys[flow.handshake] ?? 'timeline.phase.handshake' };
}

function teardownTitle(flow: FlowRow, who: 'a' | 'b'): Message {
  const keys: Partial<Record<FlowRow['ending'], MessageKey>> = {
    'fin-4': 'timeline.phase.teardown.four',
    'fin-3': 'timeline.phase.teardown.three',
    'fin-simultaneous': 'timeline.phase.teardown.simultaneous',
    'fin-half': 'timeline.phase.teardown.half',
    'fin-one-side': 'timeline.phase.teardown.oneSide',
    'fin-no-last-ack': 'timeline.phase.teardown.noLastAck',
    'fin-rst': 'timeline.phase.teardown.broken',
  };
  return { key: keys[flow.ending] ?? 'timeline.phase.teardown.oneSide', args: { who } };
}

/** The phases of a connection in order, without gaps: every segment is in exactly one. */
export function stretches(flow: FlowRow, s: Segments, shown: { place: number }): Stretch[] {
  const n = s.count;
  if (n === 0) return [];
  if (flow.kind === 'udp')
    return [{ kind: 'data', from: 0, to: n, title: { key: 'timeline.phase.datagrams', args: { count: n } } }];
  return s.attempts.flatMap((attempt, i) =>
    i === shown.place || s.attempts.length === 1 ? ofAttempt(flow, s, attempt) : [otherAttempt(attempt)],
  );
}

/** An attempt that is not what the stream is about: one phase. */
function otherAttempt(attempt: AttemptSpan): Stretch {
  const { from, to, firstReset, lastOfOpening } = attempt;
  const refused = firstReset >= 0 && lastOfOpening < firstReset && lastOfOpening - from < 1;
  if (refused)
    return {
      kind: 'refused',
      from,
      to,
      title: { key: 'timeline.phase.refused', args: { by: 'rst', count: to - from } },
    };
  const title: Message = { key: 'timeline.phase.otherAttempt', args: { count: to - from } };
  return { kind: 'handshake', from, to, title };
}

function ofAttempt(flow: FlowRow, s: Segments, attempt: AttemptSpan): Stretch[] {
  const start = attempt.from;
  const n = attempt.to;
  if (flow.handshake === 'refused' || flow.handshake === 'icmp-refused') {
    const args = { by: flow.handshake === 'refused' ? 'rst' : 'icmp', count: n - start };
    return [{ kind: 'refused', from: start, to: n, title: { key: 'timeline.phase.refused', args } }];
  }
  const out: Stretch[] = [];
  const add = (kind: PhaseKind, from: number, to: number, title: (s: Stretch) => Message): void => {
    if (to <= from) return;
    const stretch: Stretch = { kind, from, to, title: { key: '' } };
    stretch.title = title(stretch);
    out.push(stretch);
  };
  const who = (segment: number): 'a' | 'b' => (s.fromA[segment] ? 'a' : 'b');
  const { firstFin, firstReset } = attempt;
  // Nothing came of it: all that there is belongs to the attempt to open.
  const nothing = flow.handshake === 'no-answer' || flow.handshake === 'no-final-ack';
  const unopened = nothing && firstFin < 0 && firstReset < 0;
  const opened = unopened ? n : Math.max(attempt.lastOfOpening + 1, start);
  const reset = firstReset >= 0 && !attempt.resetIsLate ? Math.max(firstReset, opened) : n;
  const fin = firstFin >= 0 ? Math.min(Math.max(firstFin, opened), reset) : reset;
  add('handshake', start, opened, () => handshakeTitle(flow));
  const begun = flow.handshake !== 'not-seen';
  add(begun ? 'data' : 'middle', opened, fin, (p) => ({
    key: begun ? 'timeline.phase.data' : 'timeline.phase.middle',
    args: { count: count(p) },
  }));
  add('teardown', fin, reset, () => teardownTitle(flow, who(Math.max(firstFin, 0))));
  add('reset', reset, n, () => ({ key: 'timeline.phase.reset', args: { who: who(Math.max(firstReset, 0)) } }));
  return out;
}
