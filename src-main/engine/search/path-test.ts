// What the protocol hierarchy asks of a frame: which protocols it has. They go back to the engine counted over the block.
import { FrameDissector } from '../../dissect/dissect';
import { WS_FIELDS } from '../../dissect/contract/verdict-fields';
import { registry } from '../../dissect/protocols/registry';
import { PathSink } from '../../dissect/sinks/path-sink';
import { PathTree } from '../../flow/statistics/path-tree';
import { DEFAULT_OPTIONS } from '../answers/row-options';
import { reportBug } from '../base/bug-log';
import type { FrameView } from '../document/frame-view';
import type { RowTest } from './row-decider';

/** What a code of a path stands for: the same on every thread. */
export const PATH_FIELDS = [...registry.protocols.map((protocol) => registry.line(protocol)), ...WS_FIELDS];
const CODES = new Map(PATH_FIELDS.map((field, code) => [field, code]));

export class PathTest implements RowTest {
  readonly #frames: FrameView;
  readonly #sink = new PathSink();
  readonly #dissector = new FrameDissector(DEFAULT_OPTIONS, this.#sink, reportBug);
  readonly #tree = new PathTree();

  constructor(frames: FrameView) {
    this.#frames = frames;
  }

  before(): void {
    this.#frames.previousTimes = false;
  }

  test(row: number): boolean {
    this.#dissector.dissect(this.#frames.bytes(row), this.#frames.context(row));
    const path = this.#sink.finish().map((field) => CODES.get(field) ?? 0);
    this.#tree.add(path, this.#frames.analysis.columns.originalLen(row));
    return true;
  }

  found(): Uint32Array<ArrayBuffer> {
    return this.#tree.pack();
  }
}
