// What a flow graph asks of a frame whose columns do not tell it: which address it goes from and to, as the packet list shows them. They go
// back to the engine put together over the block, behind the rows that have none.
import { FrameDissector } from '../../dissect/dissect';
import { NULL_SINK } from '../../dissect/contract/null-sink';
import { FlowHosts } from '../../flow/statistics/flow-hosts';
import { DEFAULT_OPTIONS } from '../answers/row-options';
import { reportBug } from '../base/bug-log';
import type { FrameView } from '../document/frame-view';
import type { RowTest } from './row-decider';

export class HostsTest implements RowTest {
  readonly #frames: FrameView;
  readonly #dissector = new FrameDissector(DEFAULT_OPTIONS, NULL_SINK, reportBug);
  readonly #hosts = new FlowHosts(0);
  #without: number[] = [];

  constructor(frames: FrameView) {
    this.#frames = frames;
  }

  before(): void {
    this.#frames.previousTimes = false;
  }

  test(row: number): boolean {
    const packet = this.#dissector.dissect(this.#frames.bytes(row), this.#frames.context(row));
    const { addressType: type, addressBytes, srcAt, dstAt } = packet;
    if (type === 'none' || srcAt < 0 || dstAt < 0) this.#without.push(row);
    else this.#hosts.add(type, addressBytes, srcAt, dstAt, row);
    return true;
  }

  found(): Uint32Array<ArrayBuffer> {
    const found = Uint32Array.from([this.#without.length, ...this.#without, ...this.#hosts.pack()]);
    this.#without = [];
    return found;
  }
}
