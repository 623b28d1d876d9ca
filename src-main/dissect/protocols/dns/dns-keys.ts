// Records of keys and signatures: DNSKEY and RRSIG (RFC 4034), their elders KEY and SIG (RFC 2535), IPSECKEY (RFC 4025), TKEY (RFC 2930),
// TSIG (RFC 8945).
import { u16, u32 } from '../../../wire/read';
import type { Cursor } from './dns-cursor';
import { F } from './dns-fields';
import { R } from './dns-record-fields';

export const signature = (c: Cursor, end: number): boolean =>
  c.u16(R['rrsig.type_covered']) &&
  c.u8(R['rrsig.algorithm']) &&
  c.u8(R['rrsig.labels']) &&
  c.u32(R['rrsig.original_ttl']) &&
  c.seconds(R['rrsig.signature_expiration']) &&
  c.seconds(R['rrsig.signature_inception']) &&
  c.u16(R['rrsig.key_tag']) &&
  c.domain(R['rrsig.signers_name']) &&
  (end <= c.at || c.raw(R['rrsig.signature'], end - c.at));

const RSA_MD5 = 1;
/** The number that signatures name a key by, RFC 4034 appendix B; -1: too short to have one. */
function keyTag(b: Uint8Array, at: number, end: number): number {
  if (end - at < 4) return -1;
  if (b[at + 3] === RSA_MD5) return u16(b, end - 3);
  let sum = 0;
  for (let i = at; i < end; i++) sum += (i - at) % 2 === 0 ? b[i] << 8 : b[i];
  return (sum + ((sum >> 16) & 0xffff)) & 0xffff;
}

const BITS = {
  key: [
    R['key.flags.authentication'],
    R['key.flags.confidentiality'],
    R['key.flags.required'],
    R['key.flags.associated_user'],
    R['key.flags.associated_named_entity'],
    R['key.flags.ipsec'],
    R['key.flags.mime'],
  ],
  dnskey: [R['dnskey.flags.zone_key'], R['dnskey.flags.key_revoked'], R['dnskey.flags.secure_entry_point']],
} as const;

function publicKey(c: Cursor, end: number, kind: 'key' | 'dnskey'): boolean {
  const { at: from, out } = c;
  if (!c.u16(R[`${kind}.flags`])) return false;
  const flags = u16(c.bytes, from);
  out.open();
  for (const field of BITS[kind]) out.uint(field, from, 2, (flags & field.mask) !== 0 ? 1 : 0);
  if (kind === 'key') out.uint(R['key.flags.signatory'], from, 2, flags & 15);
  else out.uint(R['dnskey.flags.reserved'], from, 2, (flags & R['dnskey.flags.reserved'].mask) >> 1);
  out.close();
  if (!c.u8(R[`${kind}.protocol`]) || !c.u8(R[`${kind}.algorithm`])) return false;
  const tag = keyTag(c.bytes, from, Math.min(end, c.p.end));
  if (tag >= 0) out.generated(R[`${kind}.key_id`], from, 0, tag);
  return end <= c.at || c.raw(R[`${kind}.public_key`], end - c.at);
}
export const keyRecord = (c: Cursor, end: number): boolean => publicKey(c, end, 'key');
export const dnskeyRecord = (c: Cursor, end: number): boolean => publicKey(c, end, 'dnskey');

export function ipsecKey(c: Cursor, end: number): boolean {
  const { at, bytes } = c;
  if (
    !c.u8(R['ipseckey.gateway_precedence']) ||
    !c.u8(R['ipseckey.gateway_type']) ||
    !c.u8(R['ipseckey.gateway_algorithm'])
  )
    return false;
  const type = bytes[at + 1];
  if (type === 1 && !c.raw(R['ipseckey.gateway_ipv4'], 4)) return false;
  if (type === 2 && !c.raw(R['ipseckey.gateway_ipv6'], 16)) return false;
  if (type === 3 && !c.domain(R['ipseckey.gateway_dns'])) return false;
  return end <= c.at || c.raw(R['ipseckey.public_key'], end - c.at);
}

export function tkey(c: Cursor): boolean {
  if (
    !c.domain(R['tkey.algo_name']) ||
    !c.seconds(R['tkey.signature_inception']) ||
    !c.seconds(R['tkey.signature_expiration']) ||
    !c.u16(R['tkey.mode']) ||
    !c.u16(R['tkey.error'])
  )
    return false;
  return (
    c.u16(R['tkey.key_size']) &&
    c.raw(R['tkey.key_data'], u16(c.bytes, c.at - 2)) &&
    c.u16(R['tkey.other_size']) &&
    c.raw(R['tkey.other_data'], u16(c.bytes, c.at - 2))
  );
}

export function tsig(c: Cursor): boolean {
  const { out } = c;
  if (!c.domain(R['tsig.algorithm_name']) || !c.p.need(c.at, 6)) return false;
  out.time(R['tsig.time_signed'], c.at, 6, u16(c.bytes, c.at) * 2 ** 32 + u32(c.bytes, c.at + 2), 0);
  c.at += 6;
  if (!c.u16(R['tsig.fudge']) || !c.u16(R['tsig.mac_size'])) return false;
  const macLen = u16(c.bytes, c.at - 2);
  if (!c.p.need(c.at, macLen)) return false;
  out.none(R['tsig.mac'], c.at, macLen);
  out.expert(F['tsig.noalg'], c.at, macLen);
  c.at += macLen;
  return (
    c.u16(R['tsig.original_id']) &&
    c.u16(R['tsig.error']) &&
    c.u16(R['tsig.other_len']) &&
    c.raw(R['tsig.other_data'], u16(c.bytes, c.at - 2))
  );
}
