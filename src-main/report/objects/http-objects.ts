// What was transferred by HTTP/1.x: the contents of requests and responses, one after another.
import { dissectGuarded, type BugReport } from '../../dissect/dissect';
import type { Rows } from '../export-packets';
import type { PacketSource } from '../packet-source';
import { ObjectSink, type HttpMessage } from './object-sink';
import { objectName } from './object-name';

export interface HttpObject {
  /** packet that completes the message */
  packet: number;
  host: string;
  uri: string;
  /** Content-Type, as sent */
  type: string;
  /** status code; 0: it was sent to the server */
  code: number;
  /** less is there than was announced */
  cut: boolean;
  /** a file name that is safe, and no other object's */
  name: string;
  /** a view, good until the next one */
  content: Uint8Array;
}

const OPTIONS = { checkChecksums: false, relativeSequenceNumbers: true };
/** Requests whose target is kept, for their responses. */
const MOST_KEPT = 10_000;

/** Objects of `rows`, in that order; messages of streams must have been put together. */
export async function* httpObjects(source: PacketSource, rows: Rows, report: BugReport): AsyncGenerator<HttpObject> {
  const sink = new ObjectSink();
  const requests = new Requests(source, report);
  for await (const part of rows)
    for (let i = 0; i < part.length; i++) {
      const packet = part[i] + 1;
      // a copy: the request is read through the same window
      dissectGuarded(source.bytes(part[i]).slice(), source.context(part[i]), OPTIONS, sink, report);
      for (const [index, message] of sink.messages.entries()) {
        const asked = message.code === 0 ? message : requests.next(message.request);
        const { content, type, code, length, method } = message;
        // what belongs to no message is nothing that anybody has asked for or sent by name
        if (content === null || (code === 0 && method === '')) continue;
        const { uri = '', host = '' } = asked ?? {};
        const name = objectName(packet, index, uri, type);
        // what was unpacked or put together of chunks has another length than was announced
        yield { packet, host, uri, type, code, cut: content.length < length && content.length > 0, name, content };
      }
    }
}

/** The requests of other frames, for the names of what answers them. */
class Requests {
  readonly #sink = new ObjectSink();
  /** by frame: its requests that nobody has asked for yet */
  readonly #kept = new Map<number, Pick<HttpMessage, 'uri' | 'host'>[]>();

  constructor(
    readonly source: PacketSource,
    readonly report: BugReport,
  ) {}

  /** Responses come in the order of their requests: each takes the next one of the frame. */
  next(frame: number): Pick<HttpMessage, 'uri' | 'host'> | null {
    if (frame < 1 || frame > this.source.columns.count) return null;
    let found = this.#kept.get(frame);
    if (found === undefined) {
      dissectGuarded(this.source.bytes(frame - 1), this.source.context(frame - 1), OPTIONS, this.#sink, this.report);
      found = this.#sink.messages.filter(({ code }) => code === 0).map(({ uri, host }) => ({ uri, host }));
      if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
      this.#kept.set(frame, found);
    }
    return (found.length > 1 ? found.shift() : found[0]) ?? null;
  }
}
