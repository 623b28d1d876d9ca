// The expert notes: the button in the status bar, the list by kind and by connection, its packets, filters, the other language.
import { type App, expect, loaded, sample, test } from './app';

const group = (app: App, field: string) =>
  app.page.locator(`[data-testid=expert-row][data-field="${field}"]:not([data-frame])`);
const packets = (app: App, field: string) =>
  app.page.locator(`[data-testid=expert-row][data-field="${field}"][data-frame]`);
const RST = 'tcp.connection.rst';
const SYN = 'tcp.connection.syn';

test('the notes of a capture: found, unfolded, followed to their packets', async ({ start }) => {
  const app = await start({ file: sample('reset') });
  await loaded(app);
  await expect(app.part('status-expert')).toHaveAttribute('data-worst', 'warn');
  await expect(app.part('status-expert')).toHaveAttribute('title', /Warning.*warnings 1/);
  await app.part('status-expert').click();
  await expect(app.part('tab-expert')).toHaveAttribute('aria-selected', 'true');
  await expect(group(app, RST)).toContainText('Connection reset (RST)');
  await expect(app.part('expert-chip-warn')).toContainText('1');
  // the worst stands first
  await expect(app.page.locator('[data-testid=expert-row][data-row="0"]')).toHaveAttribute('data-severity', 'warn');

  // by the triangle, and by keys
  await group(app, RST).getByTestId('expert-twisty').click();
  await expect(packets(app, RST)).toHaveCount(1);
  await expect(packets(app, RST)).toContainText('[RST');
  const frame = Number(await packets(app, RST).getAttribute('data-frame'));
  await packets(app, RST).click();
  await expect(app.page.locator('[data-testid=tree-node][aria-selected=true]')).toHaveAttribute('data-abbrev', RST);
  await app.picture('expert-en-light');
  await app.page.keyboard.press('ArrowLeft');
  await expect(group(app, RST)).toHaveAttribute('aria-selected', 'true');
  await app.page.keyboard.press('ArrowLeft');
  await expect(packets(app, RST)).toHaveCount(0);
  await app.page.keyboard.press('ArrowRight');
  await expect(packets(app, RST)).toHaveCount(1);
  await app.page.keyboard.press('ArrowDown');
  await app.page.keyboard.press('Enter');
  await expect(app.part('tab-packets')).toHaveAttribute('aria-selected', 'true');
  await expect(app.page.locator(`[data-testid=packet-row][data-frame="${frame}"]`)).toHaveAttribute(
    'aria-selected',
    'true',
  );
});

test('severities, connections and the display filter', async ({ start }) => {
  const app = await start({ file: sample('reset') });
  await loaded(app);
  await app.part('tab-expert').click();
  await expect(group(app, SYN)).toBeVisible();
  await app.part('expert-chip-chat').click();
  await expect(group(app, SYN)).toHaveCount(0);
  await expect(group(app, RST)).toBeVisible();
  await app.part('expert-chip-chat').click();
  await app.part('expert-by-connection').click();
  const connection = app.page.locator('[data-testid=expert-row]:not([hidden])');
  await expect(connection).toHaveCount(1);
  await expect(connection).toContainText('203.0.113.10');
  await expect(connection).toHaveAttribute('data-severity', 'warn');
  await app.part('expert-by-kind').click();

  // a filter out of a kind: its packets are displayed, and the list follows
  await group(app, RST).click({ button: 'right' });
  await app.part('menu-apply-filter').click();
  await app.part('menu-apply-filter-selected').click();
  await expect(app.part('status-displayed')).toContainText('1');
  await app.part('tab-expert').click();
  await expect(group(app, RST)).toBeVisible();
  await expect(group(app, SYN)).toHaveCount(0);
  await app.part('expert-displayed').uncheck();
  await expect(group(app, SYN)).toBeVisible();
});

test('in Chinese, in the dark', async ({ start }) => {
  const app = await start({ file: sample('reset') });
  await loaded(app);
  await app.menu('language.zh-CN');
  await app.part('tab-expert').click();
  await expect(app.part('tab-expert')).toHaveText('专家信息');
  await expect(group(app, RST)).toContainText('警告');
  await expect(group(app, RST)).not.toContainText('Connection reset');
  await group(app, RST).getByTestId('expert-twisty').click();
  await expect(packets(app, RST)).toHaveCount(1);
  await app.part('theme-toggle').click();
  await app.picture('expert-zh-dark');
});
