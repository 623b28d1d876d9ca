// What the expert pass asks of a frame: its notes. They are collected as pairs, and go back to the engine with the block.
import { FrameDissector } from '../../dissect/dissect';
import { NOTE_KINDS, NoteSink } from '../../dissect/expert-notes';
import { DEFAULT_OPTIONS } from '../answers/row-options';
import { reportBug } from '../base/bug-log';
import type { FrameView } from '../document/frame-view';
import type { RowTest } from './row-decider';

const NEEDS_PREVIOUS = NOTE_KINDS.some(({ field }) => field.needsPrevious);

export class NoteTest implements RowTest {
  readonly #frames: FrameView;
  readonly #sink = new NoteSink();
  readonly #dissector = new FrameDissector(DEFAULT_OPTIONS, this.#sink, reportBug);
  #pairs: number[] = [];

  constructor(frames: FrameView) {
    this.#frames = frames;
  }

  before(): void {
    this.#pairs = [];
    this.#frames.previousTimes = NEEDS_PREVIOUS;
  }

  test(row: number): boolean {
    this.#dissector.dissect(this.#frames.bytes(row), this.#frames.context(row));
    const { found } = this.#sink;
    for (const kind of found) this.#pairs.push(row, kind);
    return found.length > 0;
  }

  found(): Uint32Array<ArrayBuffer> {
    return Uint32Array.from(this.#pairs);
  }
}
