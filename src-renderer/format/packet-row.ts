// One row of the packet list out of a page of parallel arrays. Made for rows on the screen only.
import type { PacketRows, RowKind } from '../../src-main/ipc/engine-contract';
import type { AddressName, MakerName } from '../../src-main/ipc/names-contract';
import type { Preferences } from '../../src-main/ipc/shell-contract';
import { absolute, epoch, since, type Digits, type Instant } from '../../src-main/text/time';

export interface PacketRow {
  frame: number;
  hasTime: boolean;
  at: Instant;
  previous: Instant;
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
}

export function rowsOfPage(page: PacketRows): PacketRow[] {
  return Array.from(page.frame, (frame, i) => ({
    frame,
    hasTime: page.hasTime[i] === 1,
    at: { sec: page.timeSec[i], nano: page.timeNano[i] },
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
  row: Pick<PacketRow, 'hasTime' | 'at' | 'previous'>,
  first: Instant | null,
  format: Preferences['timeFormat'],
  digits: Digits,
): string {
  if (!row.hasTime) return '';
  switch (format) {
    case 'sinceStart':
      return since(row.at, first ?? row.at, digits);
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
