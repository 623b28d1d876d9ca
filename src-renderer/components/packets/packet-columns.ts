// Columns of the packet list, and how wide a time needs them.
import type { ColumnSetting, Preferences } from '../../../src-main/ipc/contracts/shell-contract';
import { columnOfField } from '../../format/field-column';
import { t } from '../../state/i18n.svelte';
import type { TableColumn } from '../shared/columns';

/** px of a column with a field, before anybody drags it */
const FIELD_WIDTH = 120;
/** px of one digit in the rows' font, with a little to spare */
const DIGIT = 7.4;
const PADDING = 18;

/** Characters before the point: ten million seconds, a date with its clock, an epoch. */
const CHARACTERS: Record<Preferences['timeFormat'], number> = {
  sinceStart: 5,
  sinceCaptured: 5,
  sincePrevious: 5,
  absoluteLocal: 19,
  absoluteUtc: 19,
  dayOfYearLocal: 17,
  dayOfYearUtc: 17,
  clockLocal: 8,
  clockUtc: 8,
  epoch: 10,
};

export function timeWidth({ timeFormat, timeDigits }: Pick<Preferences, 'timeFormat' | 'timeDigits'>): number {
  const digits = timeDigits === 'auto' ? 9 : timeDigits;
  return Math.round(Math.max(4, CHARACTERS[timeFormat] + (digits === 0 ? 0 : digits + 1)) * DIGIT + PADDING);
}

export function packetColumns(preferences: Preferences): TableColumn[] {
  return [
    { id: 'number', title: t('packets.column.number'), hint: t('packets.column.number.hint'), width: 88, align: 'end' },
    { id: 'time', title: t('packets.column.time'), width: timeWidth(preferences), align: 'end' },
    { id: 'source', title: t('packets.column.source'), width: 150 },
    { id: 'destination', title: t('packets.column.destination'), width: 150 },
    { id: 'protocol', title: t('packets.column.protocol'), width: 76 },
    { id: 'length', title: t('packets.column.length'), width: 66, align: 'end' },
    ...preferences.fieldColumns.map(({ field, title }) => ({
      id: columnOfField(field),
      title,
      hint: field,
      width: FIELD_WIDTH,
    })),
    { id: 'info', title: t('packets.column.info'), width: 200 },
  ];
}

/** The remembered columns with room for another kind of time. */
export function fitTime(settings: readonly ColumnSetting[], preferences: Preferences): ColumnSetting[] {
  return settings.map((one) => (one.id === 'time' ? { ...one, width: timeWidth(preferences) } : one));
}
