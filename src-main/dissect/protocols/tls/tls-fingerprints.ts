// Fingerprints of hellos: JA3 and JA3S (Althouse, Atkinson, Atkins 2017) and JA4 of TLS clients (FoxIO 2023; the rest of the JA4 family is not
// free to use). They tell programs apart, and say nothing of who uses them.
import { isGrease } from '../../../wire/tls';
import { hexText } from '../../../text/address';
import { md5 } from '../../values/md5';
import { sha256 } from '../../values/sha256';
import type { Hello } from './tls-hello-reader';

const encoder = new TextEncoder();
const known = (values: readonly number[]): number[] => values.filter((value) => !isGrease(value));

export function md5Text(text: string): string {
  const hash = md5(encoder.encode(text));
  return hexText(hash, 0, hash.length);
}

/** Version, ciphers, extensions, groups, point formats: numbers as they stand in the hello, without GREASE. */
export const ja3 = (hello: Hello): string =>
  [
    hello.version,
    known(hello.ciphers).join('-'),
    known(hello.extensions).join('-'),
    known(hello.groups).join('-'),
    hello.pointFormats.join('-'),
  ].join(',');

export const ja3s = (hello: Hello): string => `${hello.version},${hello.ciphers[0]},${hello.extensions.join('-')}`;

const SERVER_NAME = 0;
const ALPN = 16;
const VERSIONS: Readonly<Record<number, string>> = {
  0x0304: '13',
  0x0303: '12',
  0x0302: '11',
  0x0301: '10',
  0x0300: 's3',
  0x0002: 's2',
  0xfeff: 'd1',
  0xfefd: 'd2',
  0xfefc: 'd3',
};
const hex4 = (value: number): string => value.toString(16).padStart(4, '0');
const two = (count: number): string => Math.min(99, count).toString().padStart(2, '0');
const isAlphanumeric = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);

/** First and last character of the first protocol offered; where one of them is no letter or digit, first and last digit of all in hex. */
function alpnCharacters(alpn: Uint8Array): string {
  if (alpn.length === 0) return '00';
  const first = alpn[0];
  const last = alpn[alpn.length - 1];
  if (isAlphanumeric(first) && isAlphanumeric(last)) return String.fromCharCode(first, last);
  const digits = hexText(alpn, 0, alpn.length);
  return digits[0] + digits[digits.length - 1];
}

/** Lists of numbers that were hashed: nearly all hellos come of the same few programs. */
const hashed = new Map<string, string>();
const MOST_HASHED = 4096;
const MOST_TEXT = 2048;

function hash12(text: string): string {
  if (text === '') return '000000000000';
  let hash = hashed.get(text);
  if (hash !== undefined) return hash;
  hash = hexText(sha256(encoder.encode(text)), 0, 6);
  if (hashed.size >= MOST_HASHED) hashed.clear();
  if (text.length <= MOST_TEXT) hashed.set(text, hash);
  return hash;
}

/** The hellos that were told last, by a sum over their numbers: those of a program differ in nothing but what no fingerprint counts. */
const told = new Map<number, { hello: Hello; carrier: string; ja4: { hashed: string; raw: string } }>();
const MOST_TOLD = 256;
/** Numbers of a hello that is remembered: more than any program offers. */
const MOST_NUMBERS = 1024;

const listsOf = ({ ciphers, extensions, signatures, versions, firstAlpn }: Hello): ArrayLike<number>[] => [
  ciphers,
  extensions,
  signatures,
  versions,
  firstAlpn,
];
const isAlike = (a: Hello, b: Hello): boolean => {
  if (a.version !== b.version) return false;
  const others = listsOf(b);
  return listsOf(a).every((list, k) => {
    if (list.length !== others[k].length) return false;
    for (let i = 0; i < list.length; i++) if (list[i] !== others[k][i]) return false;
    return true;
  });
};

/** `carrier`: t over TCP, q in QUIC, d in DTLS. `raw` has the lists that `hashed` has hashes of. */
export function ja4(hello: Hello, carrier: 't' | 'q' | 'd'): { hashed: string; raw: string } {
  let sum = carrier.charCodeAt(0);
  let count = 0;
  for (const list of listsOf(hello)) {
    count += list.length;
    for (let i = 0; i < list.length; i++) sum = (Math.imul(sum, 31) + list[i]) | 0;
  }
  const known = told.get(sum);
  if (known?.carrier === carrier && isAlike(known.hello, hello)) return known.ja4;
  const found = tell(hello, carrier);
  if (told.size >= MOST_TOLD) told.clear();
  if (count <= MOST_NUMBERS)
    told.set(sum, { hello: { ...hello, firstAlpn: hello.firstAlpn.slice() }, carrier, ja4: found });
  return found;
}

function tell(hello: Hello, carrier: 't' | 'q' | 'd'): { hashed: string; raw: string } {
  const ciphers = known(hello.ciphers);
  const extensions = known(hello.extensions);
  const versions = known(hello.versions);
  // versions of DTLS count down
  const newest = carrier === 'd' ? Math.min : Math.max;
  const version = versions.length > 0 ? newest(...versions) : hello.version;
  const start = [
    carrier,
    VERSIONS[version] ?? '00',
    extensions.includes(SERVER_NAME) ? 'd' : 'i',
    two(ciphers.length),
    two(extensions.length),
    alpnCharacters(hello.firstAlpn),
  ].join('');
  const cipherList = ciphers.map(hex4).sort().join(',');
  const rest = extensions.filter((type) => type !== SERVER_NAME && type !== ALPN);
  let list = rest.map(hex4).sort().join(',');
  const signatures = known(hello.signatures);
  if (signatures.length > 0) list += `_${signatures.map(hex4).join(',')}`;
  return {
    hashed: `${start}_${hash12(cipherList)}_${extensions.length === 0 ? hash12('') : hash12(list)}`,
    raw: `${start}_${cipherList}_${list}`,
  };
}
