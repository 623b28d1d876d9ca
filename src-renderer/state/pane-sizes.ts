// How large the panes of a group are, in percent, as somebody dragged them.
import { preferences } from './window';

export const paneSizes = (group: string): number[] => preferences.now.panes[group] ?? [];

export function setPaneSizes(group: string, sizes: number[]): void {
  preferences.set({ panes: { ...preferences.now.panes, [group]: sizes } });
}
