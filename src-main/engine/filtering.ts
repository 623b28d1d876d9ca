// The displayed list of an open capture, and the filter that makes it.
import type { EngineRequests } from '../ipc/engine-contract';
import type { FilterSource, FilterStatus, FilterVerdict } from '../ipc/filter-contract';
import type { CaptureDocument } from './document';
import { AllRows, type PacketList, type ShownRows } from './shown-rows';

export class Filtering implements PacketList {
  list = 1;
  shown: ShownRows;
  readonly #document: CaptureDocument;

  constructor(document: CaptureDocument) {
    this.#document = document;
    this.shown = new AllRows(document.columns);
  }

  check(_source: FilterSource): FilterVerdict {
    return { ok: true, advice: [] };
  }

  set(_source: FilterSource): FilterVerdict {
    return { ok: true, advice: [] };
  }

  cancel(): void {
    // nothing runs
  }

  countMatches(sources: readonly FilterSource[]): (number | null)[] {
    return sources.map(() => null);
  }

  find(_args: EngineRequests['find']['args']): EngineRequests['find']['answer'] {
    return { ok: true, hit: null };
  }

  status(): FilterStatus {
    const total = this.#document.frames;
    return {
      list: this.list,
      shown: '',
      matched: this.shown.count,
      running: null,
      scanned: total,
      total,
      elapsedMs: 0,
      partial: false,
      problem: null,
    };
  }
}
