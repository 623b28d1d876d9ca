// The app under test: the build in out/, with user data of its own, closed and removed after each test.
import { _electron, expect, test as base, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// the second of two tests that run at once (test/run/e2e.mjs)
if (process.env.TEST_PARALLEL_INDEX === '1' && process.env.SYNSCOPE_OTHER_DISPLAY) {
  process.env.DISPLAY = process.env.SYNSCOPE_OTHER_DISPLAY;
  process.env.XAUTHORITY = process.env.SYNSCOPE_OTHER_XAUTHORITY;
}

export { expect };
export const ROOT = path.resolve(import.meta.dirname, '../..');
export const sample = (id: string): string => path.join(ROOT, `resources/samples/${id}.pcapng`);

export interface StartOptions {
  /** what to open from the command line */
  file?: string;
  args?: string[];
  env?: Record<string, string>;
  /** reuse what an earlier start of the same test left */
  userData?: string;
  /** run by another user (ordinary-user.ts): what starts it, and all of its environment; `userData` is that user's to make */
  program?: { file: string; env: Record<string, string> };
}

export interface App {
  electron: ElectronApplication;
  page: Page;
  userData: string;
  /** the parts of the window, by the names that the page gives them */
  part(testId: string): Locator;
  /** choose `file` in the next open dialogs, without showing one */
  stubDialog(file: string | null): Promise<void>;
  /** carry out a menu item as a click on it would */
  menu(id: string): Promise<void>;
  /** save a picture in test-results/pictures */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
  /** the last that it wrote to its standard output and error */
  said(): string;
  /** what a crash does: nothing is asked, nothing saved */
  kill(): Promise<void>;
}

interface Fixtures {
  start: (options?: StartOptions) => Promise<App>;
  folder: string;
}

export const test = base.extend<Fixtures>({
  /** a folder for the files of one test */
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'synscope-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  },
  start: async ({ folder }, use, info) => {
    const apps: App[] = [];
    await use(async (options = {}) => {
      const app = await launch(options, options.userData ?? path.join(folder, `user-${apps.length}`));
      apps.push(app);
      return app;
    });
    for (const [i, app] of apps.entries()) {
      if (info.status === info.expectedStatus) await app.close();
      else {
        const path = info.outputPath(`failed-${i}.png`);
        await app.page.screenshot({ path, timeout: 10_000 }).catch(() => undefined);
        await app.kill(); // where the test left it, closing may ask a question that nobody answers
        console.error(app.said());
      }
    }
  },
});

/** More than the slowest machine needs; who waits longer waits for ever. */
const START_MS = 60_000;
const QUIT_MS = 30_000;
const KEPT_OUTPUT = 8000;

async function launch(options: StartOptions, userData: string): Promise<App> {
  const { program } = options;
  if (!program) mkdirSync(userData, { recursive: true });
  const electron = await _electron.launch({
    ...(program && { executablePath: program.file, chromiumSandbox: true }),
    cwd: ROOT,
    args: [
      '.',
      `--user-data-dir=${userData}`,
      '--force-device-scale-factor=1',
      ...(options.args ?? []),
      ...(options.file ? [options.file] : []),
    ],
    env: program?.env ?? { ...definedEnv(), LANG: 'en_US.UTF-8', LANGUAGE: 'en', TZ: 'UTC', ...options.env },
  });
  let closed = false;
  electron.on('close', () => (closed = true));
  let said = '';
  for (const stream of [electron.process().stdout, electron.process().stderr])
    stream?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-KEPT_OUTPUT)));
  const kill = async (): Promise<void> => {
    if (closed) return;
    const gone = electron.waitForEvent('close');
    const { pid } = electron.process();
    if (pid !== undefined) process.kill(-pid, 'SIGKILL'); // its group: between us and it there may be the change of user
    await gone;
  };
  const page = await electron
    .firstWindow({ timeout: START_MS })
    .then(async (first) => {
      await drawn(first);
      return first;
    })
    .catch(async (error: unknown) => {
      await kill();
      throw new Error(`no window was drawn: ${String(error)}\n${said}`);
    });
  return {
    electron,
    page,
    userData,
    part: (testId) => page.getByTestId(testId),
    stubDialog: (file) =>
      electron.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () =>
          Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
      }, file),
    menu: (id) =>
      electron.evaluate(({ Menu }, wanted) => {
        const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
        if (!item) throw new Error(`no menu item ${wanted}`);
        if (!item.enabled) throw new Error(`menu item ${wanted} is disabled`);
        (item.click as () => void)();
      }, id),
    picture: async (name) => {
      await page.screenshot({ path: path.join(ROOT, 'test-results/pictures', `${name}.png`) });
    },
    said: () => said,
    close: async () => {
      if (closed) return;
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        void kill();
      }, QUIT_MS);
      await electron.close();
      clearTimeout(timer);
      if (late) throw new Error(`the app did not quit within ${QUIT_MS / 1000} s\n${said}`);
    },
    kill,
  };
}

/** Wait until the page has drawn itself: until then the window is on its way to it, and nothing in it listens. */
export async function drawn(page: Page): Promise<void> {
  await page.locator('#app > *').first().waitFor({ state: 'attached', timeout: START_MS });
}

function definedEnv(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

/** Wait until the open capture has been read, however it ended. */
export async function loaded(app: App, timeout = 30_000): Promise<void> {
  await expect(app.part('status-bar')).not.toHaveAttribute('data-phase', 'loading', { timeout });
}

/** The first one on the screen: lists reuse their rows in any order and hide those that they do not need. */
export const firstShown = (app: App, testId: string): Locator => app.part(testId).locator('visible=true').first();

/** The row of a frame in the packet list. */
export const packetRow = (app: App, frame: number): Locator =>
  app.page.locator(`[data-testid=packet-row][data-frame="${frame}"]`);

/** The node of a field in the tree, the first one with this name. */
export const treeNode = (app: App, abbrev: string): Locator =>
  app.page.locator(`[data-testid=tree-node][data-abbrev="${abbrev}"]`).first();
