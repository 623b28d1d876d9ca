// UDP, RFC 768; over IPv6 RFC 8200 section 8.1, jumbograms RFC 2675.
import { PROTO_UDP } from '../../wire/ipv4';
import * as wire from '../../wire/udp';
import { addChecksum, CHECKSUM_STATUS, type ChecksumVerdict } from '../values/checksum-field';
import { defineFields, fieldGroup, type FieldSink, type Layer, type Packet, type Protocol } from '../contract/protocol';
import { addSince } from '../values/time-since';
import { transportChecksum, type Bounds } from '../values/transport-checksum';

const F = defineFields('udp', {
  srcport: ['Source Port', 'uint16', 'dec'],
  dstport: ['Destination Port', 'uint16', 'dec'],
  port: ['Source or Destination Port', 'uint16', 'dec', { popularity: 20, paired: true }],
  length: ['Length', 'uint16', 'dec'],
  'length.bad': ['Bad length value', 'none', 'none', { expert: 'error', group: 'malformed' }],
  'length.bad_zero': [
    'Length is zero but payload < 65536',
    'none',
    'none',
    { expert: 'warn', group: 'protocol', message: 'tree.udp.lengthZero' },
  ],
  checksum: ['Checksum', 'uint16', 'hex'],
  'checksum.status': ['Checksum Status', 'uint8', 'none', { values: CHECKSUM_STATUS }],
  checksum_calculated: ['Calculated Checksum', 'uint16', 'hex'],
  'checksum.bad': ['Bad checksum', 'none', 'none', { expert: 'error', group: 'checksum' }],
  'checksum.zero': ['Illegal checksum value (0)', 'none', 'none', { expert: 'error', group: 'checksum' }],
  'checksum.partial': [
    'Partial (pseudo header) checksum, to be completed by the network card',
    'none',
    'none',
    { expert: 'note', group: 'checksum' },
  ],
  stream: ['Stream index', 'uint32', 'dec', { popularity: 36 }],
  time_relative: ['Time since first frame', 'reltime'],
  time_delta: ['Time since previous frame', 'reltime', 'none', { needsPrevious: true }],
  payload: ['UDP payload', 'bytes'],
});

/** What depends on the conversation: it is asked for only where one of these is wanted. */
const OF_CONVERSATION = fieldGroup([F.stream, F.time_relative, F.time_delta]);

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.has(at, 4)) return void p.need(at, 4);
  p.srcPort = wire.srcPort(b, at);
  p.dstPort = wire.dstPort(b, at);
  out.uint(F.srcport, at, 2, p.srcPort);
  out.uint(F.dstport, at + 2, 2, p.dstPort);
  out.hidden(F.port, at, 2, p.srcPort);
  out.hidden(F.port, at + 2, 2, p.dstPort);
  if (out.detail) {
    out.head('Src Port', String(p.srcPort));
    out.head('Dst Port', String(p.dstPort));
  }
  out.length(Math.min(wire.HEADER_LEN, p.end - at));
  if (!p.has(at, 6)) return stop(p, at, 6);

  const field = wire.length(b, at);
  const there = p.declaredEnd - at;
  out.uint(F.length, at + 4, 2, field);
  if (isTooShort(p, field)) return out.expert(F['length.bad'], at + 4, 2);
  if (field === 0 && there <= LARGEST) out.expert(F['length.bad_zero'], at + 4, 2);
  // Of a first fragment the rest is elsewhere; what an ICMP error quotes is cut short.
  if (field > there && !p.fragmented && !p.quoted) out.expert(F['length.bad'], at + 4, 2);
  if (!p.has(at, wire.HEADER_LEN)) return stop(p, at, wire.HEADER_LEN);
  const length = field === 0 ? there : field;
  const found = verdict(p, p, at, length);
  addChecksum(out, CHECKSUM, at + 6, wire.checksum(b, at), found);
  if (found.kind === 'unverified' && found.why === 'offloaded') out.expert(F['checksum.partial'], at + 6, 2);
  if (found.kind === 'illegal') out.expert(F['checksum.zero'], at + 6, 2);

  const view = out.wantsAny(OF_CONVERSATION) ? p.context.conversation('udp') : null;
  if (view) {
    out.generated(F.stream, 0, 0, view.stream);
    if (p.context.hasTime && !p.quoted) {
      out.line('Timestamps', 0, 0);
      out.open();
      addSince(out, F.time_relative, p, view.firstSec, view.firstNano);
      if (view.previousSec === null) out.generatedTime(F.time_delta, 0, 0);
      else addSince(out, F.time_delta, p, view.previousSec, view.previousNano);
      out.close();
    }
  }

  const body = at + wire.HEADER_LEN;
  if (length > wire.HEADER_LEN && !p.quoted && !p.has(body, 1)) return void p.need(body, 1); // of the payload not one byte is there
  const declared = Math.min(length, there) - wire.HEADER_LEN;
  p.payloadLen = length - wire.HEADER_LEN;
  const captured = Math.min(declared, p.end - body);
  if (captured > 0) {
    out.bytes(F.payload, body, captured);
    if (out.detail) {
      out.display('');
      out.note({ key: 'tree.lengthBytes', args: { length: captured } });
    }
  }
  if (declared <= 0) return;
  const low = Math.min(p.srcPort, p.dstPort);
  const high = Math.max(p.srcPort, p.dstPort);
  if (p.quoted) p.nextQuoted('udp.port', [low, high], body, declared);
  else p.next('udp.port', [low, high, ...BY_BYTES], body, declared);
}

