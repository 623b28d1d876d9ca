// The one command that puts right what keeps a capture from starting, for this system.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { ProblemFacts } from './problems';
import { shellWord } from './shell-word';

type Remedy = Pick<ProblemFacts, 'fix' | 'command'>;

/** Gives the helper the right to open adapters. */
export function permissionRemedy(helper: string, platform: NodeJS.Platform = process.platform): Remedy {
  if (platform === 'linux') return { fix: 'setcap', command: `sudo setcap cap_net_raw=ep ${shellWord(helper)}` };
  if (platform === 'darwin') return { fix: 'bpf', command: 'sudo chgrp admin /dev/bpf* && sudo chmod g+rw /dev/bpf*' };
  return platform === 'win32' ? { fix: 'npcap' } : { fix: 'other' };
}

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

/** Builds the helper, where this is a checkout. */
export const buildRemedy = (isCheckout: boolean): Remedy =>
  isCheckout ? { fix: 'build', command: 'node native/capture-helper.mjs --setcap' } : { fix: 'other' };

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
