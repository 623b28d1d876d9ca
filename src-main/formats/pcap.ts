// pcap files: https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-05.html, and the older relatives that are met.
//
// file header, 24 bytes (Ixia's have 4 more): magic 4 | major 2 | minor 2 | zone 4 | sigfigs 4 | snaplen 4 | network 4
// record header, 16 bytes: seconds 4 | fraction 4 | captured length 4 | original length 4
//   of Alexey Kuznetsov's patched libpcap, 24 bytes: … | interface 4 | protocol 2 | packet type 1 | padding 1
//   of SuSE 6.3, 28 bytes: the same with two more bytes and three of padding
//   of Nokia's firewalls, 20 bytes: … | unknown 4
import { BaseReader, type OpenedReader, type ReaderOptions } from './base-reader';
import type { ByteSource } from './capture-reader';
import type { FrameBatch } from '../memory/frame-batch';
import { maxCaptured } from './limits';
import { FILE_HEADER_LEN, isVersion, magicOf, type RecordLayout } from './pcap-header';
import { guessRecordLayout } from './pcap-variant';
import { plainInterface } from './plain-interface';
import { damage, problem } from './problems';

// AIX writes version 2.2, nanoseconds, and interface types of RFC 1573 as link types; FDDI frames have 3 bytes before.
const AIX_LINK_TYPES = new Map([
  [6, 1],
  [9, 6],
  [15, 10],
  [24, 0],
]);
const AIX_FDDI_PADDING = 3;
const LINKTYPE_FDDI = 10;

const RECORD_HEADER_LEN: Record<RecordLayout, number> = { standard: 16, patched: 24, suse: 28, nokia: 20 };
const FORMAT_NAMES: Record<RecordLayout, string> = {
  standard: 'pcap',
  patched: 'pcap (patched libpcap)',
  suse: 'pcap (SuSE 6.3)',
  nokia: 'pcap (Nokia)',
};

/** What the file header says, with the doubts resolved. */
interface PcapHeader {
  littleEndian: boolean;
  format: string;
  firstRecord: number;
  recordHeaderLen: number;
  /** bytes to leave out before each frame (counted in its lengths) */
  padding: number;
  nanoseconds: boolean;
  linkType: number;
  snapLen: number;
  /** which comes first in a record: original length in old files; `guess`: the smaller is the captured one */
  originalFirst: 'no' | 'yes' | 'guess';
}

/** True if these are the first bytes of a pcap file of a known kind. */
export const isPcap = (head: Uint8Array): boolean => head.length >= 4 && magicOf(viewOf(head), 0) !== null;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Opens a source that `isPcap`, at the header that stands at `options.after`'s position, or at its beginning. Refuses what Wireshark
 * refuses: versions below 2, reserved bits set.
 */
