// Alerts (RFC 8446 section 6), ChangeCipherSpec (RFC 5246 section 7.1) and Heartbeat (RFC 6520) records.
import { u16 } from '../../../wire/read';
import type { FieldSink, Packet } from '../../contract/protocol';
import { F } from './tls-fields';
import { ALERTS } from '../../values/tls-alerts';
import { ALERT_LEVELS, HEARTBEAT_TYPES } from './tls-names';
import { there } from './tls-part';

/** In the clear an alert is two bytes that mean something; everything else is encrypted. */
export const isPlainAlert = (b: Uint8Array, at: number, len: number): boolean =>
  len === 2 && b[at] in ALERT_LEVELS && b[at + 1] in ALERTS;

export function alert(p: Packet, at: number, len: number, out: FieldSink): void {
  out.none(F.alert_message, at, there(p, at, len));
  if (!p.has(at, Math.min(len, 2))) return void p.need(at, len);
  if (!isPlainAlert(p.bytes, at, len)) {
    if (out.detail) out.display('Encrypted Alert');
    return;
  }
  out.open();
  out.uint(F['alert_message.level'], at, 1, p.bytes[at]);
  out.uint(F['alert_message.desc'], at + 1, 1, p.bytes[at + 1]);
  out.close();
}

export function alertText(b: Uint8Array, at: number, len: number): string {
  if (!isPlainAlert(b, at, len)) return 'Encrypted Alert';
  return `Alert (Level: ${ALERT_LEVELS[b[at]]}, Description: ${ALERTS[b[at + 1]]})`;
}

/** @param resumes it ends an abbreviated handshake, RFC 5246 section 7.3 */
export function changeCipherSpec(p: Packet, at: number, len: number, resumes: boolean, out: FieldSink): void {
  out.none(F.change_cipher_spec, at, there(p, at, Math.min(len, 1)));
  if (resumes) out.expert(F.resumed, at, there(p, at, Math.min(len, 1)));
}

/** Type, length and that many bytes, then at least 16 of padding. */
const PADDING = 16;
export const heartbeatText = (b: Uint8Array, at: number): string =>
  b[at] in HEARTBEAT_TYPES ? `Heartbeat ${HEARTBEAT_TYPES[b[at]]}` : 'Encrypted Heartbeat';

export function heartbeat(p: Packet, at: number, len: number, out: FieldSink): void {
  out.none(F.heartbeat_message, at, there(p, at, len));
  const type = p.has(at, 1) ? p.bytes[at] : 0;
  if (!(type in HEARTBEAT_TYPES) || len < 3) {
    if (out.detail) out.display('Encrypted Heartbeat');
    return;
  }
  out.open();
  out.uint(F['heartbeat_message.type'], at, 1, type);
  if (p.need(at + 1, 2)) {
    const payload = u16(p.bytes, at + 1);
    out.uint(F['heartbeat_message.payload_length'], at + 1, 2, payload);
    // more asked for than was sent: what Heartbleed does (CVE-2014-0160)
    if (payload + 3 + PADDING > len) out.expert(F['heartbeat_message.payload_length.invalid'], at + 1, 2);
    const got = Math.min(payload, len - 3);
    if (got > 0 && p.need(at + 3, got)) out.bytes(F['heartbeat_message.payload'], at + 3, got);
    const rest = len - 3 - got;
    if (rest > 0 && p.has(at + 3 + got, rest)) out.bytes(F['heartbeat_message.padding'], at + 3 + got, rest);
  }
  out.close();
}
