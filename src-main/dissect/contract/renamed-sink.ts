// Hands all on under other names: what two protocols have in common is dissected once, and each has its own fields for it.
import type { Message } from '../../ipc/message';
import type { Field, FieldGroup } from './fields';
import type { FieldSink, LayerMode } from './protocol';

/** By the id of a field: the one that stands for it. A field without one keeps its name. */
export type Names = readonly (Field | undefined)[];

export class RenamedSink implements FieldSink {
  readonly detail: boolean;
  readonly #to: FieldSink;
  readonly #names: Names;

  constructor(to: FieldSink, names: Names) {
    this.#to = to;
    this.#names = names;
    this.detail = to.detail;
  }

  #of(field: Field): Field {
    return this.#names[field.id] ?? field;
  }

  wants(field: Field): boolean {
    return this.#to.wants(this.#of(field));
  }
  wantsAny(group: FieldGroup): boolean {
    return group.fields.some((field) => this.wants(field));
  }
  modeOf(line: Field): LayerMode {
    return this.#to.modeOf(line);
  }

  uint(field: Field, at: number, len: number, value: number): void {
    this.#to.uint(this.#of(field), at, len, value);
  }
  uint64(field: Field, at: number, len: number, value: bigint): void {
    this.#to.uint64(this.#of(field), at, len, value);
  }
  bytes(field: Field, at: number, len: number): void {
    this.#to.bytes(this.#of(field), at, len);
  }
  address(field: Field, at: number, len: number, value: Uint8Array): void {
    this.#to.address(this.#of(field), at, len, value);
  }
  string(field: Field, at: number, len: number, value: string): void {
    this.#to.string(this.#of(field), at, len, value);
  }
  time(field: Field, at: number, len: number, sec: number, nano: number): void {
    this.#to.time(this.#of(field), at, len, sec, nano);
  }
  none(field: Field, at: number, len: number): void {
    this.#to.none(this.#of(field), at, len);
  }
  line(name: string, at: number, len: number): void {
    this.#to.line(name, at, len);
  }
  hidden(field: Field, at: number, len: number, value: number): void {
    this.#to.hidden(this.#of(field), at, len, value);
  }
  hiddenBytes(field: Field, at: number, len: number): void {
    this.#to.hiddenBytes(this.#of(field), at, len);
  }
  hiddenString(field: Field, at: number, len: number, value: string): void {
    this.#to.hiddenString(this.#of(field), at, len, value);
  }
  generated(field: Field, at: number, len: number, value: number | string): void {
    this.#to.generated(this.#of(field), at, len, value);
  }
  generatedTime(field: Field, sec: number, nano: number): void {
    this.#to.generatedTime(this.#of(field), sec, nano);
  }
  expert(field: Field, at: number, len: number): void {
    this.#to.expert(this.#of(field), at, len);
  }
  display(text: string): void {
    this.#to.display(text);
  }
  note(message: Message): void {
    this.#to.note(message);
  }
  open(): void {
    this.#to.open();
  }
  close(): void {
    this.#to.close();
  }
  length(len: number): void {
    this.#to.length(len);
  }
  title(name: string): void {
    this.#to.title(name);
  }
  head(label: string, value: string): void {
    this.#to.head(label, value);
  }
  sentence(message: Message): void {
    this.#to.sentence(message);
  }
  begin(bytes: Uint8Array): void {
    this.#to.begin(bytes);
  }
  source(number: number, bytes: Uint8Array): void {
    this.#to.source(number, bytes);
  }
  enter(field: Field, at: number, len: number, inside: boolean): void {
    this.#to.enter(field, at, len, inside);
  }
  leave(end: number): void {
    this.#to.leave(end);
  }
  beginQuote(): void {
    this.#to.beginQuote();
  }
  endQuote(): void {
    this.#to.endQuote();
  }
  verdict(field: Field, at: number, message: Message, protocol: string): void {
    this.#to.verdict(field, at, message, protocol);
  }
}
