// What the app was started with: `synscope [FILE] [--screenshot=PNG]`, beside Electron's own switches.
import path from 'node:path';

export interface CommandLine {
  /** absolute path of the capture to open, or null */
  file: string | null;
  /** absolute path of a picture to take once the capture is drawn, or null; the app quits after it */
  screenshot: string | null;
}

/**
 * Read `argv` (process.argv). `isDefaultApp`: started as `electron APP …`, so the first plain word is the app.
 * Words that begin with a dash are Electron's and Chromium's business, unless they are ours.
 */
export function parseCommandLine(argv: readonly string[], isDefaultApp: boolean, cwd: string): CommandLine {
  const words = argv.slice(1);
  const plain = words.filter((word) => word !== '' && !word.startsWith('-'));
  const file = plain[isDefaultApp ? 1 : 0] as string | undefined;
  const picture = words.find((word) => word.startsWith('--screenshot='))?.slice('--screenshot='.length);
  return {
    file: file === undefined ? null : path.resolve(cwd, file),
    screenshot: picture ? path.resolve(cwd, picture) : null,
  };
}
