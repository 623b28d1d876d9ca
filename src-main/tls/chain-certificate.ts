// A certificate as data, RFC 5280 section 4: what people ask of it. The bytes are untrusted: a part that is not as it should be stays empty.
import * as der from '../wire/der';
import { hexText } from '../text/address';
import { namesText } from '../dissect/protocols/tls/x509/x509-dn';
import { oidName } from '../dissect/protocols/tls/x509/x509-names';
import { part, partOf, type Part } from '../dissect/protocols/tls/x509/x509-part';
import { extensionValue, generalNames } from './chain-extension';

export interface CertificateFacts {
  der: Uint8Array;
  subject: string;
  issuer: string;
  /** the names as they are encoded: whether an issuer is a subject is told by these */
  subjectDer: Uint8Array;
  issuerDer: Uint8Array;
  serial: string;
  /** seconds since 1970; NaN: unreadable */
  notBefore: number;
  notAfter: number;
  names: string[];
  signature: string;
  /** algorithm of the key, a curve or nothing, bits of an RSA modulus or 0 */
  keyAlgorithm: string;
  keyCurve: string;
  keyBits: number;
  extensions: { name: string; critical: boolean; value: string }[];
  /** basicConstraints says that it may sign others; null: says nothing */
  isCa: boolean | null;
  /** keyUsage allows to sign certificates; null: says nothing */
  mayCertify: boolean | null;
}

const ALT_NAMES = '2.5.29.17';
const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
const MOST_EXTENSIONS = 64;

/** Null: these bytes are no certificate. */
export function certificateFacts(b: Uint8Array): CertificateFacts | null {
  const whole = partOf(b, 0, b.length, der.SEQUENCE);
  const signed = whole && partOf(b, whole.from, whole.to, der.SEQUENCE);
  if (!whole || !signed) return null;
  let at = signed.from;
  const version = partOf(b, at, signed.to, der.constructed(0));
  if (version) at = version.to;
  const parts: Part[] = [];
  // serial number, algorithm, issuer, validity, subject, key
  for (const tag of [der.INTEGER, der.SEQUENCE, der.SEQUENCE, der.SEQUENCE, der.SEQUENCE, der.SEQUENCE]) {
    const found = partOf(b, at, signed.to, tag);
    if (!found) return null;
    parts.push(found);
    at = found.to;
  }
  const [serial, algorithm, issuer, validity, subject, key] = parts;
  const before = part(b, validity.from, validity.to);
  const after = before && part(b, before.to, validity.to);
  const facts: CertificateFacts = {
    der: b,
    subject: namesText(b, subject.at, subject.to),
    issuer: namesText(b, issuer.at, issuer.to),
    subjectDer: b.subarray(subject.at, subject.to),
    issuerDer: b.subarray(issuer.at, issuer.to),
    serial: hexText(b, serial.from, serial.to - serial.from),
    notBefore: before ? timeOf(b, before) : NaN,
    notAfter: after ? timeOf(b, after) : NaN,
    names: [],
    signature: algorithmName(b, algorithm),
    ...keyOf(b, key),
    extensions: [],
    isCa: null,
    mayCertify: null,
  };
  let more = part(b, key.to, signed.to);
  while (more && more.tag !== der.constructed(3)) more = part(b, more.to, signed.to);
  if (more) readExtensions(b, more, facts);
  return facts;
}

const oidOf = (b: Uint8Array, { from, to }: Part): string => {
  const oid = partOf(b, from, to, der.OID);
  return oid ? der.oidText(b, oid.from, oid.to) : '';
};
const named = (oid: string): string => oidName(oid) ?? oid;
const algorithmName = (b: Uint8Array, algorithm: Part): string => named(oidOf(b, algorithm));

