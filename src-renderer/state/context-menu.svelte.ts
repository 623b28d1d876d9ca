// The one context menu of the window: any component opens it at the pointer (or at an element, by key) with its entries.
import type { Component } from 'svelte';

export interface MenuAction {
  /** stable name, `data-testid` of the entry */
  id: string;
  label: string;
  icon?: Component;
  shortcut?: string;
  disabled?: boolean;
  /** drawn with a check mark */
  checked?: boolean;
  /** a piece of filter or the like: set in the monospaced font */
  code?: boolean;
  run: () => void;
  /** puts the focus where it belongs afterwards; without it, it goes back to where it was */
  focus?: () => void;
}
/** A menu within the menu. */
export interface MenuGroup {
  id: string;
  label: string;
  icon?: Component;
  disabled?: boolean;
  entries: readonly MenuEntry[];
}
export type MenuEntry = MenuAction | MenuGroup | 'separator';

/** A menu holds the focus while it is open, and gives it back when it closes: only then can an entry put it elsewhere. */
class MenuFocus {
  #next: (() => void) | null = null;

  chosen(entry: MenuAction): void {
    this.#next = entry.focus ?? null;
  }

  /** To be called with the event of a menu that has closed. */
  closed = (event: Event): void => {
    if (this.#next) event.preventDefault();
    this.#next?.();
    this.#next = null;
  };
}
export const menuFocus = new MenuFocus();

class ContextMenuState {
  open = $state(false);
  entries = $state.raw<readonly MenuEntry[]>([]);
  x = $state(0);
  y = $state(0);

  /** Opens at the event's position; a keyboard event (no position) opens it at `at`, or its target's lower left corner. */
  show(event: MouseEvent | KeyboardEvent, entries: readonly MenuEntry[], at?: Element | null): void {
    if (entries.length === 0) return;
    event.preventDefault();
    const byMouse = event instanceof MouseEvent && event.button === 2;
    if (byMouse) [this.x, this.y] = [event.clientX, event.clientY];
    else {
      const box = (at ?? (event.target as Element)).getBoundingClientRect();
      [this.x, this.y] = [box.left + 8, box.bottom];
    }
    this.entries = entries;
    this.open = true;
  }
}

export const contextMenu = new ContextMenuState();
