// HTTP/1.x as it stands on the wire: lines, the head of a message, chunks. RFC 9112; bare line feeds end lines as well (section 2.2). Which words
// begin a message is as in Wireshark 4.0: HTTP/, ICY, and the methods below.

export const NOTHING = 0;
export const REQUEST = 1;
export const RESPONSE = 2;
/** GENA: NOTIFY, SUBSCRIBE, UNSUBSCRIBE */
export const NOTIFICATION = 3;
/** too few bytes to tell */
export const UNDECIDED = 4;

/** What the request was that a response answers, where that says how long it is. */
export const METHOD_OTHER = 0;
export const METHOD_HEAD = 1;
export const METHOD_CONNECT = 2;

/** No head is longer, all its lines together. */
export const MOST_HEAD = 64 * 1024;
/** More chunks than this are not looked for. */
const MOST_CHUNKS = 65_536;
/** A chunk with its size and extensions in more bytes is none. */
const MOST_SIZE_LINE = 4096;

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const COLON = 58;
const SEMICOLON = 59;

const METHODS =
  'GET PUT COPY HEAD LOCK MOVE POLL POST BCOPY BMOVE MKCOL TRACE PATCH LABEL MERGE DELETE SEARCH UNLOCK REPORT UPDATE BDELETE CONNECT OPTIONS CHECKIN PROPFIND CHECKOUT CCM_POST PROPPATCH BPROPFIND BPROPPATCH UNCHECKOUT MKACTIVITY MKWORKSPACE RPC_CONNECT RPC_IN_DATA RPC_OUT_DATA VERSION-CONTROL BASELINE-CONTROL'.split(
    ' ',
  );
const NOTIFICATIONS = ['NOTIFY', 'SUBSCRIBE', 'UNSUBSCRIBE'];

interface Start {
  readonly bytes: readonly number[];
  readonly kind: number;
}
const start = (text: string, kind: number): Start => ({ bytes: Array.from(text, (c) => c.charCodeAt(0)), kind });
const STARTS: readonly Start[] = [
  start('HTTP/', RESPONSE),
  start('ICY ', RESPONSE),
  ...METHODS.map((method) => start(`${method} `, REQUEST)),
  ...NOTIFICATIONS.map((method) => start(`${method} `, NOTIFICATION)),
];

/** What the line that begins at `at` begins. */
export function startOf(b: Uint8Array, at: number, end: number): number {
  // half an empty line
  let kind = end - at === 1 && b[at] === CR ? UNDECIDED : NOTHING;
  for (const { bytes, kind: found } of STARTS) {
    const most = Math.min(bytes.length, end - at);
    let i = 0;
    while (i < most && b[at + i] === bytes[i]) i++;
    if (i === bytes.length) return found;
    if (i === end - at) kind = UNDECIDED;
  }
  return kind;
}

/** What a request asks for, of which the line begins at `at`: one of the METHOD_ above. */
export function methodKind(b: Uint8Array, at: number, end: number): number {
  const space = b.indexOf(SPACE, at);
  const stop = space < 0 || space > end ? end : space;
  for (const { bytes, kind } of KINDS)
    if (bytes.length === stop - at && bytes.every((byte, i) => b[at + i] === byte)) return kind;
  return METHOD_OTHER;
}
const KINDS: readonly Start[] = [start('HEAD', METHOD_HEAD), start('CONNECT', METHOD_CONNECT)];

/** Empty lines before a message are passed over, RFC 9112 section 2.2. */
export function skipEmptyLines(b: Uint8Array, at: number, end: number): number {
  for (let i = at; ;) {
    if (i + 1 < end && b[i] === CR && b[i + 1] === LF) i += 2;
    else return i;
  }
}

/** Bytes of most lines: in so few a line feed is found before the search of the runtime has begun. */
const SHORT_LINE = 80;

