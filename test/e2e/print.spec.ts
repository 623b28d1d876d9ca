// Printing: the dialog shows the pages that are saved as PDF and printed; packets, the timeline, a table, the report; both languages.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type App, expect, loaded, packetRow, sample, test } from './app';
import { axeFindings } from './axe-tools';
import { ask, resize } from './window-tools';

const HAS_POPPLER = spawnSync('pdftotext', ['-v']).error === undefined;

const pagesOf = (pdf: string): number =>
  Number(/^Pages:\s+(\d+)$/m.exec(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }))?.[1]);
const textOf = (pdf: string): string => execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });

/** Waits for the pages, and gives how many the preview says that there are. */
async function previewed(app: App): Promise<number> {
  await expect(app.part('print-save')).toBeEnabled();
  await expect(app.part('print-room')).toHaveAttribute('data-drawn', '1');
  return Number(await app.part('print-count').getAttribute('data-pages'));
}

async function saveTo(app: App, file: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await app.part('print-save').click();
  await expect(app.part('toasts')).toContainText(/PDF/);
}

/** Dark spots on the canvas: a page that is drawn has some, a white one none. */
const isInked = (app: App): Promise<boolean> =>
  app
    .part('print-room')
    .locator('canvas')
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const data =
        canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
      let dark = 0;
      for (let at = 0; at < data.length; at += 4) if (data[at] < 100) dark++;
      return dark > 200;
    });

test('packets: lines, fields, bytes; what is seen is what is saved', async ({ start, folder }) => {
  test.skip(!HAS_POPPLER, 'there is no pdftotext');
  const scratch = path.join(folder, 'scratch');
  mkdirSync(scratch);
  const app = await start({ file: sample('https'), env: { TMPDIR: scratch } });
  await loaded(app);
  await packetRow(app, 2).click();
  await app.page.keyboard.press('Control+p');
  const lines = await previewed(app);
  expect(await isInked(app)).toBe(true);
  await app.picture('print-packets-en-light');
  const list = path.join(folder, 'list.pdf');
  await saveTo(app, list);
  expect(pagesOf(list)).toBe(lines);
  const text = textOf(list);
  expect(text).toContain('37 packets');
  expect(text).toContain('Page 1 of');
  expect(text).toContain('https.pcapng');
  for (let frame = 1; frame <= 37; frame++) expect(text).toMatch(new RegExp(`^\\s*${frame}\\s+\\d+\\.\\d{6}`, 'm'));
  expect(text).toContain('192.168.1.20');

  await app.part('print-scope').selectOption('range');
  await app.part('print-range').fill('1, 4');
  await app.part('print-details').selectOption('all');
  await app.part('print-bytes').check();
  await app.part('print-orientation').selectOption('landscape');
  await app.part('print-paper').selectOption('A3');
  await expect(app.part('print-save')).toBeDisabled();
  const details = await previewed(app);
  expect(readdirSync(scratch).filter((name) => name.startsWith('synscope-report-'))).toHaveLength(1);
  await app.picture('print-details-en-light');
  const file = path.join(folder, 'details.pdf');
  await saveTo(app, file);
  expect(pagesOf(file)).toBe(details);
  expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toMatch(/Page size:\s+119\d(\.\d+)? x 84\d.*A3/);
  const all = textOf(file);
  expect(all).toContain('2 packets');
  expect(all).toContain('Sequence Number (raw)');
  expect(all).toMatch(/^\s*0000 {2,}([0-9a-f]{2} ){15}/m);
  expect(await axeFindings(app, 'print-dialog')).toEqual([]);

  // no printer here: told in words, and nothing hangs
  await app.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0].webContents.getPrintersAsync = () => Promise.resolve([]);
  });
  await app.part('print-printer').click();
  await expect(app.part('print-failure')).toContainText('The system knows no printer');
  await app.page.keyboard.press('Escape');
  await expect(app.part('print-dialog')).not.toBeVisible();
  // what was printed lies nowhere any more
  await expect.poll(() => readdirSync(scratch).filter((name) => name.startsWith('synscope-'))).toEqual([]);
});

test('in Chinese, by night: the timeline, turned by keys; the table; the report', async ({ start, folder }) => {
  test.skip(!HAS_POPPLER, 'there is no pdftotext');
  const app = await start({ file: sample('https') });
  await loaded(app);
  await ask(app.page, 'setPreferences', { language: 'zh-CN', theme: 'dark' });
  await app.part('tab-connections').click();
  await app.page.locator('[data-testid=connection-row][data-flow]').first().click();
  await app.menu('print');
  await expect(app.part('print-kind')).toHaveValue('timeline');
  const pages = await previewed(app);
  expect(pages).toBeGreaterThan(1);
  await app.part('print-room').focus();
  await app.page.keyboard.press('PageDown');
  await expect(app.part('print-room')).toHaveAttribute('data-drawn', '2');
  await expect(app.part('print-count')).toContainText(`第 2 页，共 ${pages} 页`);
  await app.page.keyboard.press('PageUp');
  await expect(app.part('print-room')).toHaveAttribute('data-drawn', '1');
  await app.picture('print-timeline-zh-dark');
  const timeline = path.join(folder, 'timeline.pdf');
  await saveTo(app, timeline);
  expect(pagesOf(timeline)).toBe(pages);
  expect(textOf(timeline)).toContain('tcp.stream 0');

  await app.part('print-kind').selectOption('table');
  await expect(app.part('print-save')).toBeDisabled();
  await previewed(app);
  await app.picture('print-table-zh-dark');
  const table = path.join(folder, 'table.pdf');
  await saveTo(app, table);
  expect(textOf(table)).toContain('203.0.113.10');
  expect(textOf(table)).toMatch(/第\s*1\s*页/);

  await app.page.keyboard.press('Escape');
  await app.menu('report');
  await app.part('report-print').click();
  await expect(app.part('report-dialog')).not.toBeVisible();
  await expect(app.part('print-kind')).toHaveValue('report');
  expect(await previewed(app)).toBeGreaterThan(3);
  expect(await axeFindings(app, 'print-dialog')).toEqual([]);
  await resize(app, 760, 520);
  await app.picture('print-report-zh-dark-small');
  await app.part('print-scale').selectOption('50');
  await app.part('print-paper').selectOption('Letter');
  await app.page.keyboard.press('Escape');

  // remembered
  await app.menu('print');
  await expect(app.part('print-paper')).toHaveValue('Letter');
  await expect(app.part('print-scale')).toHaveValue('50');
  await app.page.keyboard.press('Escape');
  await app.part('tab-graphs').click();
  await app.menu('print');
  await expect(app.part('print-not-here')).toContainText('图形不在此处打印');
});
