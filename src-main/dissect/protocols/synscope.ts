// What the app itself found out about the TCP connection that a frame belongs to, as fields: to be filtered, shown and exported like
// any. Nothing of it is read from the bytes; it comes from the tracker (`FrameContext.connection`), and only where a sink wants it.
//
// Words, not numbers, for the verdicts: `synscope.ending matches "^fin"` reads as it is meant, and an export says `refused`, not `5`.
// The sender is a word as well: a yes-no field (`synscope.client`) invites the test for its mere existence, which is always true.
import type { Ending, HandshakeState, IgnoredReason } from '../../ipc/engine-contract';
import type { ConnectionView, Interval } from '../contract/context';
import { defineFields, type Field, type FieldSink, type Packet, type Protocol } from '../contract/protocol';

/** Words of the verdicts of a TCP connection. Their meaning stands at HandshakeState and Ending. */
const HANDSHAKES: Record<Exclude<HandshakeState, 'none'>, true> = {
  complete: true,
  simultaneous: true,
  'no-answer': true,
  'no-final-ack': true,
  refused: true,
  probe: true,
  'icmp-refused': true,
  partial: true,
  'not-seen': true,
};
const ENDINGS: Record<Exclude<Ending, 'none'>, true> = {
  open: true,
  'fin-4': true,
  'fin-3': true,
  'fin-simultaneous': true,
  'fin-half': true,
  'fin-one-side': true,
  'fin-no-last-ack': true,
  'fin-rst': true,
  rst: true,
  refused: true,
  'no-answer': true,
};

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
const F = defineFields(
  'synscope',
  {
    sender: ['Packet sender', 'string', 'none', { choices: ['client', 'server'], popularity: 30 }],
    client_by: ['Client determined by', 'string', 'none', { choices: ['syn', 'syn-ack', 'port', 'first'] }],
    // of the segment, not of the connection
    ignored: ['Ignored by the receiver', 'string', 'none', { choices: Object.keys(IGNORED) }],
    handshake: ['Handshake', 'string', 'none', { choices: Object.keys(HANDSHAKES), popularity: 28 }],
    // RFC 9293 section 3.5. The last SYN before the SYN-ACK counts, the last SYN-ACK before the ACK …
    syn_to_synack: ['SYN to SYN-ACK', 'reltime'],
    synack_to_ack: ['SYN-ACK to ACK', 'reltime'],
    // … and here the first SYN, so that this is what the user waited
    handshake_time: ['Handshake duration', 'reltime'],
    ending: ['Ending', 'string', 'none', { choices: Object.keys(ENDINGS), popularity: 29 }],
    duration: ['Connection duration', 'reltime'],
    client_packets: ['Packets from the client', 'uint32', 'dec'],
    server_packets: ['Packets from the server', 'uint32', 'dec'],
    client_bytes: ['Bytes from the client', 'uint48', 'dec', { unit: ' bytes' }],
    server_bytes: ['Bytes from the server', 'uint48', 'dec', { unit: ' bytes' }],
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

function interval(out: FieldSink, field: Field, value: Interval | null): void {
  if (value === null) return;
  out.generatedTime(field, value.sec, value.nano);
  if (out.detail) out.note({ key: 'tree.synscope.frames', args: { from: value.from, to: value.to } });
}

/**
 * The fields of a connection.
 * @param sent the frame at hand was sent by one of its ends
 */
export function addConnection(out: FieldSink, c: ConnectionView, sent: boolean): void {
  if (sent) out.generated(F.sender, 0, 0, c.fromClient ? 'client' : 'server');
  verdict(out, F.client_by, c.clientBy, 'tree.synscope.clientBy');
  verdict(out, F.handshake, c.handshake, 'flows.handshakeWhy');
  interval(out, F.syn_to_synack, c.synToSynAck);
  interval(out, F.synack_to_ack, c.synAckToAck);
  interval(out, F.handshake_time, c.handshakeTime);
  verdict(out, F.ending, c.ending, 'flows.endingWhy');
  interval(out, F.duration, c.duration);
  out.generated(F.client_packets, 0, 0, c.packets[0]);
  out.generated(F.server_packets, 0, 0, c.packets[1]);
  out.generated(F.client_bytes, 0, 0, c.bytes[0]);
  out.generated(F.server_bytes, 0, 0, c.bytes[1]);
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
  fields: F,
  where: 'tcp',
  line: { ...OF_CONNECTION, popularity: 11 },
  apart: { place: 'below', applies: (p) => hasTcp(p) && p.context.connection() !== null },
  dissect(p: Packet, _at: number, out: FieldSink): void {
    const connection = p.context.connection();
    if (connection !== null) add(p, out, connection);
  },
};
