// The pass that looks at the TLS handshake of every connection: on the engine's own thread, in frame order, since what a segment carries depends on
// those before it. A segment of data costs a look at its columns; of a connection with TLS some ten are read again.
import { Slice } from '../base/pause';
import type { CaptureDocument } from '../document/document';
import type { Pass, PassWork } from './pass';
import { TlsFinder } from './tls-finder';
import { TlsHandshakes } from './tls-handshakes';

/** Rows between two looks at the clock. */
const ROWS_AT_ONCE = 1024;
/** In a live capture handshakes under way are looked at so often, where there are no more of them than this. */
const PREVIEW_MS = 1000;
const MOST_PREVIEWED = 1000;

export class TlsPass implements Pass {
  readonly version = 1;
  readonly handshakes = new TlsHandshakes();
  #finder: TlsFinder | null = null;
  #previewed = 0;

  async run(work: PassWork, signal: AbortSignal, progress: (done: number) => void): Promise<void> {
    const finder = (this.#finder ??= new TlsFinder(work.document, (found, rows) => this.handshakes.add(found, rows)));
    const slice = new Slice();
    const rest = async (): Promise<void> => {
      if (!slice.over) return;
      progress(finder.looked);
      await work.aside();
      await slice.giveWay();
    };
    do {
      while (finder.looked < work.rows && !signal.aborted) {
        finder.look(Math.min(work.rows, finder.looked + ROWS_AT_ONCE));
        await rest();
      }
      if (!work.growing) {
        while (finder.waiting > 0 && !signal.aborted) {
          finder.settle();
          await rest();
        }
      } else if (finder.waiting <= MOST_PREVIEWED && performance.now() - this.#previewed >= PREVIEW_MS) {
        const underWay = finder.preview();
        while (!signal.aborted && underWay.next().done !== true) await rest();
        this.#previewed = performance.now();
      }
      progress(finder.looked);
    } while (!signal.aborted && (await work.more(finder.looked)));
    // the capture may have ended while this waited for more of it
    while (finder.waiting > 0 && !signal.aborted) {
      finder.settle();
      await rest();
    }
    const again = finder.reopen();
    while (!signal.aborted && again.next().done !== true) await rest();
    if (!signal.aborted) work.document.analysis.handshakes.complete = true;
  }
}

/** For the command line: finds what handshakes tell of all connections. */
export function findHandshakes(document: CaptureDocument): void {
  if (document.analysis.handshakes.complete) return;
  const finder = new TlsFinder(document);
  finder.look(document.frames);
  while (finder.waiting > 0) finder.settle();
  document.analysis.handshakes.complete = true;
}
