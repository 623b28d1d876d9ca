// Capture files of Microsoft's Network Monitor 1 and 2 (its header: netmon-header.ts).
//
// A table of offsets says where the frames stand: anywhere in the file, in any order.
// record of version 1: milliseconds since the start 4 | original length 2 | captured length 2 | packet
//   of version 2: microseconds 8 | original length 4 | captured length 4 | packet
//     from 2.1 on: … | media type 2, from 2.2 on: … | process 4, from 2.3 on: … | FILETIME 8 | time zone 1
import type { Problem } from '../ipc/message';
import { BaseReader, type OpenedReader, type ReaderOptions } from './base-reader';
import type { ByteSource } from './capture-reader';
import { FRAME_OTHER_RECORD, type FrameBatch, NO_INTERFACE } from '../memory/frame-batch';
import { ENTRY_LEN, FrameTable } from './frame-table';
import { MAX_CAPTURED } from './limits';
import { ATM, isOtherRecord, isUncounted, type NetmonHeader, netmonLinkType, readNetmonHeader } from './netmon-header';
import { splitTime, timeScale } from './pcapng-time';
import { plainInterface } from './plain-interface';
import { damage, readFailure } from './problems';

const HEADER_LEN_1 = 8;
const HEADER_LEN_2 = 16;
const TRAILER_LENGTHS = [0, 2, 6, 15];
/** In a file of ATM alone frames begin with two addresses and the channel. */
const ATM_HEADER_LEN = 16;
const PROCESS_LEN = 4;
const MEDIUM_LEN = 2;

/** FILETIME counts units of 100 ns since 1601. */
const FILETIME_DIGITS = 7;
const FILETIME_OFFSET = -11_644_473_600;
/** High words of microseconds up to here are years after the start; beyond, they mean a time before it. */
const LAST_LATER = 0x000f_ffff;
const NANOS = 1_000_000_000;
const BIG_NANOS = 1_000_000_000n;

/** Opens a source that `isNetmon`. */
export function openNetmon(source: ByteSource, options: ReaderOptions = {}): OpenedReader {
  const header = readNetmonHeader(source);
  return 'kind' in header
    ? { ok: false, problem: header }
    : { ok: true, reader: new NetmonReader(source, header, options) };
}

class NetmonReader extends BaseReader {
  readonly format: string;
  private readonly table: FrameTable;
  private readonly headerLen: number;
  private readonly trailerLen: number;
  private readonly scale;
  /** index of the interface by link type */
  private readonly indexes = new Map<number, number>();
  /** bytes before each packet that are none of it, and are counted in its lengths */
  private readonly padding: number;
  /** of the table, the next to be read */
  private entry = 0;
  private furthest = 0;

  constructor(
    source: ByteSource,
    private readonly header: NetmonHeader,
    options: ReaderOptions,
  ) {
    super(source, 0, options);
    const { major, minor } = header;
    this.format = `netmon${major}`;
    this.table = new FrameTable(source, header.tableAt, header.frames);
    this.headerLen = major === 1 ? HEADER_LEN_1 : HEADER_LEN_2;
    this.trailerLen = major === 1 ? 0 : TRAILER_LENGTHS[Math.min(minor, TRAILER_LENGTHS.length - 1)];
    this.scale =
      this.trailerLen > MEDIUM_LEN + PROCESS_LEN
        ? timeScale(FILETIME_DIGITS, FILETIME_OFFSET)
        : timeScale(major === 1 ? 3 : 6, header.startSec);
    this.padding = this.trailerLen === 0 && header.linkType === ATM ? ATM_HEADER_LEN : 0;
    this.section++;
  }

  override position(): number {
    this.furthest = Math.max(this.furthest, super.position());
    return this.furthest;
  }

  protected override cutShort(): Problem | null {
    if (this.entry === this.table.entries) return null;
    return damage('cutShort', this.window.offset(), this.needed, this.window.left());
  }

