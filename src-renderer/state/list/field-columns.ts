// Columns of the packet list that the reader makes of fields.
import { retitled, withColumn, withoutColumn } from '../../format/field-column';
import { dialogs } from '../dialogs.svelte';
import type { MenuEntry } from '../context-menu.svelte';
import { t } from '../i18n.svelte';
import { preferences } from '../window';

export const hasColumn = (field: string): boolean => preferences.now.fieldColumns.some((one) => one.field === field);

/** `title`: the field's name in the language of the window; it can be changed. */
export function addColumn(field: string, title: string): void {
  if (field !== '') preferences.set({ fieldColumns: withColumn(preferences.now.fieldColumns, field, title) });
}

export function retitleColumn(field: string, title: string): void {
  preferences.set({ fieldColumns: retitled(preferences.now.fieldColumns, field, title) });
}

/** What the header of such a column offers. */
export const fieldColumnMenu = (field: string): MenuEntry[] => [
  { id: 'column-title', label: t('columns.editTitle'), run: () => (dialogs.columnTitle = field) },
  {
    id: 'column-remove',
    label: t('columns.remove'),
    run: () => preferences.set({ fieldColumns: withoutColumn(preferences.now.fieldColumns, field) }),
  },
];
