// As a normal user, with Chromium's sandbox on: what users get.
import { readFileSync } from 'node:fs';
import { expect, sample, test } from './app';
import { launchAsUser, obstacle } from './ordinary-user';

test('the renderer runs in the sandbox of a normal user', async ({ folder }) => {
  const why = obstacle();
  test.skip(why !== null, why ?? '');
  const { electron, page } = await launchAsUser(folder, [sample('https')]);
  try {
    await expect(page.locator('[data-testid=packet-row][data-frame="1"]')).toContainText('[SYN]');
    const { argv, pid } = await electron.evaluate(({ BrowserWindow }) => ({
      argv: process.argv,
      pid: BrowserWindow.getAllWindows()[0].webContents.getOSProcessId(),
    }));
    expect(argv).not.toContain('--no-sandbox');
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    expect(status).toMatch(/^Seccomp:\t2$/m); // a filter of system calls
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    expect(status).not.toMatch(/^Uid:\t0\t/m);
  } finally {
    await electron.close();
  }
});