/** Where the line feed is that ends the line, -1: it is not there. */
export function lineFeed(b: Uint8Array, at: number, end: number): number {
  const near = Math.min(end, b.length, at + SHORT_LINE);
  for (let i = at; i < near; i++) if (b[i] === LF) return i;
  if (near >= end) return -1;
  const i = b.indexOf(LF, near);
  return i < end ? i : -1;
}
/** Where the text of a line ends whose line feed stands at `feed`. */
export const lineTextEnd = (b: Uint8Array, at: number, feed: number): number =>
  feed > at && b[feed - 1] === CR ? feed - 1 : feed;

/** Length of the head that begins at `at`, with the empty line that ends it; 0: that is not there, -1: it is too long. */
export function headLength(b: Uint8Array, at: number, end: number): number {
  const most = Math.min(end, at + MOST_HEAD);
  for (let line = at; ;) {
    const feed = lineFeed(b, line, most);
    if (feed < 0) return end - at >= MOST_HEAD ? -1 : 0;
    if (lineTextEnd(b, line, feed) === line && line > at) return feed + 1 - at;
    line = feed + 1;
  }
}

const lower = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte);
export const isBlank = (byte: number): boolean => byte === SPACE || byte === TAB;

/** Where the name of a header field ends, -1: the line has no colon. */
export function colonOf(b: Uint8Array, at: number, end: number): number {
  const i = b.indexOf(COLON, at);
  return i >= 0 && i < end ? i : -1;
}

/** Whether the bytes are the word, which is in small letters. */
export function isWord(b: Uint8Array, at: number, end: number, word: string): boolean {
  if (end - at !== word.length) return false;
  for (let i = 0; i < word.length; i++) if (lower(b[at + i]) !== word.charCodeAt(i)) return false;
  return true;
}

/** Where the value of the header field `name` (in small letters) stands that comes first in a head, [0, 0]: nowhere. */
export function headerField(b: Uint8Array, at: number, end: number, name: string): readonly [number, number] {
  for (let line = at; line < end;) {
    const feed = lineFeed(b, line, end);
    if (feed < 0) break;
    const textEnd = lineTextEnd(b, line, feed);
    if (isNamed(b, line, textEnd, name)) return [skipBlanks(b, line + name.length + 1, textEnd), textEnd];
    line = feed + 1;
  }
  return NOWHERE;
}
const NOWHERE = [0, 0] as const;

/** Where the values of the header fields stand that say how long a body is; an end of 0: there is none. */
export interface BodyFields {
  codingAt: number;
  codingEnd: number;
  lengthAt: number;
  lengthEnd: number;
}
const CODING = 'transfer-encoding';
const LENGTH = 'content-length';

/** The first Transfer-Encoding and the first Content-Length of a head, in one walk along its lines, as `headerField` finds each. */
export function bodyFields(b: Uint8Array, at: number, end: number, into: BodyFields): void {
  into.codingAt = into.codingEnd = into.lengthAt = into.lengthEnd = 0;
  for (let line = at; line < end;) {
    const feed = lineFeed(b, line, end);
    if (feed < 0) return;
    const textEnd = lineTextEnd(b, line, feed);
    if (into.codingEnd === 0 && isNamed(b, line, textEnd, CODING)) {
      into.codingAt = skipBlanks(b, line + CODING.length + 1, textEnd);
      into.codingEnd = textEnd;
    } else if (into.lengthEnd === 0 && isNamed(b, line, textEnd, LENGTH)) {
      into.lengthAt = skipBlanks(b, line + LENGTH.length + 1, textEnd);
      into.lengthEnd = textEnd;
    }
    line = feed + 1;
  }
}

/** Whether a line that ends at `end` is the header field of that name, and has a value. */
const isNamed = (b: Uint8Array, at: number, end: number, name: string): boolean =>
  end - at > name.length && b[at + name.length] === COLON && isWord(b, at, at + name.length, name);

export function skipBlanks(b: Uint8Array, at: number, end: number): number {
  while (at < end && isBlank(b[at])) at++;
  return at;
}

