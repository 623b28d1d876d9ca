// How the process with the package cap is started: by Node here, by Electron in shell/.
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CapOrder } from './cap-protocol';

export interface CapChild {
  readonly pid: number | undefined;
  send(order: CapOrder): void;
  /** Ends it at once. What it has flushed is in the file. */
  kill(): void;
}
export interface CapChildListener {
  /** not checked yet */
  message(message: unknown): void;
  /** once; `how`: English, for a bug report */
  exited(how: string): void;
}
/** Starts the process, or tells by `exited` that it could not be started. */
export type CapFork = (listener: CapChildListener) => CapChild;

const STDERR_KEPT = 4096;

export interface NodeCap {
  /** out/main/cap-process.js */
  script: string;
  /** see `locateCap` */
  from?: string;
  /** options for Node itself */
  execArgv?: string[];
  /** the program to run in place of this Node */
  execPath?: string;
}

/** A child process of plain Node. */
export function nodeCapFork({ script, from, execArgv = [], execPath = process.execPath }: NodeCap): CapFork {
  return (listener) => {
    const child = fork(script, from === undefined ? [] : [from], {
      execArgv,
      execPath,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const words = new LastWords();
    child.stderr?.on('data', (bytes: Buffer) => words.hear(bytes));
    child.on('message', (message) => listener.message(message));
    let over = false;
    const end = (how: string): void => {
      if (!over) listener.exited(words.with(how));
      over = true;
    };
    child.on('error', (error) => {
      if (child.pid === undefined) end(error.message);
    });
    child.on('close', (code, signal) => end(signal ?? `exit code ${code ?? '?'}`));
    return {
      get pid() {
        return child.pid;
      },
      send: (order) => child.connected && child.send(order, () => {}), // it has ended meanwhile: `close` tells
      kill: () => child.kill('SIGKILL'),
    };
  };
}

/** What a process wrote to its standard error before it ended, and the line of it that says why. */
export class LastWords {
  #text = '';

  hear(bytes: Buffer): void {
    this.#text = (this.#text + bytes.toString()).slice(-STDERR_KEPT);
  }

  with(how: string): string {
    const lines = this.#text.trim().split('\n');
    const line = lines.find((one) => /assert|error/i.test(one)) ?? lines[0];
    return line === '' ? how : `${how}: ${line}`;
  }
}

/**
 * A file beside whose node_modules the package is: in the folder that SYNSCOPE_CAP names, else in `built` where that is
 * there; undefined: the app's own.
 */
export function locateCap(built?: string): string | undefined {
  const folder = process.env.SYNSCOPE_CAP ?? (built !== undefined && existsSync(built) ? built : undefined);
  return folder === undefined ? undefined : join(folder, 'x.js');
}
