// What every command needs: where to print, in which language, and how a capture is opened and read to its end.
import type { Writable } from 'node:stream';
import { CaptureDocument } from '../engine/document';
import type { LoadEnd } from '../engine/ending';
import { readingRemarks } from '../engine/remarks';
import type { MessageKey } from '../i18n/catalogue';
import { translate, translateMessage, type Language } from '../i18n/translate';
import type { Message, Problem } from '../ipc/message';
import { Output } from './output';

/** The streams of the process, or those of a test. */
export interface Streams {
  stdout: Writable;
  stderr: Writable;
}

/** Exit codes: 1 bad input, 2 bad usage. */
export const BAD_INPUT = 1;
export const BAD_USAGE = 2;

/** Ends the command with a line on stderr. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  constructor(
    readonly exitCode: number,
    message: string,
  ) {
    super(message);
  }
}

export class CommandContext {
  readonly out: Output;

  constructor(
    readonly language: Language,
    private readonly streams: Streams,
  ) {
    this.out = new Output(streams.stdout);
  }

  /** A line on stderr that leaves the exit code as it is. */
  note(message: Message): void {
    this.streams.stderr.write(`synscope: ${this.message(message)}\n`);
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
    return new CommandFailure(BAD_INPUT, `${path}: ${this.message(problem.message)}`);
  }

  /** Opens a capture. Throws CommandFailure when it cannot be read at all. */
  async open(path: string): Promise<CaptureDocument> {
    const opened = await CaptureDocument.open(path);
    if (opened.ok) return opened.document;
    throw this.badInput(path, opened.problem);
  }

  /** Opens and reads a capture, does `work` with all of it, then fails if the file was damaged. */
  async withCapture(path: string, work: (document: CaptureDocument) => Promise<void>): Promise<void> {
    const document = await this.open(path);
    try {
      const end: LoadEnd = await document.read({ progress: () => undefined, stopped: () => false });
      await work(document);
      await this.out.flush();
      for (const remark of readingRemarks(document)) this.note(remark);
      if ('problem' in end) throw this.badInput(path, end.problem);
    } finally {
      document.close();
    }
  }
}