/** A number in decimal digits, and nothing but blanks behind it; -1: it is none, or no length that can be. */
export function decimal(b: Uint8Array, at: number, end: number): number {
  let value = 0;
  let i = at;
  for (; i < end && b[i] >= 48 && b[i] <= 57; i++) {
    value = value * 10 + (b[i] - 48);
    if (value > Number.MAX_SAFE_INTEGER) return -1;
  }
  return i > at && skipBlanks(b, i, end) === end ? value : -1;
}

/** Whether the last coding of a Transfer-Encoding is `chunked`. */
export function isChunked(b: Uint8Array, at: number, end: number): boolean {
  while (end > at && isBlank(b[end - 1])) end--;
  return end - at >= 7 && isWord(b, end - 7, end, 'chunked');
}

/** The status code behind `HTTP/1.1 `, 0: none. */
export function statusCode(b: Uint8Array, at: number, end: number): number {
  const feed = lineFeed(b, at, end);
  let i = at;
  const stop = feed < 0 ? end : feed;
  while (i < stop && b[i] !== SPACE) i++;
  i = skipBlanks(b, i, stop);
  if (i + 3 > stop) return 0;
  const code = (b[i] - 48) * 100 + (b[i + 1] - 48) * 10 + b[i + 2] - 48;
  return code >= 100 && code <= 999 ? code : 0;
}

/** A chunk: where its data begins, and how many bytes it has. */
export interface Chunk {
  data: number;
  size: number;
}
/** What there is instead of a chunk: more bytes are needed to tell, or there never is one. */
export const CHUNK_OPEN = -1;
export const CHUNK_WRONG = -2;

/** The chunk that begins at `at` goes into `into`; 0, or one of the above. RFC 9112 section 7.1. */
export function chunkAt(b: Uint8Array, at: number, end: number, into: Chunk): number {
  const feed = lineFeed(b, at, Math.min(end, at + MOST_SIZE_LINE));
  const stop = feed < 0 ? Math.min(end, at + MOST_SIZE_LINE) : lineTextEnd(b, at, feed);
  let size = 0;
  let i = at;
  for (; i < stop; i++) {
    const digit = hexDigit(b[i]);
    if (digit < 0) break;
    size = size * 16 + digit;
    if (size > 0x7fffffff) return CHUNK_WRONG;
  }
  if (i < stop && b[i] !== SEMICOLON && !isBlank(b[i]) && b[i] !== CR) return CHUNK_WRONG;
  if (feed < 0) return end - at >= MOST_SIZE_LINE ? CHUNK_WRONG : CHUNK_OPEN;
  if (i === at) return CHUNK_WRONG;
  into.data = feed + 1;
  into.size = size;
  return 0;
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = lower(byte);
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/**
 * Length of a body in chunks with its trailer. 0: a byte more is needed to tell; -1: it is no such body; below: at least so many bytes less 1
 * are needed (`-1 - n`).
 */
export function chunkedLength(b: Uint8Array, at: number, end: number): number {
  const chunk: Chunk = { data: 0, size: 0 };
  let next = at;
  for (let n = 0; n < MOST_CHUNKS; n++) {
    if (next >= end) return 0;
    const said = chunkAt(b, next, end, chunk);
    if (said !== 0) return said === CHUNK_OPEN ? 0 : -1;
    if (chunk.size === 0) return trailerEnd(b, chunk.data, end, at);
    next = chunk.data + chunk.size;
    if (next + 2 > end) return -1 - (next + 2 - at);
    next += b[next] === CR ? 2 : b[next] === LF ? 1 : 0;
  }
  return -1;
}

/** The same of what stands behind the last chunk: header fields and an empty line. */
function trailerEnd(b: Uint8Array, at: number, end: number, from: number): number {
  const most = Math.min(end, at + MOST_HEAD);
  for (let line = at; ;) {
    const feed = lineFeed(b, line, most);
    if (feed < 0) return end - at >= MOST_HEAD ? -1 : 0;
    if (lineTextEnd(b, line, feed) === line) return feed + 1 - from;
    line = feed + 1;
  }
}
