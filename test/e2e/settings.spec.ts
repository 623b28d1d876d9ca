// The dialogs of all commands and of all settings, by keyboard alone and in both languages; contrast as chosen and as the system wants it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, loaded, packetRow, sample, test, type App } from './app';
import { ask, prefer } from './window-tools';

const root = (app: App) => app.page.locator('html');

/** Types into the dialog of commands; gives back the command that Enter would carry out. */
async function type(app: App, words: string): Promise<string | null> {
  await app.page.keyboard.press('Control+Shift+P');
  await expect(app.part('palette-input')).toBeFocused();
  await app.page.keyboard.type(words);
  return app.page.locator('[data-testid=palette-option][aria-selected=true]').getAttribute('data-command');
}

test('commands by name: those of the page, of the main process, those that cannot be used now', async ({ start }) => {
  const app = await start({ file: sample('https') });
  const { keyboard } = app.page;
  await loaded(app);
  await packetRow(app, 2).click();
  await expect(app.part('field-tree')).toHaveAttribute('data-frame', '2');
  expect(await type(app, '追踪 tcp')).toBe('followTcp');
  await app.picture('palette-en-light');
  await keyboard.press('Enter');
  await expect(app.part('palette-dialog')).toHaveCount(0);
  await expect(app.part('tab-follow')).toHaveAttribute('aria-selected', 'true');

  await prefer(app, { language: 'zh-CN', theme: 'dark' });
  expect(await type(app, 'zoom in')).toBe('zoomIn');
  await app.picture('palette-zh-dark');
  await keyboard.press('Enter');
  await expect.poll(async () => (await ask(app.page, 'state', {})).preferences.zoom).toBe(0.5);
  // what is carried out is about where the focus was
  await keyboard.press('Control+/');
  await keyboard.type('tcp.port');
  expect(await type(app, '全选')).toBe('selectAll');
  await keyboard.press('Enter');
  await expect(app.part('display-filter')).toBeFocused();
  const chosen = () => app.part('display-filter').evaluate((one: HTMLInputElement) => one.selectionEnd);
  await expect.poll(chosen).toBe('tcp.port'.length);
  await keyboard.press('Escape');

  expect(await type(app, '关闭捕获文件')).toBe('close');
  await keyboard.press('Enter');
  await expect(app.part('start-page')).toBeVisible();
  expect(await type(app, 'find next')).toBe('findNext');
  await expect(app.part('palette-dialog')).toContainText('此命令目前无法使用');
  await keyboard.press('Enter');
  await expect(app.part('palette-dialog')).toBeVisible();
  await app.part('palette-input').fill('xyzzy');
  await expect(app.part('palette-none')).toBeVisible();
  await keyboard.press('Escape');
  await expect(app.part('palette-dialog')).toHaveCount(0);
});

test('settings hold at once and are kept; contrast is the system’s until it is chosen', async ({ start }) => {
  const app = await start();
  const { keyboard } = app.page;
  await expect(root(app)).toHaveAttribute('data-contrast', 'normal');
  await app.page.emulateMedia({ contrast: 'more' });
  await expect(root(app)).toHaveAttribute('data-contrast', 'more');
  await app.page.emulateMedia({ contrast: 'no-preference', forcedColors: 'active' });
  await expect(root(app)).toHaveAttribute('data-contrast', 'more');
  const background = () =>
    app.page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--bg').trim());
  expect(await background()).toBe('Canvas');
  await app.page.emulateMedia({ forcedColors: 'none' });
  await expect(root(app)).toHaveAttribute('data-contrast', 'normal');

  await keyboard.press('Control+Shift+<');
  await expect(app.part('settings-search')).toBeFocused();
  await expect(app.part('setting')).not.toHaveCount(0);
  await app.picture('settings-en-light');
  await keyboard.type('高对比度');
  await expect(app.part('setting')).toHaveCount(1);
  await keyboard.press('Tab');
  await expect(app.part('setting-contrast')).toBeFocused();
  await keyboard.press('End');
  await expect(root(app)).toHaveAttribute('data-contrast', 'more');
  await app.part('settings-search').fill('theme');
  await app.part('setting-theme').selectOption('dark');
  await expect(root(app)).toHaveAttribute('data-theme', 'dark');
  await app.part('settings-search').fill('language');
  await app.part('setting-language').selectOption('zh-CN');
  await expect(root(app)).toHaveAttribute('lang', 'zh-CN');
  await app.part('settings-search').fill('');
  await app.picture('settings-zh-dark-contrast');
  await app.part('settings-search').fill('宏');
  await app.part('setting-macros').press('Enter');
  await expect(app.part('settings-dialog')).toHaveCount(0);
  await expect(app.part('macros-dialog')).toBeVisible();
  await keyboard.press('Escape');
  await expect(app.part('macros-dialog')).toHaveCount(0);
  await app.close();
  const kept = readFileSync(path.join(app.userData, 'preferences.json'), 'utf8');
  expect(JSON.parse(kept)).toMatchObject({ contrast: 'more', theme: 'dark', language: 'zh-CN' });
});
