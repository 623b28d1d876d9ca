// `npm run pack:test`: the .deb in a bare Debian: installed, used as an ordinary user uses it, upgraded, removed, purged.
// Needs root, mmdebstrap, and Debian's mirror. Pictures are left in test-results/packages.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt } from '../../native/build.mjs';
import { packDeb, packFolder } from '../../native/pack.mjs';
import { duration, inRoot, IS_ROOT, runScript, say, Stop } from '../../native/project.mjs';
import { setup } from '../../native/setup.mjs';
import { BareRoot } from './bare-root.mjs';

const HELPER = '/opt/synscope/resources/bin/capture-helper';
const TOOLS =
  'xvfb xauth x11-utils imagemagick man-db bash-completion zsh fish libglib2.0-bin desktop-file-utils shared-mime-info xdg-utils fonts-liberation fonts-wqy-microhei iputils-ping';
const OLDER = '0.0.9';
const EPOCH = 1_700_000_000;
const APT = 'DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends';
/** twice as long as it has ever taken on a busy machine */
const XVFB = 'xvfb-run -a -s "-screen 0 1280x840x24"';

let failures = 0;

/** One thing that has to be so: `work` gives null, or what is wrong. */
function check(name, work) {
  const began = Date.now();
  let wrong;
  try {
    wrong = work();
  } catch (error) {
    wrong = String(error);
  }
  if (wrong !== null) failures++;
  say(`${wrong === null ? 'ok    ' : 'FAILED'} ${name} · ${duration(Date.now() - began)}`);
  if (wrong !== null) console.log(wrong.split('\n').slice(-40).join('\n'));
}

/** The script has to end with 0 and to print what matches each of `patterns`. */
function expectRun(root, script, patterns = [], options = {}) {
  const { status, output } = root.run(script, options);
  const missing = patterns.filter((one) => !one.test(output));
  if (status === (options.status ?? 0) && missing.length === 0) return null;
  return `status ${status}; not found: ${missing.join(' ') || '-'}\n${output}`;
}

function installed(root) {
  check('helper: root:synscope, 0750, one capability', () =>
    expectRun(root, `stat -c '%U:%G %a' ${HELPER}; getcap ${HELPER}`, [
      /root:synscope 750/,
      /capture-helper cap_net_raw=ep$/m,
    ]),
  );
  check('nothing else is special', () =>
    expectRun(
      root,
      `find /opt/synscope -perm /6000; echo special:; find /opt/synscope /usr/share/synscope* ! -type l -perm /022 2>/dev/null; getcap -r /opt/synscope | wc -l`,
      [/^\/opt\/synscope\/chrome-sandbox\nspecial:\n1$/m],
    ),
  );
  check('every library is there', () =>
    expectRun(
      root,
      `for f in synscope chrome_crashpad_handler lib*.so resources/bin/*; do ldd /opt/synscope/$f; done | grep 'not found' || echo all`,
      [/^all$/m],
    ),
  );
  check('dpkg finds its files as it installed them', () => expectRun(root, 'dpkg -V synscope'));
  check('command line, no display, root', () =>
    expectRun(root, 'synscope-cli flows /opt/synscope/resources/samples/https.pcapng', [
      /complete +closed, 4 segments/,
    ]),
  );
}

function desktop(root) {
  check('menu entry', () =>
    expectRun(
      root,
      'desktop-file-validate /usr/share/applications/synscope.desktop && ls /usr/share/icons/hicolor/48x48/apps/synscope.png',
    ),
  );
  check('types of files, offered', () =>
    expectRun(
      root,
      `cd /tmp; cp /opt/synscope/resources/samples/https.pcapng a.pcapng; gzip -k a.pcapng; cp a.pcapng noname
       for f in a.pcapng a.pcapng.gz noname; do gio info -a standard::content-type $f | grep content-type; done
       gio mime application/vnd.tcpdump.pcap; gio mime application/x-pcapng`,
      [/x-pcapng\n.*x-gzpcap\n.*x-pcapng/, /synscope\.desktop/],
    ),
  );
  check('manual pages', () =>
    expectRun(root, 'man synscope-cli | cat; man synscope | cat; man -w synscope-cli', [
      /timeline/,
      /--display-filter/,
      /group synscope/,
    ]),
  );
  check('completion: bash', () =>
    expectRun(
      root,
      `bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader synscope-cli
       ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _synscope_cli; echo "<\${COMPREPLY[*]}>"; }
       ask synscope-cli fl; ask synscope-cli packets --disp; ask synscope-cli --lang z; ask synscope-cli capture -i l'`,
      [/<flows>\n<--display-filter>\n<zh-CN zh-TW>\n<lo>/],
    ),
  );
  check('completion: zsh, fish', () =>
    expectRun(
      root,
      `zsh -f -c 'autoload -U compinit; compinit -u; print $_comps[synscope-cli]'; fish -c 'complete -C "synscope-cli fl"; complete -C "synscope-cli flows --wh"'`,
      [/_synscope-cli\nflows\t.*\n--where\t/],
    ),
  );
}

