// What response times ask of a frame: its messages of DNS and HTTP, those that answer one with the method and host of their request. They go
// back to the engine with the block, packed into numbers.
import { FrameDissector } from '../../dissect/dissect';
import { ServiceSink, type ServiceMessage } from '../../dissect/service-messages';
import { DEFAULT_OPTIONS } from '../answers/row-options';
import { reportBug } from '../base/bug-log';
import type { FrameView } from '../document/frame-view';
import type { RowTest } from './row-decider';

/** What is counted of a message; `ns` null: a request without a response. */
export type CountedMessage = Pick<ServiceMessage, 'service' | 'ns' | 'type' | 'code' | 'method' | 'host'>;

export class ResponseTest implements RowTest {
  readonly #frames: FrameView;
  readonly #sink = new ServiceSink();
  readonly #dissector = new FrameDissector(DEFAULT_OPTIONS, this.#sink, reportBug);
  /** reads requests again, for the methods and hosts of their responses: the last one that was looked at */
  readonly #requestSink = new ServiceSink();
  readonly #requestDissector = new FrameDissector(DEFAULT_OPTIONS, this.#requestSink, reportBug);
  #request = { frame: 0, messages: [] as readonly ServiceMessage[] };
  #words: number[] = [];

  constructor(frames: FrameView) {
    this.#frames = frames;
  }

  before(): void {
    this.#words = [];
    this.#frames.previousTimes = false;
  }

  test(row: number): boolean {
    this.#dissector.dissect(this.#frames.bytes(row), this.#frames.context(row));
    const { found } = this.#sink;
    for (const one of found) {
      if (one.isResponse ? one.ns === null : !this.#isUnanswered(row, one)) continue;
      packMessage(this.#words, row, one.isResponse && one.service === 'http' ? this.#withRequest(one) : one);
    }
    return found.length > 0;
  }

  found(): Uint32Array<ArrayBuffer> {
    return Uint32Array.from(this.#words);
  }

  /** The table of datagrams knows of those, too, that were cut off before their fields could tell; of DNS in TLS nothing is known. */
  #isUnanswered(row: number, { service, other, again, number }: ServiceMessage): boolean {
    if (service === 'http') return number > 0 && other === 0;
    const { dnsMessages, dnsInStreams } = this.#frames.analysis;
    const link = dnsMessages.of(row);
    if (link !== null) return !link.again && link.other === 0;
    return dnsInStreams.has(row) && !again && other === 0;
  }

  #withRequest(response: ServiceMessage): ServiceMessage {
    const { other, number } = response;
    if (other === 0) return response;
    if (this.#request.frame !== other) {
      this.#requestDissector.dissect(this.#frames.bytes(other - 1), this.#frames.context(other - 1));
      this.#request = { frame: other, messages: this.#requestSink.found };
    }
    const request = this.#request.messages.find((one) => !one.isResponse && one.number === number);
    return request ? { ...response, method: request.method, host: request.host } : response;
  }
}

const SERVICES = ['dns', 'http'] as const;
const float = new Float64Array(1);
const halves = new Uint32Array(float.buffer);

/** Row, service, time as a double, type and code (one more than they are), length of method and host, then a number a character. */
export function packMessage(words: number[], row: number, message: CountedMessage): void {
  const { service, ns, type, code, method, host } = message;
  float[0] = ns ?? NaN;
  words.push(row, SERVICES.indexOf(service), halves[0], halves[1], type + 1, code + 1, method.length, host.length);
  for (const text of [method, host]) for (let i = 0; i < text.length; i++) words.push(text.charCodeAt(i));
}

/** Gives `each` what `packMessage` has put together. */
export function unpackMessages(words: Uint32Array, each: (row: number, message: CountedMessage) => void): void {
  for (let at = 0; at + 8 <= words.length;) {
    const [row, service, low, high, type, code, methodLen, hostLen] = words.subarray(at, at + 8);
    at += 8;
    const method = String.fromCharCode(...words.subarray(at, at + methodLen));
    const host = String.fromCharCode(...words.subarray(at + methodLen, at + methodLen + hostLen));
    at += methodLen + hostLen;
    halves.set([low, high]);
    const ns = Number.isNaN(float[0]) ? null : float[0];
    each(row, { service: SERVICES[service], ns, type: type - 1, code: code - 1, method, host });
  }
}
