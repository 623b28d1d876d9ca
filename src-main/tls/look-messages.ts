// Handshake messages in the clear, RFC 8446 section 4 and RFC 5246 section 7.4: what each says, noted among the facts. Bytes are whole messages.
import { u16, u24 } from '../wire/read';
import * as wire from '../wire/tls';
import { cipherSuiteName } from '../dissect/protocols/tls/cipher-suites';
import { groupName, signatureName, versionName } from '../dissect/protocols/tls/tls-names';
import { asciiText } from '../dissect/values/byte-text';
import { subjectText } from '../dissect/protocols/tls/x509/x509';
import { readProtocol, takesEarlyData } from './handshake-reader';
import { lookAtHello, type HelloLook } from './look-hello';
import { MOST_CERTIFICATES, type HandshakeFacts } from './look-facts';

const hex = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;
export const versionText = (value: number): string => versionName(value) ?? hex(value);
export const cipherText = (value: number): string => cipherSuiteName(value) ?? hex(value);
export const groupText = (value: number): string => groupName(value) ?? hex(value);
export const signatureText = (value: number): string => signatureName(value) ?? hex(value);
/** GREASE means nothing. */
export const known = (values: readonly number[]): number[] => values.filter((value) => !wire.isGrease(value));

/** The version that a ServerHello chooses. */
export const chosenVersion = ({ hello }: HelloLook): number => hello.selectedVersion || hello.version;
/** The versions that a ClientHello offers; without a list the highest one alone stands in it (RFC 8446 section 4.2.1). */
export const offeredVersions = ({ hello }: HelloLook): number[] =>
  hello.versions.length > 0 ? known(hello.versions) : [hello.version];

/** Notes what the message of this type says; returns it in a line. `b`: its body. */
export function readMessage(
  b: Uint8Array,
  type: number,
  fromClient: boolean,
  row: number,
  facts: HandshakeFacts,
): string {
  switch (type) {
    case wire.CLIENT_HELLO:
      return clientHello(b, row, facts);
    case wire.SERVER_HELLO:
      return serverHello(b, row, facts);
    case wire.CERTIFICATE:
      return certificates(b, fromClient, row, facts);
    case wire.ENCRYPTED_EXTENSIONS:
      return encryptedExtensions(b, facts);
    case wire.SERVER_KEY_EXCHANGE:
      return keyExchange(b, facts);
    case wire.CERTIFICATE_REQUEST:
      facts.certificateRequestRow = row;
      return '';
    case wire.CERTIFICATE_VERIFY:
      return verify(b, fromClient, facts);
    case wire.CLIENT_KEY_EXCHANGE:
      facts.keyExchangeRow = row;
      return '';
    default:
      return '';
  }
}

const line = (parts: string[]): string => parts.filter((part) => part !== '').join(' · ');

function clientHello(b: Uint8Array, row: number, facts: HandshakeFacts): string {
  const look = lookAtHello(b, wire.CLIENT_HELLO);
  if (look === null) return '';
  // a third one, or one behind the answer, is a renegotiation: the first handshake is the one that is told of
  if (facts.serverHelloRow < 0) {
    if (facts.clientHello === null) {
      facts.helloRow = row;
      facts.firstHello = look;
    } else facts.secondHelloRow = row;
    facts.clientHello = look;
  }
  const versions = offeredVersions(look).map(versionText).join(', ');
  return line([versions, look.serverName, look.alpn.join(', ')]);
}

function serverHello(b: Uint8Array, row: number, facts: HandshakeFacts): string {
  const look = lookAtHello(b, wire.SERVER_HELLO);
  if (look === null) return '';
  const version = chosenVersion(look);
  if (facts.serverHelloRow < 0) {
    if (look.isRetry) facts.retryRow = row;
    else {
      facts.serverHello = look;
      facts.serverHelloRow = row;
      if (look.shares.length > 0) facts.group = look.shares[0];
    }
    facts.version = version;
  }
  const group = look.shares.length > 0 ? groupText(look.shares[0]) : '';
  return line([versionText(version), cipherText(look.hello.ciphers[0]), group, look.alpn.join(', ')]);
}

/** In the form of TLS 1.3 a context stands before the list, and extensions behind each certificate. */
function certificates(b: Uint8Array, fromClient: boolean, row: number, facts: HandshakeFacts): string {
  const isOld = b.length >= 3 && 3 + u24(b, 0) === b.length;
  const from = isOld ? 0 : 1 + (b[0] ?? 0);
  if (from + 3 > b.length) return '';
  const end = Math.min(b.length, from + 3 + u24(b, from));
  const chain = { row, fromClient, certificates: [] as Uint8Array[], more: 0 };
  for (let at = from + 3; at + 3 <= end;) {
    const to = at + 3 + u24(b, at);
    if (to > end) break;
    if (chain.certificates.length < MOST_CERTIFICATES) chain.certificates.push(b.slice(at + 3, to));
    else chain.more++;
    at = to;
    if (!isOld) at = to + 2 <= end ? to + 2 + u16(b, to) : end;
  }
  if (facts.chains.length < 4) facts.chains.push(chain);
  const [first] = chain.certificates;
  return first ? subjectText(first, 0, first.length) : '';
}

/** Only where keys opened it: RFC 8446 section 4.3.1. */
function encryptedExtensions(b: Uint8Array, facts: HandshakeFacts): string {
  const protocol = readProtocol(b);
  facts.isOpened = true;
  facts.alpn = asciiText(protocol, 0, protocol.length);
  facts.tookEarly = takesEarlyData(b);
  return facts.alpn;
}

/** RFC 8446 section 4.4.3: in TLS 1.3 it is what the server signs with. */
function verify(b: Uint8Array, fromClient: boolean, facts: HandshakeFacts): string {
  if (b.length < 2 || facts.version < 0x0303) return '';
  const signature = u16(b, 0);
  if (!fromClient && wire.isTls13(facts.version)) facts.signature = signature;
  return signatureText(signature);
}

const NAMED_CURVE = 3;
/** RFC 8422 section 5.4 (a named curve, a point), RFC 5246 section 7.4.3 (prime, generator, public value); then a signature. */
function keyExchange(b: Uint8Array, facts: HandshakeFacts): string {
  const cipher = facts.serverHello?.hello.ciphers[0] ?? 0;
  const name = cipherText(cipher);
  if (name.includes('ECDH')) {
    if (b.length < 4 || b[0] !== NAMED_CURVE) return '';
    facts.group = u16(b, 1);
    const at = 4 + b[3];
    noteSignature(b, at, facts);
    return groupText(facts.group);
  }
  if (!name.includes('DHE_')) return '';
  let at = 0;
  for (let i = 0; i < 3; i++) {
    if (at + 2 > b.length) return '';
    const length = u16(b, at);
    if (i === 0) facts.dhBits = 8 * length;
    at += 2 + length;
  }
  noteSignature(b, at, facts);
  return `DH ${facts.dhBits}`;
}

function noteSignature(b: Uint8Array, at: number, facts: HandshakeFacts): void {
  if (facts.version >= 0x0303 && at + 2 <= b.length) facts.signature = u16(b, at);
}
