// TCP, RFC 9293. Options: tcp-options.ts; the row's Info text: tcp-summary.ts. Names and order of the fields are Wireshark's.
import type { Opinion } from '../../../ipc/contracts/opinion-contract';
import { PROTO_TCP } from '../../../wire/ipv4';
import * as wire from '../../../wire/tcp';
import { addChecksum, CHECKSUM_STATUS } from '../../values/checksum-field';
import type { ConversationView } from '../../contract/context';
import { defineFields, fieldGroup, type FieldSink, type Packet, type Protocol } from '../../contract/protocol';
import { OPINION, OPINION_GROUP } from '../../contract/opinion-fields';
import { WS } from '../../contract/verdict-fields';
import { addSince } from '../../values/time-since';
import { transportChecksum } from '../../values/transport-checksum';
import { addAnalysis, addFastOpen, ANALYSIS } from './tcp-analysis';
import { completenessName, flagNames, flagString, numbersOf, type Numbers } from './tcp-numbers';
import { dissectPayload, SEGMENTS } from './tcp-payload';
import { SACK_EDGES, TCP_OPTION_FIELDS } from './tcp-option-fields';
import { dissectTcpOptions, type OptionsEnd } from './tcp-options';
import { tcpKind, tcpRemark, tcpSummary } from './tcp-summary';

const SET = ['Set', 'Not set'] as const;
const F = defineFields('tcp', {
  srcport: ['Source Port', 'uint16', 'dec'],
  dstport: ['Destination Port', 'uint16', 'dec'],
  port: ['Source or Destination Port', 'uint16', 'dec', { popularity: 12, paired: true }],
  stream: ['Stream index', 'uint32', 'dec', { popularity: 14 }],
  // of Wireshark 4.4 and later
  'stream.pnum': ['Stream Packet Number', 'uint32', 'dec'],
  completeness: ['Conversation completeness', 'uint8', 'dec', { values: completenessName, changes: true }],
  len: ['TCP Segment Len', 'uint32', 'dec', { popularity: 19 }],
  seq: ['Sequence Number', 'uint32', 'dec', { changes: true }],
  seq_raw: ['Sequence Number (raw)', 'uint32', 'dec'],
  nxtseq: ['Next Sequence Number', 'uint32', 'dec', { changes: true }],
  ack: ['Acknowledgment Number', 'uint32', 'dec', { changes: true }],
  ack_raw: ['Acknowledgment number (raw)', 'uint32', 'dec'],
  'ack.nonzero': [
    'The acknowledgment number field is nonzero while the ACK flag is not set',
    'none',
    'none',
    { expert: 'note', group: 'protocol' },
  ],
  hdr_len: ['Header Length', 'uint8', 'dec', { mask: 0xf0 }],
  short_segment: [
    'Short segment',
    'none',
    'none',
    { expert: 'warn', group: 'malformed', message: 'tree.tcp.shortSegment' },
  ],
  bogus_header_length: ['Bogus TCP Header length', 'none', 'none', { expert: 'error', group: 'protocol' }],
  flags: ['Flags', 'uint16', 'hex'],
  'flags.res': ['Reserved', 'bool', 8, { mask: 0x0e, words: SET }],
  'flags.ae': ['Accurate ECN', 'bool', 8, { mask: 0x01, words: SET }],
  'flags.cwr': ['Congestion Window Reduced', 'bool', 8, { mask: 0x80, words: SET }],
  'flags.ece': ['ECN-Echo', 'bool', 8, { mask: 0x40, words: SET }],
  'flags.urg': ['Urgent', 'bool', 8, { mask: 0x20, words: SET }],
  'flags.ack': ['Acknowledgment', 'bool', 8, { mask: 0x10, words: SET, popularity: 16 }],
  'flags.push': ['Push', 'bool', 8, { mask: 0x08, words: SET }],
  'flags.reset': ['Reset', 'bool', 8, { mask: 0x04, words: SET, popularity: 18 }],
  'flags.syn': ['Syn', 'bool', 8, { mask: 0x02, words: SET, popularity: 15 }],
  'flags.fin': ['Fin', 'bool', 8, { mask: 0x01, words: SET, popularity: 17 }],
  'flags.str': ['TCP Flags', 'string'],
  'connection.syn': ['Connection establish request (SYN)', 'none', 'none', { expert: 'chat', group: 'sequence' }],
  'connection.synack': [
    'Connection establish acknowledge (SYN+ACK)',
    'none',
    'none',
    { expert: 'chat', group: 'sequence' },
  ],
  'connection.fin': ['Connection finish (FIN)', 'none', 'none', { expert: 'chat', group: 'sequence' }],
  'connection.fin_active': [
    'This frame initiates the connection closing',
    'none',
    'none',
    { expert: 'note', group: 'sequence' },
  ],
  'connection.fin_passive': [
    'This frame undergoes the connection closing',
    'none',
    'none',
    { expert: 'note', group: 'sequence' },
  ],
  fin_retransmission: ['Retransmission of FIN from frame', 'framenum'],
  'connection.rst': ['Connection reset (RST)', 'none', 'none', { expert: 'warn', group: 'sequence' }],
  window_size_value: ['Window', 'uint16', 'dec'],
  window_size: ['Calculated window size', 'uint32', 'dec', { changes: true }],
  window_size_scalefactor: ['Window size scaling factor', 'int32', 'dec', { changes: true }],
  checksum: ['Checksum', 'uint16', 'hex'],
  'checksum.status': ['Checksum Status', 'uint8', 'none', { values: CHECKSUM_STATUS }],
  checksum_calculated: ['Calculated Checksum', 'uint16', 'hex'],
  'checksum_bad.expert': ['Bad checksum', 'none', 'none', { expert: 'error', group: 'checksum' }],
  // of Wireshark 4.2 and later; 4.0 takes such a checksum for a bad one
  'checksum.partial': [
    'Partial (pseudo header) checksum, to be completed by the network card',
    'none',
    'none',
    { expert: 'note', group: 'checksum' },
  ],
  urgent_pointer: ['Urgent Pointer', 'uint16', 'dec'],
  'urgent_pointer.non_zero': [
    'The urgent pointer field is nonzero while the URG flag is not set',
    'none',
    'none',
    { expert: 'note', group: 'protocol' },
  ],
  time_relative: ['Time since first frame in this TCP stream', 'reltime'],
  time_delta: ['Time since previous frame in this TCP stream', 'reltime', 'none', { needsPrevious: true }],
  payload: ['TCP payload', 'bytes'],
});

