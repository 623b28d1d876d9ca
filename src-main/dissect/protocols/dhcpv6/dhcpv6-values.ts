// What options of DHCPv6 hold, each by its number: RFC 8415 section 21; RFC 3646 (DNS), 3319 (SIP), 3898 (NIS), 4075 (SNTP), 4242 (refresh
// time), 4280 (BCMCS), 4649 (remote id), 4580 (subscriber), 4704 (FQDN), 4833 (time zone), 5192 (PANA), 5417 (CAPWAP), 5908 (NTP), 6334 (AFTR),
// 8520 (MUD), 8910 (captive portal).
import { hexText } from '../../../text/address';
import { u16, u32 } from '../../../wire/read';
import type { Field, FieldSink, Packet } from '../../contract/protocol';
import { NameReader } from '../../values/domain-name';
import { plainText } from '../../values/escaped-text';
import { F } from './dhcpv6-fields';

/** Reads a value of `len` bytes, which are there. False: it cannot be that long, or short. */
type Value = (p: Packet, at: number, len: number, out: FieldSink) => boolean;

/** Options that hold options, and what stands before these. */
export const INSIDE: Readonly<Record<number, number>> = { 3: 12, 4: 4, 5: 24, 25: 12, 26: 25 };

const number =
  (field: Field, size: 1 | 2 | 4): Value =>
  ({ bytes: b }, at, len, out) => {
    if (len !== size) return false;
    out.uint(field, at, size, size === 4 ? u32(b, at) : size === 2 ? u16(b, at) : b[at]);
    return true;
  };
const addresses =
  (field: Field): Value =>
  (_p, at, len, out) => {
    if (len % 16 !== 0) return false;
    for (let i = at; i < at + len; i += 16) out.bytes(field, i, 16);
    return true;
  };
const names =
  (field: Field): Value =>
  (p, at, len, out) =>
    len > 0 && readNames(p, at, len, field, out);
const text =
  (field: Field): Value =>
  ({ bytes: b }, at, len, out) => {
    if (len === 0) return false;
    out.string(field, at, len, plainText(b.subarray(at, at + len)));
    return true;
  };

export const VALUES: Readonly<Record<number, Value>> = {
  1: unique,
  2: unique,
  3: association,
  4: temporary,
  5: address,
  6: requested,
  7: number(F.option_preference, 1),
  8: elapsed,
  11: authentication,
  12: (_p, at, len, out) => {
    if (len === 16) out.bytes(F.unicast, at, 16);
    return len === 16;
  },
  13: status,
  14: (_p, _at, len) => len === 0,
  15: userClass,
  16: vendorClass,
  17: vendorOptions,
  18: (_p, at, len, out) => {
    if (len > 0) out.bytes(F.interface_id, at, len);
    return len > 0;
  },
  19: number(F.reconf_msg, 1),
  20: (_p, _at, len) => len === 0,
  21: names(F.sip_server_domain_search_fqdn),
  22: addresses(F.sip_server_a),
  23: addresses(F.dns_server),
  24: names(F.search_list_entry),
  25: association,
  26: prefix,
  27: addresses(F.nis_server),
  28: addresses(F.nisp_server),
  29: names(F.nis_fqdn),
  30: names(F.nisp_fqdn),
  31: addresses(F.sntp_server),
  32: number(F.lifetime, 4),
  33: names(F.bcmcs_server_fqdn),
  34: addresses(F.bcmcs_server_a),
  37: remoteId,
  38: text(F.subscriber_id),
  39: fullName,
  40: addresses(F.pana_agent),
  41: text(F.timezone),
  42: text(F.tzdb),
  52: addresses(F.capwap_ac_v6),
  53: unique,
  56: timeServers,
  64: names(F.aftr_name),
  103: text(F.captive_portal),
  112: text(F.mudurl),
};

/** Names in the form of DNS, one behind the other; with the dot of the root, as Wireshark has them here. */
function readNames({ bytes }: Packet, from: number, len: number, field: Field, out: FieldSink): boolean {
  const reader = new NameReader();
  const end = from + len;
  for (let at = from; at < end; at = reader.next) {
    if (!reader.read({ bytes, end, declaredEnd: end }, from, at)) return false;
    out.string(field, at, reader.next - at, `${reader.text()}.`);
  }
  return true;
}

