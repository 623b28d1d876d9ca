// `npm run pack [-- TARGET …]`: the packages that can be made on this machine, in dist/. Of each that cannot, why.
//   dir       the app as an unpacked folder          everywhere
//   tree      what packages for Linux install          (only when it is named)
//   deb, rpm  packages for Linux                     by native/packaging/
//   AppImage, nsis, portable, dmg                    by electron-builder, which downloads its tools
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureCaptureHelper } from './capture-helper.mjs';
import { components, notices, shippedPackages } from './packaging/components.mjs';
import { makeDeb } from './packaging/deb.mjs';
import { makeRpm } from './packaging/rpm.mjs';
import { layOut } from './packaging/tree.mjs';
import { electronProgram, runtimeVersion, sayRuntime, wantedVersion } from './parts/electron-runtime.mjs';
import { duration, inRoot, IS_LINUX, isStarted, runBin, runQuietly, runScript, say, Stop, which } from './project.mjs';
import { setup } from './setup.mjs';

const DIST = inRoot('dist');
const BY_BUILDER = { linux: ['AppImage'], win32: ['nsis', 'portable'], darwin: ['dmg'] };
const PLATFORM = { linux: '--linux', win32: '--win', darwin: '--mac' };

/** Seconds since 1970 that a package carries as its time: SOURCE_DATE_EPOCH, else that of the commit. */
async function epochOfSources() {
  const given = process.env.SOURCE_DATE_EPOCH;
  if (given !== undefined && /^\d+$/.test(given)) return Number(given);
  const { code, output } = await runQuietly('git', ['log', '-1', '--format=%ct']).catch(() => ({
    code: 1,
    output: '',
  }));
  return code === 0 ? Number(output.trim()) : Math.floor(fs.statSync(inRoot('CHANGELOG.md')).mtimeMs / 1000);
}

const isTrial = () => runtimeVersion() !== wantedVersion();
const versionOfApp = () => JSON.parse(fs.readFileSync(inRoot('package.json'), 'utf8')).version;

/** electron-builder for `targets` of this system. A version of Electron that npm does not name has to be named. */
async function build(targets, output) {
  const runtime = [`-c.electronVersion=${runtimeVersion()}`, `-c.electronDist=${path.dirname(electronProgram())}`];
  const code = await runBin('electron-builder', [
    PLATFORM[process.platform],
    ...targets,
    ...['--publish', 'never', '-c', 'resources/electron-builder.yml', `-c.directories.output=${output}`],
    ...(isTrial() ? runtime : []),
  ]);
  if (code !== 0) throw new Stop(`electron-builder ended with ${code}`);
}

/** The helper that goes into the folder: on Linux the one that runs on every distribution. */
async function placeHelper() {
  const packed = inRoot('native/build/packed');
  fs.rmSync(packed, { recursive: true, force: true });
  fs.mkdirSync(packed, { recursive: true });
  if (process.platform === 'win32') return;
  fs.copyFileSync(await ensureCaptureHelper({ portable: IS_LINUX }), path.join(packed, 'capture-helper'));
}

/** The app as a folder below `output`; gives its path. */
export async function packFolder(output = DIST) {
  await placeHelper();
  await build(['dir'], output);
  const name = fs.readdirSync(output).find((one) => /unpacked$|^mac/.test(one));
  return path.join(output, name);
}

/** What else is in the packages, beside them and in them. Gives the folder. */
export function writeNotices(epoch) {
  const folder = path.join(DIST, 'notices');
  fs.mkdirSync(folder, { recursive: true });
  const packages = shippedPackages();
  const electron = runtimeVersion();
  fs.writeFileSync(path.join(folder, 'THIRD-PARTY-NOTICES.txt'), notices(packages, electron));
  fs.writeFileSync(path.join(folder, 'synscope.cdx.json'), components(packages, electron, epoch));
  return folder;
}

/**
 * The tree that packages for Linux install, in dist/tree. `packed`: how the helper comes, `portable` or with the
 * system's libpcap; the rest is the same.
 */
