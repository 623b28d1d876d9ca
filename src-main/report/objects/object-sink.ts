// What the messages of HTTP in a frame say of themselves, and their contents: put together and unpacked as the dissector does it.
import type { Field, FieldGroup } from '../../dissect/contract/fields';
import type { LayerMode } from '../../dissect/contract/protocol';
import { registry } from '../../dissect/protocols/registry';
import { layerModes } from '../../dissect/sinks/layer-modes';
import { QuietSink } from '../../dissect/sinks/quiet-sink';

const NAMES = {
  method: 'http.request.method',
  uri: 'http.request.uri',
  host: 'http.host',
  type: 'http.content_type',
  code: 'http.response.code',
  length: 'http.content_length',
  request: 'http.request_in',
  content: 'http.file_data',
} as const;
const FIELDS = Object.values(NAMES).map((name) => registry.field(name) as Field);
const SLOTS = new Map(FIELDS.map((field, i) => [field.id, Object.keys(NAMES)[i] as keyof typeof NAMES]));
const HTTP = registry.line((registry.protocol('http') as NonNullable<ReturnType<typeof registry.protocol>>).protocol);

export interface HttpMessage {
  method: string;
  uri: string;
  host: string;
  type: string;
  /** 0: a request */
  code: number;
  /** as the message announces it, -1: not at all */
  length: number;
  /** frame of the request that a response answers, 0: not known */
  request: number;
  /** a view, good until the next frame; null: it has none */
  content: Uint8Array | null;
}

export class ObjectSink extends QuietSink {
  readonly detail = false;
  /** messages of the frame dissected last */
  readonly messages: HttpMessage[] = [];
  readonly #modes = layerModes(FIELDS);
  #bytes: Uint8Array = new Uint8Array(0);

  wants(field: Field): boolean {
    return SLOTS.has(field.id);
  }
  wantsAny({ fields }: FieldGroup): boolean {
    return fields.some((field) => SLOTS.has(field.id));
  }
  modeOf(line: Field): LayerMode {
    return this.#modes[line.id];
  }
  begin(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.messages.length = 0;
  }
  source(_number: number, bytes: Uint8Array): void {
    this.#bytes = bytes;
  }

  override enter(field: Field): void {
    if (field !== HTTP) return;
    this.messages.push({ method: '', uri: '', host: '', type: '', code: 0, length: -1, request: 0, content: null });
  }
  override string(field: Field, at: number, len: number, value: string): void {
    const message = this.messages.at(-1);
    const slot = SLOTS.get(field.id);
    if (message === undefined || slot === undefined) return;
    if (slot === 'content') message.content = this.#bytes.subarray(at, at + len);
    else if (slot === 'method' || slot === 'uri' || slot === 'host' || slot === 'type') message[slot] ||= value;
  }
  override uint(field: Field, _at: number, _len: number, value: number): void {
    this.#number(field, value);
  }
  override uint64(field: Field, _at: number, _len: number, value: bigint): void {
    this.#number(field, Number(value));
  }
  override generated(field: Field, _at: number, _len: number, value: number | string): void {
    if (typeof value === 'number') this.#number(field, value);
  }

  #number(field: Field, value: number): void {
    const message = this.messages.at(-1);
    const slot = SLOTS.get(field.id);
    if (message !== undefined && (slot === 'code' || slot === 'length' || slot === 'request')) message[slot] = value;
  }
}
