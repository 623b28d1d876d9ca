// The window of TLS keys: which connections a key log opens, why not the others, the way to them; and how to get a log, in both languages and themes.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type App, expect, loaded, packetRow, test } from './app';

const own = (name: string): string => fileURLToPath(new URL(`../fixtures/tls-keys/${name}`, import.meta.url));
/** Two connections, the second resumes the session of the first. */
const CAPTURE = own('tls12-ticket.pcap');
const LINES = readFileSync(own('tls12-ticket.keys'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('CLIENT_RANDOM'));

const clipboardOf = (app: App): Promise<string> => app.electron.evaluate(({ clipboard }) => clipboard.readText());

test('a log that has lines for one connection of two', async ({ start, folder }) => {
  const log = path.join(folder, 'keys.log');
  writeFileSync(log, `${LINES[1]}\n`);
  const app = await start({ file: CAPTURE });
  await loaded(app);
  await app.part('tab-tls').click();
  await app.part('tls-keys').click();
  const rows = app.part('key-row');
  await expect(rows).toHaveCount(2);
  await expect(app.part('keys-summary')).toContainText('0 of 2 TLS connections are decrypted. No secret was read yet');
  await expect(rows.first()).toHaveAttribute('data-state', 'noLog');

  await app.stubDialog(log);
  await app.part('keys-choose').click();
  await expect(app.part('keys-summary')).toContainText('1 of 2 TLS connections is decrypted. 1 secret was read');
  await expect(rows.nth(0)).toHaveAttribute('data-state', 'before');
  await expect(rows.nth(1)).toHaveAttribute('data-state', 'opened');
  await rows.nth(0).click();
  await expect(app.part('key-why')).toContainText('it began before every connection that has one');
  await app.picture('tls-keys-connections');
  await app.part('key-random').click();
  await expect.poll(() => clipboardOf(app)).toBe(LINES[0].split(' ')[1]);

  await app.part('key-state-opened').click();
  await expect(rows).toHaveCount(1);
  await rows.first().click();
  const go = app.part('key-go');
  const frame = Number(/\d+/.exec((await go.textContent()) ?? '')?.[0]);
  await go.click();
  await expect(app.part('keys-dialog')).toHaveCount(0);
  await expect(packetRow(app, frame)).toHaveAttribute('aria-selected', 'true');

  // the same window, from what the status bar says of the log
  await app.part('status-remarks').click();
  await app.part('details-keys').click();
  await expect(rows).toHaveCount(2);
  await app.page.keyboard.press('Escape');
  await expect(app.part('keys-dialog')).toHaveCount(0);
});

test('how to get a log, in Chinese and dark, and without a capture', async ({ start }) => {
  const app = await start({});
  await app.page.evaluate(() =>
    (window as unknown as { synscope: { request(n: string, a: unknown): Promise<unknown> } }).synscope.request(
      'setPreferences',
      { language: 'zh-CN', theme: 'dark' },
    ),
  );
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await app.menu('keyGuide');
  await expect(app.part('keys-connections')).toHaveCount(0);
  const recipes = app.part('key-recipe');
  await expect(recipes).toHaveCount(8);
  await expect(recipes.first()).toContainText('SSLKEYLOGFILE="$HOME/tls-keys.log" firefox');
  await expect(recipes.first()).toContainText('请先关闭 Firefox 的所有窗口');
  await app.picture('tls-keys-guide-zh');
  await app.part('key-system-win32').click();
  await expect(recipes.first()).toContainText('$env:SSLKEYLOGFILE=');
  await recipes.nth(1).getByTestId('command-copy').click();
  await expect.poll(() => clipboardOf(app)).toContain('chrome.exe" --user-data-dir=');
  await app.part('keys-close').click();
  await expect(app.part('keys-dialog')).toHaveCount(0);
});
