// sharkd: tshark's filter engine with the capture loaded once, so that thousands of filters take minutes.
// That both give the same packets is checked with a sample of every run (`agreement`).
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { KILLED, tshark, tsharkEnvironment } from '../tshark';

export type Answer =
  | { kind: 'packets'; packets: number[] }
  | { kind: 'rejected'; message: string }
  /** the program ended while it worked on the filter */
  | { kind: 'crashed' };

interface Reply {
  id: number;
  result?: unknown;
  error?: { message: string };
}

/** Longest wait for an answer. */
const PATIENCE_MS = 30_000;

export class Sharkd {
  private child: ChildProcessWithoutNullStreams | null = null;
  private waiting: ((reply: Reply | null) => void) | null = null;
  private id = 0;

  /** Asks about one capture; one request at a time. */
  constructor(
    private readonly file: string,
    private readonly settings: string,
  ) {}

  private start(): ChildProcessWithoutNullStreams {
    const child = spawn('sharkd', ['-'], { env: tsharkEnvironment(this.settings) });
    child.stderr.resume();
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) this.answer(JSON.parse(line) as Reply);
    });
    child.stdin.on('error', () => undefined); // it ended: `close` tells
    child.on('error', () => this.answer(null));
    child.on('close', () => {
      if (this.child === child) this.child = null;
      this.answer(null);
    });
    return child;
  }

  private answer(reply: Reply | null): void {
    const { waiting } = this;
    this.waiting = null;
    waiting?.(reply);
  }

  /** Null: the program has ended, or does not answer (it says nothing of a frame with an impossible time). */
  private ask(method: string, params: Record<string, unknown>): Promise<Reply | null> {
    return new Promise((resolve) => {
      if (!this.child) return resolve(null);
      const tooLong = setTimeout(() => this.child?.kill('SIGKILL'), PATIENCE_MS);
      this.waiting = (reply) => {
        clearTimeout(tooLong);
        resolve(reply);
      };
      this.child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: ++this.id, method, params })}\n`);
    });
  }

  /** Starts it, if it does not run. False: it does not read this file. */
  async loads(): Promise<boolean> {
    if (this.child) return true;
    this.child = this.start();
    const loaded = await this.ask('load', { file: this.file });
    return loaded?.result !== undefined;
  }

  /** Numbers of the frames that match. */
  async filter(text: string): Promise<Answer> {
    if (!(await this.loads())) throw new Error(`sharkd cannot load ${this.file}`);
    const check = await this.ask('check', { filter: text });
    if (check?.error) return { kind: 'rejected', message: check.error.message.replace(/^Filter invalid - /, '') };
    const reply = check && (await this.ask('frames', text === '' ? {} : { filter: text }));
    if (!reply) return { kind: 'crashed' };
    if (reply.error) throw new Error(`sharkd: ${reply.error.message} for ${text}`);
    return { kind: 'packets', packets: (reply.result as { num: number }[]).map((frame) => frame.num) };
  }

  close(): void {
    this.child?.kill();
    this.child = null;
  }
}

/** What `tshark -Y` itself says, and where its caret stands: offset and length in characters, null where it draws none. */
export type TsharkAnswer =
  | Exclude<Answer, { kind: 'rejected' }>
  | { kind: 'rejected'; message: string; caret: { at: number; len: number } | null };

/** Columns before the filter in the line of an error. */
const INDENT = 4;
const SAID = 'tshark: ';

/**
 * One run of `tshark -2 -Y`, from the cache if it can. It prints the packet list, with one column: where fields are printed
 * (`-T fields`), or the tree, some protocols are shorter to a filter (DIFFERENCES.md).
 */
export async function tsharkFilter(
  file: string,
  version: string,
  settings: string,
  text: string,
): Promise<TsharkAnswer> {
  const args = ['-2', '-n', '-o', 'gui.column.format:"No.","%m"', '-Y', text];
  const { code, stdout, stderr } = await tshark(file, version, args, settings);
  if (code === KILLED) return { kind: 'crashed' };
  const lines = stderr.split('\n');
  const said = lines.findIndex((line) => line.startsWith(SAID));
  // a damaged capture is a complaint, too, but after the packets
  if (code === 0 || said < 0 || lines[said].startsWith(`${SAID}The file `))
    return { kind: 'packets', packets: stdout.split('\n').filter(Boolean).map(Number) };
  const drawn = /^( *)(\^~*)$/.exec(lines[said + 2] ?? '');
  const caret = drawn && { at: drawn[1].length - INDENT, len: drawn[2].length };
  return { kind: 'rejected', message: lines[said].slice(SAID.length), caret };
}

/** `4.0.17`, or null where there is no sharkd. */
export function sharkdVersion(): string | null {
  const { stdout } = spawnSync('sharkd', ['--version'], { encoding: 'utf8' });
  return /^Sharkd \(Wireshark\) (\S+)/i.exec(stdout ?? '')?.[1] ?? null;
}