/** Copy a picture out of the root. */
function keep(root, name) {
  const from = path.join(root.folder, 'home/tester', name);
  if (!fs.existsSync(from)) return `no picture ${name}`;
  fs.copyFileSync(from, inRoot('test-results/packages', name));
  return null;
}

function ordinaryUser(root) {
  const asTester = { user: 'tester' };
  check(
    'window of an ordinary user, with a capture',
    () =>
      expectRun(
        root,
        `${XVFB} synscope --screenshot=$HOME/opened.png /opt/synscope/resources/samples/https.pcapng`,
        [],
        asTester,
      ) ?? keep(root, 'opened.png'),
  );
  check(
    'gio open starts it with the file',
    () =>
      expectRun(
        root,
        `cp /opt/synscope/resources/samples/lost.pcapng "$HOME/my capture.pcapng"
       ${XVFB} bash -c '
         gio open "$HOME/my capture.pcapng"
         export LC_ALL=C.UTF-8
         for i in $(seq 60); do
           title=$(xwininfo -root -tree | grep -F "my capture.pcapng") && break
           sleep 1
         done
         echo "title: $title"
         test -n "$title" || xwininfo -root -tree
         sleep 5
         import -window root $HOME/gio-open.png
         pkill -u tester -x synscope'; true`,
        [/title: .*my capture\.pcapng.*\("synscope" "Synscope"\)/],
        asTester,
      ) ?? keep(root, 'gio-open.png'),
  );
  check('an ordinary user is told the one command', () =>
    expectRun(root, 'synscope-cli capture -i lo -c 1 -w none.pcapng', [/sudo usermod -aG synscope/], {
      ...asTester,
      status: 1,
    }),
  );
  check(
    'a member of the group captures',
    () =>
      root.run('usermod -aG synscope tester').output +
        (expectRun(
          root,
          `ping -q -i 0.2 -w 60 127.0.0.1 >/dev/null &
         synscope-cli capture -i lo -c 6 -a duration:60 -q -w lo.pcapng && synscope-cli packets lo.pcapng | grep -c 'Echo'`,
          [/^6$/m],
          { ...asTester, network: true },
        ) ?? '') || null,
  );
}

/** An app in an image: its helper can have no right there, so it is installed alone, by the command that it names. */
function image(root) {
  const cli = `APPIMAGE=/x.AppImage /mnt/${path.basename(UNPACKED)}/synscope --ozone-platform=headless --no-sandbox --no-zygote --disable-gpu --in-process-gpu --log-level=3 --command-line -- `;
  check('AppImage: the command that it names installs the helper', () => {
    const { output } = root.run(`${cli} capture -i lo -c 1 -w none.pcapng`, { user: 'tester', network: true });
    const command = /cat \S+ \| pkexec sh -ec '[^']+'/.exec(output)?.[0];
    if (command === undefined) return output;
    // in place of the dialog that asks for the password
    const pkexec =
      'printf \'#!/bin/sh\\nPKEXEC_UID=%s exec "$@"\\n\' $(id -u tester) > /usr/local/bin/pkexec; chmod 755 /usr/local/bin/pkexec';
    return (
      expectRun(root, `${pkexec}; ${command} && stat -c '%U:%G %a' /usr/local/libexec/synscope/capture-helper`, [
        /root:synscope 750/,
      ]) ??
      expectRun(
        root,
        `ping -q -i 0.2 -w 60 127.0.0.1 >/dev/null &\n${cli} capture -i lo -c 3 -a duration:60 -w image.pcapng`,
        [/3/],
        { user: 'tester', network: true },
      )
    );
  });
}

