// The brackets in the margin: which stretch of segments was handshake, data, teardown.
import type { MessageKey } from '../i18n/catalogue';
import type { FlowRow, PhaseKind } from '../ipc/engine-contract';
import type { Message } from '../ipc/message';
import type { Segments } from './timeline-segments';

/** Segments from … below `to`. */
export interface Stretch {
  kind: PhaseKind;
  from: number;
  to: number;
  title: Message;
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
export function stretches(flow: FlowRow, s: Segments): Stretch[] {
  const n = s.count;
  if (n === 0) return [];
  const all = { from: 0, to: n };
  if (flow.kind === 'udp')
    return [{ kind: 'data', ...all, title: { key: 'timeline.phase.datagrams', args: { count: n } } }];
  if (flow.handshake === 'refused' || flow.handshake === 'icmp-refused') {
    const args = { by: flow.handshake === 'refused' ? 'rst' : 'icmp', count: n };
    return [{ kind: 'refused', ...all, title: { key: 'timeline.phase.refused', args } }];
  }
  const out: Stretch[] = [];
  const add = (kind: PhaseKind, from: number, to: number, title: (s: Stretch) => Message): void => {
    if (to <= from) return;
    const stretch: Stretch = { kind, from, to, title: { key: '' } };
    stretch.title = title(stretch);
    out.push(stretch);
  };
  const who = (segment: number): 'a' | 'b' => (s.fromA[segment] ? 'a' : 'b');
  const opened = s.lastOfOpening + 1;
  const reset = s.firstReset >= 0 && !s.resetIsLate ? Math.max(s.firstReset, opened) : n;
  const fin = s.firstFin >= 0 ? Math.min(Math.max(s.firstFin, opened), reset) : reset;
  add('handshake', 0, opened, () => handshakeTitle(flow));
  const begun = flow.handshake !== 'not-seen';
  add(begun ? 'data' : 'middle', opened, fin, (p) => ({
    key: begun ? 'timeline.phase.data' : 'timeline.phase.middle',
    args: { count: count(p) },
  }));
  add('teardown', fin, reset, () => teardownTitle(flow, who(Math.max(s.firstFin, 0))));
  add('reset', reset, n, () => ({ key: 'timeline.phase.reset', args: { who: who(Math.max(s.firstReset, 0)) } }));
  return out;
}
