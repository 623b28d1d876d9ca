// Certificates, RFC 5280 section 4: what of their ASN.1 people look for. A part that is not as it should be ends the reading of the part around it.
// Nothing nests without bound here: a certificate has names, a name has attributes, an attribute has a string.
import * as der from '../../../../wire/der';
import type { Field } from '../../../contract/fields';
import type { FieldSink } from '../../../contract/protocol';
import { x509Extensions } from './x509-extensions';
import { AF, ANY_X509 } from './x509-fields';
import { distinguishedName, namesText } from './x509-dn';
import { addOid } from './x509-oid';
import { part, partOf, type Part } from './x509-part';

export { distinguishedName };

/** All of the certificate from `at` to `end`, every byte of which is there. */
export function certificate(b: Uint8Array, at: number, end: number, out: FieldSink): void {
  if (!out.wantsAny(ANY_X509)) return;
  const whole = partOf(b, at, end, der.SEQUENCE);
  const signed = whole && partOf(b, whole.from, whole.to, der.SEQUENCE);
  if (!whole || !signed) return;
  out.none(AF.signedCertificate_element, signed.at, signed.to - signed.at);
  out.open();
  signedPart(b, signed, out);
  out.close();
  const algorithm = partOf(b, signed.to, whole.to, der.SEQUENCE);
  if (!algorithm) return;
  algorithmId(b, algorithm, AF.algorithmIdentifier_element, out);
  const value = partOf(b, algorithm.to, whole.to, der.BIT_STRING);
  if (value && value.to > value.from + 1) out.bytes(AF.encrypted, value.from + 1, value.to - value.from - 1);
}

function signedPart(b: Uint8Array, { from, to }: Part, out: FieldSink): void {
  let at = from;
  const version = partOf(b, at, to, der.constructed(0));
  if (version) {
    const number = partOf(b, version.from, version.to, der.INTEGER);
    if (number && number.to - number.from === 1) out.uint(AF.version, number.from, 1, b[number.from]);
    at = version.to;
  }
  const serial = partOf(b, at, to, der.INTEGER);
  if (!serial) return;
  if (serial.to > serial.from) out.bytes(AF.serialNumber, serial.from, serial.to - serial.from);
  const algorithm = partOf(b, serial.to, to, der.SEQUENCE);
  if (!algorithm) return;
  algorithmId(b, algorithm, AF.signature_element, out);
  const issuer = partOf(b, algorithm.to, to, der.SEQUENCE);
  if (!issuer) return;
  named(b, issuer, AF.issuer, 'x509if', out);
  const validity = partOf(b, issuer.to, to, der.SEQUENCE);
  if (!validity) return;
  validityOf(b, validity, out);
  const subject = partOf(b, validity.to, to, der.SEQUENCE);
  if (!subject) return;
  named(b, subject, AF.subject, 'x509af', out);
  const key = partOf(b, subject.to, to, der.SEQUENCE);
  if (!key) return;
  publicKey(b, key, out);
  // issuerUniqueID [1] and subjectUniqueID [2] may stand before the extensions [3]
  let more = part(b, key.to, to);
  while (more && more.tag !== der.constructed(3)) more = part(b, more.to, to);
  if (more) x509Extensions(b, more, out);
}

function named(b: Uint8Array, name: Part, field: Field, sequence: 'x509if' | 'x509af', out: FieldSink): void {
  out.uint(field, name.at, name.to - name.at, 0);
  if (out.detail) out.display(namesText(b, name.at, name.to));
  out.open();
  distinguishedName(b, name.at, name.to, sequence, out);
  out.close();
}

function algorithmId(b: Uint8Array, { at, from, to }: Part, field: Field, out: FieldSink): void {
  out.none(field, at, to - at);
  out.open();
  const oid = partOf(b, from, to, der.OID);
  if (oid) addOid(b, oid, AF['algorithm.id'], out);
  out.close();
}

function validityOf(b: Uint8Array, { at, from, to }: Part, out: FieldSink): void {
  out.none(AF.validity_element, at, to - at);
  out.open();
  const before = part(b, from, to);
  if (before) time(b, before, AF.notBefore, out);
  const after = before && part(b, before.to, to);
  if (after) time(b, after, AF.notAfter, out);
  out.close();
}

/** RFC 5280 section 4.1.2.5: UTCTime until 2049, GeneralizedTime from then on; both end in Z. */
function time(b: Uint8Array, { tag, at, from, to }: Part, field: Field, out: FieldSink): void {
  if (tag !== der.UTC_TIME && tag !== der.GENERALIZED_TIME) return;
  const isUtc = tag === der.UTC_TIME;
  out.uint(field, at, to - at, isUtc ? 0 : 1);
  out.open();
  const text = String.fromCharCode(...b.subarray(from, Math.min(to, from + 32)));
  const digits = isUtc ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/ : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
  const found = digits.exec(text);
  if (found) {
    const [, year, month, day, hour, minute, second = '00'] = found;
    const full = isUtc ? `${Number(year) < 50 ? '20' : '19'}${year}` : year;
    if (isUtc) out.string(AF.utcTime, from, to - from, `${full}-${month}-${day} ${hour}:${minute}:${second} (UTC)`);
    else {
      const milliseconds = Date.UTC(+full, +month - 1, +day, +hour, +minute, +second);
      if (!Number.isNaN(milliseconds)) out.time(AF.generalizedTime, from, to - from, milliseconds / 1000, 0);
    }
  }
  out.close();
}

function publicKey(b: Uint8Array, { at, from, to }: Part, out: FieldSink): void {
  out.none(AF.subjectPublicKeyInfo_element, at, to - at);
  out.open();
  const algorithm = partOf(b, from, to, der.SEQUENCE);
  if (algorithm) {
    algorithmId(b, algorithm, AF.algorithm_element, out);
    const key = partOf(b, algorithm.to, to, der.BIT_STRING);
    if (key && key.to > key.from + 1) out.bytes(AF.subjectPublicKey, key.from + 1, key.to - key.from - 1);
  }
  out.close();
}

/** Who a certificate is for: `CN=example.org, O=…`; empty where it does not say, or is none. */
export function subjectText(b: Uint8Array, at: number, end: number): string {
  const whole = partOf(b, at, end, der.SEQUENCE);
  const signed = whole && partOf(b, whole.from, whole.to, der.SEQUENCE);
  if (!signed) return '';
  let next = part(b, signed.from, signed.to);
  if (next?.tag === der.constructed(0)) next = part(b, next.to, signed.to);
  // serial number, algorithm, issuer, validity, subject
  for (let i = 0; i < 4 && next; i++) next = part(b, next.to, signed.to);
  return next ? namesText(b, next.at, next.to) : '';
}
