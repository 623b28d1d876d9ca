// The filters that are remembered: those applied of late, and those kept under a name. Pure.
import { MAX_FILTER_HISTORY } from '../../src-main/ipc/filter-defaults';
import type { SavedFilter } from '../../src-main/ipc/contracts/shell-contract';

/** The history after `text` was applied: newest first, each filter once. */
export function remembered(history: readonly string[], text: string): string[] {
  const filter = text.trim();
  if (filter === '') return [...history];
  return [filter, ...history.filter((one) => one !== filter)].slice(0, MAX_FILTER_HISTORY);
}

/** With `filter` kept under its name: in the place of `replaced` (its old name) or of one with the same name, else at the end. */
export function kept(saved: readonly SavedFilter[], filter: SavedFilter, replaced?: string): SavedFilter[] {
  const place = saved.findIndex((one) => one.name === (replaced ?? filter.name));
  const rest = saved.filter((one, i) => i !== place && one.name !== filter.name);
  if (place < 0) return [...rest, filter];
  const before = saved.slice(0, place).filter((one) => one.name !== filter.name).length;
  return rest.toSpliced(before, 0, filter);
}

/** With the filter `name` moved by so many places; at an end it stays. */
export function shifted(saved: readonly SavedFilter[], name: string, by: -1 | 1): SavedFilter[] {
  const from = saved.findIndex((one) => one.name === name);
  const to = from + by;
  if (from < 0 || to < 0 || to >= saved.length) return [...saved];
  return saved.toSpliced(from, 1).toSpliced(to, 0, saved[from]);
}

/** With the filter `name` at the place of the filter `at`. */
export function placed(saved: readonly SavedFilter[], name: string, at: string): SavedFilter[] {
  const from = saved.findIndex((one) => one.name === name);
  const to = saved.findIndex((one) => one.name === at);
  if (from < 0 || to < 0) return [...saved];
  return saved.toSpliced(from, 1).toSpliced(to, 0, saved[from]);
}

export const without = (saved: readonly SavedFilter[], name: string): SavedFilter[] =>
  saved.filter((one) => one.name !== name);
