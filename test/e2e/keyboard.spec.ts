// The whole lab without a mouse: a capture is opened, found by a display filter, its handshake and teardown read field by field, its TLS
// looked at, and a report written. Only the system's own dialogs are answered for.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, loaded, sample, test, type App } from './app';

/** Goes on by Tab until a part has the focus. */
async function tabTo(app: App, part: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const has = (): Promise<boolean> =>
    app.page.evaluate((id) => document.activeElement?.getAttribute('data-testid') === id, part);
  for (let i = 0; i < 60; i++) {
    if (await has()) return;
    await app.page.keyboard.press(key);
  }
  throw new Error(`Tab does not come to ${part}`);
}

/** Walks down the field tree, opening what lies on the way, until the status bar names the field. */
async function readField(app: App, name: string): Promise<void> {
  const shown = app.part('status-field');
  const { keyboard } = app.page;
  await tabTo(app, 'field-tree');
  await keyboard.press('Home');
  const row = app.page.locator('[data-testid=field-tree] [role=treeitem][aria-selected=true]');
  for (let i = 0; i < 150; i++) {
    if ((await shown.count()) > 0 && (await shown.innerText()).includes(`(${name})`)) return;
    const text = await row.first().innerText();
    if (/^Transmission Control Protocol|^Flags:/.test(text)) await keyboard.press('ArrowRight');
    await keyboard.press('ArrowDown');
  }
  throw new Error(`${name} is not in the tree`);
}

test('the lab: open, filter, handshake, teardown, TLS, report', async ({ start, folder }) => {
  const app = await start();
  const { keyboard } = app.page;
  await expect(app.part('start-page')).toBeVisible();
  await app.stubDialog(sample('https'));
  await tabTo(app, 'open-button');
  await keyboard.press('Enter');
  await loaded(app);

  await keyboard.press('Control+/');
  await keyboard.type('ip.dst == 203.0.113.10 or ip.src == 203.0.113.10');
  await expect(app.part('filter-bar')).toHaveAttribute('data-state', 'valid');
  await keyboard.press('Enter');
  await expect(app.part('filter-count')).toHaveText('37 of 37');
  await keyboard.press('Escape');
  await expect(app.part('packet-list')).toBeFocused();

  const tree = app.part('field-tree');
  await keyboard.press('Home');
  await expect(tree).toHaveAttribute('data-frame', '1');
  await readField(app, 'tcp.seq_raw');
  await readField(app, 'tcp.flags.syn');
  await readField(app, 'tcp.checksum');
  await tabTo(app, 'packet-list', 'Shift+Tab');
  await keyboard.press('End');
  await expect(tree).toHaveAttribute('data-frame', '37');

  await keyboard.press('Control+2');
  await tabTo(app, 'connections-table');
  await keyboard.press('Home');
  await tabTo(app, 'timeline-rows');
  await keyboard.press('End');
  const marked = app.page.locator('[data-testid=timeline-segment].marked');
  await expect(marked).toHaveAttribute('data-frame', '37');
  await keyboard.press('ArrowUp');
  await expect(marked).toHaveAttribute('data-frame', '36');
  await keyboard.press('Enter');
  await expect(app.part('tab-packets')).toHaveAttribute('aria-selected', 'true');
  await expect(tree).toHaveAttribute('data-frame', '36');
  await readField(app, 'tcp.flags.fin');

  await keyboard.press('Control+3');
  await tabTo(app, 'tls-table');
  await keyboard.press('Home');
  await expect(app.part('tls-sentence').first()).toContainText('The TLS handshake was complete');

  const file = path.join(folder, 'report.html');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await keyboard.press('Control+Shift+E');
  await expect(app.part('report-dialog')).toBeVisible();
  await expect(app.part('report-preview')).toHaveAttribute('data-stale', 'false');
  await tabTo(app, 'report-save');
  await keyboard.press('Enter');
  await expect.poll(() => existsSync(file)).toBe(true);
  expect(readFileSync(file, 'utf8')).toContain('203.0.113.10');
});
