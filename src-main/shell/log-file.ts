// What went wrong, kept for a report: two text files of bounded size in the user's folder. Nothing is sent anywhere.
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

/** bytes; then the file becomes the older one of two */
const MOST_BYTES = 512 * 1024;
const MOST_CHARACTERS = 16_000; // of one entry

export class LogFile {
  readonly file: string;
  readonly #older: string;
  readonly #mostBytes: number;

  /** `folder`: made when something is to be written. */
  constructor(folder: string, mostBytes = MOST_BYTES) {
    this.file = path.join(folder, 'synscope.log');
    this.#older = path.join(folder, 'synscope.1.log');
    this.#mostBytes = mostBytes;
  }

  /** One entry with the time (UTC). Never throws: where there is no place for a log, there is none. */
  write(text: string): void {
    const entry = `${new Date().toISOString()} ${text.slice(0, MOST_CHARACTERS).replaceAll('\n', '\n  ')}\n`;
    try {
      mkdirSync(path.dirname(this.file), { recursive: true, mode: 0o700 });
      if ((statSync(this.file, { throwIfNoEntry: false })?.size ?? 0) + entry.length > this.#mostBytes)
        renameSync(this.file, this.#older);
      appendFileSync(this.file, entry, { mode: 0o600 });
    } catch {
      // a full disk, a folder that cannot be written
    }
  }

  /** The newest `lines` lines, oldest first. */
  tail(lines: number): string[] {
    const text = [this.#older, this.file].filter((one) => existsSync(one)).map((one) => readOr(one));
    return text.join('').trimEnd().split('\n').slice(-lines);
  }
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const QUOTED_PATH = /(["'])(?:file:\/\/|[A-Za-z]:\\|\\\\|\/)[^"'\n]*\1/g;
// a space ends one, unless more of a path follows it
const BARE_PATH =
  /(?:file:\/\/|\b[A-Za-z]:\\|\\\\|(?<![\w<>.-])\/)[^\s"'<>|,;()]+(?: [^\s"'<>|,;()]*[/\\][^\s"'<>|,;()]*)*/g;
const IPV4 = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
const MAC = /\b[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}\b/gi;
const IPV6 = /(?<![\w:])(?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){7})[0-9a-f:]{2,39}(?![\w:])/gi;

/** `text` without paths and addresses, which are nobody else's business. */
export function redacted(text: string): string {
  return text
    .replace(QUOTED_PATH, '$1<path>$1')
    .replace(BARE_PATH, (found) => `<path>${/[:.]*$/.exec(found)?.[0] ?? ''}`)
    .replace(MAC, '<address>')
    .replace(IPV6, '<address>')
    .replace(IPV4, '<address>');
}
