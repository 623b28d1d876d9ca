// Which file an address of the app's own scheme means.
import path from 'node:path';

export const APP_HOST = 'app';

/** The file below `root` that `url` means, or null: another host, or a path that leads out of the folder. */
export function fileOf(root: string, url: string): string | null {
  try {
    const { host, pathname } = new URL(url);
    if (host !== APP_HOST) return null;
    const file = path.join(root, decodeURIComponent(pathname));
    const isInside = file.startsWith(root + path.sep) && !file.endsWith(path.sep);
    return isInside && !file.includes('\0') ? file : null;
  } catch {
    return null;
  }
}
