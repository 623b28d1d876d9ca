// A packet in a window of its own: it stays on its packet, may ask for little, and closes with its capture.
import axe from 'axe-core';
import type { Page } from '@playwright/test';
import path from 'node:path';
import { type App, expect, loaded, packetRow, ROOT, sample, test } from './app';
import { ask, prefer } from './window-tools';

async function openWindow(app: App, open: () => Promise<void>): Promise<Page> {
  const opened = app.electron.waitForEvent('window');
  await open();
  const page = await opened;
  await expect(page.getByTestId('field-tree')).toBeVisible();
  return page;
}

/** What axe finds wrong with the page. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { run } = (
      window as unknown as { axe: { run: (within: Document) => Promise<{ violations: { id: string }[] }> } }
    ).axe;
    return (await run(document)).violations.map(({ id }) => id);
  });
}

test('a packet is shown in a window of its own', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await packetRow(app, 4).click();
  const page = await openWindow(app, () => app.menu('packetWindow'));
  const tree = page.getByTestId('field-tree');
  await expect(tree).toHaveAttribute('data-frame', '4');
  await packetRow(app, 6).click();
  await expect(app.part('field-tree')).toHaveAttribute('data-frame', '6');
  await expect(tree).toHaveAttribute('data-frame', '4');
  const titles = () =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.getTitle()));
  expect(await titles()).toContain('Packet 4 · https.pcapng · Synscope');

  // a field lights its bytes
  await tree.locator('[data-path="1"]').click();
  await expect(page.getByTestId('hex-range')).toBeVisible();
  await page.screenshot({ path: path.join(ROOT, 'test-results/pictures/packet-window-en-light.png') });

  expect(await violations(page)).toEqual([]);

  // it has no rights of the main window
  await expect(ask(page, 'closeCapture', {})).rejects.toThrow('not allowed');
  await expect(ask(page, 'openPacket', { frame: 5 })).rejects.toThrow('not allowed');

  await prefer(app, { theme: 'dark', language: 'zh-CN' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.screenshot({ path: path.join(ROOT, 'test-results/pictures/packet-window-zh-dark.png') });

  expect(await violations(page)).toEqual([]);

  const closed = page.waitForEvent('close');
  await page.keyboard.press('Escape').catch(() => undefined);
  await closed;
  const other = await openWindow(app, () => app.menu('packetWindow'));
  const third = await openWindow(app, () => packetRow(app, 8).dblclick());
  await expect(third.getByTestId('field-tree')).toHaveAttribute('data-frame', '8');
  const gone = other.waitForEvent('close');
  await app.menu('close');
  await gone;
});
