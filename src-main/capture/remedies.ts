// The one command that puts right what keeps a capture from starting, for this system.
import { accessSync, constants } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { HELPER_ALONE, type HelperPlace } from './helper-place';
import type { ProblemFacts } from './problems';
import { shellWord } from './shell-word';

type Remedy = Pick<ProblemFacts, 'fix' | 'command'>;

/** Gives the helper the right to open adapters. */
export function permissionRemedy(helper: string, platform: NodeJS.Platform = process.platform): Remedy {
  if (platform === 'linux') return { fix: 'setcap', command: `sudo setcap cap_net_raw=ep ${shellWord(helper)}` };
  if (platform === 'darwin') return { fix: 'bpf', command: 'sudo chgrp admin /dev/bpf* && sudo chmod g+rw /dev/bpf*' };
  return platform === 'win32' ? { fix: 'npcap' } : { fix: 'other' };
}

/**
 * Installs the helper that lies in a mounted image (AppImage) where it can have its right, with the group whose members
 * may start it, and adds whoever asks to the group. It is read by the user and handed over a pipe: root cannot look into
 * a user's mount.
 */
export function installRemedy(inImage: string): Remedy {
  const steps = [
    'getent group synscope >/dev/null || groupadd --system synscope',
    'usermod -aG synscope "$(id -nu "$PKEXEC_UID")"',
    `mkdir -p ${dirname(HELPER_ALONE)}`,
    `cat >${HELPER_ALONE}`,
    `chown root:synscope ${HELPER_ALONE}`,
    `chmod 0750 ${HELPER_ALONE}`,
    `setcap cap_net_raw=ep ${HELPER_ALONE}`,
  ];
  return { fix: 'install', command: `cat ${shellWord(inImage)} | pkexec sh -ec '${steps.join('; ')}'` };
}

/** What gives this helper the right to open adapters. */
export const rightsRemedy = ({ file, inImage }: HelperPlace): Remedy =>
  inImage === undefined ? permissionRemedy(file) : installRemedy(inImage);

/** Makes the helper startable. `group`: the name of its group, when its members may. */
export function executableRemedy(helper: string, group: string | null): Remedy {
  if (group) return { fix: 'group', command: `sudo usermod -aG ${shellWord(group)} "$USER"` };
  return { fix: 'mode', command: `sudo chmod a+x ${shellWord(helper)}` };
}

const INSTALL: [program: string, command: string][] = [
  ['apt-get', 'sudo apt-get install libpcap0.8'],
  ['dnf', 'sudo dnf install libpcap'],
  ['pacman', 'sudo pacman -S libpcap'],
  ['zypper', 'sudo zypper install libpcap1'],
  ['apk', 'sudo apk add libpcap'],
];
/** Installs libpcap. */
export function libpcapRemedy(): Remedy {
  const found = INSTALL.find(([program]) => isOnPath(program));
  return found ? { fix: 'known', command: found[1] } : { fix: 'other' };
}

/** Gets the helper of this version: built in a checkout, installed out of an image. */
export const buildRemedy = ({ isCheckout, inImage }: HelperPlace): Remedy =>
  inImage !== undefined
    ? installRemedy(inImage)
    : isCheckout
      ? { fix: 'build', command: 'node native/capture-helper.mjs --setcap' }
      : { fix: 'other' };

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
