// What every command needs: where to print, in which language, and how a capture is opened and read to its end.
import type { Readable, Writable } from 'node:stream';
import { CaptureDocument, type ReadingOptions } from '../engine/document/document';
import type { LoadEnd } from '../engine/base/ending';
import { KeyLogFile } from '../engine/document/tls/key-log-file';
import { readingRemarks } from '../engine/answers/remarks';
import type { Language } from '../ipc/languages';
import type { MessageKey } from '../i18n/catalogue';
import { translate, translateMessage } from '../i18n/translate';
import type { Message, Problem } from '../ipc/message';
import { forTerminal } from '../text/harmless';
import { Output } from './output';
import { spool } from './spool';

/** FILE that means standard input, as everywhere */
export const STDIN = '-';

interface Opened {
  document: CaptureDocument;
  /** why this is not all of the capture, or null */
  tail: Problem | null;
}

/** The streams of the process, or those of a test. */
export interface Streams {
  stdout: Writable;
  stderr: Writable;
  /** what `-` as FILE reads; by default that of the process */
  stdin?: Readable;
}

/** Exit codes: 1 bad input, 2 bad usage, 3 a limit of `check` is exceeded. */
export const BAD_INPUT = 1;
export const BAD_USAGE = 2;
export const CHECK_BROKEN = 3;

/** Ends the command with a line on stderr, and perhaps some more below it. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly more: readonly string[];
  constructor(
    readonly exitCode: number,
    message: string,
    ...more: string[]
  ) {
    super(message);
    this.more = more;
  }
}

/** Nobody watches, and nobody stops it. */
const QUIET = { progress: () => undefined, stopped: () => false };

export class CommandContext {
  readonly out: Output;
  /** captures are shown in the order of time */
  sorted = false;
  /** connections are told apart by the tunnels around them */
  byTunnel = false;
  /** key logs that TLS is opened with */
  keyLogs: readonly string[] = [];
  /** of a command that did what it should */
  exitCode = 0;
  readonly #stderr: Writable;
  readonly #stdin: Readable | undefined;

  /** `workers`: what the threads run that look at packets for filters; what was built, unless told; `sqlWorker`: the same for statements */
  constructor(
    readonly language: Language,
    streams: Streams,
    readonly workers?: URL,
    readonly sqlWorker?: URL,
  ) {
    this.out = new Output(streams.stdout);
    this.#stderr = streams.stderr;
    this.#stdin = streams.stdin;
    // where even complaints cannot be written there is nobody to tell
    streams.stderr.on('error', () => undefined);
  }

  /** Lines for people on stderr. */
  complain(...lines: string[]): void {
    this.#stderr.write(lines.map((line) => `${forTerminal(line)}\n`).join(''));
  }

  /** A line on stderr that leaves the exit code as it is. */
  note(message: Message): void {
    this.complain(`synscope: ${this.message(message)}`);
  }

  text(key: MessageKey, args?: Record<string, string | number>): string {
    return translate(this.language, key, args);
  }

  message(message: Message): string {
    return translateMessage(this.language, message);
  }

  usage(key: MessageKey, args?: Record<string, string | number>): CommandFailure {
    return new CommandFailure(BAD_USAGE, this.text(key, args));
  }

  badInput(path: string, problem: Problem): CommandFailure {
    const name = path === STDIN ? this.text('cli.stdin') : path;
    return new CommandFailure(BAD_INPUT, `${name}: ${this.message(problem.message)}`);
  }

  /** Standard input, or what a test gives in its place. */
  get stdin(): Readable {
    return this.#stdin ?? process.stdin;
  }

  /** Opens a capture. Throws CommandFailure when it cannot be read at all. */
  async #open(path: string, options: ReadingOptions): Promise<Opened> {
    if (path === STDIN) return this.#openStdin(options);
    const opened = await CaptureDocument.open(path, { ...options });
    if (opened.ok) return { document: opened.document, tail: null };
    throw this.badInput(path, opened.problem);
  }

  async #openStdin(options: ReadingOptions): Promise<Opened> {
    const { stdin } = this;
    if ('isTTY' in stdin && stdin.isTTY === true) throw this.usage('cli.stdinTerminal');
    const spooled = await spool(stdin);
    if (!spooled.ok) throw this.badInput(STDIN, spooled.problem);
    const opened = await CaptureDocument.openBytes(spooled.source, this.text('cli.stdin'), options);
    if (opened.ok) return { document: opened.document, tail: spooled.tail };
    throw this.badInput(STDIN, spooled.tail ?? opened.problem);
  }

  /**
   * Opens and reads a capture, does `work` with all of it, then fails if the file was damaged. When there is damage and `work` fails,
   * too, the damage is told first: it may well be why.
   */
  async withCapture(
    path: string,
    work: (document: CaptureDocument, problem: Problem | null) => Promise<void>,
    options: ReadingOptions = {},
  ): Promise<void> {
    const { document: opened, tail } = await this.#open(path, { byTunnel: this.byTunnel, ...options });
    let document = opened;
    try {
      const end: LoadEnd = await document.read(QUIET);
      if (this.sorted) {
        document = document.inOrderOfTime();
        await document.read(QUIET);
      }
      const problem = tail ?? ('problem' in end ? end.problem : null);
      const damage = problem === null ? null : this.badInput(path, problem);
      try {
        this.#readKeyLogs(document);
        await work(document, problem);
        await this.out.flush();
        for (const remark of readingRemarks(document)) this.note(remark);
      } catch (error) {
        if (damage === null || !(error instanceof CommandFailure)) throw error;
        throw new CommandFailure(error.exitCode, damage.message, error.message, ...error.more);
      }
      if (damage !== null) throw damage;
    } finally {
      document.close();
    }
  }

  #readKeyLogs({ keys }: CaptureDocument): void {
    for (const path of this.keyLogs) {
      try {
        new KeyLogFile(path, keys).read(true);
      } catch (error) {
        const reason = error instanceof Error && 'code' in error ? String(error.code) : '';
        throw new CommandFailure(BAD_INPUT, this.text('formats.openFailed', { path, reason }));
      }
    }
  }
}
