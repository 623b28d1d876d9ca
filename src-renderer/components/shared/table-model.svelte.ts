// What a virtual table knows while it is on the screen: where it is scrolled to, which rows it has, where its cursor is.
import { untrack } from 'svelte';
import { PageCache, type LoadRows } from './page-cache';
import type { PickKind } from '../../format/frame-ranges';
import * as map from './scroll-map';

export interface TableModelOptions<Row> {
  total: () => number;
  rowHeight: () => number;
  load: () => LoadRows<Row>;
  /** the cursor was moved here, by `walk` (keys) or `jump` (mouse); called once the row is known */
  onSelect: (index: number, row: Row, move: 'walk' | 'jump', pick: PickKind) => void;
  onError: (error: unknown) => void;
}

/** A row to draw. Slots are reused while scrolling, so that the DOM is changed and not rebuilt. */
export interface Slot<Row> {
  index: number;
  row: Row | undefined;
  /** px below the top of the view */
  y: number;
}

/** rows fetched beyond the screen, either way */
const AHEAD = 64;

export class TableModel<Row> {
  readonly #options: TableModelOptions<Row>;
  readonly #cache: PageCache<Row>;
  #arrivals = $state(0);
  #pendingSelect: { index: number; move: 'walk' | 'jump'; pick: PickKind } | null = null;
  #view = $state(0);
  /** what the view was when it was measured last: its row height, and whether the cursor was in it */
  #measured = { rowHeight: 0, hadCursor: false };

  /** real px above the view */
  top = $state(0);
  /** row index of the cursor; -1: none */
  cursor = $state(-1);

  readonly geometry = $derived<map.ScrollGeometry>(this.#geometry());
  readonly space = $derived(map.spaceHeight(this.geometry));
  readonly shortened = $derived(map.isShortened(this.geometry));
  readonly visible = $derived(map.visibleRows(this.geometry, this.top));
  readonly slots = $derived(this.#slots());

  /** px of rows on the screen */
  get view(): number {
    return this.#view;
  }

  /** Measured anew. A cursor that was in view stays there, however small the view has become or high its rows. */
  set view(px: number) {
    untrack(() => {
      const { rowHeight } = this.geometry;
      const { rowHeight: before, hadCursor } = this.#measured;
      // where there was nothing to see (a pane that was folded), it is as it was before that
      const has =
        this.#view > 0 ? map.isInView(this.#view, (this.top / rowHeight) * before, this.cursor, before) : hadCursor;
      this.#measured = { rowHeight, hadCursor: has };
      this.#view = px;
      if (has && px > 0) this.reveal(this.cursor);
    });
  }

  constructor(options: TableModelOptions<Row>) {
    this.#options = options;
    this.#cache = new PageCache<Row>({
      load: (from, count, signal) => options.load()(from, count, signal),
      onArrival: () => this.#arrived(),
      onError: options.onError,
    });
  }

  #geometry(): map.ScrollGeometry {
    return { rows: this.#options.total(), rowHeight: this.#options.rowHeight(), view: this.view };
  }

  #slots(): Slot<Row>[] {
    void this.#arrivals;
    const { first, end } = this.visible;
    const { rowHeight, view } = this.geometry;
    const count = Math.min(Math.ceil(view / rowHeight) + 1, Math.max(0, this.geometry.rows));
    const slots: Slot<Row>[] = [];
    for (let slot = 0; slot < count; slot++) {
      const index = first + ((((slot - first) % count) + count) % count);
      const shown = index < end;
      slots.push({
        index: shown ? index : -1,
        row: shown ? this.#cache.row(index) : undefined,
        y: index * rowHeight - this.top,
      });
    }
    return slots;
  }

  /** A row that is here, or undefined. */
  row(index: number): Row | undefined {
    void this.#arrivals;
    return this.#cache.row(index);
  }

  /** Asks for what is on the screen. To be called in an effect: it follows scrolling and growth. */
  fetch(): void {
    const { first, end } = this.visible;
    let [from, to] = [first - AHEAD, end + AHEAD];
    // a select that waits for its row keeps that row's page wanted
    if (this.#pendingSelect && (this.#pendingSelect.index < from || this.#pendingSelect.index >= to))
      [from, to] = [this.#pendingSelect.index, this.#pendingSelect.index + 1];
    this.#cache.want(from, to, this.geometry.rows);
  }

  /** Rows have another order or content now. */
  invalidate(): void {
    this.#cache.invalidate();
    this.fetch();
  }

  dispose(): void {
    this.#cache.clear();
  }

  /** The last row is on the screen, whole. */
  get atEnd(): boolean {
    return this.top >= map.maxTop(this.geometry) - 1;
  }

  scrollToEnd(): void {
    this.top = map.maxTop(this.geometry);
  }

  scrollTo(top: number): void {
    this.top = map.clampTop(this.geometry, top);
  }

  scrollBy(px: number): void {
    this.scrollTo(this.top + px);
  }

  /** The scroll bar (or the browser's own wheel handling) has moved. */
  scrolled(scrollTop: number): void {
    this.top = map.topOfScroll(this.geometry, scrollTop);
  }

  /** Where the scroll bar belongs. */
  get scrollTop(): number {
    return map.scrollOfTop(this.geometry, this.top);
  }

  reveal(index: number): void {
    if (index >= 0) this.top = map.topToReveal(this.geometry, this.top, index);
  }

  /** Puts the cursor on a row, shows it, and tells the owner as soon as the row is known. */
  select(index: number, move: 'walk' | 'jump', pick: PickKind = 'only'): void {
    const { rows } = this.geometry;
    if (rows === 0) return;
    this.cursor = Math.min(Math.max(0, index), rows - 1);
    this.reveal(this.cursor);
    this.#pendingSelect = { index: this.cursor, move, pick };
    this.fetch();
    this.#tellSelect();
  }

  /** Moves the cursor by rows, pages or to an end. Answers whether the key meant something. */
  key(key: string, pick: PickKind = 'only'): boolean {
    const page = Math.max(1, Math.floor(this.view / this.geometry.rowHeight) - 1);
    const last = this.geometry.rows - 1;
    const steps: Record<string, number> = {
      ArrowUp: this.cursor - 1,
      ArrowDown: this.cursor + 1,
      PageUp: this.cursor - page,
      PageDown: this.cursor + page,
      Home: 0,
      End: last,
    };
    if (!(key in steps)) return false;
    this.select(steps[key], 'walk', pick);
    return true;
  }

  #arrived(): void {
    this.#arrivals++;
    this.#tellSelect();
  }

  #tellSelect(): void {
    const pending = this.#pendingSelect;
    const row = pending ? this.#cache.row(pending.index) : undefined;
    if (!pending || row === undefined) return;
    this.#pendingSelect = null;
    this.#options.onSelect(pending.index, row, pending.move, pending.pick);
  }
}