/** What depends on the conversation: it is asked for only where one of these is wanted. */
const OF_CONVERSATION = fieldGroup([
  F.stream,
  F['stream.pnum'],
  F.completeness,
  F.seq,
  F.nxtseq,
  F.ack,
  F.window_size,
  F.window_size_scalefactor,
  F.time_relative,
  F.time_delta,
  F['connection.fin_active'],
  F['connection.fin_passive'],
  F.fin_retransmission,
  ...Object.values(ANALYSIS),
  // the notes of the analysis
  WS['expert'],
  WS['expert.message'],
  WS['expert.severity'],
  WS['expert.group'],
  ...SACK_EDGES,
]);

const NO_OPINIONS: readonly Opinion[] = [];

/** Up to and with the window: what is needed to place a segment in its conversation. */
const PLACEABLE = 16;

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.has(at, 4)) return void p.need(at, 4);
  ports(p, at, out);
  if (!p.has(at, PLACEABLE)) {
    // A router quotes at least 8 bytes, RFC 792: ports and sequence number.
    if (p.quoted && p.ipVersion === 4 && p.has(at, 8)) out.uint(F.seq, at + 4, 4, wire.seq(b, at));
    if (!p.quoted) p.need(at, PLACEABLE);
    return;
  }
  const view = out.wantsAny(OF_CONVERSATION) ? p.context.conversation('tcp') : null;
  const n = numbersOf(p, p, at, view);
  out.length(Math.max(wire.HEADER_LEN, Math.min(n.headerLen, p.end - at)));
  if (view) {
    out.generated(F.stream, 0, 0, view.stream);
    packetNumber(p, out);
    out.generated(F.completeness, 0, 0, view.completeness);
  }
  if (n.len !== null) out.generated(F.len, at + 12, 1, n.len);
  else if (!p.fragmented && !p.quoted) out.expert(F.short_segment, at + 12, 1);
  if (!numbers(p, at, out, n, view)) return;
  flags(p, at, out, view);
  window(p, at, out, n, view);

  if (!p.has(at, 18)) return stop(p, at, 18);
  const verdict = transportChecksum(p, p, at, p.declaredEnd - at, PROTO_TCP, wire.checksum(b, at));
  addChecksum(out, CHECKSUM, at + 16, wire.checksum(b, at), verdict);
  if (verdict.kind === 'unverified' && verdict.why === 'offloaded') out.expert(F['checksum.partial'], at + 16, 2);
  if (!p.has(at, wire.HEADER_LEN)) return stop(p, at, wire.HEADER_LEN);
  urgent(p, at, out);

  const optionsEnd = at + n.headerLen;
  let options: OptionsEnd = 'whole';
  if (n.headerLen > wire.HEADER_LEN) {
    options = dissectTcpOptions(p, at + wire.HEADER_LEN, Math.min(optionsEnd, p.end), optionsEnd, out, n.sackBase);
    if (options === 'malformed') return;
  }
  if (view && p.context.hasTime) times(p, out, view);
  const opinions = out.wantsAny(OPINION_GROUP) && !p.quoted ? p.context.opinions() : NO_OPINIONS;
  if (view?.analysis || opinions.length > 0) addAnalysis(out, view?.analysis ?? null, opinions);
  // where an option is wrong, nobody knows whether the header goes on
  if (options === 'invalid' && optionsEnd > p.declaredEnd) return;
  if (optionsEnd > p.end) return stop(p, at, n.headerLen);

  const captured = p.end - optionsEnd;
  const declared = p.declaredEnd - optionsEnd;
  p.payloadLen = declared;
  if (captured > 0) {
    out.bytes(F.payload, optionsEnd, captured);
    if (out.detail) {
      out.display('');
      out.note({ key: 'tree.lengthBytes', args: { length: captured } });
    }
  }
  if (n.len !== null) dissectPayload(p, optionsEnd, declared, (wire.flags(b, at) & wire.RST) !== 0, out);
}

