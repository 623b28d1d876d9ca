// pcapng files: https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html
//
// Every block: type 4 | total length 4 | body | total length 4 again, in the byte order of its section.
// Frames come from enhanced (6), simple (3) and obsolete (2) packet blocks. Custom and journal blocks are numbered as
// frames too, because Wireshark does so: the same number must mean the same packet in both programs.
import type { Problem } from '../ipc/message';
import { BaseReader, type OpenedReader, type ReaderOptions } from './base-reader';
import type { ByteSource } from './capture-reader';
import {
  FRAME_HAS_OPTIONS,
  FRAME_NO_TIME,
  FRAME_OTHER_RECORD,
  type FrameBatch,
  NO_INTERFACE,
} from '../memory/frame-batch';
import { MAX_BLOCK, MAX_INTERFACES, MAX_SKIPPED_BLOCK, maxCaptured } from './limits';
import { journalTimeMicros } from './journal-time';
import {
  type Block,
  INTERFACE_MIN,
  NAMES_MIN,
  readInterface,
  readNames,
  readSecrets,
  readSection,
  readStatistics,
  SECRETS_MIN,
  SECTION_MIN,
  STATISTICS_MIN,
} from './pcapng-blocks';
import { checkPacketOptions } from './pcapng-options';
import { splitTime, type TimeScale } from './pcapng-time';
import { damage, problem } from './problems';

const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const OBSOLETE = 2;
const SIMPLE = 3;
const NAMES = 4;
const STATISTICS = 5;
const ENHANCED = 6;
const JOURNAL = 9;
const SECRETS = 10;
const CUSTOM = 0x00000bad;
const CUSTOM_NO_COPY = 0x40000bad;

const BLOCK_MIN = 12;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const MAJOR = 1;
const MINORS = [0, 2]; // 1.2 was written by some, and means 1.0

const ENHANCED_MIN = 32;
/** Least total lengths; what is shorter contradicts itself. */
const MINIMUM = new Map([
  [SECTION, SECTION_MIN],
  [INTERFACE, INTERFACE_MIN],
  [OBSOLETE, ENHANCED_MIN],
  [SIMPLE, 16],
  [NAMES, NAMES_MIN],
  [STATISTICS, STATISTICS_MIN],
  [JOURNAL, 35],
  [SECRETS, SECRETS_MIN],
  [CUSTOM, 16],
  [CUSTOM_NO_COPY, 16],
]);

const padded = (length: number): number => length + ((4 - (length & 3)) & 3);

/** True if these are the first bytes of a pcapng file. */
export const isPcapng = (head: Uint8Array): boolean =>
  head.length >= 4 && head[0] === 0x0a && head[1] === 0x0d && head[2] === 0x0d && head[3] === 0x0a;

/** Opens a source that `isPcapng`, as `openPcap` does. Its first section must be one that can be read. */
export function openPcapng(source: ByteSource, options: ReaderOptions = {}): OpenedReader {
  const head = new Uint8Array(SECTION_MIN);
  const at = options.after?.position() ?? 0;
  const there = source.read(head, at);
  if (there < SECTION_MIN) return { ok: false, problem: problem('headerCut', { expected: SECTION_MIN, found: there }) };
  const view = new DataView(head.buffer);
  const littleEndian = view.getUint32(8, true) === BYTE_ORDER_MAGIC;
  if (!littleEndian && view.getUint32(8, false) !== BYTE_ORDER_MAGIC) {
    const bytes = Buffer.from(head.subarray(0, 12)).toString('hex');
    return { ok: false, problem: problem('unknown', { bytes }) };
  }
  const version = versionProblem(view, 0, littleEndian);
  return version ? { ok: false, problem: version } : { ok: true, reader: new PcapngReader(source, at, options) };
}

function versionProblem(view: DataView, at: number, littleEndian: boolean): Problem | null {
  const major = view.getUint16(at + 12, littleEndian);
  const minor = view.getUint16(at + 14, littleEndian);
  if (major === MAJOR && MINORS.includes(minor)) return null;
  return problem('version', { format: 'pcapng', version: `${major}.${minor}` });
}

/** What the cutting loop needs of an interface. */
interface Port {
  scale: TimeScale;
  snapLen: number;
  limit: number;
}

