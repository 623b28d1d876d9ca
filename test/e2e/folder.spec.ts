// A folder of captures in the real app: indexed beside the open capture, asked, from a row to its connection, brought up to date, forgotten; in
// both languages and themes, under axe.
import { copyFileSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, firstShown, loaded, sample, test, type App } from './app';
import { axeFindings } from './axe-tools';
import { prefer, resize } from './window-tools';

function captures(folder: string): string {
  const there = path.join(folder, 'captures');
  mkdirSync(path.join(there, 'below'), { recursive: true });
  copyFileSync(sample('https'), path.join(there, 'https.pcapng'));
  copyFileSync(sample('refused'), path.join(there, 'below/refused.pcapng'));
  copyFileSync(sample('reset'), path.join(there, 'reset.pcapng'));
  writeFileSync(path.join(there, 'notes.txt'), 'no capture\n');
  symlinkSync(path.join(there, 'reset.pcapng'), path.join(there, 'link.pcapng'));
  return there;
}
const indexed = async (app: App, count: number): Promise<void> => {
  await expect(app.part('folder-facts')).toBeVisible({ timeout: 30_000 });
  await expect(app.part('folder-bar')).toHaveAttribute('data-captures', String(count));
};
const rows = (app: App, count: number) => expect(app.part('sql-count')).toHaveAttribute('data-rows', String(count));
async function question(app: App, id: string): Promise<void> {
  await app.part('sql-questions').click();
  await app.part(`menu-sql-question-${id}`).click();
}
const stores = (app: App): string[] => readdirSync(path.join(app.userData, 'indexes'));

test('a folder is indexed, asked, and a row leads to its connection', async ({ start, folder }) => {
  const there = captures(folder);
  const app = await start();
  await app.stubDialog(there);
  await app.part('folder-choose').click();
  await indexed(app, 3);
  await expect(app.part('folder-name')).toHaveText('captures');
  await question(app, 'whoResets');
  await rows(app, 2);
  await expect(firstShown(app, 'sql-row')).toContainText(/\d · (refused|reset)\.pcapng/);
  await app.picture('folder-page');
  expect(await axeFindings(app, 'folder-page')).toEqual([]);
  await app.part('folder-notes').click();
  await expect(app.part('folder-note')).toHaveText(/link\.pcapng.*links are not followed/);
  await expect(app.part('folder-others')).toContainText('1 other file');
  await app.picture('folder-notes');
  expect(await axeFindings(app, 'folder-notes-dialog')).toEqual([]);
  await app.page.keyboard.press('Escape');

  // the connection of the row, in its capture
  const row = app.part('sql-row').filter({ hasText: 'refused.pcapng' });
  await row.click({ button: 'right' });
  await expect(app.part('menu-sql-open')).toHaveText('Open the connection in refused.pcapng');
  await app.part('menu-sql-open').click();
  await expect(app.part('status-file')).toHaveText('refused.pcapng');
  await expect(firstShown(app, 'timeline-segment')).toBeVisible();

  // beside the capture, in Chinese and in the dark; and what is open can be asked itself
  await prefer(app, { language: 'zh-CN', theme: 'dark' });
  await app.part('tab-sql').click();
  await expect(app.part('sql-asked')).toContainText('此捕获');
  await rows(app, 2);
  await resize(app, 900, 600);
  await app.picture('folder-beside-zh-CN-dark-small');
  expect(await axeFindings(app, 'view')).toEqual([]);
  await app.part('sql-asked').selectOption('');
  await question(app, 'whoResets');
  await rows(app, 1);
  await expect(app.part('folder-bar')).toBeHidden();
  await app.part('sql-asked').selectOption({ label: 'captures' });

  // only what has changed is read again; what is gone is dropped
  copyFileSync(sample('half'), path.join(there, 'reset.pcapng'));
  utimesSync(path.join(there, 'reset.pcapng'), 1_700_000_000, 1_700_000_000);
  await question(app, 'whoResets');
  await rows(app, 2);
  await app.part('sql-row').filter({ hasText: 'reset.pcapng' }).dblclick();
  await expect(app.part('folder-told')).toContainText('reset.pcapng 在建立索引后已更改');
  await expect(app.part('status-file')).toHaveText('reset.pcapng');
  await app.picture('folder-changed-zh-CN-dark-small');
  rmSync(path.join(there, 'https.pcapng'));
  await app.part('folder-update').click();
  await indexed(app, 2);
  await question(app, 'whoResets');
  await rows(app, 1);
});

test('a folder is remembered, and forgotten with its store; one that cannot be read says so', async ({
  start,
  folder,
}) => {
  const there = captures(folder);
  const app = await start({ file: sample('https') });
  await loaded(app);
  await app.stubDialog(there);
  await app.menu('indexFolder');
  await expect(app.part('tab-sql')).toHaveAttribute('aria-selected', 'true');
  await indexed(app, 3);
  await app.picture('folder-beside');
  await app.close();

  const again = await start({ userData: app.userData });
  await expect(again.part('folder-open')).toContainText('3 captures');
  await again.picture('folder-start');
  await resize(again, 900, 600);
  await again.picture('folder-start-small');
  expect(await axeFindings(again, 'start-page')).toEqual([]);
  await again.part('folder-open').click();
  await question(again, 'topTalkers');
  await expect(firstShown(again, 'sql-row')).toBeVisible();
  await prefer(again, { language: 'zh-CN', theme: 'dark' });
  await again.picture('folder-page-zh-CN-dark-small');
  rmSync(there, { recursive: true });
  await again.part('folder-update').click();
  await expect(again.part('folder-problem')).toContainText('无法读取该文件夹（ENOENT）');
  await again.picture('folder-problem-zh-CN-dark');
  await again.part('folder-back').click();
  await again.part('folder-forget').click();
  await expect(again.part('folder-entry')).toBeHidden();
  await expect.poll(() => stores(again)).toEqual([]);
});
