// One line of a key log (key-log.ts).

/** What a secret is, by the label of RFC 9850 or the form that it stands in; the last three are older. */
export const SECRET_KINDS = [
  'CLIENT_RANDOM',
  'CLIENT_EARLY_TRAFFIC_SECRET',
  'CLIENT_HANDSHAKE_TRAFFIC_SECRET',
  'SERVER_HANDSHAKE_TRAFFIC_SECRET',
  'CLIENT_TRAFFIC_SECRET_0',
  'SERVER_TRAFFIC_SECRET_0',
  'PMS_CLIENT_RANDOM',
  'RSA',
  'Session-ID',
] as const;
export type SecretKind = (typeof SECRET_KINDS)[number];

/** Labels of RFC 9850 whose secrets open no record. */
const UNUSED = ['EARLY_EXPORTER_SECRET', 'EXPORTER_SECRET', 'ECH_SECRET', 'ECH_CONFIG'];

/**
 * Why a line was skipped. `label`: none that is known; `form`: not the parts that belong to the label; `hex`: other characters than hexadecimal digits,
 * or an odd number of them; `length`: too few or too many bytes; `long`: a line longer than any that means something;
 * `unused`: nothing is wrong with it, but its secret opens no record.
 */
export type Skipped = 'label' | 'form' | 'hex' | 'length' | 'long' | 'unused';

export interface Secret {
  readonly kind: SecretKind;
  readonly key: Uint8Array;
  readonly secret: Uint8Array;
}

const RANDOM = 32;
const MASTER = 48;
/** Bytes of the encrypted pre-master secret that name it. */
const RSA_KEY = 8;
const LONGEST_SECRET = 64;
/** Least bytes of a secret of TLS 1.3: those of its hash. */
const SHORTEST_SECRET = 32;
const LONGEST_SESSION = 32;

const SESSION = 'Session-ID:';
const MASTER_KEY = 'Master-Key:';

/** The secret that a line (without its end) holds, or why it holds none. */
export function parseSecret(line: Uint8Array): Secret | Skipped {
  const [label, first, second, rest] = words(line);
  const kind = SECRET_KINDS.find((one) => one === label);
  if (kind === undefined || kind === 'Session-ID') return UNUSED.includes(label) ? 'unused' : 'label';
  if (first === undefined || second === undefined || rest !== undefined) return 'form';
  const ofSession = kind === 'RSA' && first.startsWith(SESSION);
  if (ofSession && !second.startsWith(MASTER_KEY)) return 'form';
  const key = fromHex(ofSession ? first.slice(SESSION.length) : first);
  const secret = fromHex(ofSession ? second.slice(MASTER_KEY.length) : second);
  if (key === null || secret === null) return 'hex';
  if (ofSession) {
    if (key.length === 0 || key.length > LONGEST_SESSION || secret.length !== MASTER) return 'length';
    return { kind: 'Session-ID', key, secret };
  }
  return isLength(kind, key.length, secret.length) ? { kind, key, secret } : 'length';
}

function isLength(kind: SecretKind, key: number, secret: number): boolean {
  if (kind === 'RSA') return key === RSA_KEY && secret === MASTER;
  if (key !== RANDOM) return false;
  if (kind === 'CLIENT_RANDOM') return secret === MASTER;
  // of Diffie-Hellman it is as long as the group
  if (kind === 'PMS_CLIENT_RANDOM') return secret > 0 && secret <= LONGEST_SECRET;
  return secret >= SHORTEST_SECRET && secret <= LONGEST_SECRET;
}

/** Up to four words between blanks: the fourth says that there are too many. */
function words(line: Uint8Array): string[] {
  const found: string[] = [];
  for (let at = 0; at < line.length && found.length < 4;) {
    while (at < line.length && isBlank(line[at])) at++;
    const from = at;
    while (at < line.length && !isBlank(line[at])) at++;
    if (at > from) found.push(String.fromCharCode(...line.subarray(from, at)));
  }
  return found;
}
const isBlank = (byte: number): boolean => byte === 32 || byte === 9;

function fromHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    const high = digit(text.charCodeAt(2 * i));
    const low = digit(text.charCodeAt(2 * i + 1));
    if (high < 0 || low < 0) return null;
    bytes[i] = high * 16 + low;
  }
  return bytes;
}

function digit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const small = code | 32;
  return small >= 97 && small <= 102 ? small - 87 : -1;
}
