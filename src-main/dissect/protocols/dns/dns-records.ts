// What resource records hold, type by type: RFC 1035 section 3.3, and the documents named at those that came later. Types that are a row
// of plain fields are a line in RECORDS; those with a form of their own stand below it, in dns-keys.ts, dns-service.ts and dns-options.ts.
import { u16, u32 } from '../../../wire/read';
import type { Field } from '../../contract/protocol';
import type { Cursor } from './dns-cursor';
import { F } from './dns-fields';
import { R } from './dns-record-fields';
import { keyRecord, dnskeyRecord, ipsecKey, signature, tkey, tsig } from './dns-keys';
import { optionList } from './dns-options';
import { serviceBinding } from './dns-service';

/** Reads data that ends at `end`. False: it is not all there, or contradicts itself. */
export type RecordReader = (c: Cursor, end: number) => boolean;

const u8 =
  (field: Field): RecordReader =>
  (c) =>
    c.u8(field);
const word =
  (field: Field): RecordReader =>
  (c) =>
    c.u16(field);
const long =
  (field: Field): RecordReader =>
  (c) =>
    c.u32(field);
const name =
  (field: Field): RecordReader =>
  (c) =>
    c.domain(field);
const counted =
  (length: Field, field: Field): RecordReader =>
  (c) =>
    c.counted(length, field);
/** So many bytes, whatever length the data has. */
const bytes =
  (field: Field, len: number): RecordReader =>
  (c) =>
    c.raw(field, len);
const rest =
  (field: Field): RecordReader =>
  (c, end) =>
    end <= c.at || c.raw(field, end - c.at);
const restText =
  (field: Field): RecordReader =>
  (c, end) =>
    end <= c.at || c.text(field, end - c.at);
/** One after the other up to the end of the data. */
const repeated =
  (part: RecordReader): RecordReader =>
  (c, end) => {
    while (c.at < end) if (!part(c, end)) return false;
    return true;
  };

const DS: readonly RecordReader[] = [
  word(R['ds.key_id']),
  u8(R['ds.algorithm']),
  u8(R['ds.digest_type']),
  rest(R['ds.digest']),
];
const SERVICE: readonly RecordReader[] = [
  word(R['svcb.svcpriority']),
  name(R['svcb.targetname']),
  repeated(serviceBinding),
];
const nsec3 = (flags: RecordReader): readonly RecordReader[] => [
  u8(R['nsec3.algo']),
  flags,
  word(R['nsec3.iterations']),
  u8(R['nsec3.salt_length']),
  (c) => c.raw(R['nsec3.salt_value'], c.bytes[c.at - 1]),
];

