// ERF files of Endace's capture cards: https://www.endace.com/erf-extensible-record-format-types.pdf
//
// There is no file header. Record: time 8, little endian, 32 bits of seconds and 32 of fraction | type 1 | flags 1 | record length 2 |
//   loss counter or colour 2 | length on the wire 2 | extension headers of 8 bytes, while the top bit of the type before is set |
//   2 bytes before Ethernet, 4 before multi-channel types | packet. Big endian but for the time.
import { BaseReader, type OpenedReader, type ReaderOptions } from './base-reader';
import type { ByteSource } from './capture-reader';
import { FRAME_OTHER_RECORD, type FrameBatch, NO_INTERFACE } from '../memory/frame-batch';
import { ERF_HEADER_LEN, erfPacketStart, TYPE_MASK, TYPE_META, TYPE_PAD } from './erf-record';
import { plainInterface } from './plain-interface';
import { damage } from './problems';

const CISCO_HDLC = 104;
const PPP = 9;
/** Shown as data, in the words of what it is. */
const LINKTYPE_ERF = 197;
/** LINKTYPE_ by record type; HDLC stands for what its first byte says. */
const HDLC = -1;
const LINK_TYPES = new Int32Array(TYPE_MASK + 1).fill(LINKTYPE_ERF);
for (const type of [1, 5, 10, 15, 17, 19]) LINK_TYPES[type] = HDLC;
for (const type of [2, 11, 16, 20]) LINK_TYPES[type] = 1;
LINK_TYPES[22] = 228; // IPv4
LINK_TYPES[23] = 229; // IPv6

/** First bytes of Cisco HDLC: unicast, multicast. Anything else is PPP. */
const CHDLC_ADDRESSES = [0x0f, 0x8f];
/** Ports of a card: the lower two bits of the flags. */
const PORTS = 4;

export const openErf = (source: ByteSource, options: ReaderOptions = {}): OpenedReader => ({
  ok: true,
  reader: new ErfReader(source, 0, options),
});

class ErfReader extends BaseReader {
  readonly format = 'erf';
  /** index of the interface by link type and port */
  private readonly indexes = new Map<number, number>();

  protected cut(batch: FrameBatch): void {
    const { window } = this;
    const { bytes, view, length } = window;
    const most = batch.start.length;
    this.needed = ERF_HEADER_LEN;
    while (batch.count < most && window.pos + ERF_HEADER_LEN <= length) {
      const at = window.pos;
      const type = bytes[at + 8];
      const record = view.getUint16(at + 10);
      const pad = type === TYPE_PAD;
      const least = ERF_HEADER_LEN + (pad ? 0 : 1);
      if (record < least) return this.fail('recordTooShort', least, record);
      const end = at + record;
      if (end > length) {
        this.needed = record;
        return;
      }
      window.pos = end;
      if (pad) continue;
      const start = erfPacketStart(bytes, at, end);
      if (start > end) {
        window.pos = at;
        return this.fail('recordTooShort', start - at, record);
      }
      this.addFrame(batch, at, start, end);
    }
  }

  private addFrame(batch: FrameBatch, at: number, start: number, end: number): void {
    const { bytes, view } = this.window;
    const type = bytes[at + 8] & TYPE_MASK;
    const original = view.getUint16(at + 14);
    // The record is padded, so the packet ends where the wire says, if not before.
    const captured = Math.min(original, end - start);
    const i = batch.count++;
    batch.start[i] = start;
    batch.capturedLen[i] = captured;
    batch.originalLen[i] = original;
    this.setTime(batch, i, view.getUint32(at + 4, true), view.getUint32(at, true));
    if (type === TYPE_META) {
      batch.interfaceIndex[i] = NO_INTERFACE;
      batch.flags[i] = FRAME_OTHER_RECORD;
      return;
    }
    let linkType = LINK_TYPES[type];
    if (linkType === HDLC) linkType = captured > 0 && CHDLC_ADDRESSES.includes(bytes[start]) ? CISCO_HDLC : PPP;
    batch.interfaceIndex[i] = this.interfaceOf(linkType, bytes[at + 9] % PORTS);
    batch.flags[i] = 0;
  }

  /** `fraction` in units of 2 ** -32 s becomes the nearest nanosecond. */
  private setTime(batch: FrameBatch, i: number, sec: number, fraction: number): void {
    // fraction * 10 ** 9 has 62 bits; in two steps of 16, each of which a double holds
    const upper = (fraction >>> 16) * 1_000_000_000 + Math.floor(((fraction & 0xffff) * 1_000_000_000) / 65_536);
    const nano = Math.floor((upper + 32_768) / 65_536);
    const carry = nano === 1_000_000_000 ? 1 : 0;
    batch.timeSec[i] = sec + carry;
    batch.timeNano[i] = carry ? 0 : nano;
  }

  private interfaceOf(linkType: number, port: number): number {
    const key = linkType * PORTS + port;
    let index = this.indexes.get(key);
    if (index === undefined) {
      index = this.interfaces.length;
      const name = `Port ${'ABCD'[port]} (ERF Interface ${port})`;
      if (index === 0) this.section++;
      this.interfaces.push(plainInterface(linkType, 9, this.section, { name }));
      this.indexes.set(key, index);
    }
    return index;
  }

  private fail(kind: string, expected: number, found: number): void {
    this.problem = damage(kind, this.window.offset(), expected, found);
  }
}
