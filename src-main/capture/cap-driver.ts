// The second driver, over the npm package "cap": for systems without the helper, first of all Windows with Npcap.
// It runs inside this process, and needs this process to have the permission.
import type { Message } from '../ipc/message';
import { startCapCapture } from './cap-capture';
import { loadCap, type CapAdapter, type CapModule } from './cap-module';
import {
  failure,
  success,
  type Adapter,
  type AdapterAddress,
  type CaptureDriver,
  type CaptureOptions,
  type Result,
} from './driver';
import { captureProblem, wordsOf } from './problems';

const MAX_ADDRESSES = 24;

const LIMITS: Message[] = [
  { key: 'capture.limit.arrivalTime' },
  { key: 'capture.limit.noOriginalLength' },
  { key: 'capture.limit.noDrops' },
  { key: 'capture.limit.promiscuous' },
  { key: 'capture.limit.noFiles' },
  { key: 'capture.limit.noFilterCheck' },
];
/** cap ends the process with an assertion when reading fails, except on Windows, where it never notices */
const OUTSIDE_WINDOWS: Message[] = [{ key: 'capture.limit.diesWithAdapter' }];

/** `from`: see `loadCap`. The package is loaded at the first use. */
export function capDriver(from?: string): CaptureDriver {
  let loaded: ReturnType<typeof loadCap> | undefined;
  const cap = (): ReturnType<typeof loadCap> => (loaded ??= loadCap(from));
  return {
    id: 'cap',
    limits: process.platform === 'win32' ? LIMITS : [...LIMITS, ...OUTSIDE_WINDOWS],
    list() {
      const module = cap();
      return Promise.resolve(module.ok ? listAdapters(module.value) : module);
    },
    checkFilter() {
      // cap compiles a filter only for an opened adapter, and keeps that open for good when the filter is wrong
      const problem = captureProblem('unsupported', { what: 'checkFilter' });
      return Promise.resolve({ kind: 'unchecked', problem });
    },
    start(options, onEvent = () => {}) {
      const module = cap();
      if (!module.ok) return Promise.resolve(module);
      const what = unsupported(options);
      if (what) return Promise.resolve(failure(captureProblem('unsupported', { what })));
      return Promise.resolve(startCapCapture(module.value, options, onEvent));
    },
  };
}

function unsupported(options: CaptureOptions): string | null {
  if (options.files) return 'files';
  return options.linkType === undefined ? null : 'linkType';
}

function listAdapters(module: CapModule): Result<Adapter[]> {
  try {
    return success(module.Cap.deviceList().map(adapterOf));
  } catch (error) {
    return failure(captureProblem('device', { detail: wordsOf(error) }));
  }
}

function adapterOf(found: CapAdapter): Adapter {
  const addresses = found.addresses.filter((entry) => entry.addr !== undefined).map(addressOf);
  return {
    name: found.name,
    description: found.description ?? '',
    addresses: addresses.slice(0, MAX_ADDRESSES),
    moreAddresses: Math.max(0, addresses.length - MAX_ADDRESSES),
    mac: null,
    hardware: '',
    // Npcap lists network adapters only; elsewhere those without an address may be anything
    network: process.platform === 'win32' || addresses.length > 0,
    loopback: found.flags === 'PCAP_IF_LOOPBACK',
    up: null,
    running: null,
    wireless: null,
    connection: 'unknown',
    linkTypes: null,
    dlt: null,
    problem: null,
  };
}

function addressOf(entry: { addr?: string; netmask?: string }): AdapterAddress {
  return { address: entry.addr ?? '', prefix: entry.netmask ? prefixOf(entry.netmask) : null };
}

/** Ones at the beginning of a mask, `255.255.255.0` or `ffff:ffff::`; null when it has holes or is none. */
function prefixOf(mask: string): number | null {
  const bits = mask.includes(':') ? ipv6Bits(mask) : ipv4Bits(mask);
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : null;
}
const ipv4Bits = (mask: string): string =>
  mask
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
function ipv6Bits(mask: string): string {
  const [head, tail = ''] = mask.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const middle = mask.includes('::') ? new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0') : [];
  return [...left, ...middle, ...right].map((part) => parseInt(part, 16).toString(2).padStart(16, '0')).join('');
}
