// Keeps which protocols a frame has, one inside the other, and nothing of what they say: for the protocol hierarchy. What an ICMP error
// quotes is a part of the error; where a dissection ended too early, that stands at the end, as in the tree.
import type { Field } from '../contract/fields';
import type { LayerMode } from '../contract/protocol';
import { QuietSink } from './quiet-sink';

export class PathSink extends QuietSink {
  readonly detail = false;
  /** the protocols of the frame dissected last, the outermost first */
  readonly path: Field[] = [];
  readonly #verdicts: Field[] = [];
  #quotes = 0;

  wants(): boolean {
    return false;
  }
  wantsAny(): boolean {
    return false;
  }
  modeOf(): LayerMode {
    return 'read';
  }
  begin(): void {
    this.path.length = this.#verdicts.length = this.#quotes = 0;
  }
  source(): void {}
  override enter(field: Field, _at: number, _len: number, inside: boolean): void {
    if (!inside && this.#quotes === 0) this.path.push(field);
  }
  override beginQuote(): void {
    this.#quotes++;
  }
  override endQuote(): void {
    this.#quotes--;
  }
  override verdict(field: Field): void {
    this.#verdicts.push(field);
  }

  /** To be called behind the frame. */
  finish(): readonly Field[] {
    this.path.push(...this.#verdicts);
    return this.path;
  }
}
