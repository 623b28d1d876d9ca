// What the pass of names asks of a frame: which names it proves. They go back to the engine with the block, packed into numbers.
import { FrameDissector } from '../../dissect/dissect';
import { NameSink, type ProvenName } from '../../dissect/name-proofs';
import { NAME_PROOFS } from '../../ipc/contracts/names-contract';
import { DEFAULT_OPTIONS } from '../answers/row-options';
import { reportBug } from '../base/bug-log';
import type { FrameView } from '../document/frame-view';
import type { RowTest } from './row-decider';

export class NameTest implements RowTest {
  readonly #frames: FrameView;
  readonly #sink = new NameSink();
  readonly #dissector = new FrameDissector(DEFAULT_OPTIONS, this.#sink, reportBug);
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
    for (const one of found) packName(this.#words, row, one);
    return found.length > 0;
  }

  found(): Uint32Array<ArrayBuffer> {
    return Uint32Array.from(this.#words);
  }
}

/** Row, kind of proof, length of the address, length of the name, then a number a byte of the address and a character of the name. */
export function packName(words: number[], row: number, { by, address, name }: ProvenName): void {
  words.push(row, NAME_PROOFS.indexOf(by), address.length, name.length);
  for (const byte of address) words.push(byte);
  for (let i = 0; i < name.length; i++) words.push(name.charCodeAt(i));
}

/** Gives `each` what `packName` has put together. */
export function unpackNames(words: Uint32Array, each: (row: number, proof: ProvenName) => void): void {
  for (let at = 0; at + 4 <= words.length;) {
    const [row, by, addressLen, nameLen] = words.subarray(at, at + 4);
    const address = Uint8Array.from(words.subarray(at + 4, at + 4 + addressLen));
    const name = String.fromCharCode(...words.subarray(at + 4 + addressLen, at + 4 + addressLen + nameLen));
    each(row, { by: NAME_PROOFS[by], address, name });
    at += 4 + addressLen + nameLen;
  }
}
