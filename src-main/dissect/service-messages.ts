// Requests and responses of DNS and HTTP in a frame, with what their times are told apart by. The links between them, and the times, are those
// of the fields (dns.time, http.time). mDNS and LLMNR are none of them: what is sent to a group is answered in another conversation.
import type { Field, FieldValue } from './contract/fields';
import { registry } from './protocols/registry';
import { ChosenFields } from './sinks/chosen-fields';

export interface ServiceMessage {
  service: 'dns' | 'http';
  isResponse: boolean;
  /** ns since its request; null: of a request, or of a response whose request or time is not known */
  ns: number | null;
  /** frame of the response to a request, or of the request of a response; 0: there is none */
  other: number;
  /** of HTTP: the place of its exchange in the connection, from 1; 0: nothing is known of it */
  number: number;
  /** of DNS: it was sent before */
  again: boolean;
  /** of DNS: type of the first question, -1: there is none */
  type: number;
  /** of a response: its code, -1: it has none */
  code: number;
  /** of a request of HTTP; empty where it has none */
  method: string;
  host: string;
}

/** Messages that are taken of one frame: a made one could have some thousand. */
const MOST_A_FRAME = 256;
/** Characters of a text that are kept. */
export const MOST_METHOD = 32;
export const MOST_HOST = 255;

function known(abbrev: string): Field {
  const field = registry.field(abbrev);
  if (!field) throw new Error(`no field ${abbrev}`);
  return field;
}

const FIELDS = [
  ...(['dns.flags.response', 'dns.flags.rcode', 'dns.qry.type', 'dns.time'] as const),
  ...(['dns.response_in', 'dns.response_to', 'dns.retransmission'] as const),
  ...(['http.request', 'http.response', 'http.request_number', 'http.response_number'] as const),
  ...(['http.request.method', 'http.host', 'http.response.code', 'http.time'] as const),
  ...(['http.request_in', 'http.response_in'] as const),
] as const;
type Slot = (typeof FIELDS)[number];

const DNS = known('dns');
const HTTP = known('http');

export class ServiceSink extends ChosenFields {
  readonly detail = false;
  readonly #found: ServiceMessage[] = [];
  #current: ServiceMessage | null = null;
  /** packets that an ICMP error quotes are none of their own */
  #quotes = 0;

  constructor() {
    super(FIELDS.map(known));
  }

  /** Of the frame dissected last, in the order of its bytes; a part of a message is none. */
  get found(): readonly ServiceMessage[] {
    return this.#found.filter(({ service, isResponse, method, type }) =>
      service === 'dns' ? isResponse || type >= 0 : isResponse || method !== '',
    );
  }

  begin(bytes: Uint8Array): void {
    this.frame = bytes;
    this.#found.length = this.#quotes = 0;
    this.#current = null;
  }

  override enter(line: Field): void {
    this.#current = null;
    if ((line !== DNS && line !== HTTP) || this.#quotes > 0 || this.#found.length === MOST_A_FRAME) return;
    this.#current = {
      ...{ service: line === DNS ? 'dns' : 'http', isResponse: false, ns: null, other: 0, number: 0 },
      ...{ again: false, type: -1, code: -1, method: '', host: '' },
    };
    this.#found.push(this.#current);
  }
  override beginQuote(): void {
    this.#quotes++;
  }
  override endQuote(): void {
    this.#quotes--;
  }

  protected add(slot: number, _at: number, _len: number, value: FieldValue): void {
    const one = this.#current;
    if (one === null) return;
    const field: Slot = FIELDS[slot];
    if (typeof value === 'string') {
      if (field === 'http.request.method') one.method = value.slice(0, MOST_METHOD);
      else if (field === 'http.host') one.host = value.slice(0, MOST_HOST);
    } else if (typeof value === 'number') this.#number(one, field, value);
    else if (value !== null && typeof value === 'object' && 'sec' in value) one.ns = value.sec * 1e9 + value.nano;
  }

  #number(one: ServiceMessage, field: Slot, value: number): void {
    switch (field) {
      case 'dns.flags.response':
        one.isResponse = value !== 0;
        break;
      case 'http.response':
        one.isResponse = true;
        break;
      case 'dns.flags.rcode':
      case 'http.response.code':
        one.code = value;
        break;
      case 'dns.qry.type':
        if (one.type < 0) one.type = value;
        break;
      case 'dns.retransmission':
        one.again = true;
        break;
      case 'dns.response_in':
      case 'dns.response_to':
      case 'http.request_in':
      case 'http.response_in':
        one.other = value;
        break;
      case 'http.request_number':
      case 'http.response_number':
        one.number = value;
    }
  }

  protected addLine(): void {}
  protected addAddress(): void {}
  protected addBytes(): void {}
}
