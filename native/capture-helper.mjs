// Builds the capture helper (C, libpcap) with the system's compiler into native/build/.
//   node native/capture-helper.mjs [--sanitize | --portable] [--setcap] [--force]
// --sanitize: the build for tests, with address and undefined-behaviour checks. --portable: with libpcap in it, for
// systems that call the library otherwise (Debian's is libpcap.so.0.8, that of others libpcap.so.1). --setcap: as root,
// give it CAP_NET_RAW, so that an ordinary user can capture with it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot, IS_LINUX, IS_ROOT, isStarted, runScript, say, Stop, which } from './project.mjs';
import { ensurePackages } from './parts/system-packages.mjs';

const SOURCES = inRoot('native/capture-helper');
const BUILD = inRoot('native/build');

const WARNINGS = ['-Wall', '-Wextra', '-Werror', '-Wshadow', '-Wformat=2', '-Wconversion', '-Wstrict-prototypes'];
const RELEASE = ['-O2', '-D_FORTIFY_SOURCE=2', '-fstack-protector-strong', '-fPIE'];
const RELEASE_LINK = IS_LINUX ? ['-pie', '-Wl,-z,relro,-z,now,-z,noexecstack'] : [];
// Debian's archive of libpcap can also read D-Bus (no adapter that we open is one)
const PORTABLE_LINK = ['-l:libpcap.a', '-Wl,--gc-sections,--as-needed', '-ldbus-1'];
const SANITIZE = ['-O1', '-g', '-fno-omit-frame-pointer', '-fsanitize=address,undefined', '-fno-sanitize-recover=all'];

/** Where the built helper lies, whether it is there or not. */
export const captureHelperPath = ({ sanitize = false, portable = false } = {}) =>
  path.join(BUILD, `capture-helper${sanitize ? '-sanitized' : portable ? '-portable' : ''}`);

/**
 * Build the helper unless it is there and nothing it is made of has changed since. Gives its path.
 * Stops with what is missing and the command that installs it.
 */
export async function ensureCaptureHelper({ sanitize = false, portable = false, force = false } = {}) {
  if (process.platform === 'win32')
    throw new Stop(
      'the capture helper is not built on Windows: captures go through the package "cap" and Npcap there.',
    );
  const target = captureHelperPath({ sanitize, portable });
  const sources = fs
    .readdirSync(SOURCES)
    .filter((name) => /\.[ch]$/.test(name))
    .sort();
  const { version } = JSON.parse(fs.readFileSync(inRoot('package.json'), 'utf8'));
  const flags = [
    '-std=c11',
    '-D_GNU_SOURCE',
    ...WARNINGS,
    ...(sanitize ? SANITIZE : RELEASE),
    ...(portable ? ['-ffunction-sections'] : []),
    `-DHELPER_VERSION="${version}"`,
  ];
  const stamp = stampOf(sources, flags);
  if (!force && fs.existsSync(target) && readStamp(target) === stamp) return target;

  if (which('apt-get')) await ensurePackages(['capture'], 'building the capture helper');
  else checkTools();
  fs.mkdirSync(BUILD, { recursive: true });
  const files = sources.filter((name) => name.endsWith('.c')).map((name) => path.join(SOURCES, name));
  const temporary = `${target}.${process.pid}`;
  const libraries = portable ? PORTABLE_LINK : ['-lpcap'];
  const link = sanitize ? [] : RELEASE_LINK;
  const done = spawnSync('cc', [...flags, ...link, '-o', temporary, ...files, ...libraries], { encoding: 'utf8' });
  if (done.status !== 0) throw new Stop(`the capture helper could not be compiled:\n${done.stderr}`);
  fs.renameSync(temporary, target); // a running one keeps its file
  fs.writeFileSync(`${target}.stamp`, stamp);
  return target;
}

/** Give the helper the one capability that opening an adapter needs. */
export function giveCapability(file) {
  if (!IS_LINUX) throw new Stop('file capabilities exist on Linux only.');
  const setcap = which('setcap');
  if (!setcap) throw new Stop('setcap is missing. On Debian: sudo apt-get install libcap2-bin');
  if (!IS_ROOT) throw new Stop(`this needs root: sudo setcap cap_net_raw=ep '${file}'`);
  const done = spawnSync(setcap, ['cap_net_raw=ep', file], { encoding: 'utf8' });
  if (done.status !== 0) throw new Stop(`setcap failed: ${done.stderr.trim()}`);
}

function checkTools() {
  if (!which('cc')) throw new Stop(`a C compiler is missing. ${howTo('compiler')}`);
  const header = spawnSync('cc', ['-E', '-x', 'c', '-'], { input: '#include <pcap/pcap.h>\n', encoding: 'utf8' });
  if (header.status !== 0) throw new Stop(`libpcap's header files are missing. ${howTo('libpcap')}`);
}

function howTo(what) {
  if (process.platform === 'darwin') return 'Run: xcode-select --install';
  const names = {
    dnf: ['dnf install', 'gcc', 'libpcap-devel'],
    pacman: ['pacman -S', 'base-devel', 'libpcap'],
    zypper: ['zypper install', 'gcc', 'libpcap-devel'],
    apk: ['apk add', 'build-base', 'libpcap-dev'],
  };
  const manager = Object.keys(names).find((name) => which(name));
  if (!manager) return 'Install it with the package manager of this system.';
  const [command, compiler, library] = names[manager];
  return `Run: sudo ${command} ${what === 'compiler' ? compiler : library}`;
}

function stampOf(sources, flags) {
  const hash = createHash('sha256').update(flags.join('\0'));
  for (const name of sources) hash.update(name).update(fs.readFileSync(path.join(SOURCES, name)));
  return hash.digest('hex');
}

function readStamp(target) {
  try {
    return fs.readFileSync(`${target}.stamp`, 'utf8');
  } catch {
    return '';
  }
}

if (isStarted(import.meta.url))
  await runScript(async () => {
    const known = ['--sanitize', '--portable', '--setcap', '--force'];
    const unknown = process.argv.slice(2).find((word) => !known.includes(word));
    if (unknown) throw new Stop(`unknown argument ${unknown}; known: ${known.join(' ')}`);
    const has = (word) => process.argv.includes(word);
    const file = await ensureCaptureHelper({
      sanitize: has('--sanitize'),
      portable: has('--portable'),
      force: has('--force'),
    });
    if (has('--setcap')) giveCapability(file);
    say(`capture helper: ${file}`);
  });
