// Which record header a pcap file has, where its magic number leaves that open: the first records are tried with each,
// and the layout under which least looks wrong is taken. An answer that fits wholly ends the search.
import type { ByteSource } from './capture-reader';
import { headerLenAt, LONGEST_HEADER, type RecordLayout } from './pcap-header';

interface Trial {
  littleEndian: boolean;
  snapLen: number;
  /** captured bytes that a record may have */
  max: number;
}

const RECORDS_TO_TRY = 3;
const HEADER_LEN: Record<RecordLayout, number> = { standard: 16, patched: 24, suse: 28, nokia: 20 };
/** No packet is longer than this on any wire. */
const LARGEST_ORIGINAL = 128 * 1024 * 1024;

/** The likeliest of `layouts` for the records from `firstRecord` on; the first one where they are equally likely. */
export function guessRecordLayout(
  source: ByteSource,
  firstRecord: number,
  layouts: readonly RecordLayout[],
  trial: Trial,
): RecordLayout {
  let best = layouts[0];
  let fewest = Infinity;
  for (const layout of layouts) {
    const found = oddities(source, firstRecord, layout, trial);
    if (found < fewest) {
      fewest = found;
      best = layout;
    }
    if (found === 0) break;
  }
  return best;
}

/** How many things look wrong in the first records when they are read as `layout`. */
function oddities(source: ByteSource, firstRecord: number, layout: RecordLayout, trial: Trial): number {
  const headerLen = HEADER_LEN[layout];
  const header = new Uint8Array(Math.max(headerLen, LONGEST_HEADER));
  const view = new DataView(header.buffer);
  const { littleEndian } = trial;
  const size = source.size();
  let at = firstRecord;
  let odd = 0;
  for (let i = 0; i < RECORDS_TO_TRY && at !== size; i++) {
    const there = source.read(header, at);
    if (headerLenAt(view, 0, there) > 0) return odd; // another file stands behind this one
    // Bytes that are not there are not judged.
    if (there >= 8 && view.getUint32(4, littleEndian) >= 1_000_000) odd++;
    if (there < 12) return odd + 1;
    const captured = view.getUint32(8, littleEndian);
    if (captured > trial.max) odd++;
    if (captured > trial.snapLen) odd++;
    if (there < 16) return odd + 1;
    const original = view.getUint32(12, littleEndian);
    if (original > LARGEST_ORIGINAL) odd++;
    if (captured > original) odd++;
    odd += extraOddities(view, there, layout, littleEndian);
    if (there < headerLen) return odd + 1;
    if (captured > trial.max) return odd;
    at += headerLen + captured;
    if (at > size) return odd + 1;
  }
  return odd;
}

/** The same for what follows the 16 bytes that all layouts have. */
function extraOddities(view: DataView, there: number, layout: RecordLayout, littleEndian: boolean): number {
  if (layout === 'standard') return 0;
  if (there < 20) return 0;
  const word = view.getUint32(16, littleEndian);
  // Met so far: 9 or b | fbf | b or d | 6 or 9 | 0 | 1 or 2; 0 where editcap has written it
  if (layout === 'nokia') return /^(?:0|[9b]fbf[bd][69]0[12])$/.test(word.toString(16)) ? 0 : 1;
  let odd = word > 10_000 ? 1 : 0; // interface index of a machine of 1999
  if (there >= 22) {
    // EtherType, or one of Linux's small numbers for what has none
    const protocol = view.getUint16(20, littleEndian);
    const known = protocol >= 0x0600 || protocol <= 0x17 || [0x60, 0x200, 0x400].includes(protocol);
    if (!known) odd++;
  }
  if (there >= 23 && view.getUint8(22) > 4) odd++; // PACKET_HOST … PACKET_OUTGOING
  return odd;
}
