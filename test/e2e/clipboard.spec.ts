// Tables and pictures on the real clipboard: a table as HTML and as text with tabs, a picture as points at a chosen scale.
import { expect, firstShown, loaded, packetRow, sample, test, type App } from './app';
import { ask } from './window-tools';

interface Copied {
  text: string;
  html: string;
  width: number;
  height: number;
}

/** Electron before 45 has no `read`. */
interface EarlierClipboard {
  readText(): string;
  readHTML(): string;
  readImage(): { getSize(): { width: number; height: number } };
}

const clipboardOf = (app: App): Promise<Copied> =>
  app.electron.evaluate(async ({ clipboard, nativeImage }) => {
    if ('readHTML' in clipboard) {
      const before = clipboard as unknown as EarlierClipboard;
      return { text: before.readText(), html: before.readHTML(), ...before.readImage().getSize() };
    }
    const [item] = await clipboard.read();
    const blobOf = async (type: string): Promise<Blob | null> =>
      item?.types.includes(type) ? ((await item.getType(type)) as Blob) : null;
    const png = await (await blobOf('image/png'))?.arrayBuffer();
    const { width, height } = png ? nativeImage.createFromBuffer(Buffer.from(png)).getSize() : { width: 0, height: 0 };
    const texts = await Promise.all(
      ['text/plain', 'text/html'].map(async (type) => (await blobOf(type))?.text() ?? ''),
    );
    return { text: texts[0], html: texts[1], width, height };
  });
const emptied = (app: App): Promise<void> => app.electron.evaluate(({ clipboard }) => clipboard.clear());
const cellsOf = (text: string): string[][] => text.split('\n').map((line) => line.split('\t'));
const inHtml = (html: string, tag: string): number => html.split(`<${tag}>`).length - 1;

async function copiedTable(app: App, copy: () => Promise<unknown>): Promise<string[][]> {
  await emptied(app);
  await copy();
  await expect.poll(async () => (await clipboardOf(app)).html).toContain('</table>');
  const { text, html } = await clipboardOf(app);
  const cells = cellsOf(text);
  expect(inHtml(html, 'tr')).toBe(cells.length);
  expect(inHtml(html, 'th')).toBe(cells[0].length);
  expect(new Set(cells.map((row) => row.length)).size).toBe(1);
  return cells;
}
const byMenu = (app: App, row: string) => async (): Promise<void> => {
  await firstShown(app, row).click({ button: 'right' });
  await app.part('menu-copy-table').click();
};

test('tables of every page, and pictures, in both languages', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await packetRow(app, 2).click();
  await packetRow(app, 4).click({ modifiers: ['Shift'] });
  const packets = await copiedTable(app, async () => {
    await packetRow(app, 3).click({ button: 'right' });
    await app.picture('clipboard-menu-en');
    await app.part('menu-copy-row').click();
  });
  expect(packets.map(([number]) => number)).toEqual(['No.', '2', '3', '4']);
  expect(await copiedTable(app, () => app.menu('copyTable'))).toEqual(packets);

  await app.part('tab-connections').click();
  const connections = await copiedTable(app, byMenu(app, 'connection-row'));
  expect(connections).toHaveLength(2);
  expect(connections[1]).toContain('192.168.1.20');
  expect(await copiedTable(app, () => app.menu('copyTable'))).toEqual(connections);

  await app.part('tab-graphs').click();
  for (const scale of [1, 2]) {
    await emptied(app);
    await app.part('graph-export').click();
    await app.part(`menu-copy-picture-${scale}`).click();
    await expect.poll(async () => (await clipboardOf(app)).width).toBe(1200 * scale);
  }

  await ask(app.page, 'setPreferences', { language: 'zh-CN', theme: 'dark' });
  for (const [page, row] of [
    [['tab-tls'], 'tls-row'],
    [['tab-expert'], 'expert-row'],
    [['tab-statistics', 'statistics-page-conversations'], 'statistics-row'],
  ] as const) {
    for (const part of page) await app.part(part).click();
    const cells = await copiedTable(app, byMenu(app, row));
    expect(cells.length).toBeGreaterThan(1);
    expect(cells[0].join('')).toMatch(/\p{Script=Han}/u);
  }
  await firstShown(app, 'statistics-row').click({ button: 'right' });
  await app.picture('clipboard-menu-zh-dark');
});
