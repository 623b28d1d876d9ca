// What a package of Linux installs, as a folder: the same for .deb and .rpm.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { inRoot } from '../project.mjs';
import { completions } from './completions.mjs';
import { commandLineManual } from './manual.mjs';

const FROM = inRoot('resources/packaging');
/** Where the app lies once it is installed; resources/packaging names it, too. */
const HOME = 'opt/synscope';

/**
 * Lay out `root` (made anew) for the app in `unpacked` (electron-builder's folder). `helper`: the capture helper that is
 * to be in it; `command`: the command line as the library `commander` declares it; `epoch`: seconds since 1970 that every file gets as its time, so that the same
 * sources make the same package; `notices`: folder with notices and the list of components.
 */
export function layOut(root, { unpacked, helper, command, version, epoch, notices }) {
  fs.rmSync(root, { recursive: true, force: true });
  const put = (to, content, mode = 0o644) => {
    const file = path.join(root, to);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    fs.chmodSync(file, mode);
  };
  const packed = (to, content) => put(`${to}.gz`, zlib.gzipSync(content, { level: 9 }));
  const own = (name) => fs.readFileSync(path.join(FROM, name));

  copyApp(unpacked, path.join(root, HOME), helper);
  fs.mkdirSync(path.join(root, 'usr/bin'), { recursive: true });
  fs.symlinkSync(`/${HOME}/synscope`, path.join(root, 'usr/bin/synscope'));
  put('usr/bin/synscope-cli', own('synscope-cli'), 0o755);

  put('usr/share/applications/synscope.desktop', own('synscope.desktop'));
  put('usr/share/mime/packages/synscope.xml', own('synscope-mime.xml'));
  put('usr/share/metainfo/org.synscope.Synscope.metainfo.xml', own('org.synscope.Synscope.metainfo.xml'));
  for (const name of fs.readdirSync(inRoot('resources/icons')))
    put(
      `usr/share/icons/hicolor/${path.basename(name, '.png')}/apps/synscope.png`,
      fs.readFileSync(inRoot('resources/icons', name)),
    );
  put('usr/share/icons/hicolor/scalable/apps/synscope.svg', fs.readFileSync(inRoot('resources/icon.svg')));

  packed('usr/share/man/man1/synscope-cli.1', commandLineManual(command, { version, epoch }));
  packed('usr/share/man/man1/synscope.1', own('synscope.1').toString().replaceAll('@VERSION@', version));
  const shells = completions(command);
  put('usr/share/bash-completion/completions/synscope-cli', shells.bash);
  put('usr/share/zsh/vendor-completions/_synscope-cli', shells.zsh);
  put('usr/share/fish/vendor_completions.d/synscope-cli.fish', shells.fish);

  const doc = 'usr/share/doc/synscope';
  put(`${doc}/copyright`, copyright());
  packed(`${doc}/changelog`, fs.readFileSync(inRoot('CHANGELOG.md')));
  put(`${doc}/README.md`, fs.readFileSync(inRoot('README.md')));
  for (const name of fs.readdirSync(notices)) put(`${doc}/${name}`, fs.readFileSync(path.join(notices, name)));

  for (const entry of [...filesBelow(root), '.']) fs.lutimesSync(path.join(root, entry), epoch, epoch);
}

/** Files of the app that get other rights than they have: copied. All others are linked, for they are 250 MB. */
const COPIED = ['chrome-sandbox', 'resources/bin/capture-helper'];

/** The app with the rights it needs: everybody reads, nobody but root writes. */
function copyApp(from, to, helper) {
  fs.mkdirSync(to, { recursive: true });
  for (const entry of filesBelow(from)) {
    const [source, target] = [path.join(from, entry), path.join(to, entry)];
    if (fs.statSync(source).isDirectory()) fs.mkdirSync(target);
    else if (COPIED.includes(entry)) fs.copyFileSync(source, target);
    else fs.linkSync(source, target);
    const { mode } = fs.statSync(target);
    fs.chmodSync(target, mode & 0o111 ? 0o755 : 0o644);
  }
  fs.copyFileSync(helper, path.join(to, 'resources/bin/capture-helper'));
  // Chromium's own helper for systems that forbid user namespaces to users
  fs.chmodSync(path.join(to, 'chrome-sandbox'), 0o4755);
  // closed until the group is there (after-install.sh)
  fs.chmodSync(path.join(to, 'resources/bin/capture-helper'), 0o750);
}

function copyright() {
  return `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Synscope
Comment: Licences of Electron, Chromium and the libraries that are part of
 this package stand in /${HOME}/LICENSE.electron.txt,
 /${HOME}/LICENSES.chromium.html and THIRD-PARTY-NOTICES.txt beside this file.

Files: *
Copyright: The Synscope developers
License: MIT

License: MIT
${fs
  .readFileSync(inRoot('LICENSE'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => (line.trim() === '' ? ' .' : ` ${line}`))
  .join('\n')}
`;
}

/** Files, folders and links below `root` by their relative paths, sorted; a folder comes before what it holds. */
export function filesBelow(root) {
  return fs.readdirSync(root, { recursive: true }).sort();
}
