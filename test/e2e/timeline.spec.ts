// The timeline in panes of every width, what its folds hide, and the timeline on paper.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ethernet, pcapFile } from '../fixtures/make-capture';
import { conversation } from '../unit/flow/analyse';
import { type App, expect, firstShown, loaded, packetRow, test } from './app';
import { prefer, resize, showTimeline } from './window-tools';

const OPEN = ['> S win=64240', '< SA win=65160', '> A'];
const CLOSE = ['> FA', '< A', '< FA', '> A'];
/** everything that a pane has to find room for: repeated segments, closed windows, a stray ACK behind the close */
const LINES = [
  '> S win=64240',
  '> S seq=0 win=64240',
  ...OPEN.slice(1),
  ...['> PA +500', '> PA +500 seq=1', '< A', '< PA +1400', '> A win=0', '> A win=0', '> A', '< PA +1400', '> A'],
  ...CLOSE,
  '< A',
];

/** Writes a capture of this conversation; its times differ in the number of their digits. */
function capture(folder: string, lines: string[], name = 'talk.pcap'): string {
  const file = path.join(folder, name);
  const { frames } = conversation(lines);
  const ns = (i: number): number => i * 25_168_970 + (i % 3) * 1000;
  const timed = frames.map((bytes, i) => ({ bytes, sec: 1_700_000_000 + Math.floor(ns(i) / 1e9), nano: ns(i) % 1e9 }));
  writeFileSync(file, pcapFile(timed));
  return file;
}

