// The .rpm, by rpmbuild. Its helper has libpcap in it, because Debian and others call that library by different names.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot, Stop } from '../project.mjs';
import { filesBelow } from './tree.mjs';

const ARCHITECTURES = { x64: 'x86_64', arm64: 'aarch64' };
/** Where Debian's place of a file differs. */
const MOVED = [['usr/share/zsh/vendor-completions', 'usr/share/zsh/site-functions']];

/** As `makeDeb` makes the .deb. `release`: behind the version, `0.…` for a package that a later one replaces. */
export function makeRpm(tree, { to, version, release, arch, epoch, notes = [] }) {
  const { description, license, author } = JSON.parse(fs.readFileSync(inRoot('package.json'), 'utf8'));
  const work = fs.mkdtempSync(path.join(path.dirname(tree), 'rpm-'));
  try {
    const root = path.join(work, 'tree');
    fs.cpSync(tree, root, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    for (const [from, name] of MOVED) {
      fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      fs.renameSync(path.join(root, from), path.join(root, name));
    }
    const spec = path.join(work, 'synscope.spec');
    fs.writeFileSync(spec, specOf({ root, version, release, description, license, author, notes }));
    const defined = {
      _topdir: path.join(work, 'top'),
      _rpmdir: to,
      _buildhost: 'localhost',
      _rpmfilename: '%{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}.rpm',
      _binary_payload: 'w3T0.zstdio',
      use_source_date_epoch_as_buildtime: '1',
      clamp_mtime_to_source_date_epoch: '1',
      // as it was packed: nothing is stripped, compiled or renamed
      __os_install_post: '%{nil}',
      debug_package: '%{nil}',
      _build_id_links: 'none',
    };
    const args = Object.entries(defined).flatMap(([name, value]) => ['--define', `${name} ${value}`]);
    const done = spawnSync('rpmbuild', ['-bb', '--target', ARCHITECTURES[arch], ...args, spec], {
      env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch) },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (done.status !== 0) throw new Stop(`rpmbuild failed:\n${done.stderr}`);
    return path.join(to, `synscope-${version}-${release}.${ARCHITECTURES[arch]}.rpm`);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

function specOf({ root, version, release, description, license, author, notes }) {
  const files = filesBelow(root).filter((one) => !fs.lstatSync(path.join(root, one)).isDirectory());
  const special = {
    'opt/synscope/chrome-sandbox': '%attr(4755,root,root) ',
    'opt/synscope/resources/bin/capture-helper': '%attr(0750,root,synscope) %caps(cap_net_raw=ep) ',
  };
  const folders = ['opt/synscope', ...filesBelow(path.join(root, 'opt/synscope')).map((one) => `opt/synscope/${one}`)];
  return `Name: synscope
Version: ${version}
Release: ${release}
Summary: Analyser of TCP connections and TLS handshakes
License: ${license}
Vendor: ${author}
AutoReqProv: no
Requires: glibc >= 2.34, gtk3, nss, libXScrnSaver, libXtst, at-spi2-core, libdrm, mesa-libgbm, alsa-lib, cups-libs
Requires: libsecret, dbus-libs, xdg-utils
Requires(pre): /usr/sbin/groupadd

%description
${description}.
${notes.join('\n')}

%prep
%build
%install
mkdir -p %{buildroot}
cp -a '${root}/.' %{buildroot}/

%pre
getent group synscope > /dev/null || groupadd --system synscope

%post
if [ "$1" = 1 ]; then
  echo "synscope: members of the group synscope may capture packets. To join it, then log in again:"
  echo "  sudo usermod -aG synscope \${SUDO_USER:-USER}"
fi

%postun
if [ "$1" = 0 ] && getent group synscope > /dev/null; then groupdel synscope || :; fi

%files
%defattr(-,root,root,-)
${folders
  .filter((one) => fs.lstatSync(path.join(root, one)).isDirectory())
  .map((one) => `%dir "/${one}"`)
  .join('\n')}
${files.map((one) => `${special[one] ?? ''}"/${one}"`).join('\n')}
`;
}