/** The header is not whole. Inside a quotation that is how it should be. */
function stop(p: Packet, at: number, needed: number): void {
  if (!p.quoted) p.need(at, needed);
}

function ports(p: Packet, at: number, out: FieldSink): void {
  p.srcPort = wire.srcPort(p.bytes, at);
  p.dstPort = wire.dstPort(p.bytes, at);
  out.uint(F.srcport, at, 2, p.srcPort);
  out.uint(F.dstport, at + 2, 2, p.dstPort);
  out.hidden(F.port, at, 2, p.srcPort);
  out.hidden(F.port, at + 2, 2, p.dstPort);
  if (!out.detail) return;
  out.head('Src Port', String(p.srcPort));
  out.head('Dst Port', String(p.dstPort));
}

/** Sequence and acknowledgement number, header length; false where the header ends the dissection. */
function numbers(p: Packet, at: number, out: FieldSink, n: Numbers, view: ConversationView | null): boolean {
  const relative = n.seqBase !== null;
  out.uint(F.seq, at + 4, 4, n.seq);
  if (out.detail && relative) out.note({ key: 'tree.tcp.relativeSeq' });
  // Wireshark leaves it out of what ICMP quotes, but not of what ICMPv6 does.
  if (!p.quoted || p.ipVersion === 6) out.uint(F.seq_raw, at + 4, 4, n.seqRaw);
  if (out.detail) out.head('Seq', String(n.seq));
  if (n.headerLen < wire.HEADER_LEN) {
    headerLen(at, out, n);
    out.expert(F.bogus_header_length, at + 12, 1);
    return false;
  }
  if (n.next !== null) {
    out.generated(F.nxtseq, at + 4, 4, n.next);
    if (out.detail && relative) out.note({ key: 'tree.tcp.relativeSeq' });
  }
  out.uint(F.ack, at + 8, 4, n.ack);
  if (n.hasAck) {
    if (out.detail && n.ackBase !== null) out.note({ key: 'tree.tcp.relativeAck' });
    if (view?.analysis) addFastOpen(out, at, view.analysis.flags);
    if (out.detail) out.head('Ack', String(n.ack));
  } else if (n.ackRaw !== 0) out.expert(F['ack.nonzero'], at + 8, 4);
  out.uint(F.ack_raw, at + 8, 4, n.ackRaw);
  if (out.detail && n.len !== null) out.head('Len', String(n.len));
  headerLen(at, out, n);
  return true;
}

function packetNumber(p: Packet, out: FieldSink): void {
  const number = !p.quoted && out.wants(F['stream.pnum']) ? p.context.packetNumber() : 0;
  if (number > 0) out.generated(F['stream.pnum'], 0, 0, number);
}

function headerLen(at: number, out: FieldSink, n: Numbers): void {
  out.uint(F.hdr_len, at + 12, 1, n.headerLen);
  if (out.detail) out.display(`${n.headerLen} bytes (${n.headerLen / 4})`);
}

