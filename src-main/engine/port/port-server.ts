// One end of the engine's port: takes requests, hands them to the handlers, sends answers and events.
import type { EngineEvents, FromEngine, SessionStatus, ToEngine } from '../../ipc/contracts/engine-contract';
import type { Problem } from '../../ipc/message';
import { bug, problem } from '../base/problems';

/** What we need of Electron's MessagePortMain and of Node's MessagePort. */
export interface PortLike {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
  start?(): void;
  close(): void;
}

export type Outcome = { ok: true; value: unknown } | { ok: false; problem: Problem };

/** Answers a request by name, at once or later; throws only for bugs. The signal says that nobody waits any more. */
export type Answering = (name: string, args: unknown, signal: AbortSignal) => Outcome | Promise<Outcome>;

function isToEngine(data: unknown): data is ToEngine {
  if (typeof data !== 'object' || data === null) return false;
  const { type, id, name } = data as Record<string, unknown>;
  return typeof id === 'number' && (type === 'cancel' || (type === 'request' && typeof name === 'string'));
}

/** Requests that wait at most; a window never has so many on their way. */
const MAX_WAITING = 10_000;

export class PortServer {
  readonly #port: PortLike;
  readonly #answer: Answering;
  readonly #waiting = new Map<number, Extract<ToEngine, { type: 'request' }>>();
  /** begun, and answered later */
  readonly #running = new Map<number, AbortController>();
  #scheduled = false;

  constructor(port: PortLike, answer: Answering) {
    this.#port = port;
    this.#answer = answer;
    port.on('message', ({ data }) => {
      this.#receive(data);
    });
    port.start?.();
  }

  /** Sends an event to the window. */
  event<N extends keyof EngineEvents>(name: N, value: EngineEvents[N]): void {
    this.#send({ type: 'event', name, value });
  }

  #receive(data: unknown): void {
    if (!isToEngine(data)) return; // not ours: nobody waits for an answer
    if (data.type === 'cancel') {
      this.#cancel(data.id);
      return;
    }
    if (this.#waiting.size + this.#running.size >= MAX_WAITING) {
      this.#send({ type: 'error', id: data.id, problem: problem('engine.busy', 'engine.busy') });
      return;
    }
    this.#waiting.set(data.id, data);
    this.#schedule();
  }

  // One request a turn of the event loop, so that a cancel which is already on its way arrives before the work is done.
  #schedule(): void {
    if (this.#scheduled || this.#waiting.size === 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      for (const request of this.#waiting.values()) {
        this.#waiting.delete(request.id);
        this.#handle(request);
        break;
      }
      this.#schedule();
    });
  }

  #cancel(id: number): void {
    const running = this.#running.get(id);
    if (!this.#waiting.delete(id) && !running) return;
    this.#running.delete(id);
    running?.abort();
    this.#send({ type: 'error', id, problem: problem('cancelled', 'engine.cancelled') });
  }

  #handle({ id, name, args }: Extract<ToEngine, { type: 'request' }>): void {
    const controller = new AbortController();
    let outcome: Outcome | Promise<Outcome>;
    try {
      outcome = this.#answer(name, args, controller.signal);
    } catch (error) {
      return this.#reply(id, { ok: false, problem: bug(name, error) });
    }
    if (!(outcome instanceof Promise)) return this.#reply(id, outcome);
    this.#running.set(id, controller);
    const later = (settled: Outcome): void => {
      // what was cancelled has had its answer
      if (this.#running.get(id) === controller && this.#running.delete(id)) this.#reply(id, settled);
    };
    outcome.then(later, (error: unknown) => later({ ok: false, problem: bug(name, error) }));
  }

  #reply(id: number, outcome: Outcome): void {
    this.#send(
      outcome.ok ? { type: 'answer', id, value: outcome.value } : { type: 'error', id, problem: outcome.problem },
    );
  }

  #send(message: FromEngine): void {
    this.#port.postMessage(message);
  }
}

/** Sends the newest of many states, at most every `everyMs`, and the last one in any case. */
export class StatusThrottle {
  #timer: ReturnType<typeof setTimeout> | null = null;
  #sentAt = -Infinity;
  readonly #everyMs: number;
  readonly #send: () => void;

  constructor(everyMs: number, send: () => void) {
    this.#everyMs = everyMs;
    this.#send = send;
  }

  changed(phase: SessionStatus['phase']): void {
    const wait = this.#sentAt + this.#everyMs - performance.now();
    if (phase !== 'loading' || wait <= 0) this.#now();
    else this.#timer ??= setTimeout(() => this.#now(), wait);
  }

  #now(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#sentAt = performance.now();
    this.#send();
  }
}
