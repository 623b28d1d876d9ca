// Why a cell of HTTP may differ from tshark's (see explain.ts): DIFFERENCES.md, HTTP.

/** What tshark says of the frame. */
export interface HttpFacts {
  protocols: string;
  /** wanted bytes that were not captured */
  cut: boolean;
  malformed: boolean;
  fin: boolean;
  /** its segment was sent before */
  repeated: boolean;
  /** some message begins in the frame */
  begins: boolean;
  /** … and a line without a colon ends its header */
  goesOn: boolean;
  /** its Info tells that TCP could not put it together */
  givenUp: boolean;
  /** several messages of its connection are in a frame, or wait for each other, there or before */
  linkedOtherwise: boolean;
}

export interface HttpCell {
  field: string;
  ours: string;
  theirs: string;
}

const LINKS = new Set(
  'request_in response_in prev_request_in next_request_in prev_response_in next_response_in request_number response_number time'
    .split(' ')
    .map((name) => `http.${name}`),
);

/**
 * Rows of which tshark links the messages frame by frame, and we one by one: from the first request on that another one waits for, that stands
 * in a frame with another message, or that has an interim response.
 */
export function linkedOtherwise(
  rows: readonly { stream: string; methods: string; codes: string }[],
): ReadonlySet<number> {
  const from = new Map<string, number>();
  const waiting = new Map<string, number[]>();
  const found = (stream: string, row: number): void => void from.set(stream, Math.min(row, from.get(stream) ?? row));
  for (const [row, { stream, methods, codes }] of rows.entries()) {
    const asked = methods === '' ? 0 : methods.split(',').length;
    const answered = codes === '' ? [] : codes.split(',');
    const open = waiting.get(stream) ?? [];
    const first = open[0] ?? row;
    if (asked + answered.length > 1 || answered.some((code) => code.startsWith('1') && code !== '101'))
      found(stream, first);
    for (let n = 0; n < asked; n++) open.push(row);
    if (open.length > 1) found(stream, first);
    waiting.set(stream, open.slice(answered.length));
  }
  return new Set([...rows.keys()].filter((row) => row >= (from.get(rows[row].stream) ?? Infinity)));
}

const CUT = ' [Packet size limited during capture]';
const untilNul = (text: string): string => text.split('\0')[0];
/** A row without what is said of the content, and of the packet. */
const bare = (info: string): string => info.replace(/\[Malformed Packet\]|\s*\([^()]*\)/g, '').trim();
/** What tshark leaves out of a head that is cut. */
const OF_HEAD = new Set([...LINKS, 'http.request', 'http.file_data']);

/** In this order. */
const RULES: readonly (readonly [reason: string, when: (cell: HttpCell, facts: HttpFacts) => boolean])[] = [
  [
    'content with a byte of 0',
    ({ field, ours, theirs }) => field === 'http.file_data' && ours !== theirs && untilNul(ours) === theirs,
  ],
  ['several messages in a frame', ({ field }, facts) => LINKS.has(field) && facts.linkedOtherwise],
  [
    'HTTP cut by the capture',
    ({ field, ours, theirs }, { cut, repeated }) =>
      (field === 'info' && (cut || ours.replace(CUT, '') === theirs)) ||
      (cut && theirs === '' && OF_HEAD.has(field)) ||
      // what links to a head that tshark dissects again
      (cut && ours === '' && LINKS.has(field)) ||
      (cut && repeated && ours === '' && field.startsWith('http.')),
  ],
  [
    'chunks that cannot be',
    ({ field, ours, theirs }, { malformed }) =>
      malformed && (field === 'info' ? bare(ours) === bare(theirs) : field === 'http.file_data' && theirs === ''),
  ],
  [
    'last segment of a message that ends with the stream',
    ({ field, theirs }, { fin }) => field === 'tcp.segment_data' && fin && theirs === '',
  ],
  [
    'a reassembly that is given up',
    ({ field, theirs }, { givenUp }) =>
      givenUp && (field === 'info' || (field === 'tcp.segment_data' && theirs === '')),
  ],
  [
    'a line that is no header field',
    ({ field, ours, theirs }, { goesOn }) =>
      goesOn &&
      (field === 'info' ? theirs === `${ours} Continuation` : field === 'http.file_data' || theirs === '') &&
      /^http\.|^info$/.test(field),
  ],
  [
    'header fields of a message whose beginning is missing',
    ({ field, ours }, { begins }) =>
      !begins && (field === 'http.file_data' || (ours === '' && field.startsWith('http.'))),
  ],
  [
    'what HTTP carries',
    ({ field }, { protocols }) =>
      /:(?:http2|websocket|ocsp)\b/.test(protocols) && (field === 'http.file_data' || field === 'info'),
  ],
];
export const HTTP_RULES = RULES.map(([reason]) => reason);

/** The named reason of a difference in a cell, or null when there is none. */
export const explainHttp = (cell: HttpCell, facts: HttpFacts): string | null =>
  RULES.find(([, when]) => when(cell, facts))?.[0] ?? null;
