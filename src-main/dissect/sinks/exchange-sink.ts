// Tells of each message of HTTP in a frame what it asks, or answers: for whoever joins requests and responses.
import { registry } from '../protocols/registry';
import type { Field, FieldValue } from '../contract/fields';
import { ChosenFields } from './chosen-fields';

const FIELDS = ['http.request.method', 'http.response.code'].map((name) => registry.field(name) as Field);

export class ExchangeSink extends ChosenFields {
  readonly detail = false;

  constructor(
    private readonly asked: (method: string) => void,
    private readonly answered: (code: number) => void,
  ) {
    super(FIELDS);
  }

  begin(bytes: Uint8Array): void {
    this.frame = bytes;
  }

  protected add(slot: number, _at: number, _len: number, value: FieldValue): void {
    if (slot === 0) this.asked(typeof value === 'string' ? value : '');
    else this.answered(Number(value));
  }
  protected addLine(): void {}
  protected addAddress(): void {}
  protected addBytes(): void {}
}
