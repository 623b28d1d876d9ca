// HTTP/1.x: RFC 9112 (messages), RFC 9110 (what they mean). One message a layer; where a message ends, its framing says (http-framing.ts).
// Bytes of a stream of HTTP that begin no message are its continuation.
import * as wire from '../../../wire/http';
import { KEEP_ALIVE } from '../../contract/analysis-flags';
import type { FieldSink, Packet, Protocol } from '../../contract/protocol';
import { dissectBody, fileData } from './http-body';
import { addExchange } from './http-exchange';
import { F } from './http-fields';
import { HTTP_KEY, HTTP_PORTS } from './http-framing';
import { dissectHead, type Head } from './http-head';
import { columnOf, summaryOf } from './http-summary';

const beginsMessage = (kind: number): boolean => kind !== wire.NOTHING && kind !== wire.UNDECIDED;

/** The bytes begin a message, or the stream had one before. */
function accepts(p: Packet, at: number, len: number): boolean {
  const end = Math.min(p.end, at + len);
  if (beginsMessage(wire.startOf(p.bytes, wire.skipEmptyLines(p.bytes, at, end), end))) return true;
  // the one byte of a keep-alive says nothing
  return p.context.streamKey() === HTTP_KEY && (p.context.analysisFlags() & KEEP_ALIVE) === 0;
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  const from = wire.skipEmptyLines(p.bytes, at, p.end);
  const kind = wire.startOf(p.bytes, from, p.end);
  if (!beginsMessage(kind)) {
    fileData(p, at, p.end, out);
    if (at < p.end && p.end < p.declaredEnd) p.need(p.end, 1);
    return;
  }
  if (from > at) out.expert(F.leading_crlf, at, from - at);
  const head = dissectHead(p, from, kind, out);
  if (head.chunked && head.length >= 0) out.expert(F.te_and_length, from, head.end - from);
  out.length(head.end - at);
  if (kind === wire.RESPONSE) out.hidden(F.response, from, 0, 1);
  else {
    const full = out.wants(F['request.full_uri']) ? fullUri(head) : '';
    if (full !== '') out.generated(F['request.full_uri'], from, 0, full);
    out.hidden(kind === wire.NOTIFICATION ? F.notification : F.request, from, 0, 1);
  }
  addExchange(p, head, out);
  dissectBody(p, head, head.end, out);
  // cut by the capture
  if (p.end < p.declaredEnd) p.need(p.end, 1);
}

/** The target as it would stand in the address bar, RFC 9112 section 3.3; a CONNECT names a host and a port alone. */
function fullUri({ method, uri, host }: Head): string {
  if (uri.includes('://')) return uri;
  if (host === '') return '';
  return method === 'CONNECT' ? uri : `http://${host}${uri}`;
}

export const http: Protocol = {
  abbrev: 'http',
  name: 'Hypertext Transfer Protocol',
  fields: F,
  where: 'tcp',
  line: { pass: 'messages' },
  under: HTTP_PORTS.map((port) => ['tcp.port', port] as const),
  inside: [],
  accepts,
  dissect,
  column: columnOf,
  summary: (p) => summaryOf(p, http),
};
