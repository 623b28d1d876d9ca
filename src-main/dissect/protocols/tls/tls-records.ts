// Records of TLS, RFC 8446 section 5: header, and what is in it by its type.
import * as wire from '../../../wire/tls';
import type { TlsFragmentView, TlsInside, TlsRecordView } from '../../contract/context';
import type { FieldSink, Packet } from '../../contract/protocol';
import { alert, alertText, changeCipherSpec, heartbeat, heartbeatText } from './tls-alert';
import { F } from './tls-fields';
import { handshake, messageName } from './tls-handshake';
import { agreedProtocol, nameOfKey, protocolOfPort } from './tls-app-protocols';
import { fragmentsInside, insideOf, isPartOnly } from './tls-inside';
import { type Known, meet } from './tls-known';
import { CONTENT_TYPES, shortVersion, typeName } from './tls-names';
import { bytes, there } from './tls-part';
import { isPlainHandshake } from '../../../wire/tls-shape';

/**
 * Reads the record at `at`, the header of which was captured and means something; returns where it ends.
 * @param opened told what is inside, where it was opened
 */
export function record(
  p: Packet,
  at: number,
  known: Known,
  out: FieldSink,
  opened: (inside: TlsInside) => void,
): number {
  const b = p.bytes;
  const type = wire.contentType(b, at);
  const len = wire.recordLength(b, at);
  const body = at + wire.RECORD_HEADER_LEN;
  const end = body + len;
  const seen = meet(known);
  const inside = insideOf(known, b, at, end, p.end);
  out.none(F.record, at, there(p, at, end - at));
  if (out.detail) out.display(recordText(b, at, p.end, known, inside));
  out.open();
  // in TLS 1.3 what is encrypted is application data to whoever looks on
  const isOpaque = type === wire.APPLICATION_DATA && wire.isTls13(known.version);
  out.uint(F[isOpaque ? 'record.opaque_type' : 'record.content_type'], at, 1, type);
  out.uint(F['record.version'], at + 1, 2, wire.recordVersion(b, at));
  out.uint(F['record.length'], at + 3, 2, len);
  if (isOpaque && inside !== null) out.generated(F['record.content_type'], at, 0, inside.type);
  const changes = type === wire.CHANGE_CIPHER_SPEC;
  if (inside !== null) insideRecord(p, inside, body, end, known, seen, out);
  else if (type === wire.APPLICATION_DATA) encrypted(p, body, end, known, null, out);
  else if (type === wire.HANDSHAKE) handshake(p, body, end, known, out);
  else if (type === wire.ALERT) alert(p, body, len, out);
  else if (type === wire.HEARTBEAT) heartbeat(p, body, len, out);
  else changeCipherSpec(p, body, len, seen?.resumes ?? false, out);
  if (changes) known.changed = !wire.isTls13(known.version);
  out.close();
  if (inside !== null) opened(inside);
  return end;
}

/** What stands in the record's own line of what was opened; application data follows behind it. */
function insideRecord(
  p: Packet,
  inside: TlsInside,
  at: number,
  end: number,
  known: Known,
  seen: TlsRecordView | null,
  out: FieldSink,
): void {
  const { type, bytes: content } = inside;
  if (type === wire.APPLICATION_DATA) return encrypted(p, at, end, known, inside, out);
  const body = (): void => {
    if (type === wire.HANDSHAKE) handshake(p, 0, content.length, known, out, fragmentsInside(inside));
    else if (type === wire.ALERT) alert(p, 0, content.length, out);
    else if (type === wire.HEARTBEAT) heartbeat(p, 0, content.length, out);
    else if (type === wire.CHANGE_CIPHER_SPEC) changeCipherSpec(p, 0, content.length, seen?.resumes ?? false, out);
  };
  p.within(content, body, 'tls');
}