export function openPcap(source: ByteSource, options: ReaderOptions = {}): OpenedReader {
  const head = new Uint8Array(FILE_HEADER_LEN);
  const at = options.after?.position() ?? 0;
  const there = source.read(head, at);
  if (there < FILE_HEADER_LEN)
    return { ok: false, problem: problem('headerCut', { expected: FILE_HEADER_LEN, found: there }) };
  const view = viewOf(head);
  const found = magicOf(view, 0);
  if (!found)
    return { ok: false, problem: problem('unknown', { bytes: Buffer.from(head.subarray(0, 8)).toString('hex') }) };
  const { magic, littleEndian } = found;
  const major = view.getUint16(4, littleEndian);
  const minor = view.getUint16(6, littleEndian);
  if (major < 2) return { ok: false, problem: problem('version', { format: 'pcap', version: `${major}.${minor}` }) };

  // The upper 16 bits of the network field: FCS length 4 | reserved 1 | "FCS length is told" 1 | reserved 10.
  // The FCS length changes nothing here: the bytes are in the frame either way.
  const network = view.getUint32(20, littleEndian);
  const reserved = network & 0x03ff0000;
  if (reserved !== 0)
    return { ok: false, problem: problem('reservedBits', { bits: `0x${reserved.toString(16).padStart(8, '0')}` }) };

  const fileLinkType = network & 0xffff;
  const aix = magic.layouts.length === 3 && major === 2 && minor === 2 && AIX_LINK_TYPES.has(network);
  const linkType = aix ? (AIX_LINK_TYPES.get(network) ?? fileLinkType) : fileLinkType;
  const snapLen = view.getUint32(16, littleEndian);
  const firstRecord = at + FILE_HEADER_LEN + magic.extra;
  const old = (major === 2 && minor < 4) || major === 543;
  const layout =
    old || magic.layouts.length === 1
      ? magic.layouts[0]
      : guessRecordLayout(source, firstRecord, magic.layouts, { littleEndian, snapLen, max: maxCaptured(linkType) });
  return {
    ok: true,
    reader: new PcapReader(
      source,
      {
        littleEndian,
        format: aix ? 'pcap (AIX)' : magic.nanoseconds ? 'pcap (ns)' : FORMAT_NAMES[layout],
        firstRecord,
        recordHeaderLen: RECORD_HEADER_LEN[layout],
        padding: aix && linkType === LINKTYPE_FDDI ? AIX_FDDI_PADDING : 0,
        nanoseconds: magic.nanoseconds || aix,
        linkType,
        snapLen,
        // Version 2.3 swapped the two lengths, and some files say 2.3 and have not; DG/UX says 543.0.
        originalFirst: !old ? 'no' : major === 2 && minor === 3 ? 'guess' : 'yes',
      },
      options,
    ),
  };
}

class PcapReader extends BaseReader {
  readonly format: string;
  private readonly header: PcapHeader;
  private readonly limit: number;
  private readonly index: number;

  constructor(source: ByteSource, header: PcapHeader, options: ReaderOptions) {
    super(source, header.firstRecord, options);
    this.header = header;
    this.format = header.format;
    this.limit = maxCaptured(header.linkType);
    this.index = this.interfaces.length;
    this.interfaces.push(
      plainInterface(header.linkType, header.nanoseconds ? 9 : 6, ++this.section, { snapLen: header.snapLen }),
    );
  }

  protected cut(batch: FrameBatch): void {
    const { window, limit, index } = this;
    const { littleEndian, recordHeaderLen, padding, nanoseconds, originalFirst } = this.header;
    const { view, length } = window;
    const { start, capturedLen, originalLen, timeSec, timeNano, interfaceIndex, flags } = batch;
    const most = start.length;
    const perSecond = nanoseconds ? 1_000_000_000 : 1_000_000;
    const nanosPerUnit = nanoseconds ? 1 : 1_000;
    let { pos } = window;
    let count = 0;
    this.needed = recordHeaderLen;
    while (count < most && pos + recordHeaderLen <= length) {
      let captured = view.getUint32(pos + 8, littleEndian);
      let original = view.getUint32(pos + 12, littleEndian);
      if (originalFirst !== 'no' && (originalFirst === 'yes' || captured > original)) {
        const first = captured;
        captured = original;
        original = first;
      }
      let fraction = view.getUint32(pos + 4, littleEndian);
      // Where a record should be stands the header of another file: behind this one somebody put a second.
      if ((isVersion(fraction) || captured > limit) && this.meetsHeader(pos)) break;
      if (captured > limit || captured < padding) {
        this.problem = damage('captured', window.base + pos, limit, captured);
        break;
      }
      const next = pos + recordHeaderLen + captured;
      if (next > length) {
        this.needed = next - pos;
        break;
      }
      let sec = view.getUint32(pos, littleEndian);
      if (fraction >= perSecond) {
        // No writer means it; carried over, so that a time is always well formed.
        sec += Math.floor(fraction / perSecond);
        fraction %= perSecond;
      }
      start[count] = pos + recordHeaderLen + padding;
      capturedLen[count] = captured - padding;
      originalLen[count] = original - padding;
      timeSec[count] = sec;
      timeNano[count] = fraction * nanosPerUnit;
      interfaceIndex[count] = index;
      flags[count] = 0;
      count++;
      pos = next;
    }
    window.pos = pos;
    batch.count = count;
  }
}