class PcapngReader extends BaseReader {
  readonly format = 'pcapng';
  private littleEndian = true;
  /** index of the section's first interface in `interfaces` */
  private firstInterface = 0;
  /** of the present section */
  private ports: Port[] = [];
  /** the last block that was stepped over without being in memory */
  private unseen = { from: 0, to: 0 };

  constructor(source: ByteSource, firstBlock: number, options: ReaderOptions) {
    super(source, firstBlock, options);
  }

  protected override cutShort(): Problem | null {
    const { from, to } = this.unseen;
    const size = this.source.size();
    return to > size ? damage('cutShort', from, to - from, size - from) : super.cutShort();
  }

  protected cut(batch: FrameBatch): void {
    const { window } = this;
    const { bytes, view, length } = window;
    const most = batch.start.length;
    this.needed = BLOCK_MIN;
    while (batch.count < most && window.pos + BLOCK_MIN <= length) {
      const at = window.pos;
      const type = view.getUint32(at, this.littleEndian);
      if (type === SECTION && !this.readByteOrder(at)) return;
      const total = view.getUint32(at + 4, this.littleEndian);
      const least = type === ENHANCED ? ENHANCED_MIN : (MINIMUM.get(type) ?? BLOCK_MIN);
      const skipped = least === BLOCK_MIN;
      if (skipped && this.meetsHeader(at)) return;
      if (total < least) return this.fail('blockTooShort', least, total);
      const largest = skipped ? MAX_SKIPPED_BLOCK : MAX_BLOCK;
      if (total > largest) return this.fail('blockTooLong', largest, total);
      const end = at + padded(total); // some writers do not count the padding
      if (end > length) {
        if (skipped && total > MAX_BLOCK) this.skipUnseen(end);
        else this.needed = end - at;
        return;
      }
      const trailer = view.getUint32(end - 4, this.littleEndian);
      if (trailer !== total) return this.fail('trailer', total, trailer);
      if (type === ENHANCED || type === OBSOLETE) this.cutPacket(batch, type, at, end);
      else if (type === SIMPLE) this.cutSimple(batch, at, end);
      else if (type === CUSTOM || type === CUSTOM_NO_COPY) this.addRecord(batch, at + 12, end - 4, -1);
      else if (type === JOURNAL) this.cutJournal(batch, at, end);
      else
        this.readOther(type, {
          bytes,
          view,
          at,
          offset: window.base + at,
          total: end - at,
          littleEndian: this.littleEndian,
        });
      if (this.problem) return;
      window.pos = end;
    }
  }

  /** Enhanced and obsolete packet blocks differ in where the interface stands: 4 bytes, or 2 and a drop count. */
  private cutPacket(batch: FrameBatch, type: number, at: number, end: number): void {
    const { view } = this.window;
    const { littleEndian } = this;
    const id = type === ENHANCED ? view.getUint32(at + 8, littleEndian) : view.getUint16(at + 8, littleEndian);
    if (id >= this.ports.length) return this.fail('interface', this.ports.length, id);
    const port = this.ports[id];
    const captured = view.getUint32(at + 20, littleEndian);
    if (captured > port.limit) return this.fail('captured', port.limit, captured);
    const optionsAt = at + 28 + padded(captured);
    if (optionsAt > end - 4) return this.fail('captured', end - at - 32, captured);
    let flags = 0;
    if (optionsAt < end - 4) {
      const fault = checkPacketOptions(view, optionsAt, end - 4, littleEndian);
      if (fault) return this.fail('option', fault.expected, fault.found, fault.at);
      flags = FRAME_HAS_OPTIONS;
    }
    const time = splitTime(port.scale, view.getUint32(at + 12, littleEndian), view.getUint32(at + 16, littleEndian));
    const i = batch.count++;
    batch.start[i] = at + 28;
    batch.capturedLen[i] = captured;
    batch.originalLen[i] = view.getUint32(at + 24, littleEndian);
    batch.timeSec[i] = time.sec;
    batch.timeNano[i] = time.nano;
    batch.interfaceIndex[i] = this.firstInterface + id;
    batch.flags[i] = flags;
  }

