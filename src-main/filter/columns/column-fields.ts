// Fields whose values the columns and the flow table know exactly in frames of some classes (row-class.ts), and how they are handed to
// a sink in place of the dissection. A test holds both to the same answers.
import { seqAdd, seqSub } from '../../wire/seq';
import { registry } from '../../dissect/protocols/registry';
import * as A from '../../dissect/contract/analysis-flags';
import type { Field } from '../../dissect/contract/fields';
import { OPINION } from '../../dissect/contract/opinion-fields';
import type { FieldSink } from '../../dissect/contract/protocol';
import { addConnection, SYNSCOPE_FIELDS } from '../../dissect/protocols/synscope';
import { flagString } from '../../dissect/protocols/tcp/tcp-numbers';
import { TCP_OPTION_FIELDS } from '../../dissect/protocols/tcp/tcp-option-fields';
import { mayHaveOpinion } from '../../flow/opinion/second-opinion';
import * as tcp from '../../wire/tcp';
import { IGNORED, MARKED, REFERENCE } from '../../flow/columns/reader-marks';
import { nanosOf, secondsOf } from '../../text/time-difference';
import { CARRIED } from './carried';
import type { ColumnRow } from './column-row';
import { IN_ALL, IN_IP4, IN_IP6, IN_TCP, IN_UDP } from './row-class';

/** Adds the values that a frame has of a field, in the order of the packet. */
export type Feed = (out: FieldSink, field: Field, row: ColumnRow) => void;

/** What the value of a field depends on alone, so that it need not be worked out for every frame. */
export type DependsOn = 'conversation' | 'flags' | 'ttl' | 'window' | 'interface' | 'row';

export interface ColumnField {
  readonly field: Field;
  /** classes of frames, a bit each, in which the columns know it */
  readonly classes: number;
  readonly dependsOn: DependsOn;
  readonly feed: Feed;
  /** exactly one value in every frame of these classes, this one */
  readonly number: ((row: ColumnRow) => number) | null;
  /** there in every frame of these classes */
  readonly always: boolean;
  /** whether the columns know it in this frame, where that is not said by the class */
  readonly known: ((row: ColumnRow) => boolean) | null;
  /** the values change while more of the capture is read */
  readonly changes: boolean;
  /** the feed adds all fields of a group at once */
  readonly together: boolean;
  /** the columns only know where it is not */
  readonly onlyAbsence: boolean;
  /** of what TCP and UDP carry: where it is not is known for many frames at once (carried.ts) */
  readonly carried: boolean;
  /** the row must know its conversation */
  readonly conversation: boolean;
}

const table = new Map<Field, ColumnField>();

function define(
  name: string,
  classes: number,
  dependsOn: DependsOn,
  feed: Feed,
  rest: Partial<ColumnField> = {},
): void {
  const field = registry.field(name);
  if (!field) throw new Error(`no field ${name}`);
  table.set(field, {
    field,
    classes,
    dependsOn,
    feed,
    number: null,
    always: false,
    known: null,
    changes: field.changes,
    together: false,
    onlyAbsence: feed === nothing,
    carried: false,
    conversation: dependsOn === 'conversation' || field.changes,
    ...rest,
  });
}

/** A field with exactly one number. */
function numeric(
  name: string,
  classes: number,
  dependsOn: DependsOn,
  number: (row: ColumnRow) => number,
  rest: Partial<ColumnField> = {},
): void {
  const feed: Feed = (out, field, row) => out.uint(field, 0, 0, number(row));
  define(name, classes, dependsOn, feed, { number, always: true, ...rest });
}

const nothing: Feed = () => undefined;
const protocolLine: Feed = (out, field) => {
  out.enter(field, 0, 0, false);
  out.leave(0);
};
/** A protocol: only whether it is there is known, not its bytes. */
const line = (name: string, classes: number, known: ColumnField['known'] = null): void =>
  define(name, classes, 'row', protocolLine, { always: true, known });

