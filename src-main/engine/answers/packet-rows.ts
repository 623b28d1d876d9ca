// Rows of the packet list by range: bytes read again from the file, dissected as far as the columns need.
import { dissectGuarded } from '../../dissect/dissect';
import { NULL_SINK } from '../../dissect/contract/null-sink';
import { summarize } from '../../dissect/summary';
import type { FramePacket } from '../../dissect/packet';
import { vendorName } from '../../dissect/values/registered-names';
import type { PacketRows, RowKind } from '../../ipc/contracts/engine-contract';
import type { AddressName, MakerName } from '../../ipc/contracts/names-contract';
import { reportBug } from '../base/bug-log';
import { FieldCells } from './field-cells';
import type { RowColours } from './row-colours';
import type { CaptureDocument } from '../document/document';
import { rowKind } from './row-kind';
import { DEFAULT_OPTIONS } from './row-options';
import { AllRows, type PacketList } from '../document/shown-rows';

/** What is known of the names of addresses: in a frame, which is of a flow. */
interface Names {
  of(address: string, frame: number, flow: number): AddressName | null;
}
/** Characters of a comment that a row tells. */
const LONGEST_COMMENT = 300;
const NO_NAMES: Names = { of: () => null };

/** Rows `from` … `from + count - 1` of the list (without one: of the whole capture) as far as there are so many now. */
export function packetRows(
  document: CaptureDocument,
  from: number,
  count: number,
  { list, shown }: PacketList = { list: 0, shown: new AllRows(document.columns) },
  names: Names = NO_NAMES,
  fields: readonly string[] = [],
  colours: RowColours | null = null,
): PacketRows {
  const { columns } = document;
  const total = shown.count;
  const at = Math.min(from, total);
  const n = Math.min(count, total - at);
  const rows: PacketRows = {
    list,
    from: at,
    total,
    frame: new Uint32Array(n),
    timeSec: new Float64Array(n),
    timeNano: new Uint32Array(n),
    hasTime: new Uint8Array(n),
    firstSec: new Float64Array(n),
    firstNano: new Uint32Array(n),
    marks: new Uint8Array(n),
    comment: new Array<string>(n),
    prevSec: new Float64Array(n),
    prevNano: new Uint32Array(n),
    capturedSec: new Float64Array(n),
    capturedNano: new Uint32Array(n),
    length: new Uint32Array(n),
    stream: new Int32Array(n),
    source: new Array<string>(n),
    destination: new Array<string>(n),
    protocol: new Array<string>(n),
    sourceName: new Array<AddressName | MakerName | null>(n),
    destinationName: new Array<AddressName | MakerName | null>(n),
    info: new Array<string>(n),
    cells: fields.map(() => ({ texts: new Array<string>(n), filters: new Array<string>(n) })),
    kind: new Array<RowKind>(n),
    colouring: colours?.id ?? 0,
    rule: new Int16Array(n).fill(-1),
  };
  const cells = fields.length > 0 ? new FieldCells(fields) : null;
  for (let i = 0; i < n; i++) {
    const row = shown.at(at + i);
    const before = shown.at(Math.max(0, at + i - 1));
    rows.frame[i] = row + 1;
    rows.timeSec[i] = columns.timeSec(row);
    rows.timeNano[i] = columns.timeNano(row);
    rows.hasTime[i] = columns.hasTime(row) ? 1 : 0;
    const first = document.frameView.countsFrom(row);
    rows.firstSec[i] = first < 0 ? rows.timeSec[i] : columns.timeSec(first);
    rows.firstNano[i] = first < 0 ? rows.timeNano[i] : columns.timeNano(first);
    rows.marks[i] = document.analysis.readerMarks.of(row);
    rows.comment[i] = document.frameView.commentsOf(row)[0]?.slice(0, LONGEST_COMMENT) ?? '';
    rows.prevSec[i] = columns.timeSec(before);
    rows.prevNano[i] = columns.timeNano(before);
    const captured = row > 0 && columns.hasTime(row - 1) ? row - 1 : row;
    rows.capturedSec[i] = columns.timeSec(captured);
    rows.capturedNano[i] = columns.timeNano(captured);
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
    cells?.fill(document, row, rows.cells, i);
    rows.kind[i] = rowKind(document.analysis, row, text.kind);
    if (colours) rows.rule[i] = colours.of(document.frameView, row);
  }
  return rows;
}

/** Of an address of Ethernet: whose adapter it is. */
function makerOf({ addressType, addressBytes }: FramePacket, at: number): MakerName | null {
  const name = addressType === 'ether' && at >= 0 ? vendorName(addressBytes, at) : undefined;
  return name === undefined ? null : { name, by: 'ieee' };
}