// /var/cache: what apt and man keep for themselves and throw away in their own time
function leaving(root) {
  check('removal leaves the group, and no file', () =>
    expectRun(
      root,
      `${APT} remove synscope >/dev/null; find / -xdev -iname '*synscope*' -not -path '/home/*' -not -path '/var/lib/dpkg/info/*' -not -path '/mnt/*' -not -path '/var/cache/*'; getent group synscope`,
      [/^synscope:x:/],
    ),
  );
  check('purge takes the group; settings stay', () =>
    expectRun(
      root,
      `${APT} purge synscope >/dev/null; find / -xdev -iname '*synscope*' -not -path '/home/*' -not -path '/mnt/*' -not -path '/var/cache/*'; grep synscope /etc/group /etc/gshadow; ls /home/tester/.config/Synscope/preferences.json`,
      [/^\/home\/tester\/.config\/Synscope\/preferences.json$/m],
    ),
  );
}

let UNPACKED = '';

await runScript(async () => {
  if (!IS_ROOT) throw new Stop('this needs root: it installs packages in a folder of its own.');
  const began = Date.now();
  await setup();
  await ensureBuilt();
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-packages-'));
  fs.chmodSync(work, 0o755);
  fs.mkdirSync(inRoot('test-results/packages'), { recursive: true });
  const root = new BareRoot(path.join(work, 'root'), path.join(work, 'packages'));
  try {
    UNPACKED = await packFolder(root.packages);
    // the same app by a lower number: what an older build has to leave to a newer one is settings, group and rights
    for (const version of [OLDER, undefined])
      await packDeb({ unpacked: UNPACKED, epoch: EPOCH, to: root.packages, level: 0, version });
    const elsewhere = path.join(work, 'again');
    const again = await packDeb({ unpacked: await packFolder(elsewhere), epoch: EPOCH, to: elsewhere, level: 0 });
    const debs = fs.readdirSync(root.packages).filter((one) => one.endsWith('.deb'));
    const older = debs.find((one) => one.includes(OLDER));
    const newer = debs.find((one) => one !== older);
    check('the same sources make the same package', () => {
      const digest = (file) => createHash('sha256').update(fs.readFileSync(file)).digest('hex');
      const first = digest(path.join(root.packages, newer));
      const second = digest(again);
      fs.rmSync(path.dirname(again), { recursive: true });
      return first === second ? null : `${first}\n${second}`;
    });
    say(`packed in ${duration(Date.now() - began)}`);
    root.make();
    check('installs on a bare Debian, asks nothing, says how to join the group', () =>
      expectRun(root, `apt-get -qq update; ${APT} install /mnt/${older}`, [/usermod -aG synscope/]),
    );
    installed(root);
    check('(tools for what follows)', () =>
      expectRun(root, `${APT} install ${TOOLS} >/dev/null; useradd -m -s /bin/bash tester`),
    );
    desktop(root);
    ordinaryUser(root);
    check('upgrade keeps settings, group and rights', () => {
      const state =
        'md5sum /home/tester/.config/Synscope/preferences.json; getent group synscope; getcap /opt/synscope/resources/bin/*';
      root.run(`echo '{"theme":"dark"}' > /home/tester/.config/Synscope/preferences.json`, { user: 'tester' });
      const before = root.run(state).output;
      const wrong = expectRun(root, `${APT} install /mnt/${newer}; dpkg-query -W -f='\${Version}' synscope`, []);
      const after = root.run(state).output;
      return wrong ?? (before === after && /tester/.test(after) ? null : `${before}\n${after}`);
    });
    installed(root);
    check(
      'the window after the upgrade',
      () =>
        expectRun(
          root,
          `${XVFB} synscope --screenshot=$HOME/upgraded.png /opt/synscope/resources/samples/reset.pcapng`,
          [],
          { user: 'tester' },
        ) ?? keep(root, 'upgraded.png'),
    );
    image(root);
    root.run('rm -rf /usr/local/libexec/synscope');
    leaving(root);
  } finally {
    if (process.env.PACK_TEST_KEEP) say(`kept: ${work}`);
    else fs.rmSync(work, { recursive: true, force: true });
  }
  say(
    `${failures === 0 ? 'all passed' : `${failures} failed`} in ${duration(Date.now() - began)}; pictures: test-results/packages`,
  );
  return failures === 0 ? 0 : 1;
});
