// Several windows: each with a capture and an engine of its own, all with the same settings.
import type { Page } from '@playwright/test';
import { type App, drawn, expect, loaded, sample, test } from './app';
import { ask, prefer } from './window-tools';

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
