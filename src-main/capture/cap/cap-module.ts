// The npm package "cap" (optional), loaded only in a process of its own (cap-process.ts): it may bring that down.
import { createRequire } from 'node:module';
import { failure, success, type Result } from '../driver';
import { isNetworkAdapter } from '../known-adapters';
import { captureProblem, wordsOf } from '../problems';

const MAX_WORDS = 400;

export interface CapAdapter {
  name: string;
  description?: string;
  addresses: { addr?: string; netmask?: string }[];
  flags?: string;
}
export interface CapHandle {
  /** Throws with libpcap's words. Gives a name for the link type. */
  open(device: string, filter: string, bufferBytes: number, frame: Buffer): string;
  close(): boolean;
  on(event: 'packet', listener: (length: number, cut: boolean) => void): void;
}
export interface CapModule {
  Cap: { new (): CapHandle; deviceList(): CapAdapter[] };
}

/** `from`: a file or folder beside whose node_modules the package is looked for; default: this app's. */
export function loadCap(from: string = import.meta.url): Result<CapModule> {
  try {
    const found: unknown = createRequire(from)('cap');
    if (isCap(found)) return success(found);
    return failure(captureProblem('no-cap', { detail: 'it is another package of this name' }));
  } catch (error) {
    // not installed, not compiled, or compiled for another version of Node or Electron
    const [words] = wordsOf(error).split('\nRequire stack:');
    return failure(captureProblem('no-cap', { detail: words.replaceAll('\n', ' ').slice(0, MAX_WORDS) }));
  }
}

/** The adapters that a capture may be started on; libpcap's other devices (USB, D-Bus, netfilter …) are left out. */
export function capAdapters(module: CapModule): Result<CapAdapter[]> {
  try {
    return success(module.Cap.deviceList().filter(({ name }) => isNetworkAdapter(name)));
  } catch (error) {
    return failure(captureProblem('device', { detail: wordsOf(error) }));
  }
}

function isCap(found: unknown): found is CapModule {
  return typeof found === 'object' && found !== null && 'Cap' in found && typeof found.Cap === 'function';
}

/**
 * Every handle ever made. cap's destructor stops a watcher that a failed `open` never made, and a closed handle stays
 * in the event loop's list: once the garbage collector takes either, the process aborts. So it never does.
 */
const kept: CapHandle[] = [];
export function newHandle(module: CapModule): CapHandle {
  const handle = new module.Cap();
  kept.push(handle);
  return handle;
}
