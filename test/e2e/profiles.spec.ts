// Profiles in the window: chosen in the status bar and the menu, made, renamed, given away and taken, deleted; kept between starts.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, loaded, sample, test, type App } from './app';
import { axeFindings } from './axe-tools';
import { ask, prefer, resize } from './window-tools';

const line = (app: App, id: string) => app.page.locator(`[data-testid=profile][data-profile="${id}"]`);
const current = async (app: App) => (await ask(app.page, 'state', {})).profiles.current;
const header = (app: App) => app.page.locator('[data-testid=packet-list] [role=columnheader]');

/** What the system's dialogs answer. */
const answer = (app: App, file: string) =>
  app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, file);

test('columns, filters and panes follow the profile; own ones by keyboard; files; kept', async ({ start, folder }) => {
  const userData = path.join(folder, 'user');
  const app = await start({ file: sample('https'), userData });
  const { keyboard } = app.page;
  await loaded(app);
  await expect(app.part('profile-menu')).toHaveText('Default');
  await app.part('profile-menu').click();
  await app.page
    .getByRole('menuitemcheckbox', { name: 'Student' })
    .or(app.page.getByRole('menuitem', { name: 'Student' }))
    .click();
  await expect(app.part('profile-menu')).toHaveText('Student');
  await expect(header(app).filter({ hasText: 'Ack' })).toHaveCount(1);
  await expect(app.part('saved-filter').filter({ hasText: 'SYN' })).toBeVisible();
  await app.picture('profile-student-en-light');

  // from the menu of the window
  await app.electron.evaluate(
    ({ Menu }) => void Menu.getApplicationMenu()?.getMenuItemById('profile.engineer')?.click(),
  );
  await expect(app.part('profile-menu')).toHaveText('Engineer');
  await expect(header(app).filter({ hasText: 'Ack' })).toHaveCount(0);
  await expect(header(app).filter({ hasText: 'Δt' })).toHaveCount(1);
  await app.picture('profile-engineer-en-light');

  await keyboard.press('Control+Shift+P');
  await keyboard.type('manage profiles');
  await keyboard.press('Enter');
  await expect(app.part('profile-name')).toBeFocused();
  await keyboard.type('Lab 3');
  await keyboard.press('Enter');
  await expect(app.part('profile')).toHaveCount(4);
  const id = await current(app);
  expect(await axeFindings(app, 'profiles-dialog')).toEqual([]);
  await app.picture('profiles-en-light');
  await line(app, id).getByTestId('profile-rename').click();
  await expect(app.part('profile-rename-name')).toBeFocused();
  await keyboard.type('Lab 4');
  await keyboard.press('Enter');
  await expect(line(app, id)).toContainText('Lab 4');

  const file = path.join(folder, 'lab.json');
  await answer(app, file);
  await line(app, id).getByTestId('profile-export').click();
  await expect.poll(() => readFile(file)).toContain('"Lab 4"');
  await line(app, id).getByTestId('profile-remove').click();
  await expect(line(app, id)).toContainText('Delete it?');
  await line(app, id).getByTestId('profile-remove').click();
  await expect(app.part('profile')).toHaveCount(3);
  expect(await current(app)).toBe('default');
  await app.part('profile-import').click();
  await expect(app.part('profile')).toHaveCount(4);
  await expect(app.page.locator('[data-testid=profile][aria-current=true]')).toContainText('Lab 4');
  writeFileSync(file, '{"form": "another"}');
  await app.part('profile-import').click();
  await keyboard.press('Escape');
  await expect(app.page.getByText('“lab.json” is not a profile of Synscope.')).toBeVisible();
  await app.close();

  const again = await start({ file: sample('https'), userData });
  await loaded(again);
  await expect(again.part('profile-menu')).toHaveText('Lab 4');
  await expect(header(again).filter({ hasText: 'Δt' })).toHaveCount(1);
  await prefer(again, { language: 'zh-CN', theme: 'dark' });
  await resize(again, 900, 600);
  await again.part('profile-menu').click();
  await again.page.getByText('管理配置方案…').click();
  await expect(again.part('profiles-dialog')).toBeVisible();
  await again.picture('profiles-zh-dark-small');
  await line(again, 'student').getByTestId('profile-use').click();
  await expect(again.part('profile-menu')).toHaveText('学生');
});

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // not yet there
  }
}
