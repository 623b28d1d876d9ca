// As a normal user, with Chromium's sandbox on: what users get.
import { readFileSync } from 'node:fs';
import { expect, packetRow, sample, test } from './app';
import { asOrdinaryUser, obstacle } from './ordinary-user';

test('the renderer runs in the sandbox of a normal user', async ({ start, folder }) => {
  const why = obstacle();
  test.skip(why !== null, why ?? '');
  const app = await start({ ...asOrdinaryUser(folder), file: sample('https') });
  await expect(packetRow(app, 1)).toContainText('[SYN]');
  const { argv, pid } = await app.electron.evaluate(({ BrowserWindow }) => ({
    argv: process.argv,
    pid: BrowserWindow.getAllWindows()[0].webContents.getOSProcessId(),
  }));
  expect(argv).not.toContain('--no-sandbox');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  expect(status).toMatch(/^Seccomp:\t2$/m); // a filter of system calls
  expect(status).toMatch(/^NoNewPrivs:\t1$/m);
  expect(status).not.toMatch(/^Uid:\t0\t/m);
});
