// One process with the package cap, as the app sees it: news that have been checked, or one problem.
import * as v from 'valibot';
import type { Problem } from '../../ipc/message';
import type { CapFork } from './cap-fork';
import { capNews, type CapNews, type CapOrder } from './cap-protocol';
import { captureProblem } from '../problems';

export interface CapLink {
  readonly pid: number;
  send(order: CapOrder): void;
  /** Ends the process; nothing is told any more. */
  close(): void;
  /** Ends the process because it does not answer, and tells so by `gone`. */
  giveUp(): void;
}
export interface CapLinkListener {
  news(news: CapNews): void;
  /** once: the process ended, or made no sense and was ended */
  gone(problem: Problem): void;
}

export function openCapLink(fork: CapFork, listener: CapLinkListener): CapLink {
  let over = false;
  const end = (detail: string): void => {
    if (over) return;
    over = true;
    child.kill();
    listener.gone(captureProblem('driver-gone', { detail }));
  };
  const child = fork({
    message(message) {
      if (over) return;
      const parsed = v.safeParse(capNews, message);
      if (parsed.success) listener.news(parsed.output);
      else end(`it said something that makes no sense: ${parsed.issues[0].message}`);
    },
    exited: end,
  });
  return {
    get pid() {
      return child.pid ?? 0;
    },
    send: (order) => child.send(order),
    close() {
      over = true;
      child.kill();
    },
    giveUp: () => end('no answer in time'),
  };
}
