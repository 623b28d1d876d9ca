// Extensions of certificates, RFC 5280 section 4.2: those that say what a certificate is for. Of the others the number.
import * as der from '../../../../wire/der';
import type { Field } from '../../../contract/fields';
import type { FieldSink } from '../../../contract/protocol';
import { addOid } from './x509-oid';
import { distinguishedName } from './x509-dn';
import { AF, CE } from './x509-fields';
import { oidName } from './x509-names';
import { part, partOf, type Part } from './x509-part';

type Reader = (b: Uint8Array, value: Part, out: FieldSink) => void;

const READERS: Readonly<Record<string, Reader>> = {
  '2.5.29.14': (b, { from, to }, out) => {
    const id = partOf(b, from, to, der.OCTET_STRING);
    if (id && id.to > id.from) out.bytes(CE.SubjectKeyIdentifier, id.from, id.to - id.from);
  },
  '2.5.29.15': keyUsage,
  '2.5.29.17': generalNames,
  '2.5.29.18': generalNames,
  '2.5.29.19': basicConstraints,
  '2.5.29.31': distributionPoints,
  '2.5.29.35': authorityKey,
  '2.5.29.37': keyPurposes,
  '1.3.6.1.5.5.7.1.1': authorityAccess,
};

/** `outer`: the part [3] of the signed certificate, a sequence of extensions in it. */
export function x509Extensions(b: Uint8Array, outer: Part, out: FieldSink): void {
  const all = partOf(b, outer.from, outer.to, der.SEQUENCE);
  if (!all) return;
  let count = 0;
  for (let next = part(b, all.from, all.to); next; next = part(b, next.to, all.to)) count++;
  out.uint(AF.extensions, all.at, all.to - all.at, count);
  out.open();
  for (let next = part(b, all.from, all.to); next; next = part(b, next.to, all.to)) extension(b, next, out);
  out.close();
}

function extension(b: Uint8Array, { tag, at, from, to }: Part, out: FieldSink): void {
  const id = tag === der.SEQUENCE ? partOf(b, from, to, der.OID) : null;
  if (!id) return;
  out.none(AF.Extension_element, at, to - at);
  out.open();
  addOid(b, id, AF['extension.id'], out);
  let next = part(b, id.to, to);
  if (next?.tag === der.BOOLEAN && next.to === next.from + 1) {
    out.uint(AF.critical, next.from, 1, b[next.from] === 0 ? 0 : 1);
    next = part(b, next.to, to);
  }
  const text = der.oidText(b, id.from, id.to);
  if (next?.tag === der.OCTET_STRING && Object.hasOwn(READERS, text)) READERS[text](b, next, out);
  out.close();
}

const USAGES = [
  CE['KeyUsage.digitalSignature'],
  CE['KeyUsage.contentCommitment'],
  CE['KeyUsage.keyEncipherment'],
  CE['KeyUsage.dataEncipherment'],
  CE['KeyUsage.keyAgreement'],
  CE['KeyUsage.keyCertSign'],
  CE['KeyUsage.cRLSign'],
  CE['KeyUsage.encipherOnly'],
];

function keyUsage(b: Uint8Array, { from, to }: Part, out: FieldSink): void {
  const bits = partOf(b, from, to, der.BIT_STRING);
  if (!bits || bits.to < bits.from + 2) return;
  out.bytes(CE.KeyUsage, bits.from + 1, bits.to - bits.from - 1);
  out.open();
  USAGES.forEach((field, i) => out.uint(field, bits.from + 1, 1, (b[bits.from + 1] >> (7 - i)) & 1));
  out.close();
}

function keyPurposes(b: Uint8Array, { from, to }: Part, out: FieldSink): void {
  const all = partOf(b, from, to, der.SEQUENCE);
  if (!all) return;
  let count = 0;
  for (let next = part(b, all.from, all.to); next; next = part(b, next.to, all.to)) count++;
  out.uint(CE.KeyPurposeIDs, all.at, all.to - all.at, count);
  out.open();
  for (let next = part(b, all.from, all.to); next; next = part(b, next.to, all.to))
    if (next.tag === der.OID) addOid(b, next, CE.KeyPurposeId, out);
  out.close();
}