function encrypted(p: Packet, at: number, end: number, known: Known, inside: TlsInside | null, out: FieldSink): void {
  if (!bytes(p, out, F.app_data, at, end)) return;
  if (out.detail && end > at) {
    out.display('');
    out.note({ key: 'tree.lengthBytes', args: { length: end - at } });
  }
  const protocol = inside !== null && inside.key >= 0 ? nameOfKey(inside.key) : protocolInside(p, known);
  if (protocol !== '') out.generated(F.app_data_proto, 0, 0, protocol);
}

/** What was agreed on, or else what the ports are for: the lower one first. */
function protocolInside(p: Packet, { view }: Known): string {
  const agreed = agreedProtocol(view?.protocol ?? 0);
  if (agreed !== '') return agreed;
  const low = protocolOfPort(Math.min(p.srcPort, p.dstPort));
  return low === '' ? protocolOfPort(Math.max(p.srcPort, p.dstPort)) : low;
}

/** `TLSv1.2, Handshake: Client Hello` */
function recordText(b: Uint8Array, at: number, captured: number, known: Known, inside: TlsInside | null): string {
  const version = shortVersion(known.version === 0 ? wire.recordVersion(b, at) : known.version);
  const type = inside?.type ?? wire.contentType(b, at);
  const [first = ''] = type === wire.HANDSHAKE ? recordParts(b, at, captured, known, inside) : [''];
  return `${version}, ${CONTENT_TYPES[type]}${first === '' ? '' : `: ${first}`}`;
}

/** What a record has, for the Info column: a name a message. */
export function recordParts(
  b: Uint8Array,
  at: number,
  captured: number,
  known: Known,
  inside: TlsInside | null,
): string[] {
  const body = at + wire.RECORD_HEADER_LEN;
  const len = wire.recordLength(b, at);
  if (inside !== null) return partsInside(inside);
  switch (wire.contentType(b, at)) {
    case wire.HANDSHAKE: {
      const fragments = known.view?.fragments(known.place) ?? [];
      if (fragments.length === 0 && !isPlainHandshake(b, body, len, captured, known.changed))
        return ['Encrypted Handshake Message'];
      return messages(b, body, Math.min(body + len, captured), fragments);
    }
    case wire.ALERT:
      return [body + 2 <= captured ? alertText(b, body, len) : 'Alert'];
    case wire.HEARTBEAT:
      return [body < captured ? heartbeatText(b, body) : 'Heartbeat'];
    case wire.CHANGE_CIPHER_SPEC:
      return ['Change Cipher Spec'];
    default:
      return ['Application Data'];
  }
}

/** The same of a record that was opened. */
function partsInside(inside: TlsInside): string[] {
  const { type, bytes: content } = inside;
  if (type === wire.HANDSHAKE) return messages(content, 0, content.length, fragmentsInside(inside));
  if (type === wire.ALERT) return [content.length < 2 ? 'Alert' : alertText(content, 0, content.length)];
  if (type === wire.HEARTBEAT) return [content.length === 0 ? 'Heartbeat' : heartbeatText(content, 0)];
  if (type === wire.CHANGE_CIPHER_SPEC) return ['Change Cipher Spec'];
  return [isPartOnly(inside) ? PART : 'Application Data'];
}
/** Wireshark's words; several of them follow each other without a comma. */
export const PART = '[TLS segment of a reassembled PDU]';

/** A record has at most some hundreds of messages that say anything; nobody reads more than these names. */
const MOST_NAMES = 32;
function messages(b: Uint8Array, body: number, end: number, fragments: readonly TlsFragmentView[]): string[] {
  const names: string[] = [];
  for (let at = body, next = 0; at < end && names.length < MOST_NAMES;) {
    const fragment = fragments[next];
    if (next < fragments.length && body + fragment.at === at) {
      const name = typeName(fragment.type);
      names.push(fragment.isLast ? name : `[${name} Fragment]`);
      at += Math.max(1, fragment.len);
      next++;
    } else {
      if (at + wire.MESSAGE_HEADER_LEN > end) break;
      names.push(messageName(b, at, end));
      at += wire.MESSAGE_HEADER_LEN + wire.messageLength(b, at);
    }
  }
  return names;
}
