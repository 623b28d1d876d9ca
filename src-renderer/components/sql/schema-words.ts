// The schema of the console in the reader's language. Pure.
import { firstKnown } from '../../../src-main/i18n/sql-meaning';
import { meaningKeys, SQL_SCHEMA, type SqlColumn, type SqlView } from '../../../src-main/ipc/sql-schema';
import type { t as translate } from '../../state/i18n.svelte';

type Translate = typeof translate;

/** `whole number, ns` */
export const typeText = ({ type, unit }: SqlColumn, t: Translate): string =>
  unit === null ? t(`sql.type.${type}`) : `${t(`sql.type.${type}`)}, ${t(`sql.unit.${unit}`)}`;

export const meaningText = (view: SqlView, column: SqlColumn, t: Translate): string =>
  t(firstKnown(meaningKeys(view.name, column)));

/** What the editor completes, by view. */
export const completions = (t: Translate): Record<string, { label: string; detail: string; info: string }[]> =>
  Object.fromEntries(
    SQL_SCHEMA.map((view) => [
      view.name,
      view.columns.map((column) => ({
        label: column.name,
        detail: typeText(column, t),
        info: meaningText(view, column, t),
      })),
    ]),
  );
