// Programs and libraries of the system: which are missing, and their installation where apt knows them.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { IS_LINUX, IS_ROOT, run, say, Stop, which } from '../project.mjs';

const program = (name, packageName = name) => ({ what: name, packageName, there: () => which(name) !== null });
let libraries;
const library = (soname, packageName) => ({
  what: soname,
  packageName,
  there: () => {
    libraries ??= spawnSync(which('ldconfig') ?? 'ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '';
    return libraries.includes(`${soname} `);
  },
});
const chineseFont = {
  what: 'a Chinese font',
  packageName: 'fonts-wqy-microhei',
  there: () => hasFile('/usr/share/fonts', /wqy-|noto.*cjk|droidsansfallback/i),
};
const latinFont = {
  what: 'a Latin font',
  packageName: 'fonts-liberation',
  there: () => hasFile('/usr/share/fonts', /liberation|dejavu|noto(sans|mono)-/i),
};

/** only root can stage a network: without these the tests of live capture would leave themselves out */
const liveTests = [
  program('ip', 'iproute2'),
  program('tcpdump'),
  program('setcap', 'libcap2-bin'),
  program('ethtool'),
  program('curl'),
  program('python3'),
];

/** What is needed for what. Names are Debian's; newer releases provide the libraries under the same names. */
export const NEEDS = {
  /** to run Electron */
  runtime: [
    library('libgtk-3.so.0', 'libgtk-3-0'),
    library('libnss3.so', 'libnss3'),
    library('libasound.so.2', 'libasound2'),
    library('libgbm.so.1', 'libgbm1'),
    latinFont,
  ],
  /** to unpack the runtime that is used where Electron's own download is out of reach */
  unpack: [program('unzip')],
  /** to compile the SQLite addon */
  compile: [
    program('cc', 'build-essential'),
    program('c++', 'build-essential'),
    program('make', 'build-essential'),
    program('python3'),
  ],
  /** to build the capture helper */
  capture: [
    program('cc', 'build-essential'),
    { what: 'libpcap-dev', packageName: 'libpcap-dev', there: () => hasPcapHeaders() },
  ],
  /** to show a window without a screen */
  display: [program('Xvfb', 'xvfb'), program('xvfb-run', 'xvfb'), program('xauth')],
  test: [program('tshark'), chineseFont, ...(IS_ROOT ? liveTests : [])],
  bench: [
    program('tshark'),
    program('capinfos', 'wireshark-common'),
    program('sharkd', 'wireshark-common'),
    program('tcptrace'),
  ],
  samples: [program('ip', 'iproute2'), program('ethtool'), program('tcpdump'), program('openssl'), program('curl')],
};

/** Install what is missing of these groups, or stop with the command that does. `why`: for the message. */
export async function ensurePackages(groups, why) {
  if (!IS_LINUX) return;
  const missing = groups.flatMap((group) => NEEDS[group]).filter((need) => !need.there());
  if (missing.length === 0) return;
  const names = [...new Set(missing.map((need) => need.packageName))];
  const what = [...new Set(missing.map((need) => need.what))].join(', ');
  if (!which('apt-get'))
    throw new Stop(
      `${why} needs ${what}, and this system has no apt-get. Install them with its own package manager, then try again.`,
    );
  const command = ['install', '-y', '--no-install-recommends', ...names];
  if (!IS_ROOT)
    throw new Stop(
      `${why} needs ${what}. Run this once, then try again:\n  sudo apt-get update && sudo apt-get ${command.join(' ')}`,
    );

  say(`installing ${names.join(' ')} (${why} needs ${what})`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  // a package that the old list does not know may stand in the new one; a list that cannot be had may do as it is
  await run('apt-get', ['update', '-qq'], quiet);
  if ((await run('apt-get', [...command, '-qq'], quiet)) !== 0)
    throw new Stop(`apt-get could not install ${names.join(' ')}. Its message is above.`);
  libraries = undefined;
  const still = missing.filter((need) => !need.there()).map((need) => need.what);
  if (still.length > 0) throw new Stop(`${names.join(' ')} was installed, but ${still.join(', ')} is still missing.`);
}

function hasPcapHeaders() {
  const input = '#include <pcap/pcap.h>\n';
  return spawnSync('cc', ['-E', '-x', 'c', '-'], { input, stdio: ['pipe', 'ignore', 'ignore'] }).status === 0;
}

function hasFile(folder, pattern) {
  try {
    return fs.readdirSync(folder, { recursive: true }).some((name) => pattern.test(name));
  } catch {
    return false;
  }
}
