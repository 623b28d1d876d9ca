// `npm run e2e [-- what Playwright takes]`: the tests that drive the real app. On Linux on a virtual display, so that no
// window gets in the way and sizes are the same everywhere; --show uses the screen.
import { ensureBuilt } from '../../native/build.mjs';
import { binOf, hasDisplay, IS_LINUX, isStarted, run, runScript, underXvfb } from '../../native/project.mjs';
import { setup } from '../../native/setup.mjs';

/** Two tests run at once, each on a display of its own (test/e2e/app.ts): on one, they would take keyboard and clipboard from each other. */
const withAnother = (command) => [
  'sh',
  '-c',
  'SYNSCOPE_OTHER_DISPLAY=$DISPLAY SYNSCOPE_OTHER_XAUTHORITY=$XAUTHORITY exec "$@"',
  'sh',
  ...command,
];

/** Run Playwright; gives its exit code. */
export async function runE2e(args = []) {
  const show = args.includes('--show') && hasDisplay();
  const command = [
    process.execPath,
    binOf('@playwright/test', 'playwright'),
    'test',
    ...args.filter((a) => a !== '--show'),
  ];
  const [program, ...rest] = IS_LINUX && !show ? underXvfb(withAnother(underXvfb(command))) : command;
  return run(program, rest, { env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: 'test-results/e2e.json' } });
}

if (isStarted(import.meta.url))
  await runScript(async () => {
    await setup(['display', 'test'], 'npm run e2e');
    await ensureBuilt();
    return runE2e(process.argv.slice(2));
  });
