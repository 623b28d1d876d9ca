// As a normal user, with Chromium's sandbox on: what users get. When the tests run as root, another user is borrowed.
import { _electron } from '@playwright/test';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, ROOT, sample, test } from './app';

const USER = 'nobody';
const IS_ROOT = process.getuid?.() === 0;
const asUser = (...command: string[]): string[] => (IS_ROOT ? ['runuser', '-u', USER, '--', ...command] : command);

/** Why it cannot be tried here, or null. */
function obstacle(): string | null {
  if (process.platform !== 'linux') return 'written for Linux';
  const works = (...command: string[]) => {
    const [program, ...args] = asUser(...command);
    return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
  };
  if (!works('test', '-r', path.join(ROOT, 'out/main/main.js'))) return `the user ${USER} cannot read this checkout`;
  if (!works('unshare', '-Ur', 'true')) return 'no user namespaces for normal users here';
  return null;
}

test('the renderer runs in the sandbox of a normal user', async ({ folder }) => {
  const why = obstacle();
  test.skip(why !== null, why ?? '');
  chmodSync(folder, 0o755);
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    LANG: 'en_US.UTF-8',
    HOME: home,
    DISPLAY: process.env.DISPLAY ?? '',
  };
  if (process.env.XAUTHORITY) {
    // the key to the virtual display is readable by its owner only
    env.XAUTHORITY = path.join(home, 'xauthority');
    copyFileSync(process.env.XAUTHORITY, env.XAUTHORITY);
  }
  if (IS_ROOT) execFileSync('chown', ['-R', USER, home]);
  const program = path.join(folder, 'electron.sh');
  const electronPath = createRequire(import.meta.url)('electron') as string;
  const command = asUser(electronPath).map((word) => `'${word}'`);
  writeFileSync(program, `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`);
  chmodSync(program, 0o755);

  const electron = await _electron.launch({
    executablePath: program,
    chromiumSandbox: true,
    cwd: ROOT,
    args: ['.', `--user-data-dir=${path.join(home, 'user')}`, sample('https')],
    env,
  });
  try {
    const page = await electron.firstWindow();
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
