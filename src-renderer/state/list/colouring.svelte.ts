// Which rules colour the packet list: those that are kept, and in front of them colours of single conversations for the time being. The
// engine matches them; what a row matched it says by the number of the set of rules and the place in it.
import { untrack } from 'svelte';
import { DEFAULT_COLOUR_RULES } from '../../../src-main/ipc/colour-defaults';
import { MOST_TEMPORARY, type ColourRule, type OwnColours } from '../../../src-main/ipc/contracts/colour-contract';
import type { PaletteColour } from '../../../src-main/ipc/rule-palette';
import { CONVERSATION_LAYERS, conversationFilter } from '../../format/conversation-filter';
import { cssOf } from '../../format/rule-colours';
import { t } from '../i18n.svelte';
import type { Parts } from '../parts';
import { toasts } from '../toasts.svelte';

/** Colours of conversations, in the order of their keys. */
export const TEMPORARY_COLOURS: readonly PaletteColour[] = ['blue', 'green', 'orange', 'violet', 'cyan', 'pink'];
/** Sets of rules that rows on the screen may still be of. */
const KEPT_SETS = 4;

type ColouringParts = Pick<Parts, 'engine' | 'selection' | 'session'> & {
  preferences: Pick<Parts['preferences'], 'now'> & { isOn(name: 'colourRows'): boolean };
};

export class Colouring {
  readonly #with: ColouringParts;
  /** filters by place in `TEMPORARY_COLOURS`; empty: none */
  temporary = $state.raw<readonly string[]>(Array.from({ length: MOST_TEMPORARY }, () => ''));
  /** number of the set that the engine colours with now */
  applied = $state(0);
  #connections = $state(0);
  #last = 0;
  #sets: readonly { id: number; rules: readonly ColourRule[] }[] = [];

  readonly kept = $derived.by<readonly ColourRule[]>(
    () => this.#with.preferences.now.colourRules ?? DEFAULT_COLOUR_RULES,
  );
  /** those that colour, the first one that matches wins */
  readonly rules = $derived.by<readonly ColourRule[]>(() => {
    if (!this.#with.preferences.isOn('colourRows')) return [];
    const now = this.temporary.map((filter, i) => ({
      name: `Conversation ${i + 1}`,
      filter,
      on: filter !== '',
      colour: TEMPORARY_COLOURS[i],
    }));
    return [...now, ...this.kept].filter(({ on }) => on);
  });

  constructor(parts: ColouringParts) {
    this.#with = parts;
  }

  listen(): void {
    this.#with.engine.onConnect(() => this.#connections++);
  }

  /** Tells the engine the rules. To be called in an effect: it follows all that they depend on. */
  send(): void {
    const { rules } = this;
    const { filterMacros } = this.#with.preferences.now;
    if (this.#connections > 0) untrack(() => void this.#send(rules, [...filterMacros]));
  }

  async #send(rules: readonly ColourRule[], macros: { name: string; text: string }[]): Promise<void> {
    const id = ++this.#last;
    this.#sets = [...this.#sets, { id, rules }].slice(-KEPT_SETS);
    const matched = rules.map(({ name, filter }) => ({ name, filter }));
    try {
      await this.#with.engine.request('setColouring', { id, rules: matched, macros });
      this.applied = id;
    } catch (error) {
      this.#with.session.report(error);
    }
  }

  /** Colours of a row that matched rule `rule` of set `id`; null: none. */
  coloursOf(id: number, rule: number): OwnColours | null {
    const found = rule < 0 ? undefined : this.#sets.find((one) => one.id === id)?.rules[rule];
    return found ? cssOf(found.colour) : null;
  }

  /** Gives the conversation of a packet, on its innermost layer, one of the colours for the time being. */
  async colourConversation(at: number, frame = this.#with.selection.frame): Promise<void> {
    if (frame === 0) return;
    try {
      const detail = await this.#with.engine.request('packetDetail', { frame });
      const filter = CONVERSATION_LAYERS.map((layer) => conversationFilter(detail, layer)).findLast(
        (one) => one !== '',
      );
      if (filter === undefined) return toasts.show(t('packets.menu.noConversation'));
      // one conversation has one colour
      this.temporary = this.temporary.map((one, i) => (i === at ? filter : one === filter ? '' : one));
    } catch (error) {
      this.#with.session.report(error);
    }
  }

  forgetTemporary(): void {
    this.temporary = this.temporary.map(() => '');
  }
}
