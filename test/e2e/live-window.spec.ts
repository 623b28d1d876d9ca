// Live capture as a person does it: by button, key and field.
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { builtHelper, cannotCapture } from '../native/staging';
import { expect, test, type App } from './app';
import { packetsShown, stubSaving, timesAsked, webServer } from './live-app';

test.skip(cannotCapture !== null, cannotCapture ?? '');
if (cannotCapture === null) builtHelper();

const adapterRow = (app: App, name: string): Locator =>
  app.page.locator(`[data-testid=adapter-row][data-name="${name}"]`);
const rows = (app: App): Locator => app.page.locator('[data-testid=packet-row]:not([hidden])');
const firstRow = async (app: App): Promise<number> =>
  Number(await app.part('packet-list').getAttribute('data-first-row'));
/** Frame number of the last row on the screen. */
const lastFrame = async (app: App): Promise<number> =>
  Math.max(...(await rows(app).evaluateAll((all) => all.map((row) => Number(row.getAttribute('data-frame') ?? 0)))));
const frames = async (app: App): Promise<number> =>
  Number((await app.part('status-packets').innerText()).replace(/\D/g, ''));
const whenReady = (app: App) => expect(app.part('status-bar')).toHaveAttribute('data-phase', 'ready');

/** Chooses loopback alone and a filter, on the start page. */
async function choose(app: App, filter: string): Promise<void> {
  await adapterRow(app, 'lo').click();
  await expect(adapterRow(app, 'lo')).toHaveAttribute('aria-selected', 'true');
  await app.part('capture-filter').fill(filter);
  await expect(app.part('capture-filter-ok')).toBeVisible();
}

test('follows the newest packets until one looks further up, and again when told to', async ({ start, folder }) => {
  const app = await start();
  const web = await webServer();
  await choose(app, `tcp port ${web.port}`);
  await app.part('capture-start').click();
  await expect(app.part('status-bar')).toHaveAttribute('data-capture', 'running');
  await expect(app.part('capture-waiting')).toContainText('lo');

  await web.fetch(12);
  await expect.poll(async () => (await frames(app)) > 90 && (await lastFrame(app)) === (await frames(app))).toBe(true);
  await expect(app.part('follow-end')).toHaveCount(0);

  // further up: the rows stay where they are, whatever comes
  await app.part('packet-list').hover();
  await app.page.mouse.wheel(0, -400);
  await expect(app.part('follow-end')).toBeVisible();
  const [top, before] = [await firstRow(app), await frames(app)];
  await web.fetch(5);
  await expect.poll(() => frames(app)).toBeGreaterThan(before + 30);
  expect(await firstRow(app)).toBe(top);

  await app.part('follow-end').click();
  await expect.poll(async () => (await lastFrame(app)) === (await frames(app))).toBe(true);
  await web.fetch(3);
  await expect.poll(async () => (await lastFrame(app)) === (await frames(app))).toBe(true);

  // a packet that is looked at stays as well
  await rows(app).nth(2).click();
  await expect(app.part('follow-end')).toBeVisible();
  const selected = await app.page.locator('[data-testid=packet-row].selected').getAttribute('data-frame');
  await web.fetch(3);

  // connections: the one that is selected stays selected while others come
  await app.part('tab-connections').click();
  const connection = app.page.locator('[data-testid=connection-row].selected');
  await expect(connection).toBeVisible();
  const stream = await connection.getAttribute('data-stream');
  await web.fetch(2);
  await expect(app.part('status-selected')).toContainText('25 TCP');
  await expect(connection).toHaveAttribute('data-stream', stream ?? '');
  await app.part('tab-packets').click();
  await expect(app.page.locator('[data-testid=packet-row].selected')).toHaveAttribute('data-frame', selected ?? '');

  await app.part('capture-stop').click();
  await expect(app.part('status-bar')).toHaveAttribute('data-capture', 'stopped');
  await whenReady(app);
  await expect(app.part('capture-dropped')).toContainText('0');
  const packets = await frames(app);
  const looked = app.page.locator('[data-testid=packet-row].selected');
  const text = await looked.innerText();

  // saved by key, opened again: the same packets
  const saved = path.join(folder, 'saved.pcapng');
  await stubSaving(app.electron, { file: saved });
  await expect(app.part('capture-unsaved')).toBeVisible();
  await app.page.keyboard.press('Control+s');
  await expect(app.part('capture-unsaved')).toHaveCount(0);
  await app.stubDialog(saved);
  await app.part('tool-open').click();
  await expect(app.part('status-file')).toHaveText('saved.pcapng');
  await whenReady(app);
  await packetsShown(app.page, packets);
  await app.part('packet-list').focus();
  await app.page.keyboard.press('Control+g');
  await app.part('goto-input').fill(selected ?? '');
  await app.part('goto-ok').click();
  await expect(looked).toHaveAttribute('data-frame', selected ?? '');
  expect(await looked.innerText()).toBe(text);
  expect(await timesAsked(app.electron)).toBe(0);
  web.close();
});

