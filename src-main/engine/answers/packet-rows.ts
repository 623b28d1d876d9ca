// Rows of the packet list by range: bytes read again from the file, dissected as far as the columns need.
import type { DissectOptions } from '../../dissect/contract/context';
import { dissectGuarded } from '../../dissect/dissect';
import { NULL_SINK } from '../../dissect/contract/null-sink';
import { summarize } from '../../dissect/summary';
import type { FramePacket } from '../../dissect/packet';
import { vendorName } from '../../dissect/values/registered-names';
import type { PacketRows, RowKind } from '../../ipc/engine-contract';
import type { AddressName, MakerName } from '../../ipc/names-contract';
import { reportBug } from '../base/bug-log';
import type { CaptureDocument } from '../document/document';
import { AllRows, type PacketList } from '../document/shown-rows';

/** How frames are dissected for the window and, unless asked otherwise, for the command line: Wireshark's defaults. */
export const DEFAULT_OPTIONS: DissectOptions = { checkChecksums: false, relativeSequenceNumbers: true };

/** What is known of the names of addresses: in a frame, which is of a flow. */
interface Names {
  of(address: string, frame: number, flow: number): AddressName | null;
}
const NO_NAMES: Names = { of: () => null };

/** Rows `from` … `from + count - 1` of the list (without one: of the whole capture) as far as there are so many now. */
export function packetRows(
  document: CaptureDocument,
  from: number,
  count: number,
  { list, shown }: PacketList = { list: 0, shown: new AllRows(document.columns) },
  names: Names = NO_NAMES,
): PacketRows {
  const { columns } = document;
  const total = shown.count;
  const first = Math.min(from, total);
  const n = Math.min(count, total - first);
  const rows: PacketRows = {
    list,
    from: first,
    total,
    frame: new Uint32Array(n),
    timeSec: new Float64Array(n),
    timeNano: new Uint32Array(n),
    hasTime: new Uint8Array(n),
    prevSec: new Float64Array(n),
    prevNano: new Uint32Array(n),
    length: new Uint32Array(n),
    stream: new Int32Array(n),
    source: new Array<string>(n),
    destination: new Array<string>(n),
    protocol: new Array<string>(n),
    sourceName: new Array<AddressName | MakerName | null>(n),
    destinationName: new Array<AddressName | MakerName | null>(n),
    info: new Array<string>(n),
    kind: new Array<RowKind>(n),
  };
  for (let i = 0; i < n; i++) {
    const row = shown.at(first + i);
    const before = shown.at(Math.max(0, first + i - 1));
    rows.frame[i] = row + 1;
    rows.timeSec[i] = columns.timeSec(row);
    rows.timeNano[i] = columns.timeNano(row);
    rows.hasTime[i] = columns.hasTime(row) ? 1 : 0;
    rows.prevSec[i] = columns.timeSec(before);
    rows.prevNano[i] = columns.timeNano(before);
    rows.length[i] = columns.originalLen(row);
    rows.stream[i] = columns.stream(row);
    const packet = dissectGuarded(document.bytes(row), document.context(row), DEFAULT_OPTIONS, NULL_SINK, reportBug);
    const text = summarize(packet);
    rows.source[i] = text.source;
    rows.destination[i] = text.destination;
    const flow = document.analysis.flowOfRow(row);
    rows.sourceName[i] = makerOf(packet, packet.srcAt) ?? names.of(text.source, row + 1, flow);
    rows.destinationName[i] = makerOf(packet, packet.dstAt) ?? names.of(text.destination, row + 1, flow);
    rows.protocol[i] = text.protocol;
    rows.info[i] = text.info;
    rows.kind[i] = kindOf(document, row, text.kind);
  }
  return rows;
}

/** Of an address of Ethernet: whose adapter it is. */
function makerOf({ addressType, addressBytes }: FramePacket, at: number): MakerName | null {
  const name = addressType === 'ether' && at >= 0 ? vendorName(addressBytes, at) : undefined;
  return name === undefined ? null : { name, by: 'ieee' };
}

/** No flag of it tells: the ACK that completes a handshake is one by its connection alone. */
function completesHandshake({ analysis, columns }: CaptureDocument, row: number): boolean {
  return columns.streamKind(row) === 'tcp' && analysis.ackFramesOf(analysis.flowOfRow(row)).includes(row + 1);
}

/** The colour of a row by what the frame is, and by what is known of its connection. */
function kindOf(document: CaptureDocument, row: number, kind: RowKind): RowKind {
  if (document.analysis.ignoredOf(row) !== null) return 'trouble';
  return kind === 'data' && completesHandshake(document, row) ? 'setup' : kind;
}
