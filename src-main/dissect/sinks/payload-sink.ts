// Keeps the payload of the innermost TCP segment of a frame, and nothing else: for whoever puts streams together.
import { registry } from '../protocols/registry';
import type { Field } from '../contract/fields';
import { ChosenFields } from './chosen-fields';

const PAYLOAD = registry.field('tcp.payload') as Field;

export class PayloadSink extends ChosenFields {
  readonly detail = false;
  /** of the frame dissected last: a view into its bytes, or into those that it was put together from; null: it carries none */
  payload: Uint8Array | null = null;
  private quotes = 0;

  constructor() {
    super([PAYLOAD]);
  }

  begin(bytes: Uint8Array): void {
    this.frame = bytes;
    this.payload = null;
    this.quotes = 0;
  }

  protected add(): void {}
  protected addLine(): void {}
  protected addBytes(_slot: number, at: number, len: number): void {
    if (this.quotes === 0) this.payload = this.frame.subarray(at, at + len);
  }
  override beginQuote(): void {
    this.quotes++;
  }
  override endQuote(): void {
    this.quotes--;
  }
}
