// Records of DTLS: plain ones and those with a connection ID, RFC 9147 section 4 and RFC 9146, and protected ones of DTLS 1.3 with a unified header.
import { u16 } from '../../../../wire/read';
import * as wire from '../../../../wire/dtls';
import {
  ALERT,
  APPLICATION_DATA,
  CHANGE_CIPHER_SPEC,
  HANDSHAKE,
  HEARTBEAT,
  LONGEST_RECORD,
} from '../../../../wire/tls';
import type { DtlsInside } from '../../../contract/context';
import type { FieldSink, Packet } from '../../../contract/protocol';
import { alert, alertText, changeCipherSpec, heartbeat, heartbeatText } from '../tls-alert';
import { F } from '../tls-fields';
import { CONTENT_TYPES } from '../tls-names';
import { bytes, there } from '../tls-part';
import { D } from './dtls-fields';
import { handshake, isPlain, messageName } from './dtls-handshake';
import type { DtlsKnown } from './dtls-known';

/** Reads the record at `at`, the header of which was captured and means something; returns where it ends. `out`: as of `handshake`. */
export function record(p: Packet, at: number, known: DtlsKnown, version: string, out: FieldSink): number {
  const b = p.bytes;
  if (wire.isUnified(b[at])) return unifiedRecord(p, at, known, version, out);
  const type = wire.contentType(b, at);
  const cidLen = type === wire.TLS12_CID ? known.cidLen : 0;
  const epoch = wire.epoch(b, at);
  const length = wire.recordLength(b, at, cidLen);
  const body = at + wire.RECORD_HEADER_LEN + cidLen;
  const end = Math.min(body + length, p.declaredEnd);
  const inside = insideOf(p, at, end, known);
  out.none(D.record, at, there(p, at, end - at));
  if (out.detail) {
    const [first = ''] = type === HANDSHAKE || type === ALERT ? recordParts(p, at, known) : [];
    const kind = CONTENT_TYPES[type] ?? 'Connection ID';
    out.display(first === '' ? `${version}, ${kind}` : `${version}, ${kind}: ${first}`);
  }
  out.open();
  out.uint(D[type === wire.TLS12_CID ? 'record.special_type' : 'record.content_type'], at, 1, type);
  out.uint(D['record.version'], at + 1, 2, wire.recordVersion(b, at));
  out.uint(D['record.epoch'], at + 3, 2, epoch);
  out.uint64(D['record.sequence_number'], at + 5, 6, BigInt(wire.sequenceNumber(b, at)));
  if (cidLen > 0) out.bytes(D['record.connection_id'], at + 11, cidLen);
  out.uint(D['record.length'], body - 2, 2, length);
  if (length > LONGEST_RECORD) out.expert(D['record.length.invalid'], body - 2, 2);
  if (inside !== null && type !== APPLICATION_DATA) p.within(inside.bytes, () => opened(p, inside, known, out), 'tls');
  else if (type === HANDSHAKE) handshake(p, body, end, epoch, known, out);
  else if (type === ALERT) alert(p, body, end - body, out);
  else if (type === HEARTBEAT) heartbeat(p, body, end - body, out);
  else if (type === CHANGE_CIPHER_SPEC) changeCipherSpec(p, body, end - body, known.resumes, out);
  else if (type === APPLICATION_DATA) applicationData(p, body, end, out);
  else bytes(p, out, D.enc_content, body, end);
  out.close();
  if (inside?.type === APPLICATION_DATA && inside.bytes.length > 0) carried(p, inside.bytes);
  return end;
}

/** What is inside of the record from `at` to `end`, where there are keys; null: it is closed, in the clear, or not all there. */
function insideOf(p: Packet, at: number, end: number, { view }: DtlsKnown): DtlsInside | null {
  if (view === null || end > p.end || wire.epoch(p.bytes, at) === 0) return null;
  return view.inside(p.bytes.subarray(at, end));
}

/** Messages and alerts that were opened. */
function opened(p: Packet, { type, bytes: content }: DtlsInside, known: DtlsKnown, out: FieldSink): void {
  const length = content.length;
  if (type === HANDSHAKE) handshake(p, 0, length, 0, inRecord(known), out);
  else if (type === ALERT) alert(p, 0, length, out);
  else if (type === HEARTBEAT) heartbeat(p, 0, length, out);
  else if (type === CHANGE_CIPHER_SPEC) changeCipherSpec(p, 0, length, known.resumes, out);
}
/** Fragments of messages that are encrypted are not put together. */
const inRecord = (known: DtlsKnown): DtlsKnown => ({ ...known, view: null, from: 0 });

/** Ports of DTLS whose datagrams carry what those of another port do: RFC 8094. */
const LIKE_PORT: Readonly<Record<number, number>> = { 853: 53 };

/** Hands on what a record of application data carries, as what a datagram does. */
function carried(p: Packet, content: Uint8Array): void {
  const told = {
    ...{ datagram: () => null, segments: () => null, exchange: () => null, headers: () => null },
    ...{ streamKey: () => -1, dns: () => null, tls: () => null, quic: () => null, dtls: () => null },
  };
  const keys = [p.srcPort, p.dstPort].flatMap((port) => LIKE_PORT[port] ?? []);
  p.inside(content, told, () => void p.next('udp.port', keys, 0, content.length), 'tls');
}

