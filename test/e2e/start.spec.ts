// Before a capture is open: the start page, what is remembered, what the window looks like.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, loaded, packetRow, sample, test, treeNode } from './app';
import { ask } from './window-tools';

test('the start page offers to open a file and the samples', async ({ start }) => {
  const app = await start();
  await expect(app.part('start-page')).toBeVisible();
  await expect(app.part('open-button')).toBeVisible();
  const samples = JSON.parse(readFileSync(path.join(sample('x'), '../index.json'), 'utf8')) as { id: string }[];
  expect(samples.length).toBe(15);
  for (const { id } of samples) await expect(app.part(`sample-${id}`)).toBeVisible();
  await app.picture('start-en-light');
});

test('it speaks the language of the system at the first start, and another one at once when told to', async ({
  start,
  folder,
}) => {
  const userData = path.join(folder, 'user');
  const app = await start({ env: { LANG: 'zh_CN.UTF-8', LANGUAGE: 'zh_CN' }, userData });
  await expect(app.part('sample-refused')).toContainText('连接被拒绝');
  const menuTexts = () =>
    app.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map((item) => item.label));
  expect(await menuTexts()).toEqual(['文件', '编辑', '视图', '跳转', '捕获', '帮助']);
  await app.picture('start-zh-light');

  await app.menu('language.en');
  await expect(app.part('sample-refused')).toContainText('Connection refused');
  expect(await menuTexts()).toEqual(['File', 'Edit', 'View', 'Go', 'Capture', 'Help']);
  await app.close();

  // remembered, although the system still speaks Chinese
  const again = await start({ env: { LANG: 'zh_CN.UTF-8', LANGUAGE: 'zh_CN' }, userData });
  await expect(again.part('sample-refused')).toContainText('Connection refused');
});

test('theme and language are switched in the open window', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await packetRow(app, 1).click();
  const background = () => app.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await background();
  await app.part('theme-toggle').click();
  await expect.poll(background).not.toBe(before);
  await app.part('language-menu').click();
  await app.part('menu-language-zh-CN').click();
  await expect(app.part('tab-connections')).toContainText('连接');
  await app.part('language-menu').click();
  await app.part('menu-language-zh-TW').click();
  await expect(app.part('tab-connections')).toContainText('連線');
  await expect(treeNode(app, 'tcp.srcport')).toContainText('源連接埠');
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'zh-TW');
  await app.picture('packets-zh-TW-dark');
  await app.part('language-menu').click();
  await app.part('menu-language-en').click();
  await expect(app.part('tab-connections')).toContainText('Connections');
  await app.part('theme-toggle').click();
  await expect.poll(background).toBe(before);
});

test('recent files are listed, reopened, and told apart from those that are gone', async ({ start, folder }) => {
  const userData = path.join(folder, 'user');
  const file = path.join(folder, 'lab.pcapng');
  writeFileSync(file, readFileSync(sample('reset')));
  const first = await start({ file, userData });
  await loaded(first);
  // the list is told a moment after the status bar
  await expect.poll(async () => (await ask(first.page, 'state', {})).recent[0]?.packets).toBe(15);
  await first.close();

  const second = await start({ userData });
  await expect(second.part('recent-entry')).toHaveCount(1);
  await expect(second.part('recent-entry')).toContainText('lab.pcapng');
  await expect(second.part('recent-entry')).toContainText('15');
  await second.part('recent-open').click();
  await loaded(second);
  await expect(second.part('status-file')).toHaveText('lab.pcapng');
  await second.close();

  writeFileSync(path.join(folder, 'other.pcapng'), readFileSync(sample('refused')));
  const { rmSync } = await import('node:fs');
  rmSync(file);
  const third = await start({ userData });
  await expect(third.part('recent-entry')).toHaveAttribute('data-missing', 'true');
});

test('broken preferences do not stop the app, and the window comes back where it was', async ({ start, folder }) => {
  const userData = path.join(folder, 'user');
  const first = await start({ userData });
  await first.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0].setBounds({ x: 40, y: 30, width: 1000, height: 700 });
  });
  await first.close();
  expect(existsSync(path.join(userData, 'window.json'))).toBe(true);
  writeFileSync(path.join(userData, 'preferences.json'), '{"theme": "dark", "language": 7, "panes');
  writeFileSync(path.join(userData, 'recent.json'), 'null');

  const second = await start({ userData });
  await expect(second.part('start-page')).toBeVisible();
  const bounds = await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getBounds());
  expect(bounds).toMatchObject({ width: 1000, height: 700 });
});