test('a mistake in the filter is told while it is typed, in the words of libpcap', async ({ start }) => {
  const app = await start();
  await adapterRow(app, 'lo').click();
  await app.part('capture-filter').fill('tcp prt 443');
  await expect(app.part('capture-filter-message')).toContainText('Syntax error (at character 5)');
  await expect(app.part('capture-filter-mark')).toHaveText('prt');
  await expect(app.part('capture-filter')).toHaveAttribute('aria-invalid', 'true');

  // it can be tried all the same: what is wrong is said, and nothing is lost
  await app.part('capture-start').click();
  await expect(app.part('capture-problem')).toContainText('invalid');
  await app.part('capture-problem-close').click();
  await expect(app.part('capture-problem')).toHaveCount(0);

  await app.part('capture-filter').fill('tcp port 443');
  await expect(app.part('capture-filter-ok')).toBeVisible();
  await expect(app.part('capture-filter-message')).toHaveText('');

  await app.part('capture-filter-menu').click();
  await app.part('menu-preset-https').click();
  await expect(app.part('capture-filter')).toHaveValue('port 443');
  await expect(app.part('capture-filter-ok')).toBeVisible();
});

test('stops by itself after the number of packets that was set; started and stopped by key', async ({ start }) => {
  const app = await start();
  const web = await webServer();
  await stubSaving(app.electron, { unsaved: 'discard' });
  await choose(app, `tcp port ${web.port}`);
  await app.page.keyboard.press('Control+k');
  await app.part('option-stopPackets').fill('many');
  await expect(app.part('options-ok')).toBeDisabled();
  await app.part('option-stopPackets').fill('12');
  await app.part('option-keepFiles').fill('3');
  await expect(app.part('option-needs-end')).toBeVisible();
  await app.part('option-keepFiles').fill('');
  await app.part('option-promiscuous').uncheck();
  await app.part('options-ok').click();
  await expect(app.part('capture-summary')).toHaveText('stops after 12 packets · promiscuous mode off');

  await app.page.keyboard.press('Control+e');
  await expect(app.part('status-bar')).toHaveAttribute('data-capture', 'running');
  await web.fetch(3);
  await expect(app.part('status-bar')).toHaveAttribute('data-capture', 'stopped');
  await expect(app.part('capture-limit')).toBeVisible();
  await whenReady(app);
  await packetsShown(app.page, 12);

  // once more with the same settings; what is not saved is asked about once
  await app.part('capture-restart').click();
  await expect(app.part('status-bar')).toHaveAttribute('data-capture', 'running');
  expect(await timesAsked(app.electron)).toBe(1);
  await app.page.keyboard.press('Control+e');
  await expect(app.part('status-bar')).toHaveAttribute('data-capture', 'stopped');
  await whenReady(app);
  web.close();
});

test('adapters are chosen with the keyboard, several at a time; hidden ones behind a switch', async ({ start }) => {
  const app = await start();
  await expect(adapterRow(app, 'lo')).toBeVisible();
  await expect(adapterRow(app, 'lo')).toContainText('127.0.0.1');
  const names = () =>
    app.page.locator('[data-testid=adapter-row]').evaluateAll((all) => all.map((row) => row.getAttribute('data-name')));
  await adapterRow(app, 'lo').click();
  await expect(app.page.locator('[data-testid=adapter-row][aria-selected=true]')).toHaveCount(1);
  await app.page.keyboard.press('Home');
  const first = (await names())[0] ?? '';
  await app.page.keyboard.press('Space');
  await expect(adapterRow(app, first)).toHaveAttribute('aria-selected', first === 'lo' ? 'false' : 'true');
  await app.page.keyboard.press('Space');
  await expect(adapterRow(app, first)).toHaveAttribute('aria-selected', first === 'lo' ? 'true' : 'false');

  const count = (await names()).length;
  await app.part('adapters-show-hidden').check();
  await expect.poll(async () => (await names()).length).toBeGreaterThan(count);
  await app.part('adapters-show-hidden').uncheck();
  await expect.poll(async () => (await names()).length).toBe(count);
});

test('the capture check says what is there, in both languages', async ({ start }) => {
  const app = await start();
  await app.part('capture-check').click();
  const verdict = app.part('check-verdict');
  await expect(verdict).toHaveAttribute('data-verdict', 'ok');
  await expect(verdict).toContainText('captures work');
  await expect(app.page.locator('[data-testid=check-finding][data-id=loopback]')).toHaveAttribute('data-state', 'ok');
  await app.picture('capture-check-en');
  await app.page.keyboard.press('Escape');
  await app.menu('language.zh-CN');
  await expect(app.part('capture-start')).toContainText('开始');
  await app.part('capture-filter').fill('tcp prt 443');
  await expect(app.part('capture-filter-message')).toContainText('第 5 个字符处');
  await app.part('capture-check').click();
  await expect(verdict).toContainText('可以捕获');
  await app.picture('capture-check-zh');
});

test('a capture that was running when the app was killed is offered at the next start', async ({ start, folder }) => {
  const userData = path.join(folder, 'user');
  const first = await start({ userData });
  const web = await webServer();
  await choose(first, `tcp port ${web.port}`);
  await first.part('capture-start').click();
  await expect(first.part('status-bar')).toHaveAttribute('data-capture', 'running');
  await web.fetch(3);
  await expect.poll(() => frames(first)).toBeGreaterThan(20);
  const seen = await frames(first);
  await first.kill();

  const second = await start({ userData });
  await expect(second.part('recover-offer')).toContainText('lo');
  await second.part('recover-discard').click();
  await expect(second.part('recover-really')).toBeVisible(); // nothing is deleted by one click
  await second.page.getByRole('button', { name: 'Cancel' }).click();
  await second.part('recover-open').click();
  await expect(second.part('recover-news')).toContainText('packets');
  await whenReady(second);
  expect(await frames(second)).toBeGreaterThanOrEqual(seen);
  await stubSaving(second.electron, { unsaved: 'discard' });
  web.close();
});