function applicationData(p: Packet, at: number, end: number, out: FieldSink): void {
  if (!bytes(p, out, F.app_data, at, end)) return;
  if (out.detail && end > at) {
    out.display('');
    out.note({ key: 'tree.lengthBytes', args: { length: end - at } });
  }
}

/** RFC 9147 section 4: what the header does not say of itself only the keys tell. */
function unifiedRecord(p: Packet, at: number, known: DtlsKnown, version: string, out: FieldSink): number {
  const b = p.bytes;
  const first = b[at];
  const cidLen = wire.hasCid(first) ? known.cidLen : 0;
  const numberAt = at + 1 + cidLen;
  const body = at + wire.unifiedLen(first, cidLen);
  const length = wire.hasLength(first) ? u16(b, body - 2) : p.declaredEnd - body;
  const end = Math.min(body + length, p.declaredEnd);
  out.none(D.record, at, there(p, at, end - at));
  if (out.detail) out.display(`${version}, ${unifiedName(first)}`);
  out.open();
  out.uint(D['unified_header.bitmask'], at, 1, first);
  out.open();
  out.uint(D['unified_header.fixed'], at, 1, first >> 5);
  out.uint(D['unified_header.cid_present'], at, 1, (first >> 4) & 1);
  out.uint(D['unified_header.seq_size'], at, 1, (first >> 3) & 1);
  out.uint(D['unified_header.length'], at, 1, (first >> 2) & 1);
  out.uint(D['unified_header.epoch_bits'], at, 1, wire.epochBits(first));
  out.close();
  if (cidLen > 0) out.bytes(D['record.connection_id'], at + 1, cidLen);
  out.line('Encrypted Sequence Number', numberAt, wire.numberLen(first));
  if (wire.hasLength(first)) out.uint(D['record.length'], body - 2, 2, length);
  bytes(p, out, D.enc_content, body, end);
  out.close();
  return end;
}

const unifiedName = (first: number): string => `Protected Record (epoch ${wire.epochBits(first)})`;

/** A record has at most some hundreds of messages that say anything; nobody reads more than these names. */
const MOST_NAMES = 32;

/** What a record has, for the Info column: a name a message. */
export function recordParts(p: Packet, at: number, known: DtlsKnown): string[] {
  const b = p.bytes;
  const first = b[at];
  if (wire.isUnified(first)) return [unifiedName(first)];
  const cidLen = first === wire.TLS12_CID ? known.cidLen : 0;
  const body = at + wire.RECORD_HEADER_LEN + cidLen;
  const length = wire.recordLength(b, at, cidLen);
  const isThere = body < p.end;
  const inside = insideOf(p, at, body + length, known);
  if (inside !== null) return partsInside(p, inside, known);
  switch (first) {
    case HANDSHAKE:
      return messages(p, at, body, length, known);
    case ALERT:
      return [body + 2 <= p.end ? alertText(b, body, length) : 'Alert'];
    case HEARTBEAT:
      return [isThere ? heartbeatText(b, body) : 'Heartbeat'];
    case CHANGE_CIPHER_SPEC:
      return ['Change Cipher Spec'];
    case APPLICATION_DATA:
      return ['Application Data'];
    default:
      return ['Connection ID'];
  }
}

/** The same of a record that was opened. */
function partsInside(p: Packet, { type, bytes: b }: DtlsInside, known: DtlsKnown): string[] {
  if (type === HANDSHAKE) return messageNames(p, b, 0, b.length, b.length, inRecord(known));
  if (type === ALERT) return [b.length < 2 ? 'Alert' : alertText(b, 0, b.length)];
  if (type === HEARTBEAT) return [b.length === 0 ? 'Heartbeat' : heartbeatText(b, 0)];
  return [type === CHANGE_CIPHER_SPEC ? 'Change Cipher Spec' : 'Application Data'];
}

function messages(p: Packet, record: number, body: number, length: number, known: DtlsKnown): string[] {
  const b = p.bytes;
  const end = Math.min(body + length, p.end);
  if (!isPlain(b, body, length, p.end, wire.epoch(b, record), known.messages.cipher))
    return ['Encrypted Handshake Message'];
  return messageNames(p, b, body, end, body + length, known);
}

function messageNames(
  p: Packet,
  b: Uint8Array,
  body: number,
  end: number,
  declaredEnd: number,
  known: DtlsKnown,
): string[] {
  const names: string[] = [];
  for (let at = body; at + wire.MESSAGE_HEADER_LEN <= end && names.length < MOST_NAMES;) {
    const next = at + wire.MESSAGE_HEADER_LEN + wire.fragmentLength(b, at);
    if (!wire.isMessageType(b[at]) || next > declaredEnd) break;
    names.push(messageName(p, b, at, known));
    at = next;
  }
  return names;
}
