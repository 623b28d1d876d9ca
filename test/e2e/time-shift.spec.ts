// Times of all packets are shifted by an offset and by the time of a packet, and as they were; what was put on packets stays through each reading.
import path from 'node:path';
import { type App, expect, loaded, packetRow, sample, test, treeNode } from './app';
import { axeFindings } from './axe-tools';
import { ask, prefer, resize } from './window-tools';

const time = (app: App, frame: number) => packetRow(app, frame).locator('[data-column=time]');
const comment = (app: App, frame: number) => packetRow(app, frame).getByTestId('row-comment');
const then = (app: App, part: string) => app.part(part).last().locator('.then');

/** Marked 2, ignored 3, a time reference 5, a comment on 4. */
async function put(app: App): Promise<void> {
  const { keyboard } = app.page;
  await packetRow(app, 2).click();
  await keyboard.press('Control+m');
  await packetRow(app, 3).click();
  await keyboard.press('Control+d');
  await packetRow(app, 5).click();
  await keyboard.press('Control+t');
  await packetRow(app, 4).click();
  await keyboard.press('Control+Alt+c');
  await app.part('comment-text').fill('Here TLS begins');
  await app.part('comments-ok').click();
  await expect(comment(app, 4)).toBeVisible();
}
async function isThere(app: App): Promise<void> {
  await loaded(app);
  await expect(packetRow(app, 2)).toHaveClass(/is-marked/);
  await expect(app.part('status-ignored')).toBeVisible();
  await expect(packetRow(app, 3).locator('[data-column=info]')).toHaveText(/^<(Ignored|已忽略)>$/);
  await expect(comment(app, 4)).toHaveAttribute('title', /Here TLS begins/);
}

test('read again, in the order of time or with other settings, it has what was put on it', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await put(app);
  const shown = app.part('status-remarks');
  await app.menu('sortByTime');
  await expect(shown).toBeVisible();
  await isThere(app);
  await app.menu('reload');
  await isThere(app);
  await expect(time(app, 5)).toHaveText('*REF*');
  // … and fragments are not put together any more
  await prefer(app, { switches: { reassembleIp: false } });
  await isThere(app);
  // twice at once
  await Promise.all([ask(app.page, 'reload', {}), ask(app.page, 'reload', {})]);
  await isThere(app);
});

test('times are shifted by an offset, by the time of a packet, exported, and as they were', async ({
  start,
  folder,
}) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await put(app);
  await app.menu('time.epoch');
  const before = Number(await time(app, 4).textContent());
  await packetRow(app, 4).click();
  await app.page.keyboard.press('Control+Shift+t');
  await expect(app.part('time-shift-text')).toBeFocused();
  await expect(app.part('time-shift-undo')).toBeDisabled();
  await app.part('time-shift-text').fill('1:75');
  await expect(app.part('time-shift-mistake')).toBeVisible();
  await expect(app.part('time-shift-ok')).toBeDisabled();
  await app.part('time-shift-text').fill('-1:00:00.5');
  await expect(app.part('time-shift-mistake')).toHaveText('');
  await expect(then(app, 'time-shift-total')).toHaveText('-3600.5 s');
  expect(await axeFindings(app, 'time-shift-dialog')).toEqual([]);
  await app.picture('time-shift-dialog-en-light');
  await app.page.keyboard.press('Enter');
  await expect(app.part('status-shift')).toHaveText('Times shifted: -3600.5 s');
  await isThere(app);
  await expect.poll(async () => before - Number(await time(app, 4).textContent())).toBeCloseTo(3600.5, 5);
  // the timeline counts from its own first packet
  await expect(app.part('timeline-segment').first()).toContainText('0.000000000');
  // the same packet is selected
  await expect(app.part('field-tree')).toHaveAttribute('data-frame', '4');
  await treeNode(app, 'frame').locator('.twisty, [data-testid=twisty]').first().click();
  await expect(treeNode(app, 'frame.offset_shift')).toContainText('-3600.500000000 seconds');
  await app.picture('time-shift-en-light');
  await app.part('status-remarks').click();
  await expect(app.part('details-remarks')).toContainText('-3600.5 s');
  await app.part('details-shift').click();

  await app.part('time-shift-by-time').click();
  await app.part('time-shift-text').fill('2030-01-02 03:04:05.25');
  await expect(then(app, 'time-shift-example')).toHaveText(/^2030-01-02 03:04:05\.25/);
  await app.page.keyboard.press('Enter');
  await expect.poll(() => time(app, 4).textContent()).toMatch(/^1893553445\.25/);
  await isThere(app);

  const file = path.join(folder, 'shifted.pcapng');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await app.menu('exportPackets');
  await app.part('export-choose').click();
  await expect(app.part('export-status')).toHaveAttribute('data-end', 'written');
  await app.part('export-close').click();
  await prefer(app, { theme: 'dark', language: 'zh-CN' });
  await resize(app, 900, 600);
  await app.picture('time-shift-zh-dark');
  await app.part('status-shift').click();
  await app.part('time-shift-text').fill('90');
  expect(await axeFindings(app, 'time-shift-dialog')).toEqual([]);
  await app.picture('time-shift-dialog-zh-dark');
  await app.part('time-shift-undo').click();
  await isThere(app);
  await expect(app.part('status-shift')).toHaveCount(0);
  await expect.poll(async () => Number(await time(app, 4).textContent())).toBe(before);
  await app.close();

  const again = await start({ file });
  await loaded(again);
  await again.menu('time.epoch');
  await expect(time(again, 4)).toHaveText(/^1893553445\.25/);
  await expect(comment(again, 4)).toBeVisible();
});
