// A key log that is read on while programs write to it.
import type { Message } from '../../../ipc/message';
import { KeyLogFile } from './key-log-file';
import type { TlsKeys } from './tls-keys';

const EVERY_MS = 1000;

export class FollowedKeyLog {
  readonly #file: KeyLogFile;
  readonly #path: string;
  readonly #news: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** why it cannot be read now, null: it can */
  problem: Message | null = null;

  /** @param news called when there are other secrets, or it cannot be read any more */
  constructor(path: string, keys: TlsKeys, news: () => void) {
    this.#path = path;
    this.#file = new KeyLogFile(path, keys);
    this.#news = news;
  }

  begin(): void {
    this.#look();
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
    this.#timer.unref();
  }

  #look(): void {
    const before = this.problem;
    let isNew = false;
    try {
      isNew = this.#file.read();
      this.problem = null;
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : '';
      this.problem ??= { key: 'formats.openFailed', args: { path: this.#path, reason } };
    }
    if (isNew || (before === null) !== (this.problem === null)) this.#news();
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
