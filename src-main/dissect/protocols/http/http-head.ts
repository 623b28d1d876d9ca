// The head of a message: request line or status line, RFC 9112 sections 3 and 4, and header fields, RFC 9110 section 5. What filters ask for is
// the value of a field; its line is shown as it stands.
import * as wire from '../../../wire/http';
import type { Field, FieldSink, Packet } from '../../contract/protocol';
import { asciiText } from '../../values/byte-text';
import { fromBase64 } from '../../values/base64';
import { F, HEADER_FIELDS, LONGEST_NAME } from './http-fields';
import { STATUS } from '../../values/http-status';

/** What the rest of the dissection wants to know of a head. */
export interface Head {
  readonly kind: number;
  /** behind the empty line, or behind what there is of the head */
  end: number;
  method: string;
  uri: string;
  host: string;
  chunked: boolean;
  /** Content-Length; -1: not told */
  length: number;
  /** in small letters; '': none */
  coding: string;
}

/** Lines beyond these are not looked at. */
const MOST_LINES = 4096;

/** Dissects the head that begins at `at`. */
export function dissectHead(p: Packet, at: number, kind: number, out: FieldSink): Head {
  const b = p.bytes;
  const head: Head = { kind, end: at, method: '', uri: '', host: '', chunked: false, length: -1, coding: '' };
  const stop = Math.min(p.end, at + wire.MOST_HEAD);
  for (let line = at, n = 0; line < stop && n < MOST_LINES; n++) {
    const feed = wire.lineFeed(b, line, stop);
    const next = feed < 0 ? stop : feed + 1;
    const textEnd = wire.lineTextEnd(b, line, feed < 0 ? stop : feed);
    head.end = next;
    if (n === 0) firstLine(p, head, line, textEnd, next, out);
    else if (textEnd === line) {
      out.line('End of header', line, next - line);
      break;
    } else headerLine(p, head, line, textEnd, next, out);
    line = next;
  }
  return head;
}

function firstLine(p: Packet, head: Head, at: number, textEnd: number, next: number, out: FieldSink): void {
  const b = p.bytes;
  plainLine(b, head.kind === wire.RESPONSE ? 'Status line' : 'Request line', at, textEnd, next, out);
  out.expert(F.chat, at, next - at);
  out.open();
  const space = b.indexOf(32, at);
  const wordEnd = space < 0 || space > textEnd ? textEnd : space;
  const second = wire.skipBlanks(b, wordEnd, textEnd);
  if (head.kind === wire.RESPONSE) statusLine(b, at, wordEnd, second, textEnd, out);
  else requestLine(b, head, at, wordEnd, second, textEnd, out);
  out.close();
}

/** A line that is no field. */
function plainLine(b: Uint8Array, name: string, at: number, textEnd: number, next: number, out: FieldSink): void {
  out.line(name, at, next - at);
  if (out.detail) out.display(asciiText(b, at, textEnd));
}

function text(b: Uint8Array, field: Field, at: number, end: number, out: FieldSink): void {
  if (out.wants(field)) out.string(field, at, end - at, asciiText(b, at, end));
}

function requestLine(
  b: Uint8Array,
  head: Head,
  at: number,
  wordEnd: number,
  second: number,
  textEnd: number,
  out: FieldSink,
): void {
  head.method = asciiText(b, at, wordEnd);
  out.string(F['request.method'], at, wordEnd - at, head.method);
  const last = lastSpace(b, second, textEnd);
  const uriEnd = last < 0 ? textEnd : last;
  if (second < textEnd) {
    head.uri = asciiText(b, second, uriEnd);
    out.string(F['request.uri'], second, uriEnd - second, head.uri);
    addQuery(head.uri, second, out);
  }
  if (last >= 0) text(b, F['request.version'], last + 1, textEnd, out);
}

function lastSpace(b: Uint8Array, at: number, end: number): number {
  for (let i = end - 1; i >= at; i--) if (b[i] === 32) return i;
  return -1;
}

