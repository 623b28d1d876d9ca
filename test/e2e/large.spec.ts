// Two million packets: the last row is reached, a load that is cancelled keeps what was read.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateCapture } from '../bench/generate';
import { expect, firstShown, loaded, packetRow, test } from './app';

const PACKETS = 2_000_000;
let folder: string;
let file: string;

test.describe.configure({ timeout: 180_000 });
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'synscope-large-'));
  file = path.join(folder, 'large.pcap');
  generateCapture(file, { packets: PACKETS, connections: 20_000, bytes: 300_000_000, seed: 3 });
});
test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('first rows at once, and the last row of two million by key and by scroll bar', async ({ start }) => {
  const app = await start({ file });
  await expect(packetRow(app, 1)).toBeVisible();
  await loaded(app, 120_000);
  await expect(app.part('status-packets')).toContainText('2,000,000');

  await packetRow(app, 1).click();
  await app.page.keyboard.press('End');
  await expect(packetRow(app, PACKETS)).toBeVisible();
  await expect(packetRow(app, PACKETS)).toContainText('TCP');
  await expect(app.part('field-tree')).toHaveAttribute('data-frame', String(PACKETS));
  await app.page.keyboard.press('Home');
  await expect(packetRow(app, 1)).toBeVisible();

  const list = app.part('packet-list');
  await list.evaluate((element) => (element.scrollTop = element.scrollHeight));
  await expect(packetRow(app, PACKETS)).toBeVisible();
  // the wheel moves by rows, not by the shortened scroll space
  await list.hover();
  await app.page.mouse.wheel(0, -220);
  await expect(packetRow(app, PACKETS - 10)).toBeVisible();
  await expect(packetRow(app, PACKETS - 1000)).toHaveCount(0);

  await app.page.keyboard.press('Control+g');
  await app.part('goto-input').fill('1234567');
  await app.page.keyboard.press('Enter');
  await expect(packetRow(app, 1_234_567)).toBeVisible();
});

test('a load that is cancelled keeps what was read', async ({ start }) => {
  const app = await start({ file });
  await app.part('cancel-load').click();
  await loaded(app);
  await expect(app.part('status-bar')).toHaveAttribute('data-phase', 'cancelled');
  const text = (await app.part('status-packets').textContent()) ?? '';
  const kept = Number(text.replace(/\D/g, ''));
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(PACKETS);
  await expect(app.part('load-notice')).toBeVisible();

  // usable: rows, tree, connections
  await packetRow(app, 1).click();
  await expect(app.part('field-tree')).toHaveAttribute('data-frame', '1');
  await app.page.keyboard.press('End');
  await expect(packetRow(app, kept)).toBeVisible();
  await app.part('tab-connections').click();
  await expect(firstShown(app, 'connection-row')).toBeVisible();

  // and the rest can be had
  await app.part('tab-packets').click();
  await app.part('load-again').click();
  await loaded(app, 120_000);
  await expect(app.part('status-packets')).toContainText('2,000,000');
});
