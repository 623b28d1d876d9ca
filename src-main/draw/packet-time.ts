// The time of a packet as the list tells it, in the window and on paper. Pure.
import { MARK_BITS } from '../ipc/contracts/mark-contract';
import type { TimeFormat } from '../ipc/time-formats';
import { absolute, clock, dayOfYear, epoch, since, type Digits, type Instant } from '../text/time';

export interface TimedRow {
  hasTime: boolean;
  at: Instant;
  /** of the row before, and of the packet before in the capture */
  previous: Instant;
  captured: Instant;
  /** what relative times count from */
  first: Instant;
  /** bits, see `mark-contract.ts` */
  marks: number;
}

/** The time column; empty where the frame carries no time. */
export function timeText(row: TimedRow, format: TimeFormat, digits: Digits): string {
  if (!row.hasTime) return '';
  switch (format) {
    case 'sinceStart':
      // as Wireshark writes it: what the times below it count from
      return row.marks & MARK_BITS.reference ? '*REF*' : since(row.at, row.first, digits);
    case 'sinceCaptured':
      return since(row.at, row.captured, digits);
    case 'sincePrevious':
      return since(row.at, row.previous, digits);
    case 'absoluteLocal':
      return absolute(row.at, digits, 'local');
    case 'absoluteUtc':
      return absolute(row.at, digits, 'utc');
    case 'dayOfYearLocal':
      return dayOfYear(row.at, digits, 'local');
    case 'dayOfYearUtc':
      return dayOfYear(row.at, digits, 'utc');
    case 'clockLocal':
      return clock(row.at, digits, 'local');
    case 'clockUtc':
      return clock(row.at, digits, 'utc');
    case 'epoch':
      return epoch(row.at, digits);
  }
}
