// Runs the command line in this process and catches what it prints.
import { type Readable, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { main } from '../../../src-main/cli/cli';
import { SQL_WORKER, WORKERS } from '../engine/open-session';

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** A stream that keeps what it is given; `slow`: takes it in the next turn and asks the writer to wait. */
export class Sink extends Writable {
  text = '';
  /** most that was ever waiting to be taken */
  waiting = 0;
  readonly #decoder = new StringDecoder('utf8');
  constructor(private readonly slow = false) {
    super({ decodeStrings: false, highWaterMark: 1 });
  }
  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    this.waiting = Math.max(this.waiting, this.writableLength);
    this.text += typeof chunk === 'string' ? chunk : this.#decoder.write(chunk);
    if (this.slow) setImmediate(done);
    else done();
  }
}

export const cli = (...args: string[]): Promise<Ran> => cliWith({}, ...args);

/** The same with some of the streams given. */
export async function cliWith(
  { stdin, terminal = false }: { stdin?: Readable; terminal?: boolean },
  ...args: string[]
): Promise<Ran> {
  const stdout = Object.assign(new Sink(), { isTTY: terminal });
  const stderr = new Sink();
  const code = await main(['--lang', 'en', ...args], { stdout, stderr, stdin }, WORKERS, SQL_WORKER);
  return { code, out: stdout.text, err: stderr.text };
}
