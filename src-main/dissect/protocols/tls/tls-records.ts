// Records of TLS, RFC 8446 section 5: header, and what is in it by its type.
import * as wire from '../../../wire/tls';
import type { TlsFragmentView } from '../../contract/context';
import type { FieldSink, Packet } from '../../contract/protocol';
import { alert, alertText, changeCipherSpec, heartbeat, heartbeatText } from './tls-alert';
import { F } from './tls-fields';
import { handshake, messageName } from './tls-handshake';
import { agreedProtocol, protocolOfPort } from './tls-app-protocols';
import { type Known, meet } from './tls-known';
import { CONTENT_TYPES, shortVersion, typeName } from './tls-names';
import { bytes, there } from './tls-part';
import { isPlainHandshake } from '../../../wire/tls-shape';

/** Reads the record at `at`, the header of which was captured and means something; returns where it ends. */
export function record(p: Packet, at: number, known: Known, out: FieldSink): number {
  const b = p.bytes;
  const type = wire.contentType(b, at);
  const len = wire.recordLength(b, at);
  const body = at + wire.RECORD_HEADER_LEN;
  const end = body + len;
  const seen = meet(known);
  out.none(F.record, at, there(p, at, end - at));
  if (out.detail) out.display(recordText(b, at, p.end, known));
  out.open();
  // in TLS 1.3 what is encrypted is application data to whoever looks on
  const isOpaque = type === wire.APPLICATION_DATA && wire.isTls13(known.version);
  out.uint(F[isOpaque ? 'record.opaque_type' : 'record.content_type'], at, 1, type);
  out.uint(F['record.version'], at + 1, 2, wire.recordVersion(b, at));
  out.uint(F['record.length'], at + 3, 2, len);
  if (type === wire.APPLICATION_DATA) encrypted(p, body, end, known, out);
  else if (type === wire.HANDSHAKE) handshake(p, body, end, known, out);
  else if (type === wire.ALERT) alert(p, body, len, out);
  else if (type === wire.HEARTBEAT) heartbeat(p, body, len, out);
  else {
    changeCipherSpec(p, body, len, seen?.resumes ?? false, out);
    known.changed = !wire.isTls13(known.version);
  }
  out.close();
  return end;
}

function encrypted(p: Packet, at: number, end: number, known: Known, out: FieldSink): void {
  if (!bytes(p, out, F.app_data, at, end)) return;
  if (out.detail && end > at) {
    out.display('');
    out.note({ key: 'tree.lengthBytes', args: { length: end - at } });
  }
  const protocol = protocolInside(p, known);
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
function recordText(b: Uint8Array, at: number, captured: number, known: Known): string {
  const version = shortVersion(known.version === 0 ? wire.recordVersion(b, at) : known.version);
  const type = wire.contentType(b, at);
  const [first] = type === wire.HANDSHAKE ? recordParts(b, at, captured, known) : [''];
  return `${version}, ${CONTENT_TYPES[type]}${first === '' ? '' : `: ${first}`}`;
}

/** What a record has, for the Info column: a name a message. */
export function recordParts(b: Uint8Array, at: number, captured: number, known: Known): string[] {
  const body = at + wire.RECORD_HEADER_LEN;
  const len = wire.recordLength(b, at);
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
