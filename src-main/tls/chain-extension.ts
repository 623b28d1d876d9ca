// Values of certificate extensions in a line (RFC 5280 section 4.2): those that people look at; of the others their bytes.
import * as der from '../wire/der';
import { hexText, ipv4Text, ipv6Text } from '../text/address';
import { namesText } from '../dissect/protocols/tls/x509/x509-dn';
import { oidName } from '../dissect/protocols/tls/x509/x509-names';
import { part, partOf, type Part } from '../dissect/protocols/tls/x509/x509-part';

const MOST_NAMES = 1000;
const MOST_BYTES = 64;
const decoder = new TextDecoder();

/** `DNS:example.org`, of a sequence of GeneralName. */
export function generalNames(b: Uint8Array, { tag, from, to }: Part): string[] {
  const names: string[] = [];
  if (tag !== der.SEQUENCE) return names;
  for (let next = part(b, from, to); next && names.length < MOST_NAMES; next = part(b, next.to, to))
    names.push(generalName(b, next));
  return names;
}

function generalName(b: Uint8Array, { tag, from, to }: Part): string {
  const bytes = b.subarray(from, to);
  switch (tag) {
    case der.primitive(1):
      return `email:${decoder.decode(bytes)}`;
    case der.primitive(2):
      return `DNS:${decoder.decode(bytes)}`;
    case der.primitive(6):
      return `URI:${decoder.decode(bytes)}`;
    case der.primitive(7):
      if (to - from === 4) return `IP:${ipv4Text(b, from)}`;
      if (to - from === 16) return `IP:${ipv6Text(b, from)}`;
      return `IP:${hexText(b, from, to - from)}`;
    case der.primitive(8):
      return `OID:${der.oidText(b, from, to)}`;
    case der.constructed(4):
      return `dirName:${namesText(b, from, to)}`;
    default:
      return hexText(b, from, Math.min(MOST_BYTES, to - from));
  }
}

const USAGES = [
  'digitalSignature',
  'contentCommitment',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

function bits(b: Uint8Array, { from, to }: Part): string {
  const set = USAGES.filter((_, i) => {
    const at = from + 1 + (i >> 3);
    return at < to && (b[at] & (0x80 >> (i & 7))) !== 0;
  });
  return set.join(', ');
}

function oids(b: Uint8Array, { from, to }: Part): string {
  const list: string[] = [];
  for (let next = part(b, from, to); next && list.length < 32; next = part(b, next.to, to)) {
    const oid = der.oidText(b, next.from, next.to);
    list.push(oidName(oid)?.replace(/^id-kp-/, '') ?? oid);
  }
  return list.join(', ');
}

function constraints(b: Uint8Array, { from, to }: Part): string {
  const ca = partOf(b, from, to, der.BOOLEAN);
  const depth = partOf(b, ca?.to ?? from, to, der.INTEGER);
  const isCa = ca !== null && b[ca.from] !== 0;
  return `CA: ${isCa ? 'TRUE' : 'FALSE'}${depth && depth.to - depth.from === 1 ? `, pathlen: ${b[depth.from]}` : ''}`;
}

/** Method and place, of authorityInfoAccess. */
function access(b: Uint8Array, { from, to }: Part): string {
  const list: string[] = [];
  for (let next = part(b, from, to); next && list.length < 32; next = part(b, next.to, to)) {
    const method = partOf(b, next.from, next.to, der.OID);
    const place = method && part(b, method.to, next.to);
    if (!method || !place) continue;
    const oid = der.oidText(b, method.from, method.to);
    list.push(`${oidName(oid)?.replace(/^id-ad-/, '') ?? oid} ${generalName(b, place)}`);
  }
  return list.join(', ');
}

/** @param octets the OCTET STRING that the value is in */
export function extensionValue(b: Uint8Array, oid: string, octets: Part): string {
  const value = part(b, octets.from, octets.to);
  const text = value ? known(b, oid, value) : '';
  if (text !== '') return text;
  const length = octets.to - octets.from;
  return hexText(b, octets.from, Math.min(MOST_BYTES, length)) + (length > MOST_BYTES ? ' …' : '');
}

function known(b: Uint8Array, oid: string, value: Part): string {
  switch (oid) {
    case '2.5.29.14':
      return hexText(b, value.from, Math.min(MOST_BYTES, value.to - value.from));
    case '2.5.29.15':
      return value.tag === der.BIT_STRING ? bits(b, value) : '';
    case '2.5.29.17':
    case '2.5.29.18':
      return generalNames(b, value).join(', ');
    case '2.5.29.19':
      return constraints(b, value);
    case '2.5.29.35': {
      const key = partOf(b, value.from, value.to, der.primitive(0));
      return key ? hexText(b, key.from, Math.min(MOST_BYTES, key.to - key.from)) : '';
    }
    case '2.5.29.37':
      return oids(b, value);
    case '1.3.6.1.5.5.7.1.1':
      return access(b, value);
    default:
      return '';
  }
}
