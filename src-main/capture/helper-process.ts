// One run of the capture helper: started with pipes on all three ends, so that it stops when this process is gone.
import { spawn } from 'node:child_process';
import { MessageReader, type HelperMessage } from './helper-protocol';
import { wordsOf } from './problems';

const STDERR_KEPT = 4096;
/** ms for each step from asking to killing */
const PATIENCE_MS = 3000;
/** ms that pipes may stay open after the end, because a child of it has them; ours starts none */
const PIPES_MS = 500;

export interface HelperExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** the beginning of what it, or the loader, wrote there; empty when all is well */
  stderr: string;
  /** it could not even be started: `ENOENT`, `EACCES` …, and the system's words */
  notStarted: { code: string; text: string } | null;
  /** it said something that is no message, or nothing for too long */
  fault: { kind: 'garbled' | 'silent'; text: string } | null;
}

export interface HelperRun {
  readonly pid: number | undefined;
  /** Asks it to stop by closing its input; kills it when it neither ends nor says anything. */
  stop(): void;
  /** The same, with a reason that `exited` will tell. */
  giveUp(): void;
  readonly exited: Promise<HelperExit>;
}

/** Starts `file` with `args`; `onMessage` gets every message in order, `exited` settles after the last one. */
export function runHelper(
  file: string,
  args: string[],
  onMessage: (message: HelperMessage) => void,
  env: NodeJS.ProcessEnv = process.env,
): HelperRun {
  const exit: HelperExit = { code: null, signal: null, stderr: '', notStarted: null, fault: null };
  const reader = new MessageReader();
  let child;
  try {
    child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], env, windowsHide: true });
  } catch (error) {
    // an argument with a zero byte
    exit.notStarted = { code: codeOf(error), text: wordsOf(error) };
    return { pid: undefined, stop: () => {}, giveUp: () => {}, exited: Promise.resolve(exit) };
  }
  const running = child;
  let timer: NodeJS.Timeout | undefined;
  let pipes: NodeJS.Timeout | undefined;

  const stop = (): void => {
    if (timer) return;
    running.stdin.end();
    timer = setTimeout(() => {
      running.kill('SIGTERM');
      timer = setTimeout(() => running.kill('SIGKILL'), PATIENCE_MS);
    }, PATIENCE_MS);
  };

  running.stdin.on('error', () => {}); // it ended first: `close` tells
  running.stdout.on('data', (bytes: Buffer) => {
    timer?.refresh(); // it is still writing what it had
    for (const message of reader.push(bytes)) onMessage(message);
    if (reader.fault === null || exit.fault) return;
    exit.fault = { kind: 'garbled', text: reader.fault };
    running.kill('SIGKILL');
  });
  running.stderr.on('data', (bytes: Buffer) => {
    exit.stderr = (exit.stderr + bytes.toString('utf8')).slice(0, STDERR_KEPT);
  });

  const exited = new Promise<HelperExit>((resolve) => {
    running.on('error', (error) => {
      if (running.pid !== undefined) return; // a signal that could not be sent
      exit.notStarted = { code: codeOf(error), text: wordsOf(error) };
      resolve(exit);
    });
    running.on('exit', () => {
      pipes = setTimeout(() => {
        running.stdout.destroy();
        running.stderr.destroy();
      }, PIPES_MS);
    });
    running.on('close', (code, signal) => {
      clearTimeout(pipes);
      clearTimeout(timer);
      resolve({ ...exit, code, signal });
    });
  });
  const giveUp = (): void => {
    exit.fault ??= { kind: 'silent', text: 'no answer in time' };
    running.kill('SIGKILL');
  };
  return { pid: running.pid, stop, giveUp, exited };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
