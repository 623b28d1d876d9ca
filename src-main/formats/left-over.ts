// Temporary files that a process left behind which was ended from outside, where the system keeps the name of an open file (Windows).
import { readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

/** `synscope-<process>-<random>.capture`, as TempFile names them. */
const NAME = /^synscope-(\d{1,10})-[0-9a-f]{16}\.capture$/;

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Removes them. Never throws: they are in nobody's way. */
export function removeLeftOvers(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const pid = Number(NAME.exec(name)?.[1] ?? 0);
      if (pid > 0 && pid !== process.pid && isGone(pid)) unlinkSync(join(folder, name));
    }
  } catch {
    // the next start tries again
  }
}
