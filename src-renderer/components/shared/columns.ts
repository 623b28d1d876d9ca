// Columns of a table as the reader has arranged them: order, width, hidden or not. Pure.
import type { ColumnAlign, ColumnSetting } from '../../../src-main/ipc/contracts/shell-contract';

/** What a table offers. `id` is remembered in the preferences. */
export interface TableColumn {
  id: string;
  title: string;
  /** px, before anybody drags it */
  width: number;
  align?: ColumnAlign;
  /** hidden until asked for */
  hidden?: boolean;
  sortable?: boolean;
  /** longer than the title, for the menu of columns */
  name?: string;
  /** what the column means, in a sentence */
  hint?: string;
}

export const MIN_WIDTH = 40;
export const MAX_WIDTH = 4000;

/** One entry for each column offered, in the remembered order; unknown entries dropped, new columns at their place. */
export function arrange(columns: readonly TableColumn[], remembered: readonly ColumnSetting[]): ColumnSetting[] {
  const known = remembered.filter(
    (one, i) => columns.some((c) => c.id === one.id) && remembered.findIndex((other) => other.id === one.id) === i,
  );
  const arranged = known.map((one) => ({ ...one, width: clampWidth(one.width) }));
  for (const [i, column] of columns.entries()) {
    if (arranged.some((one) => one.id === column.id)) continue;
    const after = i === 0 ? -1 : arranged.findIndex((one) => one.id === columns[i - 1].id);
    arranged.splice(after + 1, 0, { id: column.id, width: column.width, visible: !column.hidden });
  }
  if (!arranged.some((one) => one.visible) && arranged[0]) arranged[0].visible = true;
  return arranged;
}

export const clampWidth = (width: number): number =>
  Number.isFinite(width) ? Math.round(Math.min(Math.max(width, MIN_WIDTH), MAX_WIDTH)) : 100;

export function resized(settings: readonly ColumnSetting[], id: string, width: number): ColumnSetting[] {
  return settings.map((one) => (one.id === id ? { ...one, width: clampWidth(width) } : one));
}

/** Aligns a column otherwise than it is by itself. */
export const aligned = (settings: readonly ColumnSetting[], id: string, align: ColumnAlign): ColumnSetting[] =>
  settings.map((one) => (one.id === id ? { ...one, align } : one));

/** Shows or hides a column; the last one shown stays. */
export function toggled(settings: readonly ColumnSetting[], id: string): ColumnSetting[] {
  const shown = settings.filter((one) => one.visible);
  if (shown.length === 1 && shown[0].id === id) return [...settings];
  return settings.map((one) => (one.id === id ? { ...one, visible: !one.visible } : one));
}

/** Moves a column to the place of another one. */
export function moved(settings: readonly ColumnSetting[], id: string, to: string): ColumnSetting[] {
  const from = settings.findIndex((one) => one.id === id);
  const target = settings.findIndex((one) => one.id === to);
  if (from < 0 || target < 0) return [...settings];
  const next = [...settings];
  const [one] = next.splice(from, 1);
  next.splice(target, 0, one);
  return next;
}

/** Moves a column past its visible neighbour, `by` -1 or 1. */
export function nudged(settings: readonly ColumnSetting[], id: string, by: -1 | 1): ColumnSetting[] {
  const shown = settings.filter((one) => one.visible);
  const neighbour = shown[shown.findIndex((one) => one.id === id) + by];
  return neighbour ? moved(settings, id, neighbour.id) : [...settings];
}

/** `grid-template-columns` of header and rows: the last visible column takes what is left. */
export function gridTemplate(settings: readonly ColumnSetting[]): string {
  const shown = settings.filter((one) => one.visible);
  return shown.map((one, i) => (i === shown.length - 1 ? `minmax(${one.width}px, 1fr)` : `${one.width}px`)).join(' ');
}

/** Least width of the whole table, px. */
export function tableWidth(settings: readonly ColumnSetting[]): number {
  return settings.reduce((sum, one) => sum + (one.visible ? one.width : 0), 0);
}
