// The blocks of pcapng that hold no packets: sections, interfaces, names, statistics.
// https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html, section 4. Offsets are those of the block.
import type { Problem } from '../ipc/message';
import { ipv4Text, ipv6Text } from '../text/address';
import type { CaptureExtras, CaptureInterface } from './capture-reader';
import { MAX_COMMENTS, MAX_KEY_LOG_BYTES, MAX_KEY_LOGS, MAX_NAMES } from './limits';
import { OPT_COMMENT, type OptionFault, type TextBudget, walkOptions } from './pcapng-options';
import { DEFAULT_RESOLUTION, type TimeScale, timeScale } from './pcapng-time';
import { damage } from './problems';

/** A whole block in memory. */
export interface Block {
  bytes: Uint8Array;
  view: DataView;
  /** where it begins in `bytes`, and in the source */
  at: number;
  offset: number;
  /** its length, padding included */
  total: number;
  littleEndian: boolean;
}

const optionDamage = (block: Block, fault: OptionFault | null): Problem | null =>
  fault && damage('option', block.offset + (fault.at - block.at), fault.expected, fault.found);

// ---- section header: type, total, byte-order magic 4 | major 2 | minor 2 | section length 8 | options
export const SECTION_MIN = 28;

export function readSection(block: Block, extras: CaptureExtras, texts: TextBudget): Problem | null {
  const fault = walkOptions(
    block.view,
    block.at + 24,
    block.at + block.total - 4,
    block.littleEndian,
    (code, at, length) => {
      if (code === OPT_COMMENT) push(extras.sectionComments, texts.take(block.bytes, at, length));
      // hardware, operating system, application
      else if (code >= 2 && code <= 4) push(extras.writtenBy, texts.take(block.bytes, at, length));
      return null;
    },
  );
  return optionDamage(block, fault);
}

// ---- interface description: link type 2 | reserved 2 | snapshot length 4 | options
export const INTERFACE_MIN = 20;

export function readInterface(
  block: Block,
  section: number,
  texts: TextBudget,
): { interface: CaptureInterface; scale: TimeScale } | Problem {
  const { bytes, view, at: start, littleEndian } = block;
  const found: CaptureInterface = {
    linkType: view.getUint16(start + 8, littleEndian),
    snapLen: view.getUint32(start + 12, littleEndian),
    name: '',
    description: '',
    filter: '',
    os: '',
    hardware: '',
    comments: [],
    timeDigits: DEFAULT_RESOLUTION,
    section,
  };
  let resolution = DEFAULT_RESOLUTION;
  let offset = 0;
  const fault = walkOptions(view, start + 16, start + block.total - 4, littleEndian, (code, at, length) => {
    if (code === OPT_COMMENT) push(found.comments, texts.take(bytes, at, length));
    else if (code === 2) found.name = texts.take(bytes, at, length);
    else if (code === 3) found.description = texts.take(bytes, at, length);
    else if (code === 9 && length === 1) resolution = bytes[at];
    // the first byte says what kind of filter follows; 0: a libpcap expression
    else if (code === 11 && length > 1 && bytes[at] === 0) found.filter = texts.take(bytes, at + 1, length - 1);
    else if (code === 12) found.os = texts.take(bytes, at, length);
    else if (code === 14 && length === 8) offset = Number(view.getBigInt64(at, littleEndian));
    else if (code === 15) found.hardware = texts.take(bytes, at, length);
    return null;
  });
  const bad = optionDamage(block, fault);
  if (bad) return bad;
  const scale = timeScale(resolution, offset);
  found.timeDigits = scale.digits;
  return { interface: found, scale };
}

// ---- name resolution: records of type 2 | length 2 | value, padded to 4; type 0 ends them
export const NAMES_MIN = 16;
const RECORD_IPV4 = 1;
const RECORD_IPV6 = 2;

export function readNames(block: Block, names: Map<string, string>, texts: TextBudget): Problem | null {
  const { bytes, view, littleEndian } = block;
  const end = block.at + block.total - 4;
  let at = block.at + 8;
  while (end - at >= 4) {
    const type = view.getUint16(at, littleEndian);
    const length = view.getUint16(at + 2, littleEndian);
    const left = end - at - 4;
    const offset = block.offset + (at - block.at);
    if (type === 0) return null;
    if (((length + 3) & ~3) > left) return damage('name', offset, length, left);
    const addressLen = type === RECORD_IPV4 ? 4 : type === RECORD_IPV6 ? 16 : 0;
    if (length < addressLen) return damage('name', offset, addressLen, length);
    if (addressLen > 0 && length > addressLen && names.size < MAX_NAMES) {
      // several names may follow, each with a zero behind it; the first is the one to show
      const name = texts.take(bytes, at + 4 + addressLen, length - addressLen);
      const address = type === RECORD_IPV4 ? ipv4Text(bytes, at + 4) : ipv6Text(bytes, at + 4);
      if (name) names.set(address, name);
    }
    at += 4 + ((length + 3) & ~3);
  }
  return null;
}

// ---- interface statistics: interface 4 | time 8 | options
export const STATISTICS_MIN = 24;

/** Options: 4 received, 5 dropped by the interface, 7 dropped by the operating system; 64 bits each. */
export function readStatistics(block: Block): { interfaceId: number; received?: number; dropped?: number } {
  const { view, littleEndian } = block;
  const found: { interfaceId: number; received?: number; dropped?: number } = {
    interfaceId: view.getUint32(block.at + 8, littleEndian),
  };
  // An unreadable option here harms no packet: what came before it is kept.
  walkOptions(view, block.at + 20, block.at + block.total - 4, littleEndian, (code, at, length) => {
    if (length !== 8) return null;
    const value = Number(view.getBigUint64(at, littleEndian));
    if (code === 4) found.received = value;
    else if (code === 5 || code === 7) found.dropped = (found.dropped ?? 0) + value;
    return null;
  });
  return found;
}

// ---- decryption secrets: type 4 | length 4 | secrets, padded to 4
export const SECRETS_MIN = 20;
/** "TLSK": a key log of TLS */
const TLS_KEY_LOG = 0x544c534b;

/** Keeps a copy of a key log of TLS; secrets of other protocols are counted alone. */
export function readSecrets(
  { bytes, view, at, offset, total, littleEndian }: Block,
  extras: CaptureExtras,
): Problem | null {
  const length = view.getUint32(at + 12, littleEndian);
  if (length > total - SECRETS_MIN) return damage('secrets', offset, total - SECRETS_MIN, length);
  extras.secretsBlocks++;
  if (view.getUint32(at + 8, littleEndian) !== TLS_KEY_LOG) return null;
  if (extras.keyLogs.length < MAX_KEY_LOGS && extras.keyLogBytes + length <= MAX_KEY_LOG_BYTES) {
    extras.keyLogs.push(bytes.slice(at + 16, at + 16 + length));
    extras.keyLogBytes += length;
  } else extras.keyLogsLeftOut++;
  return null;
}

function push(list: string[], text: string): void {
  if (list.length < MAX_COMMENTS) list.push(text);
}
