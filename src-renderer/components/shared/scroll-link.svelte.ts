// Ties the scroll bar of an element to what a TableModel says is in view, both ways. Packet list, connections and timeline use it.
import type { TableModel } from './table-model.svelte';

const LINE_PX = 40; // a wheel that reports lines

type Scrolled = Pick<TableModel<unknown>, 'shortened' | 'view' | 'atEnd' | 'scrollTop' | 'scrolled' | 'scrollBy'>;

export class ScrollLink {
  /** what scrolls; set by `bind:this` */
  element = $state<HTMLElement>();
  readonly #model: Scrolled;
  /** position that we have set: its event is no news */
  #lastSet = NaN;

  constructor(model: Scrolled) {
    this.#model = model;
  }

  /** Puts the scroll bar where the model's view is. To be called in an effect. */
  place(): void {
    const target = this.#model.scrollTop;
    if (!this.element || Math.abs(this.element.scrollTop - target) < 1) return;
    // at its end the element may be scrolled on to what stands behind the rows
    if (this.#model.atEnd && this.element.scrollTop > target) return;
    this.element.scrollTop = target;
    this.#lastSet = this.element.scrollTop;
  }

  /** Shows what stands behind the rows, where the last of them is in view. */
  toEnd(): void {
    if (this.element && this.#model.atEnd) this.element.scrollTop = this.element.scrollHeight;
  }

  /** Back from what stands behind the rows, so that the view shows what the model says. */
  toRows(): void {
    if (this.element && this.element.scrollTop > this.#model.scrollTop) this.element.scrollTop = this.#model.scrollTop;
  }

  /** The element was scrolled; answers whether by somebody else than us. */
  scrolled(): boolean {
    if (!this.element || this.element.scrollTop === this.#lastSet) return false;
    this.#lastSet = NaN;
    this.#model.scrolled(this.element.scrollTop);
    return true;
  }

  /** In a shortened scroll space one pixel of the bar is many rows: the wheel moves by real pixels instead. Answers whether it did. */
  wheel(event: WheelEvent): boolean {
    if (!this.#model.shortened || event.ctrlKey || event.shiftKey || event.deltaY === 0) return false;
    event.preventDefault();
    const unit = event.deltaMode === 1 ? LINE_PX : event.deltaMode === 2 ? this.#model.view : 1;
    this.#model.scrollBy(event.deltaY * unit);
    if (this.element) this.element.scrollLeft += event.deltaX * unit;
    return true;
  }
}
