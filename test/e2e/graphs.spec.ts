// The graphs of a connection: drawn, walked through, followed to a packet, saved as pictures; in the other language.
import { readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { type App, expect, loaded, sample, test } from './app';
import { ask } from './window-tools';

/** Answers the next save dialogs with this file. */
async function saveTo(app: App, file: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}
const shown = async (app: App): Promise<[from: number, to: number]> => {
  const picture = app.part('graph-picture');
  return [Number(await picture.getAttribute('data-from')), Number(await picture.getAttribute('data-to'))];
};

test('a graph of each kind; zoom, back, a packet by click; saved as SVG and PNG', async ({ start, folder }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await app.part('tab-graphs').click();
  const picture = app.part('graph-picture');
  for (const kind of ['sequence', 'roundTrip', 'throughput', 'window', 'tcptrace']) {
    await app.part(`graph-${kind}`).click();
    await expect(picture).toHaveAttribute('data-kind', kind);
    await expect.poll(async () => Number(await picture.getAttribute('data-points'))).toBeGreaterThan(0);
    await expect(picture.locator('canvas')).toBeVisible();
    await app.picture(`graph-${kind}-en-light`);
  }

  // a part of it, drawn with the pointer; all of it again by key
  const [, end] = await shown(app);
  const over = picture.locator('.u-over');
  const box = (await over.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await app.page.mouse.move(box.x + box.width * 0.25, box.y + 50);
  await app.page.mouse.down();
  await app.page.mouse.move(box.x + box.width * 0.5, box.y + 80, { steps: 5 });
  await app.page.mouse.up();
  await expect.poll(async () => (await shown(app))[0] / end).toBeCloseTo(0.25, 1);
  expect((await shown(app))[1] / end).toBeCloseTo(0.5, 1);
  await picture.focus();
  await app.page.keyboard.press('0');
  await expect.poll(() => shown(app)).toEqual([0, end]);
  await app.page.mouse.wheel(0, -200);
  await expect.poll(async () => (await shown(app))[1] - (await shown(app))[0]).toBeLessThan(end);
  await app.part('graph-reset').click();

  // the pointer finds points along a line; a click selects the packet, the link goes to it
  await app.part('graph-sequence').click();
  await expect(app.part('graph-line-data')).toBeVisible();
  // the SYN-ACK, 25.2 ms after the SYN, stands a twenty-fifth of the drawn height above the ground
  await app.page.mouse.move(box.x + (box.width * 0.0252) / end, box.y + box.height * (1 - 0.04 / 1.08));
  await expect(app.part('graph-point')).toContainText('Packet 2 · 25.2 ms · Segments: 0');
  const found = 2;
  await app.page.mouse.down();
  await app.page.mouse.up();
  await expect(app.part('graph-go')).toContainText(String(found));
  await app.part('graph-go').click();
  await expect(app.page.locator(`[data-testid=packet-row][data-frame="${found}"]`)).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await app.part('tab-graphs').click();

  for (const kind of ['svg', 'png']) {
    const file = path.join(folder, `graph.${kind}`);
    await saveTo(app, file);
    await app.part('graph-export').click();
    await app.part(`menu-save-picture-${kind === 'svg' ? kind : 'png-2'}`).click();
    await expect.poll(() => existsSync(file) && readFileSync(file).length > 500).toBe(true);
    const bytes = readFileSync(file);
    if (kind === 'svg') expect(bytes.toString('utf8')).toMatch(/^<svg [\s\S]*Sequence \(Stevens\)[\s\S]*<\/svg>$/);
    else expect([...bytes.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
  }

  // a file that cannot be written is a sentence, not a crash
  await saveTo(app, path.join(folder, 'no', 'such', 'folder.svg'));
  await app.part('graph-export').click();
  await app.part('menu-save-picture-svg').click();
  await expect(app.part('problem-notice')).toContainText('could not be written');
});

test('in Chinese, by night, in a small window; from the menu of a connection', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await ask(app.page, 'setPreferences', { language: 'zh-CN', theme: 'dark' });
  await app.part('tab-connections').click();
  await app.page.locator('[data-testid=connection-row][data-flow]').first().click({ button: 'right' });
  await app.part('menu-flow-graphs').click();
  await expect(app.part('tab-graphs')).toHaveAttribute('aria-selected', 'true');
  await expect(app.part('graph-tcptrace')).toContainText('序号（tcptrace）');
  await expect(app.part('graph-picture').locator('canvas')).toBeVisible();
  await app.part('graph-turn').click();
  await app.picture('graph-zh-dark');
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].setContentSize(800, 600));
  await app.page.waitForTimeout(300);
  await app.picture('graph-zh-dark-small');
});
