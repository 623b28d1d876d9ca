// Comments on packets and on the capture: the dialog that writes them, and the way from one commented packet to the next.
import { t } from '../i18n.svelte';
import type { Parts } from '../parts';
import { toasts } from '../toasts.svelte';

/** Packets with a comment. */
const COMMENTED = 'frame.comment';

export class Comments {
  readonly #with: Pick<Parts, 'engine' | 'selection' | 'session'>;
  /** what the dialog is about: a packet, or (`frame` null) the capture; null: no dialog */
  asked = $state.raw<{ frame: number | null; comments: readonly string[] } | null>(null);

  constructor(parts: Pick<Parts, 'engine' | 'selection' | 'session'>) {
    this.#with = parts;
    parts.engine.onConnect(() => (this.asked = null));
  }

  /** Opens the dialog for a packet. */
  async onPacket(frame = this.#with.selection.frame): Promise<void> {
    if (frame > 0) await this.#open(frame);
  }

  onCapture(): Promise<void> {
    return this.#open(null);
  }

  async #open(frame: number | null): Promise<void> {
    try {
      this.asked = { frame, comments: await this.#with.engine.request('comments', { frame }) };
    } catch (error) {
      this.#with.session.report(error);
    }
  }

  /** Writes them in place of those there are; empty ones are none. */
  async save(frame: number | null, comments: readonly string[]): Promise<void> {
    try {
      const written = comments.map((text) => text.trim()).filter((text) => text !== '');
      const taken = await this.#with.engine.request('setComments', { frame, comments: written });
      if (!taken) return toasts.show(t('comments.tooMany'));
      this.asked = null;
      this.#with.selection.refresh();
    } catch (error) {
      this.#with.session.report(error);
    }
  }

  /** Selects the displayed packet with a comment that comes next, from the other end on where none does. */
  async next(backward: boolean): Promise<void> {
    const source = { text: COMMENTED, macros: [], frame: 0 };
    const from = this.#with.selection.frame;
    try {
      const found = await this.#with.engine.request('find', {
        what: { by: 'filter', source },
        ...{ from, backward, wrap: true },
      });
      if (found.ok && found.hit) this.#with.selection.selectFrame(found.hit.frame);
      else toasts.show(t('comments.none'));
    } catch (error) {
      this.#with.session.report(error);
    }
  }
}
