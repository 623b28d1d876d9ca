// Reports as pages, opened in a window of the real Electron: axe finds nothing, and they ask for nothing outside themselves.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { REPORT_SECTIONS } from '../../src-main/ipc/contracts/report-contract';
import { type App, expect, ROOT, sample, test } from './app';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const cli = (words: string[], env = process.env): string =>
  execFileSync(process.execPath, [path.join(ROOT, 'native/synscope.mjs'), ...words], { encoding: 'utf8', env });

/** What axe finds on a page, as lines. */
async function findings(app: App, file: string): Promise<string[]> {
  const opened = app.electron.waitForEvent('window');
  await app.electron.evaluate(({ BrowserWindow }, url) => {
    const window = new BrowserWindow({
      width: 1100,
      height: 900,
      webPreferences: { sandbox: true, partition: 'pages' },
    });
    void window.loadURL(url);
  }, pathToFileURL(file).href);
  const page = await opened;
  await page.locator('footer').waitFor();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  await page.screenshot({ path: path.join(ROOT, 'test-results/pictures', `${path.basename(file)}.png`) });
  await page.close();
  expect(asked).toEqual([]);
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 5).map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

test('of a TLS connection and of one with losses, in both languages: axe finds nothing', async ({ start, folder }) => {
  const app = await start();
  for (const [id, language] of [
    ['https', 'en'],
    ['lost', 'zh-CN'],
  ]) {
    const file = path.join(folder, `${id}-${language}.html`);
    cli(['report', sample(id), '-o', file, '--language', language, '--sections', REPORT_SECTIONS.join(',')]);
    expect(await findings(app, file), `${id} ${language}`).toEqual([]);
  }
});

test('as PDF from the command line, without a display; hostile texts stay texts in it', ({ folder }) => {
  const out = path.join(folder, 'report.pdf');
  const title = '<script>alert(1)</script> http://example.org =cmd|calc!A1';
  cli(['report', sample('refused'), '-o', out, '--sections', 'verdict,ladder', '--title', title], {
    ...process.env,
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
  });
  const pdf = readFileSync(out, 'latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  expect(pdf.trimEnd().slice(-5)).toBe('%%EOF');
  expect(pdf).not.toMatch(/\/(JavaScript|JS|URI|Launch|EmbeddedFile)\b/);
  expect(readdirSync(folder)).toEqual(['report.pdf']);
});
