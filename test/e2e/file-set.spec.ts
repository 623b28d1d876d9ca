// What one long capture has written as many files: from one to the other by the menu.
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { expect, loaded, sample, test } from './app';
import { ask, prefer } from './window-tools';

test('the files of a set', async ({ start, folder }) => {
  const names = ['https', 'refused', 'reset'].map((id, i) => {
    const name = `long_0000${i + 1}_2026010100000${i}.pcapng`;
    copyFileSync(sample(id), path.join(folder, name));
    return name;
  });
  const app = await start({ file: path.join(folder, names[1]) });
  await loaded(app);
  /** What the menu offers: the names of the set and which is checked, and whether there are others before and behind it. */
  const offered = () =>
    app.electron.evaluate(({ Menu }) => {
      const menu = Menu.getApplicationMenu();
      const list = menu?.getMenuItemById('fileSet')?.submenu?.items ?? [];
      return {
        names: list.map(({ label }) => label),
        checked: list.findIndex(({ checked }) => checked),
        can: ['previousFile', 'nextFile'].map((id) => menu?.getMenuItemById(id)?.enabled),
      };
    });
  await expect.poll(offered).toEqual({ names, checked: 1, can: [true, true] });
  await app.menu('nextFile');
  await expect(app.part('status-file')).toHaveText(names[2]);
  await expect.poll(offered).toEqual({ names, checked: 2, can: [true, false] });
  // as the list of all commands has it
  await ask(app.page, 'runCommand', { command: 'nextFile' });
  await ask(app.page, 'runCommand', { command: 'previousFile' });
  await expect(app.part('status-file')).toHaveText(names[1]);
  await expect.poll(async () => (await offered()).checked).toBe(1);
  await app.electron.evaluate(({ Menu }) => {
    const first = Menu.getApplicationMenu()?.getMenuItemById('fileSet')?.submenu?.items[0];
    (first?.click as () => void)();
  });
  await expect(app.part('status-file')).toHaveText(names[0]);
  await prefer(app, { language: 'zh-CN' });
  const label = () => app.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('fileSet')?.label);
  await expect.poll(label).toBe('文件集');
  await ask(app.page, 'closeCapture', {});
  await expect(app.part('start-page')).toBeVisible();
  await expect.poll(async () => (await offered()).names).toEqual([]);
});
