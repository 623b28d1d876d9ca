// Where windows of one kind were left: of several that are open, the place of the one that was used last is remembered.
import { screen, type BrowserWindow } from 'electron';
import * as v from 'valibot';
import { JsonFile, type JsonTrouble } from './json-file';
import { isInSight, nextPlace, type Rectangle, type Size } from './window-place';

/** screens are smaller, and Electron takes no number beyond 32 bits */
const FARTHEST = 100_000;
const pixels = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(FARTHEST));
const boundsFrom = (least: Size) =>
  v.object({
    x: pixels(-FARTHEST),
    y: pixels(-FARTHEST),
    width: pixels(least.width),
    height: pixels(least.height),
    maximized: v.boolean(),
  });

export class WindowBounds {
  readonly #file: JsonFile;
  readonly #first: Size;
  readonly least: Size;
  #stored: (Rectangle & { maximized: boolean }) | null;
  /** used last; it may be gone by now */
  #last: BrowserWindow | null = null;

  /** `first`: of a first window; `least`: of any */
  constructor(file: string, sizes: { first: Size; least: Size }, trouble: (trouble: JsonTrouble) => void) {
    this.#file = new JsonFile(file, trouble);
    this.#first = sizes.first;
    this.least = sizes.least;
    const found = this.#file.read();
    const stored = v.safeParse(boundsFrom(this.least), found);
    if (found !== null && !stored.success) this.#file.putAside(stored.issues[0].message);
    this.#stored = stored.success ? stored.output : null;
  }

  /** Where the next window goes: where the last one was left or, while that is open, a step beside it. */
  next(): { place: Rectangle | Size; maximized: boolean } {
    const last = this.#last;
    if (last && !last.isDestroyed()) {
      const bounds = last.getNormalBounds();
      return { place: nextPlace(bounds, screen.getDisplayMatching(bounds).workArea), maximized: false };
    }
    const stored = this.#stored;
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    if (!stored || !isInSight(stored, areas)) return { place: this.#first, maximized: stored?.maximized ?? false };
    const { maximized, ...place } = stored;
    return { place, maximized };
  }

  /** Remembers where this window is, while it is the one used last. */
  remember(window: BrowserWindow): void {
    const save = () => {
      if (this.#last !== window || window.isDestroyed() || window.isMinimized()) return;
      this.#stored = { ...window.getNormalBounds(), maximized: window.isMaximized() };
      this.#file.write(this.#stored);
    };
    const used = () => {
      this.#last = window;
      save();
    };
    if (!this.#last || this.#last.isDestroyed()) this.#last = window;
    window.on('focus', used);
    window.on('resize', save);
    window.on('move', save);
    window.on('maximize', save);
    window.on('unmaximize', save);
    window.on('close', save);
    window.on('closed', () => {
      this.#file.flush();
    });
  }
}
