// One selection rules all panes: frame, field, bytes and connection are views of the same thing.
import type { PacketDetail, TreeNode } from '../../src-main/ipc/contracts/engine-contract';
import type { ViewId } from '../../src-main/ipc/views';
import { findNode, innermost, nodeAt, placeOf, samePlace } from '../format/tree-walk';
import { withoutOpinion } from '../format/without-opinion';
import { isAbort } from './engine-error';
import { History } from './history';
import type { Parts } from './parts';

/** Bytes `at`…`at + len` of `PacketDetail.sources[source]`. */
export interface ByteRange {
  source: number;
  at: number;
  len: number;
}

/** How a selection came about: `walk` by arrow keys (one history entry for the whole walk), `jump` otherwise. */
export type Move = 'walk' | 'jump';

/** What a frame is selected for: some of its bytes, or the first line of its tree that fits. */
export type Sought = { at: number; len: number } | { line: (node: TreeNode) => boolean };

interface Place {
  frame: number;
  flow: number;
  tab: ViewId;
}

const HISTORY_LENGTH = 200;

export class Selection {
  readonly #with: Pick<Parts, 'engine' | 'session' | 'tabs'>;
  readonly #wantsOpinion: () => boolean;

  /** frame number from 1; 0: none */
  frame = $state(0);
  /** everything about that frame; the one before stays until the new one has arrived */
  #received = $state.raw<PacketDetail | null>(null);
  /** … as it is shown: without second opinions where nobody wants them */
  readonly detail = $derived.by(() => this.#shown(this.#received));
  /** the frame could not be dissected (the engine said why) */
  failed = $state.raw<unknown>(null);
  /** FlowRow.id of the connection; -1: none */
  flow = $state(-1);
  /** path of the selected field in `detail.tree`: child indexes joined by dots, `2.0.4`; empty: none */
  path = $state('');
  /** bytes lit in the hex view */
  bytes = $state.raw<ByteRange | null>(null);
  /** bytes under the pointer, faintly lit */
  preview = $state.raw<ByteRange | null>(null);

  /** the selected field, if any */
  readonly node = $derived<TreeNode | null>(nodeAt(this.detail?.tree ?? [], this.path));

  #history = new History<Place>(HISTORY_LENGTH, (a, b) => a.frame === b.frame && a.flow === b.flow && a.tab === b.tab);
  #historyChanged = $state(0);
  #asking: AbortController | null = null;
  #answered: Promise<void> = Promise.resolve();
  #generation = -1;
  /** what to show once the frame is here */
  #sought: Sought | null = null;

  readonly canGoBack = $derived(this.#historyChanged >= 0 && this.#history.canGoBack);
  readonly canGoForward = $derived(this.#historyChanged >= 0 && this.#history.canGoForward);

  /** @param wantsOpinion false: the field tree is shown as Wireshark would */
  constructor(parts: Pick<Parts, 'engine' | 'session' | 'tabs'>, wantsOpinion: () => boolean = () => true) {
    this.#with = parts;
    this.#wantsOpinion = wantsOpinion;
  }

  #shown(detail: PacketDetail | null): PacketDetail | null {
    return detail && !this.#wantsOpinion() ? withoutOpinion(detail) : detail;
  }

  listen(): void {
    this.#with.engine.onConnect(() => {
      if (this.#with.session.generation !== this.#generation) this.clear();
      this.#generation = this.#with.session.generation;
    });
  }

  /** What the engine says of the selected packet has changed: it is asked again. */
  refresh(): void {
    if (this.frame > 0) this.#askDetail(this.frame, null);
  }

  /** The connection of the selected packet, -1: none, once the engine has told it: a command may come right after a click. */
  async settledFlow(): Promise<number> {
    for (let waited: Promise<void> | null = null; waited !== this.#answered;) {
      waited = this.#answered;
      await waited;
    }
    return this.flow;
  }

  clear(): void {
    this.#asking?.abort();
    this.frame = 0;
    this.flow = -1;
    this.#received = null;
    this.failed = null;
    this.path = '';
    this.bytes = null;
    this.#history.clear();
    this.#historyChanged++;
  }

  /** Selects a frame everywhere; its connection follows as soon as the engine has told it, and `sought` is shown in it. */
  selectFrame(frame: number, move: Move = 'jump', sought: Sought | null = null): void {
    if (frame < 1) return;
    this.#sought = sought;
    if (frame !== this.frame) {
      this.frame = frame;
      this.#askDetail(frame, move);
    } else if (this.detail?.frame === frame) this.#light();
  }

  /** Selects a connection and, where given, one of its frames. */
  selectFlow(flow: number, frame = 0, move: Move = 'jump'): void {
    if (flow === this.flow && (frame === 0 || frame === this.frame)) return;
    this.flow = flow;
    if (frame > 0 && frame !== this.frame) {
      this.frame = frame;
      this.#askDetail(frame, move);
    } else this.#remember(move);
  }

  /** Selects a field by its path and lights its bytes. */
  selectNode(path: string): void {
    this.path = path;
    this.bytes = rangeOf(this.node);
    this.preview = null;
  }

  /** Lights the bytes of a field under the pointer; null: of none. */
  previewNode(node: TreeNode | null): void {
    this.preview = rangeOf(node);
  }

  /** Selects a byte, or one of its bits: the innermost field that covers it, or the bare byte where none does. */
  selectByte(source: number, at: number, bit = -1): void {
    const path = this.detail ? innermost(this.detail.tree, source, at, bit) : '';
    if (path) this.selectNode(path);
    else {
      this.path = '';
      this.bytes = { source, at, len: 1 };
    }
  }

  /** Shows another page, remembered in the history like any jump. */
  showTab(tab: ViewId): void {
    if (tab === this.#with.tabs.current) return;
    this.#with.tabs.show(tab);
    this.#remember('jump');
  }

  back(): void {
    this.#goTo(this.#history.back());
  }

  forward(): void {
    this.#goTo(this.#history.forward());
  }

  /** Selects the line, or lights the bytes, that the frame was selected for. */
  #light(): void {
    const sought = this.#sought;
    this.#sought = null;
    if (!sought || !this.detail) return;
    if ('line' in sought) {
      const path = findNode(this.detail.tree, sought.line);
      if (path !== '') this.selectNode(path);
      return;
    }
    this.selectNode(innermost(this.detail.tree, 0, sought.at));
    this.bytes = { source: 0, at: sought.at, len: sought.len };
  }

  #goTo(place: Place | null): void {
    this.#historyChanged++;
    if (!place) return;
    this.#with.tabs.show(place.tab);
    this.flow = place.flow;
    if (place.frame !== this.frame) {
      this.frame = place.frame;
      if (place.frame > 0) this.#askDetail(place.frame, null);
    }
  }

  #remember(move: Move): void {
    this.#history.visit({ frame: this.frame, flow: this.flow, tab: this.#with.tabs.current }, move === 'walk');
    this.#historyChanged++;
  }

  #askDetail(frame: number, move: Move | null): void {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    this.failed = null;
    if (move) this.#remember(move);
    this.#answered = this.#receiveDetail(frame, asking.signal);
  }

  async #receiveDetail(frame: number, signal: AbortSignal): Promise<void> {
    try {
      const detail = await this.#with.engine.request('packetDetail', { frame }, signal);
      // the field that was looked at stays selected while walking through the list
      const kept = this.node ? samePlace(detail.tree, placeOf(this.detail?.tree ?? [], this.path)) : '';
      this.#received = detail;
      if (detail.flow >= 0) this.flow = detail.flow;
      this.selectNode(kept);
      this.#light();
    } catch (error) {
      if (isAbort(error)) return;
      this.#received = null;
      this.failed = error;
      this.selectNode('');
    }
  }
}

function rangeOf(node: TreeNode | null): ByteRange | null {
  return node && node.source >= 0 && node.len > 0 ? { source: node.source, at: node.at, len: node.len } : null;
}
