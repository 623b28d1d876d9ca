// The ground of all sinks that keep something: what a sink does not speak of, it drops.
import type { Message } from '../../ipc/message';
import type { Field, FieldGroup } from '../contract/fields';
import type { FieldSink, LayerMode } from '../contract/protocol';

export abstract class QuietSink implements FieldSink {
  abstract readonly detail: boolean;

  abstract wants(field: Field): boolean;
  abstract wantsAny(group: FieldGroup): boolean;
  abstract modeOf(line: Field): LayerMode;
  abstract begin(bytes: Uint8Array): void;
  abstract source(number: number, bytes: Uint8Array): void;

  uint(_field: Field, _at: number, _len: number, _value: number): void {}
  uint64(_field: Field, _at: number, _len: number, _value: bigint): void {}
  bytes(_field: Field, _at: number, _len: number): void {}
  address(_field: Field, _at: number, _len: number, _value: Uint8Array): void {}
  string(_field: Field, _at: number, _len: number, _value: string): void {}
  time(_field: Field, _at: number, _len: number, _sec: number, _nano: number): void {}
  none(_field: Field, _at: number, _len: number): void {}
  line(_name: string, _at: number, _len: number): void {}
  hidden(_field: Field, _at: number, _len: number, _value: number): void {}
  hiddenBytes(_field: Field, _at: number, _len: number): void {}
  hiddenString(_field: Field, _at: number, _len: number, _value: string): void {}
  generated(_field: Field, _at: number, _len: number, _value: number | string): void {}
  generatedTime(_field: Field, _sec: number, _nano: number): void {}
  expert(_field: Field, _at: number, _len: number): void {}
  display(_text: string): void {}
  note(_message: Message): void {}
  open(): void {}
  close(): void {}
  length(_len: number): void {}
  title(_name: string): void {}
  head(_label: string, _value: string): void {}
  sentence(_message: Message): void {}
  enter(_field: Field, _at: number, _len: number, _inside: boolean): void {}
  leave(_end: number): void {}
  beginQuote(): void {}
  endQuote(): void {}
  verdict(_field: Field, _at: number, _message: Message, _protocol: string): void {}
}
