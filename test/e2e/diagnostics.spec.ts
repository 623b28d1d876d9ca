// What helps when something went wrong: the log, facts for a report, a window that crashed and comes back.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, loaded, sample, test } from './app';

test('facts for a report are copied without paths; a crash of the window is told, and the capture comes back', async ({
  start,
}) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await app.menu('copySystemInformation');
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(/^Synscope [\d.]+, Electron [\d.]+/);
  expect(copied).toContain('started: Synscope');
  expect(copied).not.toContain(app.userData);

  const said = await app.electron.evaluate(async ({ BrowserWindow, dialog }) => {
    const [window] = BrowserWindow.getAllWindows();
    const answered = new Promise<string>((resolve) => {
      dialog.showMessageBox = ((_window: unknown, options: Electron.MessageBoxOptions) => {
        resolve(`${options.message}|${options.buttons?.join('|')}`);
        return Promise.resolve({ response: 0, checkboxChecked: false });
      }) as typeof dialog.showMessageBox;
    });
    window.webContents.forcefullyCrashRenderer();
    return answered;
  });
  expect(said).toBe('The window has crashed|Load Again|Quit');
  // the driver of this test has lost the page with it: asked from the other side
  await expect
    .poll(
      () =>
        app.electron.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]
            .webContents.executeJavaScript('document.querySelectorAll("[data-testid=packet-row]").length')
            .catch(() => 0),
        ) as Promise<number>,
      { timeout: 60_000 },
    )
    .toBeGreaterThan(5);
  const log = path.join(app.userData, 'logs/synscope.log');
  expect(existsSync(log)).toBe(true);
  expect(readFileSync(log, 'utf8')).toMatch(/window: (crashed|killed), exit code/);
  await app.kill();
});
