// Encrypted ClientHello, RFC 9849 section 5, and the draft before it that encrypted the server's name alone.
import * as wire from '../../../../wire/tls';
import type { FieldSink, Packet } from '../../../contract/protocol';
import { E } from './tls-extension-fields';
import { bytes, number, opaque, there } from '../tls-part';

const OUTER = 0;

export function encryptedClientHello(p: Packet, at: number, end: number, message: number, out: FieldSink): void {
  if (message !== wire.CLIENT_HELLO) return void bytes(p, out, E['handshake.extension.data'], at, end);
  out.none(E['handshake.ech_outer'], at, there(p, at, end - at));
  out.open();
  outer(p, at, end, out);
  out.close();
}

function outer(p: Packet, at: number, end: number, out: FieldSink): void {
  if (number(p, out, E['ech.client_hello_type'], at, 1, end) < 0 || p.bytes[at] !== OUTER) return;
  let next = number(p, out, E['ech.hpke.symmetric_cipher_suite.kdf_id'], at + 1, 2, end);
  if (next >= 0) next = number(p, out, E['ech.hpke.symmetric_cipher_suite.aead_id'], next, 2, end);
  if (next >= 0) next = number(p, out, E['ech.config_id'], next, 1, end);
  if (next >= 0) next = opaque(p, out, E['ech.enc_length'], E['ech.enc'], next, 2, end);
  if (next >= 0) opaque(p, out, E['ech.payload_length'], E['ech.payload'], next, 2, end, 1);
}

export function encryptedServerName(p: Packet, at: number, end: number, message: number, out: FieldSink): void {
  if (message !== wire.CLIENT_HELLO) return void bytes(p, out, E['handshake.extension.data'], at, end);
  let next = number(p, out, E['esni.suite'], at, 2, end);
  if (next < 0) return;
  const group = number(p, out, E['handshake.extensions_key_share_group'], next, 2, end);
  if (group < 0) return;
  next = opaque(
    p,
    out,
    E['handshake.extensions_key_share_key_exchange_length'],
    E['handshake.extensions_key_share_key_exchange'],
    group,
    2,
    end,
    1,
  );
  if (next >= 0) next = opaque(p, out, E['esni.record_digest_length'], E['esni.record_digest'], next, 2, end);
  if (next >= 0) opaque(p, out, E['esni.encrypted_sni_length'], E['esni.encrypted_sni'], next, 2, end);
}
