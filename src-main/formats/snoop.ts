// snoop files of Solaris (RFC 1761), and those of Shomiti's and Finisar's Surveyor, which look alike.
//
// file header, 16 bytes: "snoop" 0 0 0 | version 4 | datalink type 4
// record header, 24 bytes: original length 4 | captured length 4 | record length 4 | drops so far 4 | seconds 4 | microseconds 4
//   the record length counts the header, the packet and padding; all numbers are big endian
import { BaseReader, type OpenedReader, type ReaderOptions } from './base-reader';
import type { ByteSource } from './capture-reader';
import type { FrameBatch } from '../memory/frame-batch';
import { MAX_BLOCK, MAX_CAPTURED } from './limits';
import { NO_LINK_TYPE, plainInterface } from './plain-interface';
import { damage, problem } from './problems';

const MAGIC = [0x73, 0x6e, 0x6f, 0x6f, 0x70, 0, 0, 0];
const HEADER_LEN = 16;
const RECORD_HEADER_LEN = 24;

/** RFC 1761 knows version 2; Surveyor writes 3, 4 and 5 from its own hardware. */
const FIRST_VERSION = 2;
const LAST_VERSION = 5;
/** What Surveyor puts behind each packet. Padding of this size is how its files are told from those of snoop. */
const SHOMITI_TRAILER_LEN = 16;

const SUNATM = 123;
const WIFI = 105;
const SHOMITI_WIFI = 18;

/** LINKTYPE_ by datalink type: https://www.iana.org/assignments/snoop-datalink-types, from 2 ** 31 on private ones of Solaris. */
const LINK_TYPES = new Map([
  [0, 1], // IEEE 802.3
  [2, 6], // Token Ring
  [4, 1], // Ethernet
  [8, 10], // FDDI
  [9, 0], // other
  [14, 0], // loopback
  [16, 122], // IP over Fibre Channel
  [18, SUNATM],
  [0x8000_0005, 226], // ipnet
]);
/** The same of Surveyor, which numbers its hardware from 10 on. */
const SHOMITI_LINK_TYPES = new Map([
  [0, 1],
  [2, 6],
  [4, 1],
  [8, 10],
  [10, 1], // 100 Mbit/s Ethernet
  [11, 6],
  [12, 1], // 1 Gbit/s Ethernet
  [13, 6],
  [14, 6],
  [SHOMITI_WIFI, WIFI],
  [19, 1], // 10 Gbit/s Ethernet
]);

/** Bytes that stand before a packet and are none of it: direction, VPI and VCI of ATM. */
const ATM_HEADER_LEN = 4;
/** Of Wi-Fi: 3 bytes, the length of what follows, which is at least 8. */
const WIFI_LENGTH_AT = 3;
const WIFI_LENGTH_LEN = 4;
const WIFI_LEAST = 8;

export const isSnoop = (head: Uint8Array): boolean => MAGIC.every((byte, i) => head[i] === byte);

/** Opens a source that `isSnoop`. */
export function openSnoop(source: ByteSource, options: ReaderOptions = {}): OpenedReader {
  const head = new Uint8Array(HEADER_LEN + RECORD_HEADER_LEN);
  const there = source.read(head, 0);
  if (there < HEADER_LEN) return { ok: false, problem: problem('headerCut', { expected: HEADER_LEN, found: there }) };
  const view = new DataView(head.buffer);
  const version = view.getUint32(8);
  if (version < FIRST_VERSION || version > LAST_VERSION)
    return { ok: false, problem: problem('version', { format: 'snoop', version: String(version) }) };
  const padding = view.getUint32(HEADER_LEN + 8) - RECORD_HEADER_LEN - view.getUint32(HEADER_LEN + 4);
  const shomiti = there === head.length && padding >= SHOMITI_TRAILER_LEN;
  const linkType = (shomiti ? SHOMITI_LINK_TYPES : LINK_TYPES).get(view.getUint32(12)) ?? NO_LINK_TYPE;
  return { ok: true, reader: new SnoopReader(source, shomiti ? 'shomiti' : 'snoop', linkType, options) };
}

class SnoopReader extends BaseReader {
  constructor(
    source: ByteSource,
    readonly format: string,
    private readonly linkType: number,
    options: ReaderOptions,
  ) {
    super(source, HEADER_LEN, options);
    this.interfaces.push(plainInterface(linkType, 6, ++this.section));
  }

  protected cut(batch: FrameBatch): void {
    const { window } = this;
    const { view, length } = window;
    const most = batch.start.length;
    this.needed = RECORD_HEADER_LEN;
    while (batch.count < most && window.pos + RECORD_HEADER_LEN <= length) {
      const at = window.pos;
      const original = view.getUint32(at);
      const captured = view.getUint32(at + 4);
      const record = view.getUint32(at + 8);
      if (original > MAX_CAPTURED) return this.fail('original', MAX_CAPTURED, original);
      if (captured > MAX_CAPTURED) return this.fail('captured', MAX_CAPTURED, captured);
      if (record < RECORD_HEADER_LEN + captured)
        return this.fail('recordTooShort', RECORD_HEADER_LEN + captured, record);
      if (record > MAX_BLOCK) return this.fail('recordTooLong', MAX_BLOCK, record);
      if (at + record > length) {
        this.needed = record;
        return;
      }
      const prefix = this.prefixLen(at + RECORD_HEADER_LEN, captured);
      if (prefix < 0) return;
      let sec = view.getUint32(at + 16);
      let micros = view.getUint32(at + 20);
      if (micros >= 1_000_000) {
        // No writer means it; carried over, so that a time is always well formed.
        sec += Math.floor(micros / 1_000_000);
        micros %= 1_000_000;
      }
      const i = batch.count++;
      batch.start[i] = at + RECORD_HEADER_LEN + prefix;
      batch.capturedLen[i] = captured - prefix;
      batch.originalLen[i] = original < prefix ? 0 : original - prefix;
      batch.timeSec[i] = sec;
      batch.timeNano[i] = micros * 1000;
      batch.interfaceIndex[i] = 0;
      batch.flags[i] = 0;
      window.pos = at + record;
    }
  }

  /** Bytes before the packet, counted in its lengths; -1: they are not all there, which is damage. */
  private prefixLen(at: number, captured: number): number {
    if (this.linkType !== SUNATM && this.linkType !== WIFI) return 0;
    let needed = ATM_HEADER_LEN;
    if (this.linkType === WIFI) {
      const told = captured > WIFI_LENGTH_AT ? this.window.bytes[at + WIFI_LENGTH_AT] : WIFI_LEAST;
      if (told < WIFI_LEAST) {
        this.fail('packetHeader', WIFI_LEAST, told);
        return -1;
      }
      needed = WIFI_LENGTH_LEN + told;
    }
    if (captured >= needed) return needed;
    this.fail('packetHeader', needed, captured);
    return -1;
  }

  private fail(kind: string, expected: number, found: number): void {
    this.problem = damage(kind, this.window.offset(), expected, found);
  }
}