/** RFC 8415 section 11 */
function unique({ bytes: b }: Packet, at: number, len: number, out: FieldSink): boolean {
  if (len < 2) return false;
  out.bytes(F['duid.bytes'], at, len);
  const kind = u16(b, at);
  out.uint(F['duid.type'], at, 2, kind);
  const address = (field: Field, offset: number): void => {
    if (len > offset) out.string(field, at + offset, len - offset, hexText(b, at + offset, len - offset, ':'));
  };
  switch (kind) {
    case 1:
      if (len < 8) return false;
      out.uint(F['duidllt.hwtype'], at + 2, 2, u16(b, at + 2));
      out.time(F['duidllt.time'], at + 4, 4, u32(b, at + 4) + SINCE_2000, 0);
      address(F['duidllt.link_layer_addr'], 8);
      return true;
    case 2:
      if (len < 6) return false;
      out.uint(F['duiden.enterprise'], at + 2, 4, u32(b, at + 2));
      if (len > 6) out.bytes(F['duiden.identifier'], at + 6, len - 6);
      return true;
    case 3:
      if (len < 4) return false;
      out.uint(F['duidll.hwtype'], at + 2, 2, u16(b, at + 2));
      address(F['duidll.link_layer_addr'], 4);
      return true;
    case 4:
      if (len !== 18) return false;
      out.bytes(F['duiduuid.bytes'], at + 2, 16);
  }
  return true;
}
/** midnight of 1 January 2000 in UTC, in seconds since 1970 */
const SINCE_2000 = 946_684_800;

function association({ bytes: b }: Packet, at: number, len: number, out: FieldSink): boolean {
  if (len < 12) return false;
  out.string(F.iaid, at, 4, hexText(b, at, 4));
  out.uint(F['iaid.t1'], at + 4, 4, u32(b, at + 4));
  out.uint(F['iaid.t2'], at + 8, 4, u32(b, at + 8));
  return true;
}
function temporary({ bytes: b }: Packet, at: number, len: number, out: FieldSink): boolean {
  if (len < 4) return false;
  out.string(F.iata, at, 4, hexText(b, at, 4));
  return true;
}
function address({ bytes: b }: Packet, at: number, len: number, out: FieldSink): boolean {
  if (len < 24) return false;
  out.bytes(F['iaaddr.ip'], at, 16);
  out.uint(F['iaaddr.pref_lifetime'], at + 16, 4, u32(b, at + 16));
  out.uint(F['iaaddr.valid_lifetime'], at + 20, 4, u32(b, at + 20));
  return true;
}
function prefix({ bytes: b }: Packet, at: number, len: number, out: FieldSink): boolean {
  if (len < 25) return false;
  out.uint(F['iaprefix.pref_lifetime'], at, 4, u32(b, at));
  out.uint(F['iaprefix.valid_lifetime'], at + 4, 4, u32(b, at + 4));
  out.uint(F['iaprefix.pref_len'], at + 8, 1, b[at + 8]);
  out.bytes(F['iaprefix.pref_addr'], at + 9, 16);
  return true;
}

function requested({ bytes: b }: Packet, at: number, len: number, out: FieldSink): boolean {
  for (let i = at; i + 2 <= at + len; i += 2) out.uint(F.requested_option_code, i, 2, u16(b, i));
  return len % 2 === 0;
}

/** Hundredths of a second; the field's value is in milliseconds, as in Wireshark. */
function elapsed({ bytes: b }: Packet, at: number, len: number, out: FieldSink): boolean {
  if (len !== 2) return false;
  out.uint(F.elapsed_time, at, 2, 10 * u16(b, at));
  if (out.detail) out.display(`${10 * u16(b, at)} ms`);
  return true;
}

function authentication({ bytes: b }: Packet, at: number, len: number, out: FieldSink): boolean {
  if (len < 11) return false;
  out.uint(F['auth.protocol'], at, 1, b[at]);
  out.uint(F['auth.algorithm'], at + 1, 1, b[at + 1]);
  out.uint(F['auth.rdm'], at + 2, 1, b[at + 2]);
  out.bytes(F['auth.replay_detection'], at + 3, 8);
  if (len > 11) out.bytes(F['auth.info'], at + 11, len - 11);
  return true;
}

function status({ bytes: b }: Packet, at: number, len: number, out: FieldSink): boolean {
  if (len < 2) return false;
  out.uint(F.status_code, at, 2, u16(b, at));
  if (len > 2) out.string(F.status_msg, at + 2, len - 2, plainText(b.subarray(at + 2, at + len)));
  return true;
}

function userClass({ bytes: b }: Packet, from: number, len: number, out: FieldSink): boolean {
  const end = from + len;
  for (let at = from; at < end;) {
    if (at + 2 > end || at + 2 + u16(b, at) > end) return false;
    const size = u16(b, at);
    out.uint(F['userclass.length'], at, 2, size);
    if (size > 0) out.bytes(F['userclass.opaque_data'], at + 2, size);
    at += 2 + size;
  }
  return true;
}

