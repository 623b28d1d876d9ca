// One row of the packet list out of a page of parallel arrays. Made for rows on the screen only.
import type { TimedRow } from '../../src-main/draw/packet-time';
import type { PacketRows, RowKind } from '../../src-main/ipc/contracts/engine-contract';
import type { AddressName, MakerName } from '../../src-main/ipc/contracts/names-contract';

/** What a column with a field shows. */
export interface FieldCell {
  text: string;
  filter: string;
}
const NO_CELLS: ReadonlyMap<string, FieldCell> = new Map();

export interface PacketRow extends TimedRow {
  frame: number;
  /** beginning of its first comment; empty: none */
  comment: string;
  length: number;
  stream: number;
  source: string;
  destination: string;
  /** null: the capture proves none, and no register has one */
  sourceName: AddressName | MakerName | null;
  destinationName: AddressName | MakerName | null;
  protocol: string;
  info: string;
  kind: RowKind;
  /** number of a set of colouring rules, and which of it it matches; -1: none */
  colouring: number;
  rule: number;
  /** by field, those that were asked for */
  cells: ReadonlyMap<string, FieldCell>;
}

/** `fields`: what the page was asked for. */
export function rowsOfPage(page: PacketRows, fields: readonly string[] = []): PacketRow[] {
  const cellsOf = (i: number): ReadonlyMap<string, FieldCell> =>
    new Map(page.cells.map(({ texts, filters }, n) => [fields[n], { text: texts[i], filter: filters[i] }]));
  return Array.from(page.frame, (frame, i) => ({
    frame,
    hasTime: page.hasTime[i] === 1,
    at: { sec: page.timeSec[i], nano: page.timeNano[i] },
    first: { sec: page.firstSec[i], nano: page.firstNano[i] },
    marks: page.marks[i],
    comment: page.comment[i],
    captured: { sec: page.capturedSec[i], nano: page.capturedNano[i] },
    previous: { sec: page.prevSec[i], nano: page.prevNano[i] },
    length: page.length[i],
    stream: page.stream[i],
    source: page.source[i],
    destination: page.destination[i],
    sourceName: page.sourceName[i],
    destinationName: page.destinationName[i],
    protocol: page.protocol[i],
    info: page.info[i],
    kind: page.kind[i],
    colouring: page.colouring,
    rule: page.rule[i],
    cells: fields.length > 0 ? cellsOf(i) : NO_CELLS,
  }));
}
