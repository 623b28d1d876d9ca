// The head of a message: request line or status line, RFC 9112 sections 3 and 4, and header fields, RFC 9110 section 5. What filters ask for is
// the value of a field; its line is shown as it stands.
import * as wire from '../../../wire/http';
import { fieldGroup, type Field, type FieldSink, type Packet } from '../../contract/protocol';
import { asciiText } from '../../values/byte-text';
import { fromBase64 } from '../../values/base64';
import { F, headerField } from './http-fields';
import { STATUS } from '../../values/http-status';

/** Where a text stands; it is made when somebody wants it. */
class Span {
  #at = 0;
  #end = 0;

  set(at: number, end: number): void {
    this.#at = at;
    this.#end = end;
  }
  in(b: Uint8Array): string {
    return asciiText(b, this.#at, this.#end);
  }
}

/** What the rest of the dissection wants to know of a head. */
export class Head {
  /** behind the empty line, or behind what there is of the head */
  end: number;
  chunked = false;
  /** Content-Length; -1: not told */
  length = -1;
  /** in small letters; '': none */
  coding = '';
  readonly methodSpan = new Span();
  readonly uriSpan = new Span();
  readonly hostSpan = new Span();
  readonly #bytes: Uint8Array;

  constructor(
    readonly kind: number,
    bytes: Uint8Array,
    at: number,
  ) {
    this.#bytes = bytes;
    this.end = at;
  }

  get method(): string {
    return this.methodSpan.in(this.#bytes);
  }
  get uri(): string {
    return this.uriSpan.in(this.#bytes);
  }
  get host(): string {
    return this.hostSpan.in(this.#bytes);
  }
}

/** Lines beyond these are not looked at. */
const MOST_LINES = 4096;

/** Dissects the head that begins at `at`. */
export function dissectHead(p: Packet, at: number, kind: number, out: FieldSink): Head {
  const b = p.bytes;
  const head = new Head(kind, b, at);
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
  head.methodSpan.set(at, wordEnd);
  text(b, F['request.method'], at, wordEnd, out);
  const last = lastSpace(b, second, textEnd);
  const uriEnd = last < 0 ? textEnd : last;
  if (second < textEnd) {
    head.uriSpan.set(second, uriEnd);
    text(b, F['request.uri'], second, uriEnd, out);
    if (out.wantsAny(QUERY)) addQuery(head.uri, second, out);
  }
  if (last >= 0) text(b, F['request.version'], last + 1, textEnd, out);
}

function lastSpace(b: Uint8Array, at: number, end: number): number {
  for (let i = end - 1; i >= at; i--) if (b[i] === 32) return i;
  return -1;
}

const QUERY = fieldGroup([F['request.uri.path'], F['request.uri.query'], F['request.uri.query.parameter']]);

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
  const field = headerField(b, at, colon);
  const from = wire.skipBlanks(b, colon + 1, textEnd);
  const wantsLine = out.wants(whole);
  if (field === undefined) {
    if (!wantsLine) return;
    out.string(whole, at, next - at, asciiText(b, at, next));
    if (out.detail) out.display(asciiText(b, at, textEnd));
    return;
  }
  if (out.wants(field)) out.string(field, at, next - at, asciiText(b, from, textEnd));
  addParts(head, field, b, from, textEnd, { at, len: next - at }, out);
  if (wantsLine) out.hiddenString(whole, at, next - at, asciiText(b, at, next));
}

/** What a value is made of, which stands between `from` and `end` in the line `at`, and what it says of the body. */
function addParts(
  head: Head,
  field: Field,
  b: Uint8Array,
  from: number,
  end: number,
  { at, len }: { at: number; len: number },
  out: FieldSink,
): void {
  if (field === F.content_length_header) {
    head.length = wire.decimal(b, from, end);
    const length = out.wants(F.content_length) ? decimalOf(asciiText(b, from, end)) : null;
    if (length === null) return;
    out.open();
    out.uint64(F.content_length, at, len, length);
    out.close();
  } else if (field === F.transfer_encoding) head.chunked = wire.isChunked(b, from, end);
  else if (field === F.cookie) {
    if (!out.wants(F.cookie_pair)) return;
    out.open();
    for (const pair of asciiText(b, from, end).split(';')) {
      const trimmed = pair.trim();
      if (trimmed !== '') out.string(F.cookie_pair, at, len, trimmed);
    }
    out.close();
  } else if (field === F.authorization || field === F.proxy_authorization) {
    const value = out.wants(F.authbasic) ? asciiText(b, from, end) : '';
    if (!value.startsWith('Basic ')) return;
    out.open();
    const bytes = fromBase64(value.slice(6).trim());
    out.string(F.authbasic, at, len, asciiText(bytes, 0, bytes.length));
    out.close();
  } else if (field === F.host) head.hostSpan.set(from, end);
  else if (field === F.content_encoding) head.coding = asciiText(b, from, end).trim().toLowerCase();
}

/** 64 bits; null: no number. */
function decimalOf(value: string): bigint | null {
  const digits = /^\d{1,20}(?=\s*$)/.exec(value)?.[0];
  if (digits === undefined) return null;
  const number = BigInt(digits);
  return number < 1n << 64n ? number : null;
}
