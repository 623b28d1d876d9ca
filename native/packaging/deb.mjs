// The .deb, by dpkg-deb: the same bytes for the same sources and the same SOURCE_DATE_EPOCH.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot, Stop } from '../project.mjs';
import { filesBelow } from './tree.mjs';

// What Electron links to or loads, what the helper needs, and what the maintainer scripts call.
const DEPENDS = [
  'libasound2',
  'libatk-bridge2.0-0',
  'libatspi2.0-0',
  'libc6 (>= 2.34)',
  'libcap2-bin',
  'libcups2',
  'libdrm2',
  'libgbm1',
  'libgtk-3-0',
  'libnss3',
  'libpcap0.8',
  'libsecret-1-0',
  'libxss1',
  'libxtst6',
  'passwd',
  'xdg-utils',
];
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };

/**
 * Make the package of `tree` (tree.mjs) in the folder `to`. `version`: as Debian writes it; `epoch`: seconds since 1970;
 * `notes`: lines for the description; `level`: of compression, 0 for none, to 9 (6 costs minutes more than 1 and saves a twentieth). Gives its path.
 */
export function makeDeb(tree, { to, version, arch, epoch, notes = [], level = 1 }) {
  const { description, author } = JSON.parse(fs.readFileSync(inRoot('package.json'), 'utf8'));
  const architecture = ARCHITECTURES[arch];
  const control = path.join(tree, 'DEBIAN');
  fs.rmSync(control, { recursive: true, force: true });
  const files = filesBelow(tree).filter((one) => fs.lstatSync(path.join(tree, one)).isFile());
  const bytes = files.reduce((sum, one) => sum + fs.statSync(path.join(tree, one)).size, 0);
  fs.mkdirSync(control);
  const put = (name, content, mode = 0o644) => {
    fs.writeFileSync(path.join(control, name), content, { mode });
    fs.chmodSync(path.join(control, name), mode);
    fs.utimesSync(path.join(control, name), epoch, epoch);
  };
  put(
    'control',
    `${[
      'Package: synscope',
      `Version: ${version}`,
      `Architecture: ${architecture}`,
      `Maintainer: ${author} <synscope@localhost>`,
      `Installed-Size: ${Math.ceil(bytes / 1024)}`,
      `Depends: ${DEPENDS.join(', ')}`,
      'Suggests: wireshark-common',
      'Section: net',
      'Priority: optional',
      'Description: analyser of TCP connections and TLS handshakes',
      ` ${description}.`,
      ...notes.map((line) => ` ${line}`),
    ].join('\n')}\n`,
  );
  put(
    'md5sums',
    files
      .map(
        (one) =>
          `${createHash('md5')
            .update(fs.readFileSync(path.join(tree, one)))
            .digest('hex')}  ${one}\n`,
      )
      .join(''),
  );
  put('postinst', script('after-install.sh', 'deb-postinst.sh'), 0o755);
  put('postrm', script('deb-postrm.sh'), 0o755);
  fs.utimesSync(control, epoch, epoch);

  fs.mkdirSync(to, { recursive: true });
  const file = path.join(to, `synscope_${version}_${architecture}.deb`);
  const packing = level === 0 ? ['-Znone'] : ['-Zxz', `-z${level}`];
  const done = spawnSync('dpkg-deb', ['--root-owner-group', ...packing, '--build', tree, file], {
    env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch) },
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Stop(`dpkg-deb failed:\n${done.stderr}`);
  fs.rmSync(control, { recursive: true });
  fs.utimesSync(tree, epoch, epoch);
  return file;
}

/** A maintainer script of parts of resources/packaging. */
const script = (...parts) =>
  `#!/bin/sh\nset -e\n\n${parts.map((one) => fs.readFileSync(inRoot('resources/packaging', one), 'utf8')).join('\n')}`;
