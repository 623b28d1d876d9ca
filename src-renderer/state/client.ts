// The only file that touches the bridge: `window.synscope` (Electron's main process) and the MessagePort of the engine.
import { ENGINE_PORT } from '../../src-main/ipc/channels';
import type {
  EngineEvent,
  EngineEvents,
  EngineRequest,
  EngineRequests,
  FromEngine,
  ToEngine,
} from '../../src-main/ipc/contracts/engine-contract';
import type {
  ShellEvent,
  ShellEvents,
  ShellRequest,
  ShellRequests,
  SynscopeBridge,
} from '../../src-main/ipc/contracts/shell-contract';
import { EngineError } from './engine-error';

declare global {
  interface Window {
    synscope: SynscopeBridge<File>;
  }
}

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

const gone = (why: string): DOMException => new DOMException(why, 'AbortError');

export class EngineClient {
  #port: MessagePort | null = null;
  #nextId = 1;
  #waiting = new Map<number, Waiting>();
  #listeners = new Map<EngineEvent, Set<(value: never) => void>>();
  #connected = new Set<() => void>();

  /** Asks the engine of the open capture. Rejects with `EngineError`, or as `isAbort` says. */
  request<N extends EngineRequest>(
    name: N,
    args: EngineRequests[N]['args'],
    signal?: AbortSignal,
  ): Promise<EngineRequests[N]['answer']> {
    const port = this.#port;
    if (!port) return Promise.reject(gone('no capture is open'));
    if (signal?.aborted) return Promise.reject(gone('given up'));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        if (!this.#waiting.delete(id)) return;
        this.#send(port, { type: 'cancel', id });
        reject(gone('given up'));
      };
      this.#waiting.set(id, {
        resolve: (value) => {
          signal?.removeEventListener('abort', giveUp);
          resolve(value as EngineRequests[N]['answer']);
        },
        reject: (reason) => {
          signal?.removeEventListener('abort', giveUp);
          reject(reason instanceof Error ? reason : new Error(String(reason)));
        },
      });
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#send(port, { type: 'request', id, name, args });
    });
  }

  /** Subscribes to an event of whichever capture is open; returns the unsubscribe. */
  on<N extends EngineEvent>(name: N, listener: (value: EngineEvents[N]) => void): () => void {
    const set = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, set);
    set.add(listener);
    return () => set.delete(listener);
  }

  /** Called each time the port to a new capture's engine has arrived. */
  onConnect(listener: () => void): () => void {
    this.#connected.add(listener);
    return () => this.#connected.delete(listener);
  }

  connect(port: MessagePort): void {
    this.disconnect();
    this.#port = port;
    port.onmessage = (event: MessageEvent<FromEngine>) => this.#receive(event.data);
    for (const listener of this.#connected) listener();
  }

  disconnect(): void {
    this.#port?.close();
    this.#port = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const one of waiting) one.reject(gone('the capture was closed'));
  }

  #send(port: MessagePort, message: ToEngine): void {
    port.postMessage(message);
  }

  #receive(message: FromEngine): void {
    if (message.type === 'event') {
      const listeners = this.#listeners.get(message.name) ?? [];
      for (const listener of listeners) (listener as (value: unknown) => void)(message.value);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id); // an answer to a request given up finds nobody
    if (message.type === 'answer') waiting?.resolve(message.value);
    else waiting?.reject(new EngineError(message.problem));
  }
}

export const engine = new EngineClient();

/** The main process: dialogs, preferences, recent files. */
export const shell = {
  request<N extends ShellRequest>(name: N, args: ShellRequests[N]['args']): Promise<ShellRequests[N]['answer']> {
    return window.synscope.request(name, args);
  },
  on<N extends ShellEvent>(name: N, listener: (value: ShellEvents[N]) => void): () => void {
    return window.synscope.on(name, listener);
  },
  /** Opens a file that was dropped on the window. */
  openDropped(file: File): Promise<null> {
    return window.synscope.request('openDropped', { path: window.synscope.pathOf(file) });
  },
};
export type ShellClient = typeof shell;

// Ports cannot pass the context bridge: the preload hands them on like this.
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window || event.origin !== location.origin) return;
  if (event.data === ENGINE_PORT && event.ports[0]) engine.connect(event.ports[0]);
});
