// The file header of Microsoft's Network Monitor, as the help of Network Monitor 3 describes it, and its list of media.
//
// "RTSS" or "GMBU" 4 | minor 1 | major 1 | media type 2 | start (SYSTEMTIME: year, month, weekday, day, hour, minute, second,
//   millisecond) 16 | frame table: offset 4, bytes 4 | user data 8 | comments 8 | processes 8 | network 8. All little endian.
import type { Problem } from '../ipc/message';
import type { ByteSource } from './capture-reader';
import { ENTRY_LEN } from './frame-table';
import { NO_LINK_TYPE } from './plain-interface';
import { damage, problem } from './problems';

const MAGICS = ['RTSS', 'GMBU'];
const HEADER_LEN = 64;

export const ATM = 123;
/** LINKTYPE_ by media type. 5, 10, 11: LocalTalk, mobile radio and IrDA, whose frames nobody describes; 6 is Wi-Fi with a header of its own. */
const LINK_TYPES = [1, 1, 6, 10, ATM, NO_LINK_TYPE, NO_LINK_TYPE, 101, 101, 101];
/** Of a packet that came from a pcap file: this, and its LINKTYPE_. */
const PCAP_MEDIA = 0xe000;
/** In the middle of these are media of Microsoft's Message Analyzer; its Wi-Fi is plain IEEE 802.11. */
const FIRST_ANALYZER_MEDIUM = 0xe080;
const LAST_ANALYZER_MEDIUM = 0xe08a;
const ANALYZER_WIFI = 0xe080;
const WIFI = 105;

/** Frames that are no packets: events of Windows, adapters, filters … Three kinds of them are not even counted. */
const FIRST_OTHER_RECORD = 0xffe0;
const UNCOUNTED = [0xfffc, 0xfffd, 0xfffe];

export const isUncounted = (medium: number): boolean => UNCOUNTED.includes(medium);
export const isOtherRecord = (medium: number): boolean => medium >= FIRST_OTHER_RECORD;

export function netmonLinkType(medium: number): number {
  if (medium === ANALYZER_WIFI) return WIFI;
  if (medium >= FIRST_ANALYZER_MEDIUM && medium <= LAST_ANALYZER_MEDIUM) return NO_LINK_TYPE;
  if ((medium & 0xf000) === PCAP_MEDIA) return medium & 0x0fff;
  return LINK_TYPES[medium] ?? NO_LINK_TYPE;
}

export interface NetmonHeader {
  major: number;
  minor: number;
  /** of all frames, where they have none of their own */
  linkType: number;
  /** seconds and nanoseconds since 1970 */
  startSec: number;
  startNano: number;
  tableAt: number;
  frames: number;
}

export const isNetmon = (head: Uint8Array): boolean =>
  head.length >= 4 && MAGICS.includes(String.fromCharCode(...head.subarray(0, 4)));

export function readNetmonHeader(source: ByteSource): NetmonHeader | Problem {
  const head = new Uint8Array(HEADER_LEN);
  const there = source.read(head, 0);
  if (there < HEADER_LEN) return problem('headerCut', { expected: HEADER_LEN, found: there });
  const view = new DataView(head.buffer);
  const major = head[5];
  const minor = head[4];
  if (major < 1 || major > 2) return problem('version', { format: 'Network Monitor', version: `${major}.${minor}` });
  const tableLen = view.getUint32(28, true);
  if (tableLen === 0 || tableLen % ENTRY_LEN !== 0) return damage('frameTable', 28, ENTRY_LEN, tableLen);
  const start = startTime(view);
  return {
    major,
    minor,
    linkType: netmonLinkType(view.getUint16(6, true)),
    startSec: Math.floor(start / 1000),
    startNano: (start - Math.floor(start / 1000) * 1000) * 1_000_000,
    tableAt: view.getUint32(24, true),
    frames: tableLen / ENTRY_LEN,
  };
}

/** Milliseconds since 1970. The header does not say in which time zone it counts: as Wireshark does, we take the one of this machine. */
function startTime(view: DataView): number {
  const part = (i: number): number => view.getUint16(8 + 2 * i, true);
  const date = new Date(0);
  date.setFullYear(part(0), part(1) - 1, part(3));
  date.setHours(part(4), part(5), part(6), part(7));
  return date.getTime();
}