/** RFC 5280 section 4.1.2.5: seconds since 1970. */
function timeOf(b: Uint8Array, { tag, from, to }: Part): number {
  const text = String.fromCharCode(...b.subarray(from, Math.min(to, from + 20)));
  const isUtc = tag === der.UTC_TIME;
  const found = /^(\d\d|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/.exec(text);
  if (!found || (tag !== der.GENERALIZED_TIME && !isUtc) || (found[1].length === 2) !== isUtc) return NaN;
  const [, year, month, day, hour, minute, second = '0'] = found;
  const full = isUtc ? (Number(year) < 50 ? 2000 : 1900) + Number(year) : Number(year);
  return Date.UTC(full, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) / 1000;
}

/** Curves of RFC 5480 section 2.1.1.1, RFC 5639, by the names that OpenSSL gives them. */
const CURVES: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.1': 'P-192',
  '1.3.132.0.33': 'P-224',
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
  '1.3.132.0.10': 'secp256k1',
  '1.3.36.3.3.2.8.1.1.7': 'brainpoolP256r1',
  '1.3.36.3.3.2.8.1.1.11': 'brainpoolP384r1',
  '1.3.36.3.3.2.8.1.1.13': 'brainpoolP512r1',
  '1.2.156.10197.1.301': 'sm2p256v1',
};

function keyOf(b: Uint8Array, { from, to }: Part): Pick<CertificateFacts, 'keyAlgorithm' | 'keyCurve' | 'keyBits'> {
  const algorithm = partOf(b, from, to, der.SEQUENCE);
  if (!algorithm) return { keyAlgorithm: '', keyCurve: '', keyBits: 0 };
  const name = algorithmName(b, algorithm);
  const bits = partOf(b, algorithm.to, to, der.BIT_STRING);
  if (name === 'id-ecPublicKey') {
    const oid = partOf(b, algorithm.from, algorithm.to, der.OID);
    const curve = oid && partOf(b, oid.to, algorithm.to, der.OID);
    const text = curve ? der.oidText(b, curve.from, curve.to) : '';
    return { keyAlgorithm: 'EC', keyCurve: CURVES[text] ?? text, keyBits: 0 };
  }
  if (name !== 'rsaEncryption' && name !== 'id-RSASSA-PSS')
    return { keyAlgorithm: name.replace(/^id-/, ''), keyCurve: '', keyBits: 0 };
  return { keyAlgorithm: 'RSA', keyCurve: '', keyBits: bits ? modulusBits(b, bits) : 0 };
}

/** RFC 8017 appendix A.1.1: a sequence of modulus and exponent, behind the byte that counts unused bits. */
function modulusBits(b: Uint8Array, bits: Part): number {
  const key = partOf(b, bits.from + 1, bits.to, der.SEQUENCE);
  const modulus = key && partOf(b, key.from, key.to, der.INTEGER);
  if (!modulus) return 0;
  let at = modulus.from;
  while (at < modulus.to && b[at] === 0) at++;
  return at === modulus.to ? 0 : 8 * (modulus.to - at) - Math.clz32(b[at]) + 24;
}

function readExtensions(b: Uint8Array, around: Part, facts: CertificateFacts): void {
  const list = partOf(b, around.from, around.to, der.SEQUENCE);
  if (!list) return;
  for (let next = part(b, list.from, list.to); next; next = part(b, next.to, list.to)) {
    if (facts.extensions.length >= MOST_EXTENSIONS) return;
    const oid = partOf(b, next.from, next.to, der.OID);
    if (!oid) continue;
    const critical = partOf(b, oid.to, next.to, der.BOOLEAN);
    const octets = partOf(b, critical?.to ?? oid.to, next.to, der.OCTET_STRING);
    if (!octets) continue;
    const id = der.oidText(b, oid.from, oid.to);
    const value = part(b, octets.from, octets.to);
    if (id === ALT_NAMES && value) facts.names = generalNames(b, value);
    if (id === BASIC_CONSTRAINTS && value) {
      const first = partOf(b, value.from, value.to, der.BOOLEAN);
      facts.isCa = first !== null && b[first.from] !== 0;
    }
    // bit 5, keyCertSign, is the sixth from the left behind the byte that counts unused bits
    if (id === KEY_USAGE && value?.tag === der.BIT_STRING && value.to - value.from >= 2)
      facts.mayCertify = (b[value.from + 1] & 0x04) !== 0;
    facts.extensions.push({
      name: named(id).replace(/^id-(ce|pe)-/, ''),
      critical: critical !== null && b[critical.from] !== 0,
      value: extensionValue(b, id, octets),
    });
  }
}
