// Reports as pages, opened in a window of the real Electron: axe finds nothing, and they ask for nothing outside themselves. As PDF they say the same.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { REPORT_SECTIONS } from '../../src-main/ipc/contracts/report-contract';
import { captureIn, EXIT, REPORT_IDS, type ReportCapture } from '../fixtures/report-captures';
import { htmlText } from '../fixtures/report-tables';
import type { Page } from '@playwright/test';
import { type App, expect, ROOT, sample, test } from './app';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NO_DISPLAY = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' };
const LANGUAGES = ['en', 'zh-CN'];

/** Writes a report by the command line; `code`: what that ends with. */
function report(file: string, out: string, words: string[], { env = process.env, code = 0 } = {}): void {
  const args = [path.join(ROOT, 'native/synscope.mjs'), 'report', file, '-o', out, ...words];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  expect([file, status, code === 0 ? stderr : '']).toEqual([file, code, '']);
}

/** Colours of everything on the page: what axe said of their contrast holds as long as they are the same. */
const coloursOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => [
    ...new Set(
      [...document.querySelectorAll('*')].map((element) => {
        const { color, backgroundColor, fill, stroke } = getComputedStyle(element);
        return [element.tagName, element.className.toString(), color, backgroundColor, fill, stroke].join(' ');
      }),
    ),
  ]);

/** What does not fit a page as narrow as that of a phone: the page itself, and each block that nothing of its own scrolls. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const wide = [...document.querySelectorAll('main *')].filter(
      (element) =>
        element.getBoundingClientRect().right > clientWidth && !element.parentElement?.closest('table, figure.wide'),
    );
    return [
      ...(scrollWidth > clientWidth ? [`page: ${scrollWidth} px`] : []),
      ...wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)),
    ];
  });

/** What axe finds on a page, as lines. */
async function findings(app: App, file: string): Promise<string[]> {
  const opened = app.electron.waitForEvent('window');
  await app.electron.evaluate(({ BrowserWindow }) => {
    const webPreferences = { sandbox: true, partition: 'pages' };
    void new BrowserWindow({ width: 1100, height: 900, webPreferences }).loadURL('about:blank');
  });
  const page = await opened;
  // before anything of the report is there: what it asks for while it loads is heard
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const own = pathToFileURL(file).href;
  await page.goto(own);
  await page.locator('footer').waitFor();
  await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
  // all of it is looked at, not what is in view alone
  await page.locator('section').evaluateAll((all) => all.forEach((one) => (one.style.contentVisibility = 'visible')));
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  const picture = (kind: string): string =>
    path.join(ROOT, 'test-results/pictures', `${path.basename(file)}${kind}.png`);
  await page.screenshot({ path: picture('') });
  const colours = await coloursOf(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await coloursOf(page)).toEqual(colours);
  await page.setViewportSize({ width: 400, height: 900 });
  await page.screenshot({ path: picture('-narrow') });
  const wide = await tooWide(page);
  await page.close();
  expect([path.basename(file), wide]).toEqual([path.basename(file), []]);
  expect(asked).toEqual([own]);
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 5).map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

for (const language of LANGUAGES) {
  const ids = REPORT_IDS.filter((_, i) => LANGUAGES[i % 2] === language);
  test(`${ids.join(', ')} in ${language}: axe finds nothing, nothing outside is asked for, by day and by night; it fits a phone`, async ({
    start,
    folder,
  }) => {
    const app = await start();
    for (const id of ids) {
      const file = path.join(folder, `${id}-${language}.html`);
      // of many connections each would say the same again, and axe looks at every word
      const sections = id === 'many' ? ['capture', 'quality', 'overview', 'verdict'] : REPORT_SECTIONS;
      const words = ['--language', language, '--sections', sections.join(','), '--details', '2'];
      report(captureIn(folder, id), file, words, { code: EXIT[id] });
      expect(await findings(app, file), id).toEqual([]);
    }
  });
}

test('as PDF they say what they say as HTML, on pages with numbers', ({ folder }) => {
  const missing = spawnSync('pdftotext', ['-v']).error !== undefined;
  test.skip(missing, 'there is no pdftotext');
  const said: [ReportCapture, language: string][] = [
    ['expired', 'zh-CN'],
    ['reset', 'en'],
    ['many', 'zh-CN'],
    ['https', 'en'],
    ['refused', 'zh-CN'],
    ['lost', 'zh-CN'],
    ['window', 'en'],
    ['damaged', 'en'],
  ];
  for (const [id, language] of said) {
    const words = ['--language', language, '--sections', 'capture,quality,overview,verdict,facts,options,tls,lab'];
    words.push('--details', '3');
    const [pdf, html] = ['pdf', 'html'].map((ending) => path.join(folder, `${id}.${ending}`));
    for (const out of [pdf, html]) report(captureIn(folder, id), out, words, { env: NO_DISPLAY, code: EXIT[id] });
    const pages = execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }).split('\f');
    const numbered = pages.slice(0, -1).map((page, i, all) => {
      const number = new RegExp(`\\s*${i + 1} / ${all.length}\\s*$`);
      expect([id, page]).toEqual([id, expect.stringMatching(number)]);
      return page.replace(number, '\n');
    });
    const text = numbered.join('').replace(/\s+/g, '');
    const blocks = htmlText(readFileSync(html, 'utf8')).split('\n');
    const lost = blocks.map((block) => block.replace(/\s+/g, '')).filter((block) => !text.includes(block));
    expect([id, lost]).toEqual([id, []]);
    expect(blocks.length).toBeGreaterThan(60);
  }
});

test('as PDF from the command line, without a display; hostile texts stay texts in it', ({ folder }) => {
  const out = path.join(folder, 'report.pdf');
  const title = '<script>alert(1)</script> http://example.org =cmd|calc!A1';
  report(sample('refused'), out, ['--sections', 'verdict,ladder', '--title', title], { env: NO_DISPLAY });
  const pdf = readFileSync(out, 'latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  expect(pdf.trimEnd().slice(-5)).toBe('%%EOF');
  expect(pdf).not.toMatch(/\/(JavaScript|JS|URI|Launch|EmbeddedFile)\b/);
  expect(readdirSync(folder)).toEqual(['report.pdf']);
});
