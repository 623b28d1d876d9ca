// What is wrong with the user's data: said in the window, never a reason not to open one.
import { accessSync, constants, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { wordsOf } from '../capture/problems';
import type { Message } from '../ipc/message';

/** What each file remembers; a name for it is in the catalogues under `shell.data`. */
export type Remembered = 'folders' | 'practice' | 'preferences' | 'profiles' | 'recent' | 'window';

const MOST = 8;

/** What there is to say, each thing once. */
export class DataNotices {
  #messages: Message[] = [];
  /** there is something new to say */
  changed: () => void = () => undefined;

  get list(): Message[] {
    return this.#messages;
  }

  add(key: string, args: Record<string, string>): void {
    const text = JSON.stringify([key, args.what, args.file]);
    const known = this.#messages.some((one) => JSON.stringify([one.key, one.args?.what, one.args?.file]) === text);
    if (known || this.#messages.length >= MOST) return;
    this.#messages = [...this.#messages, { key, args }];
    console.error(`synscope: ${key} ${JSON.stringify(args)}`);
    this.changed();
  }
}

/** Why a folder cannot be used, in the system's words, or null. It is made where it is not there. */
export function whyUnusable(folder: string): string | null {
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) return 'ENOTDIR: not a directory';
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return wordsOf(error).split(', ')[0]; // the call and the path behind it are told already
  }
}

/** `folder`, or where that cannot be used a temporary one; `notices` hears which. */
export function usableFolder(
  folder: string,
  key: 'shell.data.home' | 'shell.data.cache',
  notices: DataNotices,
): string {
  const detail = whyUnusable(folder);
  if (detail === null) return folder;
  notices.add(key, { file: folder, detail });
  return mkdtempSync(path.join(tmpdir(), 'synscope-'));
}
