// Several windows: each with a capture and an engine of its own, all with the same settings.
import type { Page } from '@playwright/test';
import { MOST_WINDOWS } from '../../src-main/shell/window-choice';
import { type App, drawn, expect, loaded, packetRow, sample, test } from './app';
import { axeFindings } from './axe-tools';
import { ask, engines, prefer } from './window-tools';

async function another(app: App, open: () => Promise<unknown>): Promise<Page> {
  const opened = app.electron.waitForEvent('window');
  await open();
  const page = await opened;
  await drawn(page);
  return page;
}

test('two captures side by side: settings are the same, one ends without the other', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await app.stubDialog(sample('refused'));
  const second = await another(app, () => app.menu('openBeside'));
  await expect(second.getByTestId('status-file')).toHaveText('refused.pcapng');
  await expect(app.part('status-file')).toHaveText('https.pcapng');
  const places = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .map((one) => one.getBounds())
      .sort((a, b) => a.x - b.x),
  );
  expect(places[1].x).toBe(places[0].x + places[0].width);

  await prefer(app, { theme: 'dark', language: 'zh-CN' });
  for (const page of [app.page, second]) await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await app.picture('windows-left-zh-dark');

  // a file from outside: nothing is empty
  const third = await another(app, () =>
    app.electron.evaluate(
      ({ app: own }, file) => void own.emit('second-instance', {}, [], '', { file }),
      sample('reset'),
    ),
  );
  await expect(third.getByTestId('status-file')).toHaveText('reset.pcapng');

  const gone = second.waitForEvent('close');
  await ask(second, 'runCommand', { command: 'closeWindow' }).catch(() => undefined);
  await gone;
  await ask(app.page, 'reload', {});
  await loaded(app);
  await expect(app.part('status-file')).toHaveText('https.pcapng');
});

test('one file in two windows: marks of its own in each, and an engine that dies is missed in its window alone', async ({
  start,
}) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  const [own] = await engines(app);
  const second = await another(app, () => app.menu('newWindow'));
  await expect(second.getByTestId('start-page')).toBeVisible();
  await app.electron.evaluate(
    ({ app: shell }, file) => void shell.emit('second-instance', {}, [], '', { file }),
    sample('https'),
  );
  await expect(second.getByTestId('status-file')).toHaveText('https.pcapng');
  await expect(second.locator('[data-testid=packet-row]:not([hidden])').first()).toBeVisible();

  await packetRow(app, 3).click();
  await app.page.keyboard.press('Control+m');
  await expect(packetRow(app, 3)).toHaveClass(/is-marked/);
  await expect(second.locator('[data-testid=packet-row].is-marked:not([hidden])')).toHaveCount(0);

  process.kill(own, 'SIGKILL');
  await expect(app.part('problem-notice')).toBeVisible();
  await expect(second.getByTestId('problem-notice')).toBeHidden();
  await ask(second, 'reload', {});
  await expect(second.getByTestId('status-file')).toHaveText('https.pcapng');
  await app.part('problem-reload').click();
  await loaded(app);
  await expect(app.part('problem-notice')).toBeHidden();
  expect(await axeFindings(app, 'packet-list')).toEqual([]);
});

test('so many windows and no more', async ({ start }) => {
  const app = await start();
  for (let count = 2; count <= MOST_WINDOWS; count++)
    await another(app, () => ask(app.page, 'runCommand', { command: 'newWindow' }));
  await ask(app.page, 'runCommand', { command: 'newWindow' });
  await expect(app.part('problem-notice')).toContainText('8');
  await prefer(app, { language: 'zh-CN' });
  await expect(app.part('problem-notice')).toContainText('窗口');
  const windows = await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(windows).toBe(MOST_WINDOWS);
});