/** Path and query of a target, RFC 3986 section 3, where there is a query. */
function addQuery(uri: string, at: number, out: FieldSink): void {
  const mark = uri.indexOf('?');
  if (mark < 0 || mark === uri.length - 1) return;
  out.open();
  out.string(F['request.uri.path'], at, mark, uri.slice(0, mark));
  const query = uri.slice(mark + 1);
  out.string(F['request.uri.query'], at + mark + 1, query.length, query);
  out.open();
  let from = mark + 1;
  for (const part of query.split('&')) {
    if (part !== '') out.string(F['request.uri.query.parameter'], at + from, part.length, part);
    from += part.length + 1;
  }
  out.close();
  out.close();
}

function statusLine(b: Uint8Array, at: number, wordEnd: number, second: number, textEnd: number, out: FieldSink): void {
  text(b, F['response.version'], at, wordEnd, out);
  const code = wire.statusCode(b, at, textEnd);
  if (code === 0) return;
  out.uint(F['response.code'], second, 3, code);
  out.generated(F['response.code.desc'], second, 3, STATUS[code] ?? `Unknown (${code})`);
  const phrase = wire.skipBlanks(b, second + 3, textEnd);
  if (phrase < textEnd) text(b, F['response.phrase'], phrase, textEnd, out);
}

function headerLine(p: Packet, head: Head, at: number, textEnd: number, next: number, out: FieldSink): void {
  const b = p.bytes;
  const colon = wire.colonOf(b, at, textEnd);
  const whole = head.kind === wire.RESPONSE ? F['response.line'] : F['request.line'];
  // a line without a colon is no field; one that begins with a blank goes on with the one before (obs-fold)
  if (colon < 0 || wire.isBlank(b[at])) {
    plainLine(b, 'Line', at, textEnd, next, out);
    return;
  }
  const name = colon - at > LONGEST_NAME ? '' : asciiText(b, at, colon).toLowerCase();
  const field = HEADER_FIELDS.get(name);
  const from = wire.skipBlanks(b, colon + 1, textEnd);
  const line = out.wants(whole) ? asciiText(b, at, next) : '';
  if (field === undefined) {
    note(b, head, name, from, textEnd);
    if (!out.wants(whole)) return;
    out.string(whole, at, next - at, line);
    if (out.detail) out.display(asciiText(b, at, textEnd));
    return;
  }
  const value = asciiText(b, from, textEnd);
  out.string(field, at, next - at, value);
  addParts(head, field, value, at, next - at, out);
  note(b, head, name, from, textEnd);
  if (out.wants(whole)) out.hiddenString(whole, at, next - at, line);
}

/** What a value is made of. */
function addParts(head: Head, field: Field, value: string, at: number, len: number, out: FieldSink): void {
  if (field === F.content_length_header) {
    const length = decimalOf(value);
    if (length === null) return;
    out.open();
    out.uint64(F.content_length, at, len, length);
    out.close();
  } else if (field === F.cookie) {
    out.open();
    for (const pair of value.split(';')) {
      const trimmed = pair.trim();
      if (trimmed !== '') out.string(F.cookie_pair, at, len, trimmed);
    }
    out.close();
  } else if ((field === F.authorization || field === F.proxy_authorization) && value.startsWith('Basic ')) {
    out.open();
    const bytes = fromBase64(value.slice(6).trim());
    out.string(F.authbasic, at, len, asciiText(bytes, 0, bytes.length));
    out.close();
  } else if (field === F.host) head.host = value;
  else if (field === F.content_encoding) head.coding = value.trim().toLowerCase();
}

/** 64 bits; null: no number. */
function decimalOf(value: string): bigint | null {
  const digits = /^\d{1,20}(?=\s*$)/.exec(value)?.[0];
  if (digits === undefined) return null;
  const number = BigInt(digits);
  return number < 1n << 64n ? number : null;
}

/** Keeps of a header field what says how the body is laid out. */
function note(b: Uint8Array, head: Head, name: string, from: number, end: number): void {
  if (name === 'transfer-encoding') head.chunked = wire.isChunked(b, from, end);
  else if (name === 'content-length') head.length = wire.decimal(b, from, end);
}
