// What was wrong with a chain of certificates at a time: RFC 5280 section 6, RFC 9525 (names), RFC 8446 section 4.4.2 (order). Which roots a client
// trusts no capture tells, so the last issuer is never judged.
import type { CertificateProblem } from '../ipc/contracts/tls-contract';
import type { CertificateFacts } from './chain-certificate';

/** What needs cryptography: whether `issuer` has signed `certificate`; null: it cannot be told. */
export type Verify = (certificate: Uint8Array, issuer: Uint8Array) => boolean | null;

const WEAK_SIGNATURE = /md2|md4|md5|sha1|SHA1/;
/** NIST SP 800-57 part 1: 112 bits of strength */
const LEAST_RSA_BITS = 2048;
const WEAK_CURVES = new Set(['P-192']);

const isEqual = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/**
 * Problems of each certificate, in the order of the chain; null stands for one that cannot be read.
 * @param at seconds since 1970
 * @param asked the name that the client asked for; empty: it asked for none
 */
export function checkChain(
  chain: readonly (CertificateFacts | null)[],
  at: number,
  asked: string,
  verify: Verify,
): CertificateProblem[][] {
  return chain.map((one, i) => (one === null ? ['unreadable'] : problemsOf(chain, one, i, at, asked, verify)));
}

function problemsOf(
  chain: readonly (CertificateFacts | null)[],
  one: CertificateFacts,
  i: number,
  at: number,
  asked: string,
  verify: Verify,
): CertificateProblem[] {
  const problems: CertificateProblem[] = [];
  const isSelfIssued = isEqual(one.subjectDer, one.issuerDer);
  if (one.notAfter < at) problems.push('expired');
  if (one.notBefore > at) problems.push('notYetValid');
  if (i === 0 && asked !== '' && !coversName(one, asked)) problems.push('nameMismatch');
  if (isSelfIssued && i === 0) problems.push('selfSigned');
  if (one.keyAlgorithm === 'RSA' ? one.keyBits < LEAST_RSA_BITS : WEAK_CURVES.has(one.keyCurve))
    problems.push('weakKey');
  // the signature of a root upon itself proves nothing
  if (WEAK_SIGNATURE.test(one.signature) && !(isSelfIssued && i > 0)) problems.push('weakSignature');
  if (i > 0 && (one.isCa === false || one.isCa === null || one.mayCertify === false)) problems.push('notCa');
  if (isSelfIssued) return problems;
  const next = chain[i + 1] as CertificateFacts | null | undefined;
  if (next && isEqual(next.subjectDer, one.issuerDer)) {
    if (verify(one.der, next.der) === false) problems.push('badSignature');
  } else if (chain.some((other, k) => k !== i && other !== null && isEqual(other.subjectDer, one.issuerDer)))
    problems.push('wrongOrder');
  // a certificate alone, issued by another one: probably that is an intermediate which clients do not have
  else if (chain.length === 1 && one.isCa !== true) problems.push('missingIntermediate');
  return problems;
}

/** RFC 9525 section 6.3: names in subjectAltName alone, `*` for one whole label; the common name where there are none, as old programs do. */
export function coversName({ names, subject }: Pick<CertificateFacts, 'names' | 'subject'>, asked: string): boolean {
  const wanted = asked.toLowerCase().replace(/\.$/, '');
  const dns = names.filter((name) => name.startsWith('DNS:')).map((name) => name.slice(4).toLowerCase());
  if (names.includes(`IP:${wanted}`)) return true;
  if (names.length === 0) {
    const common = /(?:^|, )CN=([^,]+)/.exec(subject)?.[1].toLowerCase();
    return common !== undefined && fits(common, wanted);
  }
  return dns.some((name) => fits(name, wanted));
}

function fits(pattern: string, name: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === name;
  const dot = name.indexOf('.');
  return dot > 0 && name.slice(dot) === pattern.slice(1);
}
