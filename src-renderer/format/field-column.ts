// Columns of the packet list that show a field: their ids, and the list of them as it is remembered. Pure.
import { MAX_COLUMN_TITLE, MOST_FIELD_COLUMNS } from '../../src-main/ipc/field-columns';
import type { FieldColumn } from '../../src-main/ipc/contracts/shell-contract';

/** so that no field has the id of a column that is always there */
const MARK = '=';

export const columnOfField = (field: string): string => MARK + field;
/** Empty: it shows no field. */
export const fieldOfColumn = (column: string): string => (column.startsWith(MARK) ? column.slice(MARK.length) : '');

/** With a column for the field, where there is none yet and room for it. */
export function withColumn(columns: readonly FieldColumn[], field: string, title: string): FieldColumn[] {
  if (columns.length >= MOST_FIELD_COLUMNS || columns.some((one) => one.field === field)) return [...columns];
  return [...columns, { field, title: title.slice(0, MAX_COLUMN_TITLE) }];
}

export const withoutColumn = (columns: readonly FieldColumn[], field: string): FieldColumn[] =>
  columns.filter((one) => one.field !== field);

/** An empty title is the field's name. */
export const retitled = (columns: readonly FieldColumn[], field: string, title: string): FieldColumn[] =>
  columns.map((one) => (one.field === field ? { field, title: title.trim() || field } : one));