// ---- the frame ----
line('frame', IN_ALL);
line('eth', IN_ALL, (row) => row.linkType === 1);
numeric('frame.number', IN_ALL, 'row', (row) => row.index + 1);
numeric('frame.len', IN_ALL, 'row', (row) => row.columns.originalLen(row.index));
numeric('frame.cap_len', IN_ALL, 'row', (row) => row.columns.capturedLen(row.index));
numeric('frame.interface_id', IN_ALL, 'interface', (row) => row.interface.id);
define('frame.interface_name', IN_ALL, 'interface', (out, field, row) => {
  if (row.interface.name !== '') out.string(field, 0, 0, row.interface.name);
});
define('frame.interface_description', IN_ALL, 'interface', (out, field, row) => {
  if (row.interface.description !== '') out.string(field, 0, 0, row.interface.description);
});

const arrival: Feed = (out, field, { columns, index }) => {
  if (columns.hasTime(index)) out.time(field, 0, 0, columns.timeSec(index), columns.timeNano(index));
};
define('frame.time', IN_ALL, 'row', arrival);
define('frame.time_epoch', IN_ALL, 'row', (out, field, { columns, index }) => {
  if (!columns.hasTime(index)) return;
  const [sec, nano] = [columns.timeSec(index), columns.timeNano(index)];
  out.time(field, 0, 0, secondsOf(sec, nano), nanosOf(sec, nano));
});
define('frame.time_delta', IN_ALL, 'row', (out, field, row) => since(out, field, row, row.index - 1));
define('frame.time_relative', IN_ALL, 'row', (out, field, row) => since(out, field, row, row.countsFrom));
numeric('frame.marked', IN_ALL, 'row', (row) => (row.marks & MARKED ? 1 : 0));
numeric('frame.ignored', IN_ALL, 'row', (row) => (row.marks & IGNORED ? 1 : 0));
define('frame.ref_time', IN_ALL, 'row', (out, field, row) => {
  if (row.marks & REFERENCE && row.columns.hasTime(row.index)) out.none(field, 0, 0);
});

/** Time since another row; 0 where that has none. Both parts have the same sign. */
function since(out: FieldSink, field: Field, { columns, index }: ColumnRow, other: number): void {
  if (!columns.hasTime(index)) return;
  if (other < 0 || !columns.hasTime(other)) return out.generatedTime(field, 0, 0);
  const sec = columns.timeSec(index) - columns.timeSec(other);
  const nano = columns.timeNano(index) - columns.timeNano(other);
  out.generatedTime(field, secondsOf(sec, nano), nanosOf(sec, nano));
}

// ---- IP ----
line('ip', IN_IP4);
line('ipv6', IN_IP6);
numeric('ip.version', IN_IP4 | IN_IP6, 'conversation', (row) => (row.isIpv6 ? 6 : 4));
numeric('ipv6.version', IN_IP6, 'conversation', () => 6);
numeric('ip.hdr_len', IN_IP4, 'conversation', () => 20);
numeric('ip.proto', IN_IP4, 'conversation', (row) => (row.isTcp ? 6 : 17));
numeric('ipv6.nxt', IN_IP6, 'conversation', (row) => (row.isTcp ? 6 : 17));
numeric('ip.flags.mf', IN_IP4, 'conversation', () => 0);
numeric('ip.frag_offset', IN_IP4, 'conversation', () => 0);
numeric('ip.ttl', IN_IP4, 'ttl', (row) => row.columns.ttl(row.index));
numeric('ipv6.hlim', IN_IP6, 'ttl', (row) => row.columns.ttl(row.index));
for (const [name, classes, length] of [
  ['ip', IN_IP4, 4],
  ['ipv6', IN_IP6, 16],
] as const) {
  define(`${name}.src`, classes, 'conversation', (out, field) => out.bytes(field, 0, length), { always: true });
  define(`${name}.dst`, classes, 'conversation', (out, field) => out.bytes(field, 16, length), { always: true });
  define(
    `${name}.addr`,
    classes,
    'conversation',
    (out, field) => {
      out.hiddenBytes(field, 0, length);
      out.hiddenBytes(field, 16, length);
    },
    { always: true },
  );
}