function basicConstraints(b: Uint8Array, { from, to }: Part, out: FieldSink): void {
  const all = partOf(b, from, to, der.SEQUENCE);
  if (!all) return;
  out.none(CE.BasicConstraintsSyntax_element, all.at, all.to - all.at);
  out.open();
  let next = part(b, all.from, all.to);
  if (next?.tag === der.BOOLEAN && next.to === next.from + 1) {
    out.uint(CE.cA, next.from, 1, b[next.from] === 0 ? 0 : 1);
    next = part(b, next.to, all.to);
  }
  if (next?.tag === der.INTEGER && next.to - next.from === 1)
    out.uint64(CE.pathLenConstraint, next.from, 1, BigInt(b[next.from]));
  out.close();
}

function authorityKey(b: Uint8Array, { from, to }: Part, out: FieldSink): void {
  const all = partOf(b, from, to, der.SEQUENCE);
  if (!all) return;
  out.none(CE.AuthorityKeyIdentifier_element, all.at, all.to - all.at);
  out.open();
  for (let next = part(b, all.from, all.to); next; next = part(b, next.to, all.to)) {
    if (next.tag === der.primitive(0) && next.to > next.from)
      out.bytes(CE.keyIdentifier, next.from, next.to - next.from);
    else if (next.tag === der.constructed(1)) names(b, next, CE.authorityCertIssuer, out);
  }
  out.close();
}

/** Where revocation lists are: points with an optional name [0], which is a choice of full names [0] and something nobody uses. */
function distributionPoints(b: Uint8Array, { from, to }: Part, out: FieldSink): void {
  const all = partOf(b, from, to, der.SEQUENCE);
  for (let next = all && part(b, all.from, all.to); all && next; next = part(b, next.to, all.to)) {
    const point = partOf(b, next.from, next.to, der.constructed(0));
    const full = point && partOf(b, point.from, point.to, der.constructed(0));
    if (full) names(b, full, CE.fullName, out);
  }
}

/** RFC 5280 section 4.2.2.1: what is offered, and where. */
function authorityAccess(b: Uint8Array, { from, to }: Part, out: FieldSink): void {
  const all = partOf(b, from, to, der.SEQUENCE);
  for (let next = all && part(b, all.from, all.to); all && next; next = part(b, next.to, all.to)) {
    const method = partOf(b, next.from, next.to, der.OID);
    const where = method && part(b, method.to, next.to);
    if (!method || !where) continue;
    out.line('Access description', next.at, next.to - next.at);
    const text = der.oidText(b, method.from, method.to);
    if (out.detail) out.display(oidName(text) ?? text);
    out.open();
    name(b, where, out);
    out.close();
  }
}

function generalNames(b: Uint8Array, { from, to }: Part, out: FieldSink): void {
  const all = partOf(b, from, to, der.SEQUENCE);
  if (all) names(b, all, CE.GeneralNames, out);
}

const decoder = new TextDecoder();
const TEXTS = {
  [der.primitive(1)]: CE.rfc822Name,
  [der.primitive(2)]: CE.dNSName,
  [der.primitive(6)]: CE.uniformResourceIdentifier,
};

/** `counted`: the field that says how many there are. */
function names(b: Uint8Array, all: Part, counted: Field, out: FieldSink): void {
  let count = 0;
  for (let next = part(b, all.from, all.to); next; next = part(b, next.to, all.to)) count++;
  out.uint(counted, all.at, all.to - all.at, count);
  out.open();
  for (let next = part(b, all.from, all.to); next; next = part(b, next.to, all.to)) {
    out.uint(CE.GeneralName, next.at, next.to - next.at, next.tag & 0x1f);
    out.open();
    name(b, next, out);
    out.close();
  }
  out.close();
}

function name(b: Uint8Array, { tag, at, from, to }: Part, out: FieldSink): void {
  const len = to - from;
  if (len === 0) return;
  if (tag in TEXTS) out.string(TEXTS[tag], from, len, decoder.decode(b.subarray(from, to)));
  else if (tag === der.primitive(7)) {
    if (len === 4) out.bytes(CE['IPAddress.ipv4'], from, len);
    else if (len === 16) out.bytes(CE['IPAddress.ipv6'], from, len);
  } else if (tag === der.constructed(4)) {
    out.uint(CE.directoryName, at, to - at, 0);
    out.open();
    distinguishedName(b, from, to, 'x509if', out);
    out.close();
  }
}
