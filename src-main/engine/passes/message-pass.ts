// The pass that finds the messages of TCP streams which span segments. It goes over the columns on the engine's own thread, in frame order: what a
// segment carries depends on all that its stream carried before.
import { MessageFinder } from '../document/messages/message-finder';
import type { DtlsOpenings } from '../document/tls/dtls-openings';
import type { TlsOpenings } from '../document/tls/tls-openings';
import type { Pass, PassWork } from './pass';

export class MessagePass implements Pass {
  readonly version = 1;
  readonly behind = ['tls'] as const;
  #finder: MessageFinder | null = null;

  /** what became of the TLS connections of which there are keys; null: the pass has not begun */
  get openings(): TlsOpenings | null {
    return this.#finder?.decrypted.openings ?? null;
  }

  /** the connections of DTLS, and what became of them; null: the pass has not begun */
  get datagrams(): DtlsOpenings | null {
    return this.#finder?.datagrams ?? null;
  }

  async run(work: PassWork, signal: AbortSignal, progress: (done: number) => void): Promise<void> {
    const finder = (this.#finder ??= new MessageFinder(work.document));
    do {
      await finder.look(
        () => signal.aborted,
        () => {
          progress(finder.looked);
          return work.aside();
        },
      );
      progress(finder.looked);
    } while (await work.more(finder.looked));
  }
}