function flags(p: Packet, at: number, out: FieldSink, view: ConversationView | null): void {
  const value = wire.flags(p.bytes, at);
  out.uint(F.flags, at + 12, 2, value);
  if (out.detail) out.display(`0x${value.toString(16).padStart(3, '0')} (${flagNames(value)})`);
  out.open();
  const bit = (flag: number): number => (value & flag ? 1 : 0);
  out.uint(F['flags.res'], at + 12, 1, value & 0xe00 ? 1 : 0);
  out.uint(F['flags.ae'], at + 12, 1, bit(wire.AE));
  out.uint(F['flags.cwr'], at + 13, 1, bit(wire.CWR));
  out.uint(F['flags.ece'], at + 13, 1, bit(wire.ECE));
  out.uint(F['flags.urg'], at + 13, 1, bit(wire.URG));
  out.uint(F['flags.ack'], at + 13, 1, bit(wire.ACK));
  out.uint(F['flags.push'], at + 13, 1, bit(wire.PSH));
  out.uint(F['flags.reset'], at + 13, 1, bit(wire.RST));
  if (value & wire.RST) out.expert(F['connection.rst'], at + 13, 1);
  out.uint(F['flags.syn'], at + 13, 1, bit(wire.SYN));
  if (value & wire.SYN) out.expert(F[value & wire.ACK ? 'connection.synack' : 'connection.syn'], at + 13, 1);
  out.uint(F['flags.fin'], at + 13, 1, bit(wire.FIN));
  if (value & wire.FIN) {
    out.expert(F['connection.fin'], at + 13, 1);
    if (view) out.expert(F[view.closesFirst ? 'connection.fin_active' : 'connection.fin_passive'], at + 13, 1);
    if (view && view.repeatsFin > 0) out.generated(F.fin_retransmission, 0, 0, view.repeatsFin);
  }
  if (out.wants(F['flags.str'])) out.generated(F['flags.str'], at + 12, 2, flagString(value));
  out.close();
}

function window(p: Packet, at: number, out: FieldSink, n: Numbers, view: ConversationView | null): void {
  out.uint(F.window_size_value, at + 14, 2, wire.window(p.bytes, at));
  out.generated(F.window_size, at + 14, 2, n.window);
  // RFC 7323 section 2.2: the window of a SYN is never scaled.
  if (!view || wire.flags(p.bytes, at) & wire.SYN) return;
  const { windowScale, windowScaleFrame } = view;
  out.generated(F.window_size_scalefactor, at + 14, 2, windowScale < 0 ? windowScale : 2 ** windowScale);
  if (!out.detail) return;
  if (windowScale === -1) out.note({ key: 'tree.tcp.scaleUnknown' });
  else if (windowScale === -2) out.note({ key: 'tree.tcp.scaleUnused', args: { frame: windowScaleFrame } });
  else out.note({ key: 'tree.tcp.scaleFrom', args: { frame: windowScaleFrame, shift: windowScale } });
}

const CHECKSUM = {
  checksum: F.checksum,
  status: F['checksum.status'],
  bad: F['checksum_bad.expert'],
  calculated: F.checksum_calculated,
};

function urgent(p: Packet, at: number, out: FieldSink): void {
  const value = wire.urgent(p.bytes, at);
  out.uint(F.urgent_pointer, at + 18, 2, value);
  if (value !== 0 && (wire.flags(p.bytes, at) & wire.URG) === 0) out.expert(F['urgent_pointer.non_zero'], at + 18, 2);
}

/** Whether another segment stands before it in the same frame (an A-MSDU): that is the previous one of its connection. */
function isSecond(p: Packet): boolean {
  for (let i = 0; i < p.layerCount - 1; i++) {
    const { protocol, quoted } = p.layer(i);
    if (protocol === tcp && !quoted) return true;
  }
  return false;
}

function times(p: Packet, out: FieldSink, view: ConversationView): void {
  out.line('Timestamps', 0, 0);
  out.open();
  addSince(out, F.time_relative, p, view.firstSec, view.firstNano);
  if (view.previousSec === null || isSecond(p)) out.generatedTime(F.time_delta, 0, 0);
  else addSince(out, F.time_delta, p, view.previousSec, view.previousNano);
  out.close();
}

export const tcp: Protocol = {
  abbrev: 'tcp',
  name: 'Transmission Control Protocol',
  fields: { ...F, ...ANALYSIS, ...TCP_OPTION_FIELDS, ...SEGMENTS },
  where: 'tcp',
  line: { popularity: 1 },
  borrows: Object.values(OPINION),
  withPayload: true,
  under: [['ip.proto', PROTO_TCP]],
  inside: ['tcp.port'],
  dissect,
  column: 'TCP',
  summary: tcpSummary,
  kind: tcpKind,
  remark: tcpRemark,
};
