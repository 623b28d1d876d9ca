import type { CaptureStatus } from '../../../src-main/ipc/contracts/capture-contract';

/** Packets lost at all places that are counted; null where none is. */
export function dropTotal(dropped: CaptureStatus['dropped']): number | null {
  const known = [dropped.kernel, dropped.interface, dropped.us].filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}
