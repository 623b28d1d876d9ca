// One row of the packet list out of a page of parallel arrays. Made for rows on the screen only.
import type { PacketRows, RowKind } from '../../src-main/ipc/engine-contract';
import { MARK_BITS } from '../../src-main/ipc/mark-contract';
import type { AddressName } from '../../src-main/ipc/names-contract';
import type { Preferences } from '../../src-main/ipc/shell-contract';
import { absolute, epoch, since, type Digits, type Instant } from '../../src-main/text/time';

export interface PacketRow {
  frame: number;
  hasTime: boolean;
  at: Instant;
  previous: Instant;
  /** what relative times count from */
  first: Instant;
  /** bits, see `mark-contract.ts` */
  marks: number;
  length: number;
  stream: number;
  source: string;
  destination: string;
  /** null: the capture proves none */
  sourceName: AddressName | null;
  destinationName: AddressName | null;
  protocol: string;
  info: string;
  kind: RowKind;
}

export function rowsOfPage(page: PacketRows): PacketRow[] {
  return Array.from(page.frame, (frame, i) => ({
    frame,
    hasTime: page.hasTime[i] === 1,
    at: { sec: page.timeSec[i], nano: page.timeNano[i] },
    first: { sec: page.firstSec[i], nano: page.firstNano[i] },
    marks: page.marks[i],
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
  }));
}

/** The time column; empty where the frame carries no time. */
export function timeText(
  row: Pick<PacketRow, 'hasTime' | 'at' | 'previous' | 'first' | 'marks'>,
  format: Preferences['timeFormat'],
  digits: Digits,
): string {
  if (!row.hasTime) return '';
  switch (format) {
    case 'sinceStart':
      // as Wireshark writes it: what the times below it count from
      return row.marks & MARK_BITS.reference ? '*REF*' : since(row.at, row.first, digits);
    case 'sincePrevious':
      return since(row.at, row.previous, digits);
    case 'absoluteLocal':
      return absolute(row.at, digits, 'local');
    case 'absoluteUtc':
      return absolute(row.at, digits, 'utc');
    case 'epoch':
      return epoch(row.at, digits);
  }
}
