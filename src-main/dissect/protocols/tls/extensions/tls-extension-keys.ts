// Extensions about keys: key_share, pre_shared_key, early_data, cookie (RFC 8446 section 4.2), renegotiation_info (RFC 5746), connection_id (RFC 9146).
import { u16 } from '../../../../wire/read';
import * as wire from '../../../../wire/tls';
import type { FieldSink, Packet } from '../../../contract/protocol';
import { E } from './tls-extension-fields';
import { groupName } from '../tls-names';
import { bytes, fits, list, number, opaque, there, vector } from '../tls-part';

export function keyShare(p: Packet, at: number, end: number, message: number, out: FieldSink): void {
  out.line('Key Share extension', at, there(p, at, end - at));
  out.open();
  if (message === wire.CLIENT_HELLO) {
    const to = vector(p, out, E['handshake.extensions_key_share_client_length'], at, 2, end);
    for (let i = at + 2; i < to && i > 0;) i = share(p, i, to, out);
  } else if (message === wire.HELLO_RETRY_REQUEST) {
    number(p, out, E['handshake.extensions_key_share_selected_group'], at, 2, end);
  } else share(p, at, end, out);
  out.close();
}

/** A group and a key of it; where it ends, -1 where it is not whole. */
function share(p: Packet, at: number, end: number, out: FieldSink): number {
  if (!fits(p, out, at, 4, end)) return -1;
  const group = u16(p.bytes, at);
  const len = u16(p.bytes, at + 2);
  out.line('Key Share Entry', at, there(p, at, Math.min(4 + len, end - at)));
  if (out.detail) out.display(`${groupName(group) ?? `Unknown (${group})`}, ${len} bytes`);
  out.open();
  out.uint(E['handshake.extensions_key_share_group'], at, 2, group);
  const to = opaque(
    p,
    out,
    E['handshake.extensions_key_share_key_exchange_length'],
    E['handshake.extensions_key_share_key_exchange'],
    at + 2,
    2,
    end,
    1,
  );
  out.close();
  return to;
}

export function preSharedKey(p: Packet, at: number, end: number, message: number, out: FieldSink): void {
  out.line('Pre-Shared Key extension', at, there(p, at, end - at));
  out.open();
  if (message === wire.CLIENT_HELLO) offeredKeys(p, at, end, out);
  else number(p, out, E['handshake.extensions.psk.identity.selected'], at, 2, end);
  out.close();
}

function offeredKeys(p: Packet, at: number, end: number, out: FieldSink): void {
  const to = vector(p, out, E['handshake.extensions.psk.identities.length'], at, 2, end, 7);
  if (to < 0) return;
  for (let i = at + 2; i < to;) {
    if (!fits(p, out, i, 2, to)) return;
    const len = u16(p.bytes, i);
    out.line('PSK Identity', i, there(p, i, Math.min(6 + len, to - i)));
    if (out.detail) out.display(`(${len} bytes)`);
    out.open();
    const length = E['handshake.extensions.psk.identity.identity_length'];
    let next = opaque(p, out, length, E['handshake.extensions.psk.identity.identity'], i, 2, to, 1);
    if (next >= 0) next = number(p, out, E['handshake.extensions.psk.identity.obfuscated_ticket_age'], next, 4, to);
    out.close();
    if (next < 0) return;
    i = next;
  }
  const binders = vector(p, out, E['handshake.extensions.psk.binders_len'], to, 2, end, 33);
  if (binders >= 0) out.none(E['handshake.extensions.psk.binders'], to + 2, there(p, to + 2, binders - to - 2));
}

export function pskModes(p: Packet, at: number, end: number, _message: number, out: FieldSink): void {
  const to = vector(p, out, E['extension.psk_ke_modes_length'], at, 1, end, 1);
  if (to >= 0) list(p, out, null, E['extension.psk_ke_mode'], at + 1, 1, to);
}

/** With a ticket comes how much early data may be sent with it, RFC 8446 section 4.6.1. */
export function earlyData(p: Packet, at: number, end: number, message: number, out: FieldSink): void {
  if (message === wire.NEW_SESSION_TICKET) number(p, out, E['early_data.max_early_data_size'], at, 4, end);
}

export function cookie(p: Packet, at: number, end: number, _message: number, out: FieldSink): void {
  opaque(p, out, E['handshake.extensions.cookie_len'], E['handshake.extensions.cookie'], at, 2, end, 1);
}

export function renegotiationInfo(p: Packet, at: number, end: number, _message: number, out: FieldSink): void {
  out.line('Renegotiation Info extension', at, there(p, at, end - at));
  out.open();
  const to = vector(p, out, E['handshake.extensions_reneg_info_len'], at, 1, end);
  if (to >= 0) bytes(p, out, E['handshake.extensions_reneg_info'], at + 1, to);
  out.close();
}

export function connectionId(p: Packet, at: number, end: number, _message: number, out: FieldSink): void {
  opaque(p, out, E.connection_id_length, E.connection_id, at, 1, end);
}
