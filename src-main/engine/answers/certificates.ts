// Certificates of a handshake as the window shows them: what they say, what was wrong with them when the capture was made.
import { createHash, X509Certificate } from 'node:crypto';
import type { TlsCertificate, TlsChain } from '../../ipc/tls-contract';
import { certificateFacts, type CertificateFacts } from '../../tls/chain-certificate';
import { checkChain } from '../../tls/chain-check';
import type { ChainFact } from '../../tls/look-facts';

const fingerprintOf = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex');

/** Servers send the same few chains again and again, and a check takes a third of a millisecond: by both fingerprints. */
const checked = new Map<string, boolean | null>();
const MOST_CHECKED = 4096;

/** Whether `issuer` has signed `certificate`; null where this runtime cannot tell (an algorithm that it does not know, damaged bytes). */
function verifySignature(certificate: Uint8Array, issuer: Uint8Array): boolean | null {
  const pair = `${fingerprintOf(certificate)} ${fingerprintOf(issuer)}`;
  let result = checked.get(pair);
  if (result !== undefined) return result;
  try {
    result = new X509Certificate(certificate).verify(new X509Certificate(issuer).publicKey);
  } catch {
    result = null;
  }
  if (checked.size >= MOST_CHECKED) checked.clear();
  checked.set(pair, result);
  return result;
}

/** `RSA 2048`, `EC P-256`, `Ed25519` */
const keyText = ({ keyAlgorithm, keyCurve, keyBits }: CertificateFacts): string =>
  [keyAlgorithm, keyCurve, keyBits > 0 ? String(keyBits) : ''].filter((part) => part !== '').join(' ');

/**
 * @param at when the chain was sent: seconds since 1970
 * @param asked the name that the client asked for; empty: it asked for none, or this is the client's own chain
 */
export function chainOf({ row, fromClient, certificates, more }: ChainFact, at: number, asked: string): TlsChain {
  const facts = certificates.map((der) => certificateFacts(der));
  const problems = checkChain(facts, at, asked, verifySignature);
  return {
    fromClient,
    frame: row + 1,
    certificates: facts.map((one, i) => certificateOf(one, certificates[i], problems[i])),
    more,
  };
}

function certificateOf(
  facts: CertificateFacts | null,
  der: Uint8Array,
  problems: TlsCertificate['problems'],
): TlsCertificate {
  return {
    subject: facts?.subject ?? '',
    issuer: facts?.issuer ?? '',
    serial: facts?.serial ?? '',
    notBefore: facts?.notBefore ?? NaN,
    notAfter: facts?.notAfter ?? NaN,
    names: facts?.names ?? [],
    key: facts ? keyText(facts) : '',
    signature: facts?.signature ?? '',
    fingerprint: fingerprintOf(der),
    extensions: facts?.extensions ?? [],
    isCa: facts?.isCa === true,
    problems,
    der,
  };
}
