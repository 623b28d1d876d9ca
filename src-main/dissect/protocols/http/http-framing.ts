// Where messages of HTTP/1.x end, RFC 9112 section 6.3: a head up to its empty line, then by what it says, and what it answers, a body.
import * as wire from '../../../wire/http';
import { atLeast, NOT_MINE, ONE_MORE, UNTIL_END, type Framing } from '../../../wire/framing';

/** Wireshark's ports. */
export const HTTP_PORTS = [80, 631, 1900, 2710, 2869, 3128, 3132, 3689, 5985, 8080, 8088, 11371] as const;
/** The one that stands for the protocol where a stream was found to be HTTP by its bytes. */
export const HTTP_KEY = HTTP_PORTS[0];

export const httpFraming: Framing = {
  under: HTTP_PORTS.map((port) => ['tcp.port', port] as const),
  exchanges: true,
  lengthAt(b, at, end, answers = wire.METHOD_OTHER) {
    const from = wire.skipEmptyLines(b, at, end);
    if (from === end) return ONE_MORE;
    const kind = wire.startOf(b, from, end);
    if (kind === wire.NOTHING) return NOT_MINE;
    if (kind === wire.UNDECIDED) return ONE_MORE;
    const head = wire.headLength(b, from, end);
    if (head < 0) return NOT_MINE;
    if (head === 0) return ONE_MORE;
    const body = from + head;
    const length = bodyLength(b, from, body, end, kind, answers);
    if (length === UNTIL_END) return UNTIL_END;
    return length < 0 ? length - (body - at) : body - at + length;
  },
};

/** No body ends behind this. */
const LONGEST_BODY = 0x70000000;

/** what is found in the head at hand */
const FIELDS: wire.BodyFields = { codingAt: 0, codingEnd: 0, lengthAt: 0, lengthEnd: 0 };

/** Length of the body that begins at `body`, UNTIL_END, or `atLeast` of it. */
function bodyLength(b: Uint8Array, at: number, body: number, end: number, kind: number, answers: number): number {
  const code = kind === wire.RESPONSE ? wire.statusCode(b, at, body) : 0;
  if (kind === wire.RESPONSE && hasNoBody(code, answers)) return 0;
  wire.bodyFields(b, at, body, FIELDS);
  const { codingAt, codingEnd, lengthAt, lengthEnd } = FIELDS;
  if (codingEnd > 0 && wire.isChunked(b, codingAt, codingEnd)) {
    const said = wire.chunkedLength(b, body, end);
    if (said > 0) return said;
    // what are no chunks are taken as they are
    if (said === -1) return end - body;
    return atLeast(said === 0 ? end - body + 1 : -1 - said);
  }
  const length = lengthEnd > 0 ? wire.decimal(b, lengthAt, lengthEnd) : -1;
  if (length >= 0) return Math.min(length, LONGEST_BODY);
  return kind === wire.RESPONSE ? UNTIL_END : 0;
}

/** RFC 9110 section 6.4.1. */
function hasNoBody(code: number, answers: number): boolean {
  if (answers === wire.METHOD_HEAD) return true;
  if (answers === wire.METHOD_CONNECT && code >= 200 && code < 300) return true;
  return (code >= 100 && code < 200) || code === 204 || code === 304;
}