// ---- TCP and UDP ----
for (const [name, classes] of [
  ['tcp', IN_TCP],
  ['udp', IN_UDP],
] as const) {
  line(name, classes);
  numeric(`${name}.srcport`, classes, 'conversation', (row) => row.srcPort);
  numeric(`${name}.dstport`, classes, 'conversation', (row) => row.dstPort);
  define(
    `${name}.port`,
    classes,
    'conversation',
    (out, field, row) => {
      out.hidden(field, 0, 0, row.srcPort);
      out.hidden(field, 0, 0, row.dstPort);
    },
    { always: true },
  );
  numeric(`${name}.stream`, classes, 'conversation', (row) => row.columns.stream(row.index));
}

// ---- TCP ----
const flagsOf = (row: ColumnRow): number => row.columns.flags(row.index);
numeric('tcp.completeness', IN_TCP, 'row', (row) => row.completeness);
numeric('tcp.len', IN_TCP, 'row', (row) => row.columns.payloadLen(row.index));
numeric('tcp.seq', IN_TCP, 'row', seqOf);
numeric('tcp.seq_raw', IN_TCP, 'row', (row) => row.columns.seq(row.index));
numeric('tcp.nxtseq', IN_TCP, 'row', (row) => {
  const counted = row.columns.payloadLen(row.index) + (flagsOf(row) & (tcp.SYN | tcp.FIN) ? 1 : 0);
  return seqAdd(seqOf(row), counted);
});
numeric('tcp.ack', IN_TCP, 'row', (row) => {
  const base = flagsOf(row) & tcp.ACK ? row.baseOf(1) : 0;
  return seqSub(row.columns.ack(row.index), base);
});
numeric('tcp.ack_raw', IN_TCP, 'row', (row) => row.columns.ack(row.index));
numeric('tcp.hdr_len', IN_TCP, 'row', (row) => row.columns.tcpHeaderLen(row.index));
numeric('tcp.window_size_value', IN_TCP, 'window', (row) => row.columns.window(row.index));
numeric(
  'tcp.window_size',
  IN_TCP,
  'row',
  (row) => row.columns.window(row.index) * 2 ** (flagsOf(row) & tcp.SYN ? 0 : Math.max(0, row.windowScale)),
);
define('tcp.window_size_scalefactor', IN_TCP, 'row', (out, field, row) => {
  const scale = row.windowScale;
  // RFC 7323 section 2.2: the window of a SYN is never scaled
  if ((flagsOf(row) & tcp.SYN) === 0) out.generated(field, 0, 0, scale < 0 ? scale : 2 ** scale);
});

function seqOf(row: ColumnRow): number {
  return seqSub(row.columns.seq(row.index), row.baseOf(0));
}

numeric('tcp.flags', IN_TCP, 'flags', flagsOf);
for (const [name, bits] of [
  ['res', 0xe00],
  ['ae', tcp.AE],
  ['cwr', tcp.CWR],
  ['ece', tcp.ECE],
  ['urg', tcp.URG],
  ['ack', tcp.ACK],
  ['push', tcp.PSH],
  ['reset', tcp.RST],
  ['syn', tcp.SYN],
  ['fin', tcp.FIN],
] as const)
  numeric(`tcp.flags.${name}`, IN_TCP, 'flags', (row) => (flagsOf(row) & bits ? 1 : 0));
define('tcp.flags.str', IN_TCP, 'flags', (out, field, row) => out.generated(field, 0, 0, flagString(flagsOf(row))), {
  always: true,
});
for (const [name, mask, wanted] of [
  ['syn', tcp.SYN | tcp.ACK, tcp.SYN],
  ['synack', tcp.SYN | tcp.ACK, tcp.SYN | tcp.ACK],
  ['fin', tcp.FIN, tcp.FIN],
  ['rst', tcp.RST, tcp.RST],
] as const)
  define(`tcp.connection.${name}`, IN_TCP, 'flags', (out, field, row) => {
    if ((flagsOf(row) & mask) === wanted) out.expert(field, 0, 0);
  });

