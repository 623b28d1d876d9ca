// Which names of devices may be captured on: those of adapters that are listed at that moment. libpcap makes more of a
// name than that (native/capture-helper/interfaces.h says what), so nothing else ever reaches it.
import { readdirSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import type { Problem } from '../ipc/message';
import { captureProblem } from './problems';

/** Pseudo-device over all interfaces (Linux). */
const ANY = 'any';
/** Names that libpcap gives to a back end which is no network, whatever interface has them: as in interfaces.c. */
export const CLAIMED_NAMES = [
  'bluetooth',
  'usbmon',
  'nflog',
  'nfqueue',
  'dbus-',
  'netmap',
  'vale',
  'dpdk',
  'dag',
  'snf',
] as const;

/** Why a capture on these devices does not start, or null: each has to be one of `adapters`. */
export function refuseUnknown(devices: readonly string[], adapters: readonly { name: string }[]): Problem | null {
  const unknown = devices.find((device) => !adapters.some(({ name }) => name === device));
  return unknown === undefined ? null : captureProblem('no-such-device', { device: unknown });
}

/**
 * Whether a device that libpcap lists is a network adapter of this system. Npcap lists no others; Linux says itself which
 * ones it has; elsewhere what is left are names that no back end claims.
 */
export function isNetworkAdapter(
  device: string,
  platform: NodeJS.Platform = process.platform,
  interfaces: readonly string[] = interfaceNames(),
): boolean {
  if (device === '') return false;
  if (platform === 'win32') return device.startsWith('\\Device\\NPF_');
  if (/[:/\s]/.test(device) || CLAIMED_NAMES.some((name) => device.startsWith(name))) return false;
  return platform !== 'linux' || device === ANY || interfaces.includes(device);
}

export const isAny = (device: string): boolean => device === ANY;

/** Also those without an address, where the system tells. */
function interfaceNames(): string[] {
  try {
    return readdirSync('/sys/class/net');
  } catch {
    return Object.keys(networkInterfaces());
  }
}
