// Temporary files that a process left behind which was ended from outside: databases, and where the system keeps the name of an open
// file (Windows), what packed captures hold; kept captures that were not written to their end.
import { readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

/** `synscope-<process>-<random>.` and what it is: as TempFile, store/capture-database.ts and engine/kept/ name them. */
const NAME = /^synscope-(\d{1,10})-[0-9a-f]{16}\.(?:capture|kept-part|flows-db(?:-wal|-shm|-journal)?)$/;

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Removes them, and those of the process `ended`, which is about to be gone. Never throws: they are in nobody's way. */
export function removeLeftOvers(folder: string, ended = 0): void {
  try {
    for (const name of readdirSync(folder)) {
      const pid = Number(NAME.exec(name)?.[1] ?? 0);
      if (pid > 0 && pid !== process.pid && (pid === ended || isGone(pid))) unlinkSync(join(folder, name));
    }
  } catch {
    // the next start tries again
  }
}