export async function makeTree({ unpacked, epoch, portable = false }) {
  const root = path.join(DIST, 'tree');
  const { declaredCommands } = await import(pathToFileURL(inRoot('out/main/cli.js')).href);
  const app = { unpacked, command: declaredCommands(), version: versionOfApp(), epoch, notices: writeNotices(epoch) };
  layOut(root, { ...app, helper: await ensureCaptureHelper({ portable }) });
  return root;
}

const NOTES = () =>
  isTrial() ? ['.', `Trial package: Electron ${runtimeVersion()}, which gets no security fixes any more.`] : [];

/** The .deb. `version`: another one than that of the app; `level`: of compression. */
export async function packDeb({ unpacked, epoch, to = DIST, version, level }) {
  const tree = await makeTree({ unpacked, epoch });
  const own = `${versionOfApp()}${isTrial() ? '~trial' : ''}`; // ~: before the version itself
  return makeDeb(tree, { to, version: version ?? own, arch: process.arch, epoch, notes: NOTES(), level });
}

async function packRpm({ unpacked, epoch }) {
  const tree = await makeTree({ unpacked, epoch, portable: true });
  const release = isTrial() ? '0.trial' : '1';
  return makeRpm(tree, { to: DIST, version: versionOfApp(), release, arch: process.arch, epoch, notes: NOTES() });
}

/** Why a target cannot be made here, or null. */
function obstacle(target) {
  const home = Object.keys(BY_BUILDER).find((one) => BY_BUILDER[one].includes(target));
  if (home !== undefined && home !== process.platform) return `is made on ${home}`;
  if (home === 'linux' && isTrial()) return 'needs tools that electron-builder downloads, and this network is closed';
  if (home !== undefined && isTrial()) return `needs Electron ${wantedVersion()}`;
  if (['deb', 'rpm', 'tree'].includes(target)) {
    if (!IS_LINUX) return 'is made on Linux';
    const tool = { deb: 'dpkg-deb', rpm: 'rpmbuild' }[target];
    if (tool && !which(tool)) return `needs ${tool}${target === 'rpm' ? ' (Debian: apt-get install rpm)' : ''}`;
  }
  return null;
}

const TARGETS = ['dir', 'tree', 'deb', 'rpm', 'AppImage', 'nsis', 'portable', 'dmg'];

async function pack(wanted) {
  const unknown = wanted.find((one) => !TARGETS.includes(one));
  if (unknown) throw new Stop(`unknown target ${unknown}; known: ${TARGETS.join(' ')}`);
  const targets = wanted.length > 0 ? wanted : TARGETS.filter((one) => one !== 'tree');
  await setup();
  await ensureBuilt();
  sayRuntime();
  const epoch = await epochOfSources();
  for (const name of ['linux-unpacked', 'tree']) fs.rmSync(path.join(DIST, name), { recursive: true, force: true });
  const unpacked = await packFolder();
  if (!IS_LINUX) writeNotices(epoch);
  const missing = [];
  for (const target of targets) {
    const why = obstacle(target);
    if (why !== null) {
      missing.push(target);
      say(`no ${target}: it ${why}`);
      continue;
    }
    const began = Date.now();
    if (target === 'tree') await makeTree({ unpacked, epoch });
    else if (target === 'deb') await packDeb({ unpacked, epoch });
    else if (target === 'rpm') await packRpm({ unpacked, epoch });
    else if (target !== 'dir') await build([target], DIST);
    say(`${target} · ${duration(Date.now() - began)}`);
  }
  if (!targets.includes('tree')) fs.rmSync(path.join(DIST, 'tree'), { recursive: true, force: true });
  sayFiles();
  // what was asked for by name has to be there
  return wanted.some((one) => missing.includes(one)) ? 1 : 0;
}

/** The packages with their sizes; their checksums beside them. */
function sayFiles() {
  const files = fs.readdirSync(DIST).filter((name) => /\.(deb|rpm|AppImage|exe|dmg)$/.test(name));
  const sums = files.map((name) => {
    const bytes = fs.readFileSync(path.join(DIST, name));
    say(`dist/${name} · ${(bytes.length / 1e6).toFixed(1)} MB`);
    return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
  });
  if (sums.length > 0) fs.writeFileSync(path.join(DIST, 'SHA256SUMS'), sums.join(''));
}

if (isStarted(import.meta.url)) await runScript(() => pack(process.argv.slice(2)));