  /** Simple packet block: original length 4 | data. The interface is the section's first; there is no time. */
  private cutSimple(batch: FrameBatch, at: number, end: number): void {
    if (this.ports.length === 0) return this.fail('interface', 0, 0);
    const port = this.ports[0];
    const original = this.window.view.getUint32(at + 8, this.littleEndian);
    const captured = port.snapLen === 0 ? original : Math.min(original, port.snapLen);
    if (captured > port.limit) return this.fail('captured', port.limit, captured);
    if (padded(captured) > end - at - 16) return this.fail('captured', end - at - 16, captured);
    const i = this.addRecord(batch, at + 12, at + 12 + captured, -1);
    batch.originalLen[i] = original;
    batch.interfaceIndex[i] = this.firstInterface;
    batch.flags[i] = FRAME_NO_TIME;
  }

  /** systemd journal export block: one entry in text, zeros behind it. */
  private cutJournal(batch: FrameBatch, at: number, end: number): void {
    const { bytes } = this.window;
    let last = end - 4;
    while (last > end - 8 && bytes[last - 1] === 0) last--;
    this.addRecord(batch, at + 8, last, journalTimeMicros(bytes, at + 8, last));
  }

  /** A frame that is no packet. `micros` since 1970, or -1: no time. */
  private addRecord(batch: FrameBatch, from: number, to: number, micros: number): number {
    const i = batch.count++;
    const sec = micros < 0 ? 0 : Math.floor(micros / 1_000_000);
    batch.start[i] = from;
    batch.capturedLen[i] = to - from;
    batch.originalLen[i] = to - from;
    batch.timeSec[i] = sec;
    batch.timeNano[i] = micros < 0 ? 0 : (micros - sec * 1_000_000) * 1_000;
    batch.interfaceIndex[i] = NO_INTERFACE;
    batch.flags[i] = micros < 0 ? FRAME_OTHER_RECORD | FRAME_NO_TIME : FRAME_OTHER_RECORD;
    return i;
  }

  private readOther(type: number, block: Block): void {
    if (type === SECTION) {
      this.section++;
      this.firstInterface = this.interfaces.length;
      this.ports = [];
      this.problem = readSection(block, this.extras, this.texts);
    } else if (type === INTERFACE) {
      if (this.interfaces.length >= MAX_INTERFACES) return this.fail('interfaces', MAX_INTERFACES, MAX_INTERFACES + 1);
      const found = readInterface(block, this.section, this.texts);
      if ('kind' in found) {
        this.problem = found;
        return;
      }
      this.interfaces.push(found.interface);
      const { snapLen, linkType } = found.interface;
      this.ports.push({ scale: found.scale, snapLen, limit: maxCaptured(linkType) });
    } else if (type === NAMES) {
      this.problem = readNames(block, this.extras.names, this.texts);
    } else if (type === STATISTICS) {
      const { interfaceId, ...counts } = readStatistics(block);
      if (interfaceId < this.ports.length) this.extras.statistics.set(this.firstInterface + interfaceId, counts);
    } else if (type === SECRETS) {
      this.problem = readSecrets(block, this.extras);
    } else {
      this.extras.skippedBlocks++;
    }
  }

  /** A section says its byte order itself, in the third word. */
  private readByteOrder(at: number): boolean {
    const { view, length } = this.window;
    if (at + SECTION_MIN > length) {
      this.needed = SECTION_MIN;
      return false;
    }
    this.littleEndian = view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC;
    const magic = view.getUint32(at + 8, false);
    if (!this.littleEndian && magic !== BYTE_ORDER_MAGIC) {
      this.fail('byteOrder', BYTE_ORDER_MAGIC.toString(16), magic.toString(16).padStart(8, '0'));
      return false;
    }
    this.problem = versionProblem(view, at, this.littleEndian);
    return !this.problem;
  }

  /** Steps over a block of unknown type that is too large to be kept in memory; its trailer stays unseen. */
  private skipUnseen(end: number): void {
    this.extras.skippedBlocks++;
    const { window } = this;
    this.unseen = { from: window.offset(), to: window.base + end };
    window.pos = end;
  }

  private fail(kind: string, expected: string | number, found: string | number, at = this.window.pos): void {
    this.problem = damage(kind, this.window.base + at, expected, found);
  }
}