export const RECORDS: Readonly<Record<number, readonly RecordReader[]>> = {
  1: [bytes(R.a, 4)],
  2: [name(R.ns)],
  3: [name(R.md)],
  4: [name(R.mf)],
  5: [name(R.cname)],
  6: [
    name(R['soa.mname']),
    name(R['soa.rname']),
    long(R['soa.serial_number']),
    long(R['soa.refresh_interval']),
    long(R['soa.retry_interval']),
    long(R['soa.expire_limit']),
    long(R['soa.minimum_ttl']),
  ],
  7: [name(R.mb)],
  8: [name(R.mg)],
  9: [name(R.mr)],
  10: [rest(R.null)],
  11: [bytes(R['wks.address'], 4), u8(R['wks.protocol']), services],
  12: [name(R['ptr.domain_name'])],
  13: [counted(R['hinfo.cpu_length'], R['hinfo.cpu']), counted(R['hinfo.os_length'], R['hinfo.os'])],
  14: [name(R['minfo.r']), name(R['minfo.e'])],
  15: [word(R['mx.preference']), name(R['mx.mail_exchange'])],
  16: [repeated(counted(R['txt.length'], R.txt))],
  17: [name(R['rp.mailbox']), name(R['rp.txt_rr'])], // RFC 1183, as those up to 21
  18: [word(R['afsdb.subtype']), name(R['afsdb.hostname'])],
  19: [counted(R['x25.length'], R['x25.psdn_address'])],
  20: [
    counted(R['idsn.length'], R['idsn.address']),
    (c, end) => c.at >= end || c.counted(R['idsn.sa.length'], R['idsn.sa.address']),
  ],
  21: [word(R['rt.subtype']), name(R['rt.intermediate_host'])],
  22: [rest(R['nsap.rdata'])],
  23: [name(R['nsap_ptr.owner'])],
  24: [signature],
  25: [keyRecord],
  26: [word(R['px.preference']), name(R['px.map822']), name(R['px.map400'])],
  27: [
    counted(R['gpos.longitude_length'], R['gpos.longitude']),
    counted(R['gpos.latitude_length'], R['gpos.latitude']),
    counted(R['gpos.altitude_length'], R['gpos.altitude']),
  ],
  28: [bytes(R.aaaa, 16)],
  29: [location],
  30: [name(R['nxt.next_domain_name']), plainBitmap],
  33: [word(R['srv.priority']), word(R['srv.weight']), word(R['srv.port']), name(R['srv.target'])], // RFC 2782
  35: [
    word(R['naptr.order']),
    word(R['naptr.preference']),
    counted(R['naptr.flags_length'], R['naptr.flags']),
    counted(R['naptr.service_length'], R['naptr.service']),
    counted(R['naptr.regex_length'], R['naptr.regex']),
    replacement,
  ],
  36: [word(R['kx.preference']), name(R['kx.key_exchange'])],
  37: [word(R['cert.type']), word(R['cert.key_tag']), u8(R['cert.algorithm']), rest(R['cert.certificate'])],
  38: [u8(R['a6.prefix_len']), addressSuffix],
  39: [name(R.dname)],
  41: [repeated(optionList)],
  42: [repeated(addressPrefix)],
  43: DS,
  44: [u8(R['sshfp.algorithm']), u8(R['sshfp.fingerprint.type']), rest(R['sshfp.fingerprint'])],
  45: [ipsecKey],
  46: [signature],
  47: [name(R['nsec.next_domain_name']), typeBitmap],
  48: [dnskeyRecord],
  49: [rest(R['dhcid.rdata'])],
  50: [...nsec3(nsec3Flags), u8(R['nsec3.hash_length']), hashedOwner, typeBitmap],
  51: nsec3(u8(R['nsec3.flags'])),
  52: [
    u8(R['tlsa.certificate_usage']),
    u8(R['tlsa.selector']),
    u8(R['tlsa.matching_type']),
    rest(R['tlsa.certificate_association_data']),
  ],
  55: [hostIdentity],
  59: DS,
  60: [dnskeyRecord],
  61: [restText(R.openpgpkey)],
  62: [long(R['csync.soa']), csyncFlags, csyncBitmap],
  63: [long(R['zonemd.serial']), u8(R['zonemd.scheme']), u8(R['zonemd.hash_algo']), rest(R['zonemd.digest'])],
  64: SERVICE,
  65: SERVICE,
  99: [repeated(counted(R['spf.length'], R.spf))],
  104: [word(R['ilnp.nid.preference']), bytes(R['ilnp.nid'], 8)], // RFC 6742
  105: [word(R['ilnp.l32.preference']), bytes(R['ilnp.l32'], 4)],
  106: [word(R['ilnp.l64.preference']), bytes(R['ilnp.l64'], 8)],
  107: [word(R['ilnp.lp.preference']), name(R['ilnp.lp'])],
  108: [bytes(R.eui48, 6)],
  109: [rest(F.data)], // EUI64
  249: [tkey],
  250: [tsig],
  257: [authorization],
  32769: DS,
  65281: [
    localFlag(R['wins.local_flag']),
    long(R['wins.lookup_timeout']),
    long(R['wins.cache_timeout']),
    long(R['wins.nb_wins_servers']),
    repeated(bytes(R['wins.wins_server'], 4)),
  ],
  65282: [
    localFlag(R['winsr.local_flag']),
    long(R['winsr.lookup_timeout']),
    long(R['winsr.cache_timeout']),
    name(R['winsr.name_result_domain']),
  ],
  65422: [proxied],
};

/** Of a type that nobody taught us. */
export function unknownRecord(c: Cursor, end: number): boolean {
  const { at } = c;
  if (!c.raw(F.data, end - at)) return false;
  c.out.expert(F['undecoded.type'], at, end - at);
  return true;
}

/** WKS: a bit for each port, RFC 1035 section 3.4.2. */
function services(c: Cursor, end: number): boolean {
  for (let from = c.at; c.at < end;) {
    if (!c.p.need(c.at, 1)) return false;
    const bits = c.bytes[c.at];
    if (bits !== 0) {
      c.out.uint(R['wks.bits'], c.at, 1, bits);
      if (c.out.detail)
        c.out.display(`0x${bits.toString(16).padStart(2, '0')} (${ports(bits, 8 * (c.at - from)).join(', ')})`);
    }
    c.at++;
  }
  return true;
}
function ports(bits: number, first: number): number[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].filter((i) => bits & (0x80 >> i)).map((i) => first + i);
}

