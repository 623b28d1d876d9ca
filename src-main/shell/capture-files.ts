// Whether a path can be opened at all, before an engine is started for it.
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../ipc/message';

/** Null when `file` is a file we may read, else what is wrong with it. */
export async function checkCaptureFile(file: string): Promise<Problem | null> {
  const args = { name: path.basename(file) || file, path: file };
  try {
    const found = await stat(file);
    if (!found.isFile()) return { kind: 'file.notAFile', message: { key: 'shell.notAFile', args } };
    await access(file, constants.R_OK);
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const detail = String(error);
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return { kind: 'file.missing', message: { key: 'shell.missing', args }, detail };
    if (code === 'EACCES' || code === 'EPERM')
      return { kind: 'file.denied', message: { key: 'shell.denied', args }, detail };
    return { kind: 'file.unreadable', message: { key: 'shell.unreadable', args }, detail };
  }
}