// What the analysis says. That the ports are used again may turn out later, so what depends on that is left to the dissector.
const saidOf = (row: ColumnRow): number => row.columns.analysis(row.index);
for (const [name, is] of [
  ['retransmission', A.isRetransmission],
  ['fast_retransmission', (said: number) => (said & A.REPEAT_MASK) === A.FAST_RETRANSMISSION],
  ['spurious_retransmission', (said: number) => (said & A.REPEAT_MASK) === A.SPURIOUS_RETRANSMISSION],
  ['out_of_order', (said: number) => (said & A.REPEAT_MASK) === A.OUT_OF_ORDER],
  ['lost_segment', (said: number) => (said & A.LOST_SEGMENT) !== 0],
  ['ack_lost_segment', (said: number) => (said & A.ACK_LOST_SEGMENT) !== 0],
  ['keep_alive', (said: number) => (said & A.KEEP_ALIVE) !== 0],
  ['keep_alive_ack', (said: number) => (said & A.KEEP_ALIVE_ACK) !== 0],
  ['zero_window', (said: number) => (said & A.ZERO_WINDOW) !== 0],
  ['zero_window_probe', (said: number) => (said & A.ZERO_WINDOW_PROBE) !== 0],
  ['zero_window_probe_ack', (said: number) => (said & A.ZERO_WINDOW_PROBE_ACK) !== 0],
  ['window_full', (said: number) => (said & A.WINDOW_FULL) !== 0],
  ['window_update', (said: number) => (said & A.WINDOW_UPDATE) !== 0],
] as const)
  define(`tcp.analysis.${name}`, IN_TCP, 'row', (out, field, row) => {
    if (is(saidOf(row))) out.expert(field, 0, 0);
  });
define('tcp.analysis.duplicate_ack', IN_TCP, 'row', (out, field, row) => {
  if (!A.isDuplicateAck(saidOf(row))) return;
  out.none(field, 0, 0);
  out.expert(field, 0, 0);
});
for (const [name, of] of [
  ['duplicate_ack_num', (row: ColumnRow) => row.columns.inFlight(row.index)],
  ['duplicate_ack_frame', (row: ColumnRow) => row.columns.repeatsFrame(row.index)],
] as const)
  define(`tcp.analysis.${name}`, IN_TCP, 'row', (out, field, row) => {
    if (A.isDuplicateAck(saidOf(row))) out.generated(field, 0, 0, of(row));
  });
for (const [name, of] of [
  ['acks_frame', (row: ColumnRow) => row.columns.acksFrame(row.index)],
  ['bytes_in_flight', (row: ColumnRow) => (A.isDuplicateAck(saidOf(row)) ? 0 : row.columns.inFlight(row.index))],
  ['push_bytes_sent', (row: ColumnRow) => row.columns.pushed(row.index)],
] as const)
  define(`tcp.analysis.${name}`, IN_TCP, 'row', (out, field, row) => {
    const value = of(row);
    if (value > 0) out.generated(field, 0, 0, value);
  });

// Only known to be absent: no payload, no options.
define('tcp.payload', IN_TCP, 'row', nothing, { known: (row) => row.columns.payloadLen(row.index) === 0 });
for (const { abbrev } of Object.values(TCP_OPTION_FIELDS))
  define(abbrev, IN_TCP, 'row', nothing, { known: (row) => row.columns.tcpHeaderLen(row.index) === tcp.HEADER_LEN });

// Only known to be absent: what TCP and UDP carry, by what their ports lead to and what the messages of streams are. One by one, beside fields
// of another kind, no more is asked than whether a segment has but a part of a message.
for (const { abbrev } of CARRIED)
  define(abbrev, IN_TCP | IN_UDP, 'row', nothing, { carried: true, known: (row) => row.isTcp && row.isPartOfMessage });

// ---- what the tracker knows of the connection ----
// One feed for all of them: whoever wants several gets each once.
const connection: Feed = (out, _field, row) => {
  const view = row.connection();
  if (view) addConnection(out, view, true);
};
for (const { abbrev } of SYNSCOPE_FIELDS) define(abbrev, IN_TCP, 'conversation', connection, { together: true });

// Only known to be absent: there is no label to have an opinion about.
for (const { abbrev } of Object.values(OPINION))
  define(abbrev, IN_TCP, 'row', nothing, { known: (row) => !mayHaveOpinion(row, row.index) });

/** What the columns know of a field; undefined: nothing. */
export const columnField = (field: Field): ColumnField | undefined => table.get(field);