/** NXT: a bit for each type up to 127, RFC 2535 section 5.2. */
function plainBitmap(c: Cursor, end: number): boolean {
  const len = Math.max(0, end - c.at);
  if (!c.p.need(c.at, len)) return false;
  listTypes(c, 0, c.at, Math.min(len, 8192));
  c.at += len;
  return true;
}

/** Windows of 256 types, RFC 4034 section 4.1.2. */
function typeBitmap(c: Cursor, end: number): boolean {
  while (c.at < end) {
    if (!c.p.need(c.at, 2)) return false;
    const window = c.bytes[c.at];
    const len = c.bytes[c.at + 1];
    if (!c.p.need(c.at + 2, len)) return false;
    listTypes(c, 256 * window, c.at + 2, len);
    c.at += 2 + len;
  }
  return true;
}
function listTypes({ out, bytes }: Cursor, first: number, at: number, len: number): void {
  if (!out.wants(F['resp.type'])) return;
  for (let i = 0; i < 8 * len; i++) {
    if ((bytes[at + (i >> 3)] & (0x80 >> (i & 7))) === 0) continue;
    out.uint(F['resp.type'], at + (i >> 3), 1, first + i);
  }
}

function replacement(c: Cursor): boolean {
  const { at, out, name: reader } = c;
  if (!c.reads(at)) return false;
  out.generated(R['naptr.replacement_length'], at, 0, reader.length);
  if (out.wants(R['naptr.replacement'])) out.string(R['naptr.replacement'], at, reader.next - at, reader.text());
  c.at = reader.next;
  return true;
}

/** A6, RFC 2874: the bits of the address that are not in the prefix, and the name that has the prefix. */
function addressSuffix(c: Cursor): boolean {
  const prefix = c.bytes[c.at - 1];
  const len = Math.max(0, 16 - (prefix >> 3));
  if (!c.p.need(c.at, len)) return false;
  const address = new Uint8Array(16);
  address.set(c.bytes.subarray(c.at, c.at + len), 16 - len);
  c.out.address(R['a6.address_suffix'], c.at, len, address);
  c.at += len;
  return prefix === 0 || c.domain(R['a6.prefix_name']);
}

/** APL, RFC 3123. */
function addressPrefix(c: Cursor): boolean {
  if (!c.u16(R['apl.address_family']) || !c.u8(R['apl.coded_prefix']) || !c.p.need(c.at, 1)) return false;
  const family = u16(c.bytes, c.at - 3);
  const len = c.bytes[c.at] & 0x7f;
  c.out.uint(R['apl.negation'], c.at, 1, c.bytes[c.at] >> 7);
  c.out.uint(R['apl.afdlength'], c.at, 1, len);
  c.at++;
  if (!c.p.need(c.at, len)) return false;
  if (family === 1 && len <= 4) padded(c, R['apl.afdpart.ipv4'], len, 4);
  else if (family === 2 && len <= 16) padded(c, R['apl.afdpart.ipv6'], len, 16);
  else return c.raw(R['apl.afdpart.data'], len);
  return true;
}
/** An address without the zeros at its end. */
export function padded(c: Cursor, field: Field, len: number, whole: number): void {
  const address = new Uint8Array(whole);
  address.set(c.bytes.subarray(c.at, c.at + len));
  c.out.address(field, c.at, len, address);
  c.at += len;
}

function nsec3Flags(c: Cursor): boolean {
  if (!c.u8(R['nsec3.flags'])) return false;
  c.out.open();
  c.out.uint(R['nsec3.flags.opt_out'], c.at - 1, 1, c.bytes[c.at - 1] & 1);
  c.out.close();
  return true;
}

const BASE32 = '0123456789abcdefghijklmnopqrstuv';
/** A hash as owner names have it: base 32 with the extended hex alphabet, RFC 4648 section 7. */
function hashedOwner(c: Cursor): boolean {
  const len = c.bytes[c.at - 1];
  if (!c.p.need(c.at, len)) return false;
  let text = '';
  let bits = 0;
  let word = 0;
  for (let i = 0; i < len; i++) {
    word = ((word << 8) | c.bytes[c.at + i]) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(word >> (bits - 5)) & 31];
  }
  if (bits > 0) text += BASE32[(word << (5 - bits)) & 31];
  c.out.generated(R['nsec3.hash_value'], c.at, len, text);
  c.at += len;
  return true;
}

/** HIP, RFC 8005 section 5. */
function hostIdentity(c: Cursor, end: number): boolean {
  const lengths = c.at;
  if (!c.u8(R['hip.hit.length']) || !c.u8(R['hip.hit.pk.algo']) || !c.u16(R['hip.pk.length'])) return false;
  if (!c.raw(R['hip.hit'], c.bytes[lengths]) || !c.raw(R['hip.pk'], u16(c.bytes, lengths + 2))) return false;
  while (c.at < end) if (!c.domain(R['hip.rendezvous_server'])) return false;
  return true;
}

