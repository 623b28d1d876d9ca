// A report: previewed, its sections switched and ordered, saved in every format; from a connection, in Chinese, by night.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateCapture } from '../bench/generate';
import { type App, expect, loaded, sample, test } from './app';
import { saveTo } from './export-tools';
import { prefer, resize } from './window-tools';

async function saved(app: App, format: string, file: string): Promise<Buffer> {
  await saveTo(app, file);
  await app.part('report-format').selectOption(format);
  await app.part('report-save').click();
  await expect.poll(() => existsSync(file), { timeout: 30_000 }).toBe(true);
  await expect(app.part('report-save')).toBeVisible();
  return readFileSync(file);
}
const headings = (app: App): Promise<string[]> => app.part('report-preview').locator('h2').allTextContents();

test('sections are switched and ordered, own words added; saved as web page, PDF, Word document and Markdown', async ({
  start,
  folder,
}) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await resize(app, 1300, 900);
  await app.menu('report');
  await expect(app.part('report-preview')).toHaveAttribute('data-stale', 'false');
  await expect(app.part('report-preview')).toContainText('the three-way handshake was complete');
  expect(await headings(app)).toEqual([
    'Capture',
    'Quality of the capture',
    'Overview',
    'Connections',
    'Appendix: display filters',
  ]);
  await app.picture('report-en-light');
  await app.part('report-section-quality').uncheck();
  await app.part('report-down-capture').click();
  await app.part('report-author').fill('<img src=x onerror=alert(1)>');
  await app.part('report-text').fill('My own words.\n\nA second paragraph.');
  await expect(app.part('report-preview')).toContainText('A second paragraph.');
  await expect.poll(() => headings(app)).toEqual(['Overview', 'Capture', 'Connections', 'Appendix: display filters']);

  const html = (await saved(app, 'html', path.join(folder, 'a.html'))).toString();
  expect(html).toContain('&#60;img src=x onerror=alert(1)&#62;');
  expect(html).not.toContain('<img');
  expect(html.indexOf('>Overview</h2>')).toBeLessThan(html.indexOf('>Capture</h2>'));
  // a field of the header table, as the tree has it
  expect(html).toContain('4087578525');
  expect((await saved(app, 'pdf', path.join(folder, 'a.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
  const docx = await saved(app, 'docx', path.join(folder, 'a.docx'));
  expect(docx.subarray(0, 2).toString()).toBe('PK');
  // drawings as points are most of it: the package that draws them works in the engine's process
  expect(docx.length).toBeGreaterThan(150_000);
  const text = (await saved(app, 'md', path.join(folder, 'a.md'))).toString();
  expect(text).toContain('(<a-pictures/timeline-tcp-0.svg>)');
  expect(readdirSync(path.join(folder, 'a-pictures'))).toContain('timeline-tcp-0.svg');
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);

  await saveTo(app, path.join(folder, 'no', 'such.html'));
  await app.part('report-format').selectOption('html');
  await app.part('report-save').click();
  await expect(app.part('report-problem')).toContainText('could not be written');

  // the choice is remembered
  await app.close();
  const again = await start({ file: sample('reset'), userData: app.userData });
  await loaded(again);
  await again.menu('report');
  await expect(again.part('report-section-quality')).not.toBeChecked();
  await expect(again.part('report-author')).toHaveValue('<img src=x onerror=alert(1)>');
});

test('of one connection, in Chinese, by night, with the questions of a course', async ({ start, folder }) => {
  const app = await start({ file: sample('lost') });
  await loaded(app);
  await prefer(app, { theme: 'dark', language: 'zh-CN' });
  await resize(app, 1100, 760);
  await app.part('tab-connections').click();
  await app.page.locator('[data-testid=connection-row][data-flow]').first().click({ button: 'right' });
  await app.part('menu-flow-report').click();
  await expect(app.part('report-preview')).toHaveAttribute('data-stale', 'false');
  await app.part('report-section-lab').check();
  await expect(app.part('report-preview')).toContainText('第一个报文段由谁发出？');
  await app.picture('report-zh-dark');
  const html = (await saved(app, 'html', path.join(folder, 'b.html'))).toString();
  expect(html).toContain('<html lang="zh-CN">');
  expect(html).toContain('为什么 SYN-ACK 的确认号等于初始序号加 1？');
  await saved(app, 'pdf', path.join(folder, 'b.pdf'));
});

test('after a template: its mistakes by line, then what it says; kept for the next time', async ({ start, folder }) => {
  const app = await start({ file: sample('refused') });
  await loaded(app);
  const template = path.join(folder, 'sheet.md');
  writeFileSync(template, '# Sheet of {{author}}\n\n{{pakets}}\n');
  await app.stubDialog(template);
  await app.menu('report');
  await app.part('report-author').fill('Li Lei');
  await app.part('report-template').click();
  await expect(app.part('report-template-mistakes')).toContainText(
    'Line 3: there is nothing called “pakets”; did you mean “packets”?',
  );
  await expect(app.part('report-save')).toBeDisabled();
  await expect(app.part('report-sections')).toHaveCount(0);
  await app.picture('report-template-en-light');
  writeFileSync(template, '# Sheet of {{author}}\n\n{{packets}} packets: {{handshake}}\n\n{{room 3}}\n\n{{verdict}}\n');
  await app.part('report-template').click();
  await expect(app.part('report-preview')).toContainText('Sheet of Li Lei');
  await expect(app.part('report-template-mistakes')).toHaveCount(0);
  await prefer(app, { theme: 'dark', language: 'zh-CN' });
  await expect(app.part('report-preview')).toContainText('被拒绝');
  await app.picture('report-template-zh-dark');
  const html = (await saved(app, 'html', path.join(folder, 'sheet.html'))).toString();
  expect(html).toContain('Sheet of Li Lei');
  expect(html).not.toContain('id="capture"');
  await app.close();
  const again = await start({ file: sample('reset'), userData: app.userData });
  await loaded(again);
  await again.menu('report');
  await expect(again.part('report-template-name')).toHaveText('sheet.md');
  await again.part('report-template-none').click();
  await expect(again.part('report-sections')).toBeVisible();
});

test('several connections that are picked out of their list, in a report and in exports', async ({ start, folder }) => {
  const file = path.join(folder, 'some.pcap');
  generateCapture(file, { packets: 400, connections: 30, bytes: 100_000, seed: 3 });
  const app = await start({ file });
  await loaded(app);
  await app.part('tab-connections').click();
  const row = (id: number) => app.page.locator(`[data-testid=connection-row][data-flow="${id}"]:not([hidden])`);
  const chosen = app.page.locator('[data-testid=connection-row].picked:not([hidden])');
  await row(2).click();
  await row(4).click({ modifiers: ['Shift'] });
  await expect(chosen).toHaveCount(3);
  await row(3).click({ modifiers: ['ControlOrMeta'] });
  await expect(chosen).toHaveCount(2);
  await expect(row(3)).toHaveAttribute('aria-selected', 'false');
  for (const key of ['Control+ArrowDown', 'Control+ArrowDown', 'Control+ArrowDown', 'Control+Space'])
    await app.page.keyboard.press(key);
  await expect(chosen).toHaveCount(3);
  await expect(row(6)).toHaveAttribute('aria-selected', 'true');
  await app.picture('connections-picked-en-light');
  await row(4).click({ button: 'right' });
  await expect(app.part('menu-flow-report')).toHaveText('Report of the 3 Selected Connections…');
  await app.part('menu-flow-report').click();
  await expect(app.part('report-scope')).toContainText('The 3 selected connections');
  await expect(app.part('report-preview')).toHaveAttribute('data-stale', 'false');
  const told = app.part('report-preview').locator('h3', { hasText: 'Connection tcp.stream' });
  await expect(told).toHaveCount(3);
  expect((await told.allTextContents()).sort()).toEqual([2, 4, 6].map((id) => `Connection tcp.stream ${id}`));
  await app.page.keyboard.press('Escape');

  await row(4).click({ button: 'right' });
  await app.part('menu-flow-export').click();
  await expect(app.part('export-dialog')).toContainText('3 selected connections');
  const own = await Promise.all(
    [2, 4, 6].map(async (id) => Number(await row(id).locator('[data-column=packets]').textContent())),
  );
  await expect(app.part('export-count')).toHaveAttribute('data-items', String(own[0] + own[1] + own[2]));
  await app.page.keyboard.press('Escape');

  await prefer(app, { theme: 'dark', language: 'zh-CN' });
  await app.menu('exportTable');
  await expect(app.part('export-table-scope')).toHaveValue('flows');
  await expect(app.part('export-count')).toHaveAttribute('data-items', '3');
  await app.picture('export-picked-zh-dark');
  const table = path.join(folder, 'picked.csv');
  await saveTo(app, table);
  await app.part('export-choose').click();
  await expect(app.part('export-status')).toHaveAttribute('data-end', 'written');
  expect(
    readFileSync(table, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0]),
  ).toEqual(['2', '4', '6']);
});
