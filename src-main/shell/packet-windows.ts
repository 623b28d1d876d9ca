// Packets in windows of their own: each stays on its packet, may ask for little, and goes with its capture.
import { app, type BrowserWindow, type WebContents } from 'electron';
import type { Language } from '../ipc/languages';
import type { Preferences, ShellState } from '../ipc/contracts/shell-contract';
import { translate } from '../i18n/translate';
import { copyText } from './clipboard';
import type { EngineHost } from './engine-host';
import { sendEnginePort, sendEvent, type RequestHandlers } from './renderer-link';

/** What is open at once. */
const MOST = 20;

export interface PacketWindowsParts {
  engine: EngineHost;
  /** a new window for the packet `frame` */
  create: (frame: number, title: string) => BrowserWindow;
}

/** What the windows show of the app around them. */
interface Around {
  language: () => Language;
  state: () => ShellState;
  setPreferences: (changes: Partial<Preferences>) => void;
}

export class PacketWindows {
  readonly #parts: PacketWindowsParts;
  readonly #around: Around;
  readonly #open = new Set<BrowserWindow>();
  /** pages that have their line to the engine: each gets one */
  readonly #connected = new WeakSet<WebContents>();

  constructor(parts: PacketWindowsParts, around: Around) {
    this.#parts = parts;
    this.#around = around;
  }

  /** Shows the packet `frame` of the capture `name`. Does nothing where there are as many windows as may be. */
  open(frame: number, name: string): void {
    if (this.#open.size >= MOST) return;
    const title = translate(this.#around.language(), 'packets.window.title', {
      frame: String(frame),
      name,
      app: app.name,
    });
    const window = this.#parts.create(frame, title);
    this.#open.add(window);
    window.removeMenu();
    window.once('closed', () => this.#open.delete(window));
  }

  /** The capture is closed, or another takes its place. */
  closeAll(): void {
    for (const window of this.#open) window.destroy();
  }

  /** The state of the app has changed: language, theme. Its menu has been made anew, which is that of the main window. */
  changed(): void {
    for (const window of this.#open) {
      sendEvent(window.webContents, 'stateChanged', this.#state());
      window.removeMenu();
    }
  }

  /** What the page of one of these windows may ask; null: it is none of them. */
  handlersOf(sender: WebContents): Partial<RequestHandlers> | null {
    const window = [...this.#open].find(({ webContents }) => webContents === sender);
    if (!window) return null;
    return {
      // asked for when the page listens
      state: () => {
        const port = this.#connected.has(sender) ? null : this.#parts.engine.look();
        if (port) sendEnginePort(sender, port);
        this.#connected.add(sender);
        return this.#state();
      },
      // how bytes are written; what else is set is the main window's
      setPreferences: ({ hexMode }) => {
        if (hexMode !== undefined) this.#around.setPreferences({ hexMode });
        return null;
      },
      copyText: async ({ text }) => {
        await copyText(text);
        return null;
      },
    };
  }

  /** Nothing of other captures. */
  #state(): ShellState {
    return {
      ...this.#around.state(),
      recent: [],
      fileSet: null,
      samples: [],
      courses: [],
      folders: [],
      notices: [],
      recoverable: [],
      capture: null,
    };
  }
}