/** Makes the pane of the timeline this wide, whatever the window is. */
async function paneWidth(app: App, px: number): Promise<void> {
  await app.page.evaluate((width) => {
    const parent = document.querySelector<HTMLElement>('[data-testid=timeline]')?.parentElement;
    if (parent) Object.assign(parent.style, { width: `${width}px`, flex: 'none' });
  }, px);
  await expect
    .poll(() => app.part('timeline').evaluate((pane) => Math.round(pane.getBoundingClientRect().width)))
    .toBe(px);
  await app.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Texts of the pane that are wider than their box or lie outside the pane, those hidden on purpose left out. */
const cutTexts = (app: App): Promise<{ seen: number; cut: string[] }> =>
  app.part('timeline').evaluate((pane) => {
    const scroller = pane.querySelector('[data-testid=timeline-rows]');
    const edge = scroller ? scroller.getBoundingClientRect().left + scroller.clientWidth : 0;
    const names = [
      ...pane.querySelectorAll<HTMLElement>(
        '[data-testid^=timeline-state], [data-testid=timeline-phase] .line, [data-testid=timeline-fold-trouble], .time, .delta',
      ),
    ].filter((one) => one.offsetParent !== null && one.closest('[hidden]') === null);
    const cut = names.filter(
      (one) => one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > edge + 0.5,
    );
    return { seen: names.length, cut: cut.map((one) => `${one.className}: ${one.textContent.trim()}`) };
  });

test('no state, no phase, no time is cut: panes of 380 to 1900 px, both languages, zoomed', async ({
  start,
  folder,
}) => {
  const app = await start({ file: capture(folder, LINES) });
  await showTimeline(app);
  await resize(app, 1000, 1400);
  // each state once on the screen, the long ones among them
  await expect(app.part('timeline')).toContainText('SYN-RECEIVED');
  for (const language of ['en', 'zh-CN'] as const)
    for (const zoom of [-1.2, 0, 2.2]) {
      await prefer(app, { language, zoom });
      await expect(app.page.locator('html')).toHaveAttribute('lang', language);
      for (const width of [380, 404, 460, 620, 780, 860, 900, 1100, 1140, 1300, 1900]) {
        await paneWidth(app, width);
        const { seen, cut } = await cutTexts(app);
        expect(seen).toBeGreaterThan(12);
        expect(cut, `${language}, zoom ${zoom}, ${width} px`).toEqual([]);
      }
    }
});

for (const language of ['en', 'zh-CN'] as const)
  test(`a fold and a title tell what is under them (${language})`, async ({ start, folder }) => {
    const app = await start({ file: capture(folder, LINES) });
    await prefer(app, { language, theme: language === 'en' ? 'light' : 'dark' });
    await showTimeline(app);
    await resize(app, 1000, 1000);
    const fold = firstShown(app, 'timeline-fold');
    const words = language === 'en' ? ['1 repeated', '2 zero windows'] : ['1 个重复', '2 次零窗口'];
    const troubles = fold.getByTestId('timeline-fold-trouble');
    await expect(troubles).toHaveText(words);
    await expect(troubles.first().locator('svg')).toBeVisible();
    for (const word of words) await expect(fold.locator('.sr-only').first()).toContainText(word);
    const titles = language === 'en' ? /^four-way teardown · 5 segments · client first/ : /^四次挥手 · 5 个报文段/;
    await expect(app.page.locator('[data-testid=timeline-phase][data-kind=teardown]')).toHaveAttribute('title', titles);
    await app.picture(`timeline-fold-${language}-wide`);
    for (const width of [380, 560]) {
      await paneWidth(app, width);
      await expect(troubles.first()).toBeVisible();
      await app.picture(`timeline-fold-${language}-${width}`);
    }
  });

test('the selected row stays in view when the window is made smaller', async ({ start, folder }) => {
  const many = [...OPEN, ...Array.from({ length: 60 }, (_, i) => (i % 4 === 3 ? '> FA seq=1' : '> PA +9')), ...CLOSE];
  const app = await start({ file: capture(folder, many) });
  await showTimeline(app);
  await resize(app, 1300, 1200);
  await app.part('timeline-rows').focus();
  await app.page.keyboard.press('Home');
  const cursor = app.page.locator('[data-testid=timeline-rows] [role=treeitem][aria-selected=true]');
  const isInView = async (): Promise<boolean> => {
    const [row, pane] = [await cursor.boundingBox(), await app.part('timeline-rows').boundingBox()];
    return row !== null && pane !== null && row.y >= pane.y && row.y + row.height <= pane.y + pane.height + 1;
  };
  // the last row that the large window has room for
  const shown = await app.part('timeline-rows').evaluate((pane) => Math.floor((pane.clientHeight - 70) / 48));
  expect(shown).toBeGreaterThan(6);
  for (let i = 1; i < shown; i++) await app.page.keyboard.press('ArrowDown');
  const frame = await cursor.getAttribute('data-row');
  expect(await isInView()).toBe(true);
  for (const [width, height] of [
    [1300, 640],
    [700, 640],
    [700, 900],
  ]) {
    await resize(app, width, height);
    await expect.poll(() => app.page.evaluate(() => window.innerHeight)).toBe(height);
    await expect.poll(isInView).toBe(true);
    await expect(cursor).toHaveAttribute('data-row', frame ?? '');
  }
});

const sheetText = (app: App): Promise<string> => app.part('timeline-sheet').innerText();

for (const language of ['en', 'zh-CN'] as const)
  test(`on paper: facts, explanations, pages (${language})`, async ({ start, folder }) => {
    const app = await start({
      file: capture(folder, [...LINES, ...Array.from({ length: 30 }, () => '> FA seq=2')], 'lab “3”.pcap'),
    });
    await prefer(app, { language, theme: 'dark' });
    await loaded(app);
    await packetRow(app, 3).click();
    await expect(app.part('field-tree')).toHaveAttribute('data-frame', '3');
    if (language === 'en') await app.page.keyboard.press('Control+p');
    else await app.menu('print');
    await app.part('print-kind').selectOption('timeline');
    await expect(app.part('print-count')).toHaveAttribute('data-pages', /^[1-9]/);
    await expect(app.part('timeline-sheet')).toBeAttached();
    const background = await app
      .part('timeline-sheet')
      .evaluate((sheet) => getComputedStyle(sheet).getPropertyValue('--bg'));
    expect(background.trim()).toMatch(/^#fff(fff)?$/);
    await expect(app.page.locator('html')).toHaveAttribute('data-theme', 'dark'); // the window does not flash

    await app.page.emulateMedia({ media: 'print' });
    expect(await app.page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
    const pageRule = await app.page.evaluate(() =>
      document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join(''),
    );
    expect(pageRule).toMatch(/^@page {.*margin/);
    // boxes in the margins came with Chromium 131: an older one for development prints the pages without
    if (await app.page.evaluate(() => 'CSSMarginRule' in window)) expect(pageRule).toContain('counter(pages)');
    const text = await sheetText(app);
    const wanted =
      language === 'en'
        ? [
            'tcp.stream 0',
            'lab “3”.pcap',
            '2023-11-14 22:13:20',
            '(UTC)',
            '10.0.0.1:40000',
            'Handshake',
            'SYN again',
            'ignored by the receiver',
          ]
        : [
            'tcp.stream 0',
            'lab “3”.pcap',
            '2023-11-14 22:13:20',
            '(UTC)',
            '10.0.0.1:40000',
            '握手',
            '重传 SYN',
            '被接收方忽略',
          ];
    for (const one of wanted) expect(text).toContain(one);
    expect(text).toContain(language === 'en' ? '1 repeated' : '1 个重复');
    // an explanation beside each arrow
    const rows = app.part('timeline-sheet-row');
    const count = await rows.count();
    expect(count).toBeGreaterThan(8);
    await expect(rows.first()).toContainText(language === 'en' ? 'asks to open a connection' : 'SYN');
    await app.page.emulateMedia({ media: null });

    for (const pageSize of ['A4', 'Letter'] as const) {
      const pdf = await app.electron.evaluate(async ({ BrowserWindow }, size) => {
        const bytes = await BrowserWindow.getAllWindows()[0].webContents.printToPDF({
          pageSize: size,
          preferCSSPageSize: false,
          printBackground: true,
        });
        return bytes.toString('base64');
      }, pageSize);
      const file = path.join('test-results/pictures', `timeline-${language}-${pageSize}.pdf`);
      writeFileSync(file, Buffer.from(pdf, 'base64'));
      const pages =
        Buffer.from(pdf, 'base64')
          .toString('latin1')
          .match(/\/Type\s*\/Page\b/g) ?? [];
      expect(pages.length).toBeGreaterThan(1);
    }
    await app.page.keyboard.press('Escape');
    await expect(app.part('timeline-sheet')).not.toBeAttached(); // put away with the dialog
  });

test('printing without a connection says what to do for one', async ({ start, folder }) => {
  // the first packet is selected by itself, so it must belong to none
  const file = path.join(folder, 'none.pcap');
  writeFileSync(file, pcapFile([ethernet({ type: 0x88b5 }, new Uint8Array(46))]));
  const app = await start({ file });
  await loaded(app);
  await app.page.keyboard.press('Control+p');
  await app.part('print-kind').selectOption('timeline');
  await expect(app.part('print-hint')).toContainText('Select a packet that belongs to a TCP or UDP connection');
  await app.part('print-hint').getByRole('button', { name: 'Connections' }).click();
  await expect(app.part('print-hint')).not.toBeVisible();
  await expect(app.part('connections-empty')).toBeVisible();
});
