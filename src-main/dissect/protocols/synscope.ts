// What the app itself found out about the TCP connection that a frame belongs to, as fields: to be filtered, shown and exported like
// any. Nothing of it is read from the bytes; it comes from the tracker (`FrameContext.connection`), and only where a sink wants it.
//
// Words, not numbers, for the verdicts: `synscope.ending matches "^fin"` reads as it is meant, and an export says `refused`, not `5`.
// The sender is a word as well: a yes-no field (`synscope.client`) invites the test for its mere existence, which is always true.
import type { IgnoredReason } from '../../ipc/contracts/engine-contract';
import type { FieldSpec } from '../contract/fields';
import { FACTS, type ConnectionFact, type FlowFact } from '../../ipc/flow-facts';
import type { ConnectionView, Interval } from '../contract/context';
import { OPINION } from '../contract/opinion-fields';
import { defineFields, type Field, type FieldSink, type Packet, type Protocol } from '../contract/protocol';

/** Words for why a receiver does not act on a segment. Their meaning stands at IgnoredReason. */
const IGNORED: Record<IgnoredReason, true> = {
  'rst-outside': true,
  'rst-inexact': true,
  'rst-syn-sent': true,
  'rst-foreign': true,
  'syn-synchronized': true,
  'syn-ack-synchronized': true,
  'ack-syn-sent': true,
  'seq-outside': true,
  'ack-unsent': true,
  'ack-old': true,
  'no-ack': true,
};

// worked out over the whole connection, whose frames may still come
const OF_CONNECTION = { changes: true, tellsOfInner: true } as const;
/** A fact of a connection as a field. What belongs to UDP alone is no word of it. */
function specOf({ type, words = {}, field, pass }: FlowFact): FieldSpec {
  const label = field?.label ?? '';
  const popularity = field?.popularity ?? 0;
  if (type === 'interval') return [label, 'reltime', 'none', { pass }];
  if (type === 'bytes') return [label, 'uint48', 'dec', { unit: ' bytes' }];
  if (type === 'count') return [label, 'uint32', 'dec', { pass }];
  if (type === 'percent') return [label, 'double', 'none', { pass, unit: ' %' }];
  if (type === 'text') return [label, 'string', 'none', { pass }];
  if (type === 'days') return [label, 'int32', 'dec', { pass, unit: ' days' }];
  return [label, 'string', 'none', { pass, choices: Object.keys(words).filter((word) => word !== 'none'), popularity }];
}
const CONNECTION = FACTS.flatMap(([id, fact]) =>
  fact.field ? [{ id: id as ConnectionFact, name: fact.field.name, fact, note: fact.field.note ?? '' }] : [],
);

const F: Readonly<Record<string, Field>> = defineFields(
  'synscope',
  {
    sender: ['Packet sender', 'string', 'none', { choices: ['client', 'server'], popularity: 30 }],
    ...Object.fromEntries(CONNECTION.map(({ name, fact }) => [name, specOf(fact)])),
    // of the segment, not of the connection
    ignored: ['Ignored by the receiver', 'string', 'none', { choices: Object.keys(IGNORED) }],
  },
  OF_CONNECTION,
);
/** Those that are the same for all frames of a connection. */
export const SYNSCOPE_FIELDS: readonly Field[] = Object.values(F).filter((field) => field !== F.ignored);

/** A verdict in the word that filters know, and what it says in the reader's language. */
function verdict(out: FieldSink, field: Field, word: string, key: string): void {
  out.generated(field, 0, 0, word);
  if (out.detail) out.note({ key: `${key}.${word}` });
}

function interval(out: FieldSink, field: Field, value: Interval): void {
  out.generatedTime(field, value.sec, value.nano);
  // of a percentile, or of many packets, there are no two to name
  if (out.detail && value.from > 0) out.note({ key: 'tree.synscope.frames', args: { from: value.from, to: value.to } });
}

/**
 * The fields of a connection.
 * @param sent the frame at hand was sent by one of its ends
 */
export function addConnection(out: FieldSink, c: ConnectionView, sent: boolean): void {
  if (sent) out.generated(F.sender, 0, 0, c.fromClient ? 'client' : 'server');
  for (const { id, name, note } of CONNECTION) {
    const value = c.facts[id];
    if (value === 'none') continue;
    if (typeof value === 'string' && note !== '') verdict(out, F[name], value, note);
    else if (typeof value === 'string' || typeof value === 'number') out.generated(F[name], 0, 0, value);
    else if (value !== null) interval(out, F[name], value);
  }
}

/** Whether there is a TCP header; `own`: one that is not only quoted by an error message. */
function hasTcp(p: Packet, own = false): boolean {
  for (let i = 0; i < p.layerCount; i++) {
    const { protocol, quoted } = p.layer(i);
    if (protocol.abbrev === 'tcp' && !(own && quoted)) return true;
  }
  return false;
}

function add(p: Packet, out: FieldSink, c: ConnectionView): void {
  out.length(0);
  if (out.detail) out.head('', `tcp.stream ${c.stream}`);
  // an ICMP error that quotes a segment belongs to the connection, but neither end need have sent it
  addConnection(out, c, hasTcp(p, true));
  if (c.ignored === null) return;
  out.generated(F.ignored, 0, 0, c.ignored);
  const [who, other] = c.fromClient ? ['a', 'b'] : ['b', 'a'];
  if (out.detail) out.note({ key: `timeline.meaning.ignored.${c.ignored}`, args: { who, other } });
}

export const synscope: Protocol = {
  abbrev: 'synscope',
  name: 'Synscope',
  // those of opinions are added by the header of TCP
  fields: { ...F, ...OPINION },
  where: 'tcp',
  line: { ...OF_CONNECTION, popularity: 11 },
  apart: { place: 'below', applies: (p) => hasTcp(p) && p.context.connection() !== null },
  dissect(p: Packet, _at: number, out: FieldSink): void {
    const connection = p.context.connection();
    if (connection !== null) add(p, out, connection);
  },
};
