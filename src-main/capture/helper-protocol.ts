// What the capture helper says: one JSON object a line, at most MAX_LINE bytes (native/capture-helper/status.h has the
// other side). The helper is ours, but its words are checked like anybody's.
import * as v from 'valibot';

export const PROTOCOL = 1;
export const MAX_LINE = 8192;

/** Why a run ended: `reason` of its last message, as native/capture-helper/reasons.c has them. */
export const REASONS = ['finished', 'signal', 'pipe', 'packets', 'seconds', 'bytes', 'lost', 'error'] as const;
export type HelperReason = (typeof REASONS)[number];

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(MAX_LINE));
const linkType = v.object({ dlt: count, linkType: count, name: text, description: text });

const message = v.variant('type', [
  v.object({ type: v.literal('hello'), protocol: count, version: text, libpcap: text }),
  v.object({
    type: v.literal('adapter'),
    name: text,
    description: text,
    network: v.boolean(),
    loopback: v.boolean(),
    up: v.boolean(),
    running: v.boolean(),
    wireless: v.boolean(),
    connection: v.picklist(['connected', 'disconnected', 'not-applicable', 'unknown']),
    hardware: text,
    mac: v.optional(text),
    addresses: v.array(v.object({ address: text, prefix: v.optional(count) })),
    moreAddresses: count,
    linkTypes: v.optional(v.nullable(v.array(linkType))),
    linkTypesProblem: v.optional(text),
    dlt: v.optional(count),
  }),
  v.object({
    type: v.literal('filter'),
    ok: v.boolean(),
    text: v.optional(text),
    at: v.optional(count),
    length: v.optional(count),
  }),
  v.object({
    type: v.literal('device'),
    device: count,
    name: text,
    dlt: count,
    linkType: count,
    linkName: text,
    linkDescription: text,
    snaplen: count,
    nanoseconds: v.boolean(),
    promiscuous: v.boolean(),
  }),
  v.object({ type: v.literal('ready'), devices: count, confined: v.boolean(), text: v.optional(text) }),
  v.object({ type: v.literal('file'), name: text, number: count }),
  v.object({ type: v.literal('counts'), frames: count, bytes: count, fileBytes: count, file: count }),
  v.object({
    type: v.literal('drops'),
    device: count,
    frames: count,
    seen: v.optional(count),
    kernel: count,
    interface: count,
  }),
  v.object({ type: v.literal('lost'), device: count, kind: text, text }),
  v.object({ type: v.literal('error'), kind: text, device: v.optional(count), text }),
  v.object({ type: v.literal('done'), reason: v.picklist(REASONS) }),
]);

export type HelperMessage = v.InferOutput<typeof message>;
export type MessageOf<T extends HelperMessage['type']> = Extract<HelperMessage, { type: T }>;

/**
 * Cuts bytes into messages. `push` gives the messages that are complete; after something that is no message it gives
 * nothing any more and `fault` says what was wrong (English, for a report).
 */
export class MessageReader {
  #rest = Buffer.alloc(0);
  fault: string | null = null;

  push(bytes: Buffer): HelperMessage[] {
    const messages: HelperMessage[] = [];
    if (this.fault !== null) return messages;
    let pending = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : bytes;
    for (let end = pending.indexOf(10); end >= 0; end = pending.indexOf(10)) {
      const found = this.#parse(pending.subarray(0, end));
      if (!found) return messages;
      messages.push(found);
      pending = pending.subarray(end + 1);
    }
    if (pending.length > MAX_LINE) this.fault = `a message of more than ${MAX_LINE} bytes`;
    this.#rest = Buffer.from(pending);
    return messages;
  }

  #parse(line: Buffer): HelperMessage | null {
    if (line.length > MAX_LINE) {
      this.fault = `a message of ${line.length} bytes`;
      return null;
    }
    let value: unknown;
    try {
      value = JSON.parse(line.toString('utf8'));
    } catch {
      this.fault = `no JSON: ${JSON.stringify(line.toString('latin1').slice(0, 80))}`;
      return null;
    }
    const parsed = v.safeParse(message, value);
    if (parsed.success) return parsed.output;
    this.fault = `${parsed.issues[0].message} in ${line.toString('utf8').slice(0, 80)}`;
    return null;
  }
}
