// What the cells of statistics say. Pure.
import {
  ALL_LENGTHS,
  measuredOf,
  type CellKind,
  type StatisticsCell,
} from '../../../src-main/ipc/contracts/statistics-contract';
import type { MessageKey } from '../../../src-main/i18n/catalogue';
import { milliseconds, seconds } from '../../../src-main/text/duration';
import type { ClockDigits } from '../../../src-main/text/time';

interface Words {
  t: (key: MessageKey, args?: Record<string, string>) => string;
  /** a whole number with the separators of the language */
  count: (value: number) => string;
  clock: ClockDigits;
}

/** Digits behind the point of what is no whole number. */
const PERCENT_DIGITS = 2;
const NUMBER_DIGITS = 4;

export function cellText(value: StatisticsCell, kind: CellKind, { t, count, clock }: Words): string {
  if (value === null) return '';
  if (kind === 'text') return value === ALL_LENGTHS ? t('statistics.allLengths') : String(value);
  if (kind === 'port') return String(value);
  const number = Number(value);
  switch (kind) {
    case 'percent':
      return number.toFixed(PERCENT_DIGITS);
    case 'number':
      return number.toFixed(NUMBER_DIGITS);
    case 'ns':
      return seconds(number, clock);
    case 'ms':
      return milliseconds(number, clock);
    case 'bitRate':
      return count(Math.round(number));
    default:
      return count(number);
  }
}

/** What a row of response times is of, out of its first cell. */
export function measuredText(cell: StatisticsCell, { t }: Pick<Words, 't'>): string {
  const { kind, value } = measuredOf(String(cell));
  return t(`statistics.response.${kind}`, { value });
}
