// Fields of HTTP/1.x: names, types and order are Wireshark's. Header fields that have none of their own stand as `http.request.line` or
// `http.response.line`.
import { defineFields, type Field, type FieldTable } from '../../contract/protocol';

const ASKS = { side: 'request' } as const;
const ANSWERS = { side: 'response' } as const;

export const F = defineFields(
  'http',
  {
    notification: ['Notification', 'bool', 0, ASKS],
    response: ['Response', 'bool', 0, ANSWERS],
    request: ['Request', 'bool', 0, ASKS],
    response_number: ['Response number', 'uint32', 'dec', ANSWERS],
    request_number: ['Request number', 'uint32', 'dec', ASKS],
    authbasic: ['Credentials', 'string'],
    'response.line': ['Response line', 'string', 'none', ANSWERS],
    'request.line': ['Request line', 'string', 'none', ASKS],
    'request.method': ['Request Method', 'string', 'none', ASKS],
    'request.uri': ['Request URI', 'string', 'none', ASKS],
    'request.uri.path': ['Request URI Path', 'string', 'none', ASKS],
    'request.uri.query': ['Request URI Query', 'string', 'none', ASKS],
    'request.uri.query.parameter': ['Request URI Query Parameter', 'string', 'none', ASKS],
    'request.version': ['Request Version', 'string', 'none', ASKS],
    'response.version': ['Response Version', 'string', 'none', ANSWERS],
    'request.full_uri': ['Full request URI', 'string', 'none', ASKS],
    'response.code': ['Status Code', 'uint16', 'dec', ANSWERS],
    'response.code.desc': ['Status Code Description', 'string', 'none', ANSWERS],
    'response.phrase': ['Response Phrase', 'string', 'none', ANSWERS],
    authorization: ['Authorization', 'string'],
    proxy_authenticate: ['Proxy-Authenticate', 'string'],
    proxy_authorization: ['Proxy-Authorization', 'string'],
    www_authenticate: ['WWW-Authenticate', 'string'],
    content_type: ['Content-Type', 'string'],
    content_length_header: ['Content-Length', 'string'],
    content_length: ['Content length', 'uint64', 'dec'],
    content_encoding: ['Content-Encoding', 'string'],
    transfer_encoding: ['Transfer-Encoding', 'string'],
    upgrade: ['Upgrade', 'string'],
    user_agent: ['User-Agent', 'string'],
    host: ['Host', 'string'],
    connection: ['Connection', 'string'],
    cookie: ['Cookie', 'string'],
    cookie_pair: ['Cookie pair', 'string'],
    accept: ['Accept', 'string'],
    referer: ['Referer', 'string'],
    accept_language: ['Accept-Language', 'string'],
    accept_encoding: ['Accept Encoding', 'string'],
    date: ['Date', 'string'],
    cache_control: ['Cache-Control', 'string'],
    server: ['Server', 'string'],
    location: ['Location', 'string'],
    sec_websocket_accept: ['Sec-WebSocket-Accept', 'string'],
    sec_websocket_extensions: ['Sec-WebSocket-Extensions', 'string'],
    sec_websocket_key: ['Sec-WebSocket-Key', 'string'],
    sec_websocket_protocol: ['Sec-WebSocket-Protocol', 'string'],
    sec_websocket_version: ['Sec-WebSocket-Version', 'string'],
    set_cookie: ['Set-Cookie', 'string'],
    last_modified: ['Last-Modified', 'string'],
    x_forwarded_for: ['X-Forwarded-For', 'string'],
    http2_settings: ['HTTP2-Settings', 'string'],
    request_in: ['Request in frame', 'framenum', 'none', ANSWERS],
    response_in: ['Response in frame', 'framenum', 'none', { changes: true, ...ASKS }],
    next_request_in: ['Next request in frame', 'framenum', 'none', { changes: true }],
    next_response_in: ['Next response in frame', 'framenum', 'none', { changes: true, ...ANSWERS }],
    prev_request_in: ['Prev request in frame', 'framenum'],
    prev_response_in: ['Prev response in frame', 'framenum', 'none', ANSWERS],
    time: ['Time since request', 'reltime', 'none', ANSWERS],
    chunked_trailer_part: ['trailer-part', 'string'],
    chunk_boundary: ['Chunk boundary', 'bytes'],
    chunk_size: ['Chunk size', 'uint32', 'dec'],
    chunk_data: ['Chunk data', 'bytes'],
    file_data: ['File Data', 'string'],
    chat: ['Formatted text', 'none', 'none', { expert: 'chat', group: 'sequence' }],
    leading_crlf: [
      'Leading CRLF previous message in the stream may have extra CRLF',
      'none',
      'none',
      { expert: 'error', group: 'malformed' },
    ],
    te_and_length: [
      'The Content-Length and Transfer-Encoding header must not be set together',
      'none',
      'none',
      { expert: 'warn', group: 'malformed' },
    ],
    decompression_failed: ['Decompression failed', 'none', 'none', { expert: 'warn', group: 'undecoded' }],
  },
  { pass: 'messages' },
);

/** Fields of header fields whose names are not theirs with dashes for underscores. */
const OTHER_NAMES: Readonly<Record<string, Field>> = { 'content-length': F.content_length_header };
/** Header fields that have a field of their own: all that Wireshark knows. */
const NAMED =
  'authorization proxy-authenticate proxy-authorization www-authenticate content-type content-encoding transfer-encoding upgrade user-agent host connection cookie accept referer accept-language accept-encoding date cache-control server location sec-websocket-accept sec-websocket-extensions sec-websocket-key sec-websocket-protocol sec-websocket-version set-cookie last-modified x-forwarded-for http2-settings';

interface Named {
  /** in small letters */
  readonly name: Uint8Array;
  readonly field: Field;
}
const ALL: readonly Named[] = [
  ...Object.entries(OTHER_NAMES),
  ...NAMED.split(' ').map((name): [string, Field] => [name, (F as FieldTable)[name.replaceAll('-', '_')]]),
].map(([name, field]) => ({ name: Uint8Array.from(name, (c) => c.charCodeAt(0)), field }));
/** by length of the name */
const BY_LENGTH = Array.from({ length: 1 + Math.max(...ALL.map(({ name }) => name.length)) }, (_, length) =>
  ALL.filter(({ name }) => name.length === length),
);

/** The field of a header field whose name stands between `at` and `end`, in letters of any size. */
export function headerField(b: Uint8Array, at: number, end: number): Field | undefined {
  for (const { name, field } of BY_LENGTH[end - at] ?? []) {
    let i = 0;
    while (i < name.length && small(b[at + i]) === name[i]) i++;
    if (i === name.length) return field;
  }
  return undefined;
}
const small = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte);
