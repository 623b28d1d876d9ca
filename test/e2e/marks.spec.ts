// Packets are marked, ignored and made time references, several at once; what the menu of a packet makes of it.
import { type App, expect, loaded, packetRow, sample, test, treeNode } from './app';
import { prefer } from './window-tools';

const cell = (app: App, frame: number, column: string) => packetRow(app, frame).locator(`[data-column=${column}]`);
const clipboard = (app: App): Promise<string> => app.electron.evaluate(({ clipboard: of }) => of.readText());

test('by key: several packets are marked, one is ignored, times count from another', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  const { keyboard } = app.page;
  await packetRow(app, 2).click();
  await packetRow(app, 4).click({ modifiers: ['Shift'] });
  await packetRow(app, 6).click({ modifiers: ['ControlOrMeta'] });
  await packetRow(app, 3).click({ modifiers: ['ControlOrMeta'] });
  await expect(app.page.locator('[data-testid=packet-row].picked')).toHaveCount(3);
  await keyboard.press('Control+m');
  await expect(app.part('status-marked')).toHaveText('3 marked');
  for (const frame of [2, 4, 6]) await expect(packetRow(app, frame)).toHaveClass(/is-marked/);
  await expect(cell(app, 2, 'number').getByRole('img', { name: 'Marked' })).toBeVisible();

  // one selected packet, and from mark to mark
  await packetRow(app, 1).click();
  await expect(app.page.locator('[data-testid=packet-row].picked')).toHaveCount(0);
  await keyboard.press('Control+Shift+n');
  await expect(app.part('field-tree')).toHaveAttribute('data-frame', '2');
  await keyboard.press('Control+Shift+b');
  await expect(app.part('field-tree')).toHaveAttribute('data-frame', '6');

  await packetRow(app, 5).click();
  await keyboard.press('Control+t');
  await expect(cell(app, 5, 'time')).toHaveText('*REF*');
  await expect(cell(app, 6, 'time')).toHaveText(/^0\.0/);
  await packetRow(app, 7).click();
  await keyboard.press('Control+d');
  await expect(cell(app, 7, 'info')).toHaveText('<Ignored>');
  await expect(app.part('field-tree').locator('[aria-level="1"]')).toHaveCount(1);
  await expect(treeNode(app, 'frame')).toBeVisible();
  await app.picture('marks-en-light');
  await prefer(app, { theme: 'dark', language: 'zh-CN' });
  await expect(app.part('status-ignored')).toHaveText('已忽略 1 个');
  await app.picture('marks-zh-dark');
});

test('the menu of a packet: conversation, marks, rows as CSV', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await packetRow(app, 1).click();
  await packetRow(app, 2).click({ modifiers: ['Shift'] });
  await packetRow(app, 2).click({ button: 'right' });
  await app.picture('packet-menu-en-light');
  await app.part('menu-copy-csv').click();
  await expect.poll(() => clipboard(app)).toMatch(/^"No\.","Time","Source",.*\n"1",.*\n"2",.*"$/);

  await packetRow(app, 1).click({ button: 'right' });
  await app.part('menu-conversation-filter').hover();
  await expect(app.part('menu-conversation-udp')).toHaveAttribute('aria-disabled', 'true');
  await app.part('menu-conversation-tcp').click();
  await expect(app.part('display-filter')).toHaveValue(
    /^\(ip\.addr == \S+ && ip\.addr == \S+\) && \(tcp\.port == \d+ && tcp\.port == \d+\)$/,
  );
  await expect(app.part('status-displayed')).toBeVisible();
});

test('fields of the tree become columns, whose header edits, aligns and removes them', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  const header = (id: string) => app.page.locator(`[role=columnheader][data-column="${id}"]`);
  await packetRow(app, 1).click();
  await treeNode(app, 'tcp.srcport').click({ button: 'right' });
  await app.part('menu-apply-column').click();
  const port = (await cell(app, 1, 'info').textContent())?.match(/^\d+/)?.[0] ?? '';
  await expect(cell(app, 1, '"=tcp.srcport"')).toHaveText(port);
  await expect(cell(app, 2, '"=tcp.srcport"')).toHaveText('443');
  await treeNode(app, 'tcp.len').dragTo(header('length'));
  await expect(header('=tcp.len')).toHaveText('TCP Segment Len');

  await header('=tcp.srcport').click({ button: 'right' });
  await app.part('menu-column-title').click();
  await app.part('column-title').fill('From port');
  await app.part('column-title-ok').click();
  await header('=tcp.srcport').click({ button: 'right' });
  await app.part('menu-column-align').hover();
  await app.part('menu-align-end').click();
  await expect(cell(app, 2, '"=tcp.srcport"')).toHaveCSS('text-align', 'right');
  await header('info').click({ button: 'right' });
  await app.part('menu-column-fit').click();
  await cell(app, 2, '"=tcp.srcport"').click({ button: 'right' });
  await app.part('menu-apply-filter').hover();
  await app.picture('field-columns-en-light');
  await app.part('menu-apply-filter-selected').click();
  await expect(app.part('display-filter')).toHaveValue('tcp.srcport == 443');
  await app.menu('time.dayOfYearUtc');
  await prefer(app, { theme: 'dark', language: 'zh-CN' });
  await expect(header('=tcp.srcport')).toHaveText('From port');
  await expect(packetRow(app, 2).locator('[data-column=time]')).toHaveText(/^\d{4}\/\d{3} \d\d:/);
  await expect.poll(() => cell(app, 2, 'time').evaluate((of) => of.scrollWidth - of.clientWidth)).toBe(0);
  await app.picture('field-columns-zh-dark');
  await header('=tcp.len').click({ button: 'right' });
  await app.picture('column-menu-zh-dark');
  await app.part('menu-column-remove').click();
  await expect(header('=tcp.len')).toHaveCount(0);
});