/** Lead to what is known by its bytes, one protocol each: asked where no dissector of either port takes the datagram. */
const BY_BYTES = [-1, -2, -3];

/** What 16 bits can say. A longer datagram over IPv6 has a length of 0 (RFC 2675 section 4), and some senders write it into shorter ones. */
const LARGEST = 0xffff;
/** A length that does not even cover the header. */
const isTooShort = (p: Packet, length: number): boolean =>
  length < wire.HEADER_LEN && !(length === 0 && p.ipVersion === 6);

function stop(p: Packet, at: number, needed: number): void {
  if (!p.quoted) p.need(at, needed);
}

const CHECKSUM = {
  checksum: F.checksum,
  status: F['checksum.status'],
  bad: F['checksum.bad'],
  calculated: F.checksum_calculated,
};

function verdict(p: Packet, bounds: Bounds, at: number, length: number): ChecksumVerdict {
  const field = wire.checksum(p.bytes, at);
  // RFC 8200 section 8.1: over IPv6 there must be one; RFC 6935 lets tunnels do without
  if (field === 0) return { kind: p.ipVersion === 6 ? 'illegal' : 'absent' };
  if (length > bounds.declaredEnd - at)
    return { kind: 'unverified', why: bounds.fragmented ? 'fragment' : 'truncated' };
  return transportChecksum(p, bounds, at, length, PROTO_UDP, field);
}

/** `54407 → 53 Len=32` */
function summary(p: Packet, layer: Layer): string {
  const b = p.bytes;
  const { at } = layer;
  const captured = layer.end - at;
  if (captured < 4) return '';
  const ports = `${wire.srcPort(b, at)} → ${wire.dstPort(b, at)}`;
  if (captured < 6) return ports;
  const there = layer.declaredEnd - at;
  const length = wire.length(b, at);
  if (isTooShort(p, length)) return `${ports} [BAD UDP LENGTH ${length} < ${wire.HEADER_LEN}]`;
  if (length === 0) return `${ports} Len=${there - wire.HEADER_LEN}`;
  const bad = length > there && !layer.fragmented ? ` [BAD UDP LENGTH ${length} > IP PAYLOAD LENGTH]` : '';
  const found = captured >= wire.HEADER_LEN ? verdict(p, layer, at, length).kind : 'good';
  const fault = found === 'bad' ? ' [UDP CHECKSUM INCORRECT]' : found === 'illegal' ? ' [ILLEGAL CHECKSUM (0)]' : '';
  return `${ports}${bad} Len=${length - wire.HEADER_LEN}${fault}`;
}

export const udp: Protocol = {
  abbrev: 'udp',
  name: 'User Datagram Protocol',
  fields: F,
  where: 'udp',
  line: { popularity: 2 },
  under: [['ip.proto', PROTO_UDP]],
  inside: ['udp.port'],
  dissect,
  column: 'UDP',
  summary,
  kind: (p, { at, end }) => (end - at < wire.HEADER_LEN || isTooShort(p, wire.length(p.bytes, at)) ? 'trouble' : 'udp'),
};
