// Keys that somebody gives to commands: pressed, taken from another, taken away, kept; the menu, the window and the lists follow.
import { expect, loaded, sample, test, type App } from './app';
import { axeFindings } from './axe-tools';
import { prefer } from './window-tools';

const line = (app: App, command: string) => app.page.locator(`[data-testid=keys-line][data-command=${command}]`);
const keyOf = (app: App, command: string) => line(app, command).getByTestId('keys-change');
const accelerator = (app: App, id: string) =>
  app.electron.evaluate(({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.accelerator, id);

async function search(app: App, words: string): Promise<void> {
  await app.page.keyboard.press('Control+Shift+P');
  await app.page.keyboard.type('change keyboard');
  await app.page.keyboard.press('Enter');
  await expect(app.part('keys-search')).toBeFocused();
  await app.page.keyboard.type(words);
}

test('a command gets another key by keyboard alone; Esc and Backspace; it holds in menu and window and is kept', async ({
  start,
  folder,
}) => {
  const first = await start({ file: sample('https'), userData: folder });
  const { keyboard } = first.page;
  await loaded(first);
  await search(first, 'go to packet');
  await expect(first.part('keys-line')).toHaveCount(1);
  await keyboard.press('Tab');
  await expect(keyOf(first, 'goToPacket')).toBeFocused();
  await keyboard.press('Enter');
  await expect(keyOf(first, 'goToPacket')).toHaveText('Press the new key…');
  await keyboard.press('Escape');
  await expect(keyOf(first, 'goToPacket')).toHaveText('Ctrl+G');
  // a letter is the text fields’, Ctrl+F another command’s
  await keyboard.press('Enter');
  await keyboard.press('j');
  await expect(first.part('keys-said')).toContainText('J cannot be used');
  await keyboard.press('Control+f');
  await expect(first.part('keys-said')).toContainText('Ctrl+F belongs to “Find Packet…”');
  expect(await axeFindings(first, 'keys-change-dialog')).toEqual([]);
  await first.picture('keys-change-en-light');
  await keyboard.press('Control+f');
  await expect(keyOf(first, 'goToPacket')).toHaveText('Ctrl+F');
  await first.part('keys-search').fill('');
  await expect(keyOf(first, 'find')).toHaveText('none');
  await keyOf(first, 'clearFilter').click();
  await keyboard.press('Control+j');
  await expect(keyOf(first, 'clearFilter')).toHaveText('Ctrl+J');
  await keyOf(first, 'about').click();
  await keyboard.press('Backspace');
  await first.page.keyboard.press('Escape');
  await expect(first.part('keys-change-dialog')).toHaveCount(0);

  await keyboard.press('Control+g');
  await keyboard.press('Control+f');
  await expect(first.part('goto-dialog')).toBeVisible();
  await keyboard.press('Escape');
  expect(await accelerator(first, 'goToPacket')).toBe('CmdOrCtrl+F');
  expect(await accelerator(first, 'find')).toBeNull();
  await first.part('display-filter').fill('tcp.port == 1');
  await keyboard.press('Enter');
  await keyboard.press('Control+j');
  await expect(first.part('display-filter')).toHaveValue('');
  await keyboard.press('F1');
  await expect(first.part('shortcuts-dialog')).toContainText('Keys of your own');
  await keyboard.press('Escape');
  await first.close();

  const again = await start({ file: sample('https'), userData: folder });
  await loaded(again);
  await prefer(again, { language: 'zh-CN', theme: 'dark' });
  await again.page.keyboard.press('Control+f');
  await expect(again.part('goto-dialog')).toBeVisible();
  await again.page.keyboard.press('Escape');
  await search(again, '');
  await line(again, 'find').scrollIntoViewIfNeeded();
  await again.picture('keys-change-zh-dark');
  await line(again, 'goToPacket').getByTestId('keys-reset').click();
  await expect(keyOf(again, 'goToPacket')).toHaveText('Ctrl+G');
  await expect(keyOf(again, 'goToPacket')).toBeFocused();
  await again.part('keys-reset-all').click();
  await expect(keyOf(again, 'find')).toHaveText('Ctrl+F');
  await expect(again.part('keys-reset')).toHaveCount(0);
});
