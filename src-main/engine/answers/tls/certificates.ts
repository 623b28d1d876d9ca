// Certificates of a handshake as the window shows them: what they say, what was wrong with them when the capture was made.
import { createHash, X509Certificate } from 'node:crypto';
import type { TlsCertificate, TlsChain } from '../../../ipc/contracts/tls-contract';
import { certificateFacts, type CertificateFacts } from '../../../tls/chain-certificate';
import { checkChain } from '../../../tls/chain-check';
import type { ChainFact } from '../../../tls/look-facts';

interface Read {
  der: Uint8Array;
  fingerprint: string;
  /** null: these bytes are no certificate */
  facts: CertificateFacts | null;
}
/** Certificates that were read, by length and last bytes, which are of the signature; what is alike and not the same takes the place of it. */
const read = new Map<number, Read>();
const MOST_READ = 1024;
const LONGEST_READ = 8192;

function readOf(der: Uint8Array): Read {
  const end = der.length;
  const last = end < 4 ? 0 : der[end - 4] * 0x1000000 + (der[end - 3] << 16) + (der[end - 2] << 8) + der[end - 1];
  const key = end * 2 ** 32 + last;
  const known = read.get(key);
  if (known && Buffer.compare(known.der, der) === 0) return known;
  // a copy: the bytes are a part of a message
  const copy = der.slice();
  const fingerprint = createHash('sha256').update(copy).digest('hex');
  const found = { der: copy, fingerprint, facts: certificateFacts(copy) };
  if (end > LONGEST_READ) return found;
  if (read.size >= MOST_READ) read.clear();
  read.set(key, found);
  return found;
}

/** Servers send the same few chains again and again, and a check takes a third of a millisecond: by both fingerprints. */
const checked = new Map<string, boolean | null>();
const MOST_CHECKED = 4096;

/** Whether `issuer` has signed `certificate`; null where this runtime cannot tell (an algorithm that it does not know, damaged bytes). */
function verifySignature(certificate: Uint8Array, issuer: Uint8Array): boolean | null {
  const pair = `${readOf(certificate).fingerprint} ${readOf(issuer).fingerprint}`;
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
  const all = certificates.map(readOf);
  const problems = checkChain(
    all.map(({ facts }) => facts),
    at,
    asked,
    verifySignature,
  );
  return {
    fromClient,
    frame: row + 1,
    certificates: all.map((one, i) => certificateOf(one, problems[i])),
    more,
  };
}

function certificateOf({ der, fingerprint, facts }: Read, problems: TlsCertificate['problems']): TlsCertificate {
  return {
    subject: facts?.subject ?? '',
    issuer: facts?.issuer ?? '',
    serial: facts?.serial ?? '',
    notBefore: facts?.notBefore ?? NaN,
    notAfter: facts?.notAfter ?? NaN,
    names: facts?.names ?? [],
    key: facts ? keyText(facts) : '',
    signature: facts?.signature ?? '',
    fingerprint,
    extensions: facts?.extensions ?? [],
    isCa: facts?.isCa === true,
    problems,
    der,
  };
}