  protected cut(batch: FrameBatch): void {
    const { window, headerLen } = this;
    const most = batch.start.length;
    while (batch.count < most && this.entry < this.table.entries) {
      const offset = this.entryOffset();
      if (offset < 0) return;
      const at = offset - window.base;
      const inMemory = at >= 0 && at + headerLen <= window.length;
      const captured = inMemory ? this.capturedLen(at) : 0;
      if (inMemory && (captured > MAX_CAPTURED || captured < this.padding)) return this.fail(offset, captured);
      const end = at + headerLen + captured + this.trailerLen;
      if (!inMemory || end > window.length) {
        // Frames of a batch share the window, so a jump must wait until it is out.
        if (batch.count > 0) return;
        window.moveTo(offset);
        this.needed = end - at;
        return;
      }
      window.pos = end;
      this.entry++;
      this.addFrame(batch, at, captured);
    }
    // Nothing else is to be read: the table itself stands behind the frames.
    if (this.entry === this.table.entries && batch.count === 0) window.moveTo(this.source.size());
  }

  /** Where the next frame stands; -1, and a problem, where the table ends before its time. */
  private entryOffset(): number {
    const { table, entry } = this;
    try {
      const offset = table.offset(entry);
      const place = table.at + entry * ENTRY_LEN;
      if (offset < 0)
        this.problem = damage('cutShort', place, (table.entries - entry) * ENTRY_LEN, this.source.size() - place);
      return offset;
    } catch (error) {
      this.problem = readFailure(error, table.at);
      return -1;
    }
  }

  private capturedLen(at: number): number {
    const { view } = this.window;
    return this.header.major === 1 ? view.getUint16(at + 6, true) : view.getUint32(at + 12, true);
  }

  private addFrame(batch: FrameBatch, at: number, captured: number): void {
    const { view } = this.window;
    const { padding } = this;
    const trailer = at + this.headerLen + captured;
    const medium = this.trailerLen > 0 ? view.getUint16(trailer, true) : -1;
    if (isUncounted(medium)) return;
    const original = this.header.major === 1 ? view.getUint16(at + 4, true) : view.getUint32(at + 8, true);
    const i = batch.count++;
    batch.start[i] = at + this.headerLen + padding;
    batch.capturedLen[i] = captured - padding;
    batch.originalLen[i] = Math.max(0, original - padding);
    this.setTime(batch, i, at, trailer);
    const other = isOtherRecord(medium);
    const linkType = medium < 0 ? this.header.linkType : netmonLinkType(medium);
    batch.interfaceIndex[i] = other ? NO_INTERFACE : this.interfaceOf(linkType);
    batch.flags[i] = other ? FRAME_OTHER_RECORD : 0;
  }

  private setTime(batch: FrameBatch, i: number, at: number, trailer: number): void {
    const { view } = this.window;
    const { major, startNano } = this.header;
    if (this.trailerLen > MEDIUM_LEN + PROCESS_LEN) {
      const filetime = trailer + MEDIUM_LEN + PROCESS_LEN;
      const time = splitTime(this.scale, view.getUint32(filetime + 4, true), view.getUint32(filetime, true));
      batch.timeSec[i] = time.sec;
      batch.timeNano[i] = time.nano;
      return;
    }
    const high = major === 1 ? 0 : view.getUint32(at + 4, true);
    if (high > LAST_LATER) return this.setEarlierTime(batch, i, view.getBigInt64(at, true));
    const time = splitTime(this.scale, high, view.getUint32(at, true));
    const carry = time.nano + startNano >= NANOS ? 1 : 0;
    batch.timeSec[i] = time.sec + carry;
    batch.timeNano[i] = time.nano + startNano - carry * NANOS;
  }

  /** The number is unsigned, and yet wraps: what comes out in units of nanoseconds is signed. */
  private setEarlierTime(batch: FrameBatch, i: number, micros: bigint): void {
    const { startSec, startNano } = this.header;
    const nanos = BigInt.asIntN(64, micros * 1000n) + BigInt(startNano);
    const left = ((nanos % BIG_NANOS) + BIG_NANOS) % BIG_NANOS;
    batch.timeSec[i] = startSec + Number((nanos - left) / BIG_NANOS);
    batch.timeNano[i] = Number(left);
  }

  private interfaceOf(linkType: number): number {
    let index = this.indexes.get(linkType);
    if (index === undefined) {
      index = this.interfaces.length;
      this.interfaces.push(plainInterface(linkType, this.scale.digits, this.section));
      this.indexes.set(linkType, index);
    }
    return index;
  }

  private fail(offset: number, captured: number): void {
    const [kind, expected] = captured > MAX_CAPTURED ? ['captured', MAX_CAPTURED] : ['packetHeader', this.padding];
    this.problem = damage(kind, offset, expected, captured);
  }
}
