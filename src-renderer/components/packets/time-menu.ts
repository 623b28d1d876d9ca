// Choice of the time column's format and of its digits.
import type { Preferences } from '../../../src-main/ipc/contracts/shell-contract';
import { TIME_FORMATS } from '../../../src-main/ipc/time-formats';
import type { MenuEntry } from '../../state/context-menu.svelte';
import { t } from '../../state/i18n.svelte';
import { preferences } from '../../state/window';
import { fitTime } from './packet-columns';

const DIGITS: Preferences['timeDigits'][] = ['auto', 0, 3, 6, 9];

export function timeMenu(): MenuEntry[] {
  const { timeFormat, timeDigits } = preferences.now;
  return [
    ...TIME_FORMATS.map((format) => ({
      id: `time-${format}`,
      label: t(`packets.time.${format}`),
      checked: timeFormat === format,
      run: () => preferences.set({ timeFormat: format }),
    })),
    'separator',
    ...DIGITS.map((digits) => ({
      id: `digits-${digits}`,
      label: t(`packets.time.digits.${digits}`),
      checked: timeDigits === digits,
      run: () => preferences.set({ timeDigits: digits }),
    })),
  ];
}

/** A time is never cut off by its column, wherever its format was chosen: what it gives is called after each change. */
export function followTimeFormat(): () => void {
  const now = (): string => `${preferences.now.timeFormat} ${preferences.now.timeDigits}`;
  let seen = now();
  return () => {
    if (now() === seen) return;
    seen = now();
    preferences.set({ packetColumns: fitTime(preferences.now.packetColumns, preferences.now) });
  };
}
