// One end of the engine's port: takes requests, hands them to the handlers, sends answers and events.
import type { EngineEvents, FromEngine, SessionStatus, ToEngine } from '../ipc/engine-contract';
import { bug, problem } from './problems';

/** What we need of Electron's MessagePortMain and of Node's MessagePort. */
export interface PortLike {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
  start?(): void;
  close(): void;
}

/** Answers a request by name; throws only for bugs. */
export type Answering = (
  name: string,
  args: unknown,
) => { ok: true; value: unknown } | { ok: false; problem: ReturnType<typeof problem> };

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
      if (this.#waiting.delete(data.id))
        this.#send({ type: 'error', id: data.id, problem: problem('cancelled', 'engine.cancelled') });
      return;
    }
    if (this.#waiting.size >= MAX_WAITING) {
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

  #handle({ id, name, args }: Extract<ToEngine, { type: 'request' }>): void {
    let reply: FromEngine;
    try {
      const answer = this.#answer(name, args);
      reply = answer.ok ? { type: 'answer', id, value: answer.value } : { type: 'error', id, problem: answer.problem };
    } catch (error) {
      reply = { type: 'error', id, problem: bug(name, error) };
    }
    this.#send(reply);
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
