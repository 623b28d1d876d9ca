// What cap says in words, and libpcap through it: link types and failures.
import { captureProblem, type CaptureProblemKind } from '../problems';
import type { Problem } from '../../ipc/message';
import { permissionRemedy } from '../remedies';

interface CapLink {
  dlt: number;
  linkType: number;
  linkName: string;
}
const LINKS: Record<string, CapLink> = {
  NULL: { dlt: 0, linkType: 0, linkName: 'BSD loopback' },
  ETHERNET: { dlt: 1, linkType: 1, linkName: 'Ethernet' },
  RAW: { dlt: 12, linkType: 101, linkName: 'Raw IP' },
  IEEE802_11_RADIO: { dlt: 127, linkType: 127, linkName: '802.11 plus radiotap header' },
  LINKTYPE_LINUX_SLL: { dlt: 113, linkType: 113, linkName: 'Linux cooked v1' },
};

/** From what `open` gives back: a name, or `Unknown linktype N` with a DLT_ number. */
export function capLinkType(name: string): CapLink {
  if (Object.hasOwn(LINKS, name)) return LINKS[name];
  const dlt = Number(/\d+$/.exec(name)?.[0] ?? 147); // 147: for private use, nobody will guess what is inside
  return { dlt, linkType: dlt, linkName: `DLT ${dlt}` };
}

/** The order counts: libpcap's words for a filter may quote anything. */
const WORDS: [RegExp, CaptureProblemKind][] = [
  [/syntax error|^unknown |^illegal |expression rejects|non-network bits|data size|only on/i, 'filter'],
  [/permission|not permitted|access is denied/i, 'no-permission'],
  [/no such device|doesn't exist|cannot find the device|no such network/i, 'no-such-device'],
  [/not up|network is down/i, 'device-down'],
  [/busy/i, 'device-busy'],
  [/memory|buffer space/i, 'no-memory'],
];

/** Why a device could not be opened. */
export function openProblem(device: string, words: string): Problem {
  const kind = WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'device';
  // Linux has no file to give the right to: node or Electron itself would give it to every script
  const remedy = kind === 'no-permission' && process.platform !== 'linux' ? permissionRemedy('') : {};
  return captureProblem(kind, { device, detail: words, ...remedy });
}
