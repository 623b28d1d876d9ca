// User data damaged in every way: the real app starts with a window that works, says what is wrong, and ends.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, sample, test } from './app';
import { ask } from './window-tools';
import { asOrdinaryUser, obstacle } from './ordinary-user';

/** The start page stands, and a capture opens in it. */
async function works(page: Page): Promise<void> {
  await expect(page.getByTestId('start-page')).toBeVisible();
  await page.getByTestId('sample-https').click();
  await expect(page.locator('[data-testid=packet-row][data-frame="1"]')).toContainText('[SYN]');
}

const recent = (name: string, more: object = {}): object => ({
  path: `/${name}.pcap`,
  openedMs: 1,
  packets: 1,
  bytes: 1,
  ...more,
});
const marker = { pid: 2 ** 22 + 5, processStart: null, devices: ['lo'], filter: '', files: ['/etc/passwd'] };

/** What lies in the folder of user data before the start, and what the window says of it. */
const CASES: [what: string, make: (at: (name: string) => string) => void, words: RegExp[]][] = [
  ['none at all', () => undefined, []],
  [
    'the same recent file twice, times beyond all calendars',
    (at) => {
      const list = [recent('a'), recent('b'), recent('a'), recent('c', { openedMs: 1e300 })];
      writeFileSync(at('recent.json'), JSON.stringify(list));
    },
    [/list of recent files was damaged.*recent\.json\.damaged/],
  ],
  [
    'files that are not JSON',
    (at) => {
      for (const name of ['preferences.json', 'recent.json', 'window.json']) writeFileSync(at(name), '{"theme":');
    },
    [/settings file was damaged/, /recent files was damaged/, /size and position of the window/],
  ],
  [
    'values of wrong types, twice the same column, numbers beyond all',
    (at) => {
      const column = { id: 'time', width: 80, visible: true };
      const wrong = {
        packetColumns: [column, column],
        zoom: 1e300,
        panes: 7,
        theme: 'pink',
        capture: { devices: [''] },
      };
      writeFileSync(at('preferences.json'), JSON.stringify({ ...wrong, lastTab: 'nowhere' }));
      writeFileSync(
        at('window.json'),
        JSON.stringify({ x: 0.5, y: -1e300, width: 1e12, height: 900, maximized: false }),
      );
    },
    [/settings file was damaged/, /size and position of the window/],
  ],
  [
    'folders in the place of files, files in the place of folders',
    (at) => {
      for (const name of ['preferences.json', 'recent.json', 'window.json'])
        mkdirSync(at(`${name}/inside`), { recursive: true });
      for (const name of ['captures', 'live']) writeFileSync(at(name), 'a file');
    },
    [/settings file was damaged/, /captures cannot be used.*temporary one/, /No live capture can be started.*live/],
  ],
  [
    'links to nowhere',
    (at) => {
      for (const name of ['preferences.json', 'recent.json', 'window.json', 'captures', 'live'])
        symlinkSync('/nowhere/at/all', at(name));
    },
    [/captures cannot be used/, /No live capture can be started/],
  ],
  [
    'huge and empty files, and a pipe',
    (at) => {
      writeFileSync(at('preferences.json'), '');
      truncateSync(at('preferences.json'), 4 * 1024 ** 3);
      writeFileSync(at('window.json'), '');
      execFileSync('mkfifo', [at('recent.json')]);
    },
    [/settings file was damaged/, /recent files was damaged/, /size and position of the window/],
  ],
  [
    'damaged markers of captures',
    (at) => {
      mkdirSync(at('live/dir.running.json'), { recursive: true });
      const put = (name: string, value: unknown): void =>
        writeFileSync(at(`live/${name}.running.json`), typeof value === 'string' ? value : JSON.stringify(value));
      put('a', '');
      put('b', { ...marker, startedMs: 1e300 });
      put('c', { ...marker, startedMs: 1, files: [at('live')] });
      put('d', { ...marker, startedMs: -5, devices: null });
    },
    [],
  ],
];

for (const [what, make, words] of CASES)
  test(`with user data of this kind the window works: ${what}`, async ({ start, folder }) => {
    test.skip(process.platform === 'win32', 'links and pipes');
    const userData = path.join(folder, 'user');
    mkdirSync(userData);
    make((name) => path.join(userData, name));
    const app = await start({ userData });
    const notice = app.part('data-notice');
    for (const word of words) await expect(notice).toContainText(word);
    if (words.length === 0) await expect(notice).toHaveCount(0);
    await works(app.page);
    if (words.length > 0) {
      await ask(app.page, 'setPreferences', { language: 'zh-CN' });
      await expect(notice).toContainText('。');
      await expect(notice).not.toContainText(/[a-z]{3,} [a-z]{3,} [a-z]{3,} [a-z]{3,}/);
      await app.part('data-notice-close').click();
      await expect(notice).toHaveCount(0);
    }
    await app.close();
    // the lock is free, and what was kept is good
    const again = await start({ userData });
    await works(again.page);
    if (existsSync(path.join(userData, 'recent.json')))
      expect(Array.isArray(JSON.parse(readFileSync(path.join(userData, 'recent.json'), 'utf8')))).toBe(true);
  });

/** What only an ordinary user cannot read or write. */
const READ_ONLY: [what: string, make: (user: string) => void, words: RegExp[]][] = [
  [
    'folders that cannot be written',
    (user) => {
      for (const name of ['captures', 'live']) mkdirSync(path.join(user, name), { recursive: true });
      writeFileSync(path.join(user, 'live/a.running.json'), JSON.stringify({ ...marker, startedMs: 1 }));
      for (const name of ['captures', 'live']) chmodSync(path.join(user, name), 0o500);
    },
    [/captures cannot be used/, /No live capture can be started/],
  ],
  [
    'files and folders that cannot be read',
    (user) => {
      mkdirSync(path.join(user, 'live'), { recursive: true });
      for (const name of ['preferences.json', 'recent.json']) {
        writeFileSync(path.join(user, name), '{}');
        chmodSync(path.join(user, name), 0);
      }
      chmodSync(path.join(user, 'live'), 0);
    },
    [/settings file was damaged/, /recent files was damaged/, /No live capture can be started/],
  ],
  [
    'a folder of user data that cannot be written',
    (user) => {
      mkdirSync(user, { recursive: true });
      writeFileSync(path.join(user, 'preferences.json'), '{}');
      chmodSync(user, 0o500);
    },
    [/Settings and recent files cannot be kept/],
  ],
];

for (const [what, make, words] of READ_ONLY)
  test(`as an ordinary user the window works with ${what}`, async ({ start, folder }) => {
    const why = obstacle();
    test.skip(why !== null, why ?? '');
    const user = path.join(folder, 'home/user');
    mkdirSync(path.join(folder, 'home'));
    make(user);
    const { page } = await start(asOrdinaryUser(folder));
    for (const word of words) await expect(page.getByTestId('data-notice')).toContainText(word);
    await works(page);
  });

test('a capture is opened from the command line whatever the user data is', async ({ start, folder }) => {
  const userData = path.join(folder, 'user');
  mkdirSync(userData);
  for (const name of ['captures', 'live', 'recent.json']) writeFileSync(path.join(userData, name), 'no');
  const app = await start({ userData, file: sample('https') });
  await expect(app.page.locator('[data-testid=packet-row][data-frame="1"]')).toContainText('[SYN]');
  await expect(app.part('data-notice')).toBeVisible();
});