function csyncFlags(c: Cursor): boolean {
  if (!c.u16(R['csync.flags'])) return false;
  const flags = u16(c.bytes, c.at - 2);
  c.out.open();
  c.out.uint(R['csync.flags.immediate'], c.at - 2, 2, flags & 1);
  c.out.uint(R['csync.flags.soaminimum'], c.at - 2, 2, (flags >> 1) & 1);
  c.out.close();
  return true;
}
function csyncBitmap(c: Cursor, end: number): boolean {
  const len = end - c.at;
  if (len <= 0) return true;
  if (!c.p.need(c.at, len)) return false;
  c.out.bytes(R['csync.type_bitmap'], c.at, len);
  return typeBitmap(c, end);
}

/** CAA, RFC 8659 section 4. */
function authorization(c: Cursor, end: number): boolean {
  const from = c.at;
  if (!c.p.need(from, 2)) return false;
  const tagLen = c.bytes[from + 1];
  const valueAt = from + 2 + tagLen;
  if (!c.p.need(from, 2 + tagLen)) return false;
  c.out.uint(R['caa.flags'], from, 1, c.bytes[from]);
  c.out.open();
  c.out.uint(R['caa.flags.issuer_critical'], from, 1, c.bytes[from] >> 7);
  c.out.close();
  const tag = String.fromCharCode(...c.bytes.subarray(from + 2, valueAt));
  const known = tag === 'issue' || tag === 'issuewild' || tag === 'iodef' ? R[`caa.${tag}`] : R['caa.unknown'];
  c.at = valueAt;
  if (!c.text(known, Math.max(0, end - valueAt))) return false;
  c.out.open();
  c.at = from + 1;
  const whole = c.counted(R['caa.tag_length'], R['caa.tag']) && c.text(R['caa.value'], Math.max(0, end - valueAt));
  c.out.close();
  return whole;
}

function localFlag(field: Field): RecordReader {
  return (c) => {
    if (!c.p.need(c.at, 4)) return false;
    c.out.uint(field, c.at, 4, c.bytes[c.at + 3] & 1);
    c.at += 4;
    return true;
  };
}

/** XPF: where a query came from that a proxy handed on (draft-bellis-dnsop-xpf). */
function proxied(c: Cursor): boolean {
  if (!c.p.need(c.at, 1)) return false;
  const version = c.bytes[c.at] & 15;
  c.out.uint(R['xpf.ip_version'], c.at, 1, version);
  c.at++;
  if (!c.u8(R['xpf.protocol'])) return false;
  const addresses =
    version === 6
      ? c.raw(R['xpf.source_ipv6'], 16) && c.raw(R['xpf.destination_ipv6'], 16)
      : version !== 4 || (c.raw(R['xpf.source_ipv4'], 4) && c.raw(R['xpf.destination_ipv4'], 4));
  return addresses && c.u16(R['xpf.sport']) && c.u16(R['xpf.dport']);
}

/** LOC, RFC 1876 section 2. */
function location(c: Cursor): boolean {
  const { out } = c;
  if (!c.u8(R['loc.version'])) return false;
  if (c.bytes[c.at - 1] !== 0) return true;
  for (const key of ['loc.size', 'loc.horizontal_precision', 'loc.vertical_precision'] as const) {
    if (!c.u8(R[key])) return false;
    const value = c.bytes[c.at - 1];
    if (out.detail) out.display(`${value} (${((value >> 4) * 10 ** (value & 15)) / 100} m)`);
  }
  for (const [key, words] of [
    ['loc.latitude', 'NS'],
    ['loc.longitude', 'EW'],
  ] as const) {
    if (!c.u32(R[key])) return false;
    const value = u32(c.bytes, c.at - 4);
    if (out.detail) out.display(`${value} (${angle(value, words)})`);
  }
  if (!c.u32(R['loc.altitude'])) return false;
  const altitude = u32(c.bytes, c.at - 4);
  if (out.detail) out.display(`${altitude} (${(altitude - 10_000_000) / 100} m)`);
  return true;
}
/** Thousandths of a second of arc, 2^31 is the equator, or the prime meridian: `42° 21′ 54″ N`. */
function angle(value: number, [positive, negative]: string): string {
  const away = Math.abs(value - 2 ** 31);
  const seconds = (away % 60_000) / 1000;
  const minutes = Math.floor(away / 60_000) % 60;
  return `${Math.floor(away / 3_600_000)}° ${minutes}′ ${seconds}″ ${value < 2 ** 31 ? negative : positive}`;
}
