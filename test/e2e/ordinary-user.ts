// The app as an ordinary user runs it, with Chromium's sandbox on. When the tests run as root, another user is borrowed.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT, type StartOptions } from './app';

const USER = 'nobody';
const IS_ROOT = process.getuid?.() === 0;
const asUser = (...command: string[]): string[] => (IS_ROOT ? ['runuser', '-u', USER, '--', ...command] : command);

/** Why it cannot be tried here, or null. */
export function obstacle(): string | null {
  if (process.platform !== 'linux') return 'written for Linux';
  const works = (...command: string[]) => {
    const [program, ...args] = asUser(...command);
    return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
  };
  if (!works('test', '-r', path.join(ROOT, 'out/main/main.js'))) return `the user ${USER} cannot read this checkout`;
  if (!works('unshare', '-Ur', 'true')) return 'no user namespaces for normal users here';
  return null;
}

/** The app below `folder`, which becomes readable for everybody; its home is `folder/home`. */
export function asOrdinaryUser(folder: string, more: Record<string, string> = {}): StartOptions {
  chmodSync(folder, 0o755);
  const home = path.join(folder, 'home');
  if (!existsSync(home)) mkdirSync(home);
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    LANG: 'en_US.UTF-8',
    HOME: home,
    DISPLAY: process.env.DISPLAY ?? '',
    ...more,
  };
  if (process.env.XAUTHORITY) {
    // the key to the virtual display is readable by its owner only
    env.XAUTHORITY = path.join(home, 'xauthority');
    copyFileSync(process.env.XAUTHORITY, env.XAUTHORITY);
  }
  if (IS_ROOT) execFileSync('chown', ['-R', USER, home]);
  const file = path.join(folder, 'electron.sh');
  const electronPath = createRequire(import.meta.url)('electron') as string;
  const command = asUser(electronPath).map((word) => `'${word}'`);
  writeFileSync(file, `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`);
  chmodSync(file, 0o755);
  return { program: { file, env }, userData: path.join(home, 'user') };
}
