// A folder for files that the user wants.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes it, and those above it that are missing; one that is there is good. Throws as the file system does. Node's own `recursive` never ends where
 * a folder is there and says that it is not, as /proc does to who wants one in it.
 */
export function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(path);
  if (above !== path && !existsSync(above)) makeFolder(above);
  mkdirSync(path);
}
