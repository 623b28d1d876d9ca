// Why a cell of HTTP may differ from tshark's (see explain.ts): DIFFERENCES.md, HTTP.

/** What tshark says of the frame. */
export interface HttpFacts {
  protocols: string;
  /** wanted bytes that were not captured */
  cut: boolean;
  malformed: boolean;
  fin: boolean;
  /** some message begins in the frame */
  begins: boolean;
  /** a line without a colon ends its header */
  goesOn: boolean;
  /** its Info tells that TCP could not put it together */
  givenUp: boolean;
  /** its connection has a frame with several messages, or requests that wait for each other */
  linkedOtherwise: boolean;
}

const LINKS = new Set(
  'request_in response_in prev_request_in next_request_in prev_response_in next_response_in request_number response_number time'
    .split(' ')
    .map((name) => `http.${name}`),
);

/**
 * Connections whose messages tshark links frame by frame, and we one by one: a frame with several of them, a request before the one before
 * it was answered, an interim response.
 */
export function linkedOtherwise(
  rows: readonly { stream: string; methods: string; codes: string }[],
): ReadonlySet<string> {
  const streams = new Set<string>();
  const waiting = new Map<string, number>();
  for (const { stream, methods, codes } of rows) {
    const asked = methods === '' ? 0 : methods.split(',').length;
    const answered = codes === '' ? [] : codes.split(',');
    if (asked + answered.length > 1 || answered.some((code) => code.startsWith('1') && code !== '101'))
      streams.add(stream);
    const open = (waiting.get(stream) ?? 0) + asked;
    if (open > 1) streams.add(stream);
    waiting.set(stream, Math.max(0, open - answered.length));
  }
  return streams;
}

const CUT = ' [Packet size limited during capture]';
const untilNul = (text: string): string => text.split('\0')[0];

/** The named reason of a difference in a cell, or null when there is none. */
export function explainHttp(
  { field, ours, theirs }: { field: string; ours: string; theirs: string },
  facts: HttpFacts,
): string | null {
  const { protocols, cut, malformed, fin, begins } = facts;
  if (field === 'http.file_data' && ours !== theirs && untilNul(ours) === theirs) return 'content with a byte of 0';
  if (LINKS.has(field) && facts.linkedOtherwise) return 'several messages in a frame';
  if (cut) return 'HTTP cut by the capture';
  if (field === 'info' && ours.replace(CUT, '') === theirs) return 'HTTP cut by the capture';
  if (malformed && (field === 'http.file_data' || field === 'info')) return 'chunks that cannot be';
  if (field === 'tcp.segment_data' && fin && theirs === '')
    return 'last segment of a message that ends with the stream';
  if (field.startsWith('tcp.segment') && facts.givenUp && theirs === '') return 'a reassembly that is given up';
  if (facts.goesOn && (field.startsWith('http.') || field === 'info')) return 'a line that is no header field';
  if (!begins && /^http\./.test(field)) return 'header fields of a message whose beginning is missing';
  if (/:(?:http2|websocket|ocsp)\b/.test(protocols) && (field === 'http.file_data' || field === 'info'))
    return 'what HTTP carries';
  return null;
}