function vendorClass({ bytes: b }: Packet, from: number, len: number, out: FieldSink): boolean {
  if (len < 4) return false;
  out.uint(F['vendorclass.enterprise'], from, 4, u32(b, from));
  const end = from + len;
  for (let at = from + 4; at < end;) {
    if (at + 2 > end || at + 2 + u16(b, at) > end) return false;
    const size = u16(b, at);
    out.string(F['vendorclass.data'], at + 2, size, plainText(b.subarray(at + 2, at + 2 + size)));
    at += 2 + size;
  }
  return true;
}

function vendorOptions({ bytes: b }: Packet, from: number, len: number, out: FieldSink): boolean {
  if (len < 4) return false;
  out.uint(F['vendoropts.enterprise'], from, 4, u32(b, from));
  const end = from + len;
  for (let at = from + 4; at < end;) {
    if (at + 4 > end || at + 4 + u16(b, at + 2) > end) return false;
    const size = u16(b, at + 2);
    out.uint(F['vendoropts.enterprise.option_code'], at, 2, u16(b, at));
    out.open();
    out.uint(F['vendoropts.enterprise.option_length'], at + 2, 2, size);
    if (size > 0) out.bytes(F['vendoropts.enterprise.option_data'], at + 4, size);
    out.close();
    at += 4 + size;
  }
  return true;
}

function remoteId({ bytes: b }: Packet, at: number, len: number, out: FieldSink): boolean {
  if (len < 4) return false;
  out.uint(F['remoteid.enterprise'], at, 4, u32(b, at));
  if (len > 4) out.bytes(F.remoteid_enterprise_id, at + 4, len - 4);
  return true;
}

/** Messages from a client; the flags of a server's mean something else, RFC 4704 section 4.1. */
const FROM_CLIENT: ReadonlySet<number> = new Set([1, 3, 5, 6]);
const CLIENT_BITS = [F['clientfqdn.client.n'], F['clientfqdn.client.s']];
const SERVER_BITS = [F['clientfqdn.server.n'], F['clientfqdn.server.o'], F['clientfqdn.server.s']];

function fullName(p: Packet, at: number, len: number, out: FieldSink): boolean {
  const { bytes: b } = p;
  if (len < 1) return false;
  const message = b[p.layer(p.layerCount - 1).at];
  out.uint(F.client_fqdn_flags, at, 1, b[at]);
  out.open();
  for (const field of FROM_CLIENT.has(message) ? CLIENT_BITS : SERVER_BITS)
    out.uint(field, at, 1, (b[at] & field.mask) !== 0 ? 1 : 0);
  out.close();
  return len === 1 || partialName(p, at + 1, len - 1, out);
}

/** RFC 4704 section 4.2: a name that ends in the option without a root is a part of one. */
function partialName({ bytes: b }: Packet, from: number, len: number, out: FieldSink): boolean {
  const end = from + len;
  let text = '';
  let at = from;
  while (at < end && b[at] !== 0) {
    if (b[at] > 63 || at + 1 + b[at] > end) return false;
    text += `${text === '' ? '' : '.'}${plainText(b.subarray(at + 1, at + 1 + b[at]))}`;
    at += 1 + b[at];
  }
  if (at < end) text += '.';
  out.string(F.client_domain, from, len, text);
  return true;
}

function timeServers(p: Packet, from: number, len: number, out: FieldSink): boolean {
  const { bytes: b } = p;
  const end = from + len;
  for (let at = from; at < end;) {
    if (at + 4 > end || at + 4 + u16(b, at + 2) > end) return false;
    const size = u16(b, at + 2);
    out.uint(F['ntpserver.option.type'], at, 2, u16(b, at));
    out.open();
    out.uint(F['ntpserver.option.length'], at + 2, 2, size);
    const isGood = timeServer(p, u16(b, at), at + 4, size, out);
    out.close();
    if (!isGood) return false;
    at += 4 + size;
  }
  return true;
}
function timeServer(p: Packet, kind: number, at: number, size: number, out: FieldSink): boolean {
  if (kind === 3) return readNames(p, at, size, F['ntpserver.fqdn'], out);
  if (kind !== 1 && kind !== 2) return true;
  if (size === 16) out.bytes(F[kind === 1 ? 'ntpserver.addr' : 'ntpserver.mc_addr'], at, 16);
  return size === 16;
}
