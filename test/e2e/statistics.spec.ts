// Statistics: what is known of the file, tables that lead to filters, packets over time; in both languages and themes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, expect, firstShown, loaded, sample, test } from './app';

async function show(app: App, page: string): Promise<void> {
  await app.part('tab-statistics').click();
  await app.part(`statistics-page-${page}`).click();
}
const counted = (app: App) => expect(app.part('statistics')).toHaveAttribute('data-state', 'done');

test('what is known of the file, tables that lead to filters, and an export', async ({ start, folder }) => {
  const app = await start({ file: sample('crossing') });
  await loaded(app);
  await show(app, 'properties');
  await expect(app.part('property').filter({ hasText: /^[0-9a-f]{64}$/ })).toBeVisible();
  await app.picture('statistics-properties');

  await show(app, 'conversations');
  await app.part('statistics-layer-tcp').click();
  await counted(app);
  await expect(app.part('statistics-rows')).toHaveAttribute('data-rows', '1');
  const row = firstShown(app, 'statistics-row');
  await expect(row).toContainText('203.0.113.10');
  await expect(row).toContainText('1,942');

  await show(app, 'endpoints');
  await counted(app);
  await app.page.getByRole('columnheader', { name: 'Bytes sent' }).click();
  await expect(firstShown(app, 'statistics-row')).toHaveAttribute(
    'data-filter',
    'ip.addr == 203.0.113.10 && tcp.port == 80',
  );
  await app.picture('statistics-endpoints');

  const file = join(folder, 'endpoints.csv');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await app.part('statistics-export').click();
  await expect(app.part('export-count')).toHaveAttribute('data-items', '2');
  await app.part('export-choose').click();
  await expect(app.part('export-close')).toBeVisible();
  await app.part('export-close').click();
  expect(readFileSync(file, 'utf8')).toContain('203.0.113.10,80,11,1942,5,1238,6,704,');

  await show(app, 'hierarchy');
  await counted(app);
  await app.picture('statistics-hierarchy');
  await app.page.locator('[data-testid=statistics-row][data-filter=tcp]').click({ button: 'right' });
  await app.part('menu-apply-filter').click();
  await app.part('menu-apply-filter-selected').click();
  await expect(app.part('status-bar')).toContainText('11');
});

test('packets over time, in Chinese and dark: lines by filter, closer, to a packet', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await app.page.evaluate(() =>
    (window as unknown as { synscope: { request(n: string, a: unknown): Promise<unknown> } }).synscope.request(
      'setPreferences',
      { language: 'zh-CN', theme: 'dark' },
    ),
  );
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await show(app, 'io');
  const picture = app.part('io-picture');
  await expect(picture).toBeVisible();
  await app.part('io-filter').nth(1).fill('tls');
  await app.part('io-filter').nth(1).press('Tab');
  await app.part('io-unit-bytes').click();
  await app.part('io-add').click();
  await app.part('io-filter').nth(2).fill('tcp.nonsense');
  await app.part('io-filter').nth(2).press('Tab');
  await expect(app.part('io-wrong')).toBeVisible();
  await app.part('io-remove').nth(2).click();
  await expect(app.part('io-filter')).toHaveCount(2);
  await picture.focus();
  const from = Number(await picture.getAttribute('data-to'));
  await app.page.keyboard.press('+');
  await expect.poll(async () => Number(await picture.getAttribute('data-to'))).toBeLessThan(from);
  await app.page.keyboard.press('0');
  await expect(picture).toHaveAttribute('data-to', String(from));
  await app.picture('statistics-io-zh-dark');
  await show(app, 'lengths');
  await counted(app);
  await expect(app.part('statistics-row').first()).toContainText('全部分组');
  await app.picture('statistics-lengths-zh-dark');
});
