// Columns and panes: sized, moved, hidden by mouse and by key, and found again at the next start.
import { type App, expect, loaded, packetRow, sample, test } from './app';

const header = (app: App, id: string) =>
  app.page.locator(`[data-testid=packet-list] [role=columnheader][data-column=${id}]`);
const order = (app: App): Promise<(string | null)[]> =>
  app.page
    .locator('[data-testid=packet-list] [role=columnheader]')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-column')));
const width = async (app: App, id: string): Promise<number> => (await header(app, id).boundingBox())?.width ?? 0;

async function drag(app: App, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  const { mouse } = app.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
  await mouse.move(to.x, to.y);
  await mouse.up();
}
async function middle(app: App, id: string): Promise<{ x: number; y: number }> {
  const box = await header(app, id).boundingBox();
  if (!box) throw new Error(`no column ${id}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('columns are sized, moved and hidden, and stay so', async ({ start, folder }) => {
  const userData = `${folder}/user`;
  const app = await start({ file: sample('https'), userData });
  await loaded(app);
  await expect(packetRow(app, 1)).toBeVisible();
  expect(await order(app)).toEqual(['number', 'time', 'source', 'destination', 'protocol', 'length', 'info']);

  const before = await width(app, 'source');
  const edge = await header(app, 'source').locator('[data-testid=column-edge]').boundingBox();
  if (!edge) throw new Error('no edge');
  const at = { x: edge.x + edge.width / 2, y: edge.y + edge.height / 2 };
  await drag(app, at, { x: at.x + 40, y: at.y });
  expect(await width(app, 'source')).toBe(before + 40);

  await drag(app, await middle(app, 'length'), await middle(app, 'source'));
  expect(await order(app)).toEqual(['number', 'time', 'length', 'source', 'destination', 'protocol', 'info']);

  await header(app, 'protocol').click({ button: 'right' });
  await app.part('menu-column-protocol').click();
  await expect(header(app, 'protocol')).toHaveCount(0);

  // by key: the header is one stop, arrows walk in it
  await header(app, 'number').focus();
  await app.page.keyboard.press('ArrowRight');
  await app.page.keyboard.press('Control+Shift+ArrowRight');
  expect(await order(app)).toEqual(['number', 'length', 'time', 'source', 'destination', 'info']);

  await app.part('divider-packets').focus();
  const list = async (): Promise<number> => (await app.part('packet-list').boundingBox())?.height ?? 0;
  const high = await list();
  await app.page.keyboard.press('ArrowUp');
  await expect.poll(list).toBeLessThan(high);
  const lower = await list();
  await app.close();

  const again = await start({ file: sample('https'), userData });
  await loaded(again);
  await expect(packetRow(again, 1)).toBeVisible();
  expect(await order(again)).toEqual(['number', 'length', 'time', 'source', 'destination', 'info']);
  expect(await width(again, 'source')).toBe(before + 40);
  expect((await again.part('packet-list').boundingBox())?.height).toBeCloseTo(lower, 0);

  await header(again, 'number').click({ button: 'right' });
  await again.part('menu-columns-reset').click();
  expect(await order(again)).toEqual(['number', 'time', 'source', 'destination', 'protocol', 'length', 'info']);
});

test('the time column says it in five ways, never cut off', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  const time = packetRow(app, 2).locator('[data-column=time]');
  const expected: [string, RegExp][] = [
    ['sinceStart', /^0\.\d{9}$/],
    ['absoluteUtc', /^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\.\d{9}$/],
    ['epoch', /^\d{10}\.\d{9}$/],
    ['sincePrevious', /^0\.\d{9}$/],
  ];
  for (const [format, text] of expected) {
    await app.part('time-menu').click();
    await app.part(`menu-time-${format}`).click();
    await expect(time).toHaveText(text);
    expect(await time.evaluate((cell) => cell.scrollWidth <= cell.clientWidth)).toBe(true);
  }
  await app.part('time-menu').click();
  await app.part('menu-digits-3').click();
  await expect(time).toHaveText(/^0\.\d{3}$/);
});

test('bits can be shown, and a bit leads to its flag', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await packetRow(app, 1).click();
  await app.part('hex-mode-bits').click();
  await expect(app.page.locator('[data-testid=hex-byte][data-offset="47"]')).toHaveText('00000010');
  await app.page.locator('[data-testid=hex-byte][data-offset="47"] [data-bit="1"]').click();
  await expect(app.page.locator('[data-testid=tree-node][aria-selected=true]')).toHaveAttribute(
    'data-abbrev',
    'tcp.flags.syn',
  );
  await expect(app.page.locator('.bit.strong')).toHaveText('1');
});
