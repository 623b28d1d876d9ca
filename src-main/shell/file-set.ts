// The file set of a capture: what one long capture has written, a file behind the other, as dumpcap and Wireshark name them
// (PREFIX_00001_20260131235959.pcapng; wireshark.org, User's Guide, "File Sets").
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { FileSet } from '../ipc/contracts/shell-contract';

const NUMBERED = /^(?<prefix>.*)_(?<number>\d{5,10})_(?<time>\d{14})(?<ending>\.[A-Za-z0-9.]+)?$/;
/** Names that the menu lists before and behind the open file. */
const MOST_BESIDE = 20;

interface Numbered {
  name: string;
  time: string;
  number: number;
}

/** Null: the name is none of a file set. */
function partsOf(name: string): (Numbered & { set: string }) | null {
  const groups = NUMBERED.exec(name)?.groups;
  if (!groups) return null;
  const { prefix, number, time, ending = '' } = groups;
  return { name, time, number: Number(number), set: `${prefix}/${ending.toLowerCase()}` };
}

/** Names of the files in the folder of `file` that belong to its set, the oldest first; null: it is the only one, or none of a set. */
export async function fileSetOf(file: string): Promise<string[] | null> {
  const own = partsOf(path.basename(file));
  if (own === null) return null;
  const names = await readdir(path.dirname(file)).catch(() => []);
  const set = names.flatMap((name) => {
    const parts = partsOf(name);
    return parts?.set === own.set ? [parts] : [];
  });
  set.sort((a, b) => (a.time === b.time ? a.number - b.number : a.time < b.time ? -1 : 1));
  return set.length > 1 && set.some(({ name }) => name === own.name) ? set.map(({ name }) => name) : null;
}

/** What the menu lists of a set around the file that is open. */
export function shownOf(names: readonly string[], open: string): FileSet | null {
  const at = names.indexOf(open);
  if (at < 0) return null;
  const from = Math.max(0, at - MOST_BESIDE);
  return { names: names.slice(from, at + MOST_BESIDE + 1), at: at - from, place: at + 1, count: names.length };
}
