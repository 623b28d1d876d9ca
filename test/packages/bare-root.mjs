// A bare Debian in a folder, and commands that run in it: in mount and process namespaces of their own, so that nothing
// they start or mount outlives them. The folder becomes `/` by pivot_root, because Chromium's sandbox refuses a chroot.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { say, Stop, which } from '../../native/project.mjs';

const SUITE = 'bookworm';
const MIRROR = 'http://deb.debian.org/debian';
const CACHE = process.env.PACK_TEST_CACHE ?? path.join(os.homedir(), '.cache/synscope-pack-test');

/** `"$1"`: the folder; behind it the command. /tmp/packages is the folder PACKAGES of this machine. */
const ENTER = `set -e
root=$1; shift
mount --bind "$root" "$root"
mount --rbind /dev "$root/dev"
mount --rbind /sys "$root/sys"
mount -t proc proc "$root/proc"
mount --bind "$PACKAGES" "$root/mnt"
mount --bind "$APT" "$root/var/cache/apt/archives"
if [ -n "$OWN_NETWORK" ]; then ip link set lo up; fi
cd "$root"
mkdir -p srv/outside
pivot_root . srv/outside
umount -l /srv/outside
exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root "$@"`;

export class BareRoot {
  /** `folder`: for the root itself; `packages`: appears in it as /mnt */
  constructor(folder, packages) {
    this.folder = folder;
    this.packages = packages;
  }

  /** Unpack it; the archive is made once and kept. */
  make() {
    for (const [tool, name] of [
      ['unshare', 'util-linux'],
      ['mmdebstrap', 'mmdebstrap'],
      ['ip', 'iproute2'],
    ])
      if (!which(tool)) throw new Stop(`${tool} is missing: apt-get install ${name}`);
    const archive = path.join(CACHE, `${SUITE}.tar`);
    fs.mkdirSync(path.join(CACHE, 'apt/partial'), { recursive: true });
    if (!fs.existsSync(archive)) {
      say(`fetching a bare Debian (${SUITE}), kept in ${CACHE}`);
      const partial = `${archive}.partial.tar`;
      const done = spawnSync('mmdebstrap', ['--variant=minbase', SUITE, partial, MIRROR], { encoding: 'utf8' });
      if (done.status !== 0) throw new Stop(`mmdebstrap failed:\n${done.stderr}`);
      fs.renameSync(partial, archive);
    }
    fs.mkdirSync(this.folder, { recursive: true });
    const done = spawnSync('tar', ['-xf', archive, '-C', this.folder, '--exclude=./dev/*'], { encoding: 'utf8' });
    if (done.status !== 0) throw new Stop(`tar failed:\n${done.stderr}`);
    fs.copyFileSync('/etc/resolv.conf', path.join(this.folder, 'etc/resolv.conf'));
    fs.rmSync(path.join(this.folder, 'etc/hostname'), { force: true });
  }

  /** Run a shell script; gives status and all that it printed. `user`: as whom; `network`: of its own, only loopback. */
  run(script, { user = 'root', network = false, timeout = 900_000 } = {}) {
    const login = user === 'root' ? ['bash', '-c'] : ['runuser', '-l', user, '-c'];
    const args = ['--mount', '--pid', '--fork', '--kill-child', '--ipc', ...(network ? ['--net'] : [])];
    const done = spawnSync(
      'unshare',
      [...args, 'bash', '-c', ENTER, 'enter', this.folder, ...login, `exec 2>&1\n${script}`],
      {
        encoding: 'utf8',
        // no terminal and no input: what asks a question gets no answer
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout,
        killSignal: 'SIGKILL',
        maxBuffer: 1 << 28,
        env: {
          ...process.env,
          PACKAGES: this.packages,
          APT: path.join(CACHE, 'apt'),
          OWN_NETWORK: network ? 'yes' : '',
        },
      },
    );
    return { status: done.status ?? 1, output: done.stdout + done.stderr };
  }

  remove() {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
