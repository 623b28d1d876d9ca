// Extensions with names in them: server_name (RFC 6066 section 3), ALPN (RFC 7301), and what came before or beside it.
import * as wire from '../../../../wire/tls';
import type { Field } from '../../../contract/fields';
import type { FieldSink, Packet } from '../../../contract/protocol';
import { E } from './tls-extension-fields';
import { bytes, number, text, there, vector } from '../tls-part';

export function serverName(p: Packet, at: number, end: number, _message: number, out: FieldSink): void {
  if (at === end) return; // a server says that it has looked at it
  out.line('Server Name Indication extension', at, there(p, at, end - at));
  out.open();
  const to = vector(p, out, E['handshake.extensions_server_name_list_len'], at, 2, end, 1);
  for (let i = at + 2; i < to;) {
    if (number(p, out, E['handshake.extensions_server_name_type'], i, 1, to) < 0) break;
    const next = vector(p, out, E['handshake.extensions_server_name_len'], i + 1, 2, to, 1);
    if (next < 0 || !text(p, out, E['handshake.extensions_server_name'], i + 3, next)) break;
    i = next;
  }
  out.close();
}

/** Names of protocols, each behind a byte of length; false where one is not whole. */
function protocols(p: Packet, length: Field, name: Field, from: number, end: number, out: FieldSink): boolean {
  for (let at = from; at < end;) {
    const next = vector(p, out, length, at, 1, end);
    if (next < 0 || !text(p, out, name, at + 1, next)) return false;
    at = next;
  }
  return true;
}

export function alpn(p: Packet, at: number, end: number, _message: number, out: FieldSink): void {
  const to = vector(p, out, E['handshake.extensions_alpn_len'], at, 2, end, 2);
  if (to < 0) return;
  out.none(E['handshake.extensions_alpn_list'], at + 2, there(p, at + 2, to - at - 2));
  out.open();
  protocols(p, E['handshake.extensions_alpn_str_len'], E['handshake.extensions_alpn_str'], at + 2, to, out);
  out.close();
}

/** What ALPN replaced (draft-agl-tls-nextprotoneg): the server lists. */
export function nextProtocol(p: Packet, at: number, end: number, _message: number, out: FieldSink): void {
  protocols(p, E['handshake.extensions_npn_str_len'], E['handshake.extensions_npn'], at, end, out);
}

/** draft-vvv-tls-alps: for which protocols there are settings; a server answers with them. */
export function applicationSettings(p: Packet, at: number, end: number, message: number, out: FieldSink): void {
  if (message !== wire.CLIENT_HELLO) return void bytes(p, out, E['handshake.extensions_alps.settings'], at, end);
  const to = vector(p, out, E['handshake.extensions_alps_len'], at, 2, end);
  if (to < 0) return;
  out.none(E['handshake.extensions_alps_alpn_list'], at + 2, there(p, at + 2, to - at - 2));
  out.open();
  protocols(p, E['handshake.extensions_alps_alpn_str_len'], E['handshake.extensions_alps_alpn_str'], at + 2, to, out);
  out.close();
}

/** RFC 5054. */
export function srp(p: Packet, at: number, end: number, _message: number, out: FieldSink): void {
  const to = vector(p, out, E['handshake.extensions_srp_len'], at, 1, end);
  if (to >= 0) text(p, out, E['handshake.extensions_srp_username'], at + 1, to);
}
