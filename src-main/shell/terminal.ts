// The command line of an installed app: `synscope-cli` starts the app's own program, whose Node is the only one that is
// surely there (it cannot be started as plain Node: that fuse is off). No window, no page, nothing of the user's data.
import { app } from 'electron';

/** What `synscope-cli` puts in front of the user's words, which stand behind `--`: no switch of Chromium's can be among them. */
const MARK = '--command-line';
const NOWHERE = '/dev/null/profile';

/** The words of the command line in `argv` (process.argv), or null when the window is wanted. */
export function commandLineWords(argv: readonly string[]): string[] | null {
  const end = argv.indexOf('--');
  return end > 0 && argv.slice(1, end).includes(MARK) ? argv.slice(end + 1) : null;
}

/** Do `work` and end with the exit code that it gives. It does not wait for `ready`. */
export function runInTerminal(work: () => Promise<number>): void {
  // Chromium keeps a profile wherever it may write one. Nothing is to be kept here, and it gets on without.
  app.setPath('userData', NOWHERE);
  app.disableHardwareAcceleration();
  // not app.exit(): there is nothing of Chromium's that would be worth its waiting
  work().then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
