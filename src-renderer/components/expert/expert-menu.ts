// Context menu of a row of the list of expert notes.
import Copy from '@lucide/svelte/icons/copy';
import type { ExpertRow } from '../../../src-main/ipc/contracts/engine-contract';
import { applyMenu, copyFilterEntry } from '../../state/filter/apply-menu';
import { copyText } from '../../state/clipboard';
import type { MenuEntry } from '../../state/context-menu.svelte';
import { t } from '../../state/i18n.svelte';
import { keyName } from '../../state/key-name';
import { filterOf } from './expert-text';

interface Actions {
  /** unfolds or folds the group */
  toggle: () => void;
  goTo: () => void;
}

/** `summary`: the text of that cell; `all`: the whole row, separated by tabs. */
export function expertMenu(row: ExpertRow, summary: string, all: string, { toggle, goTo }: Actions): MenuEntry[] {
  const filter = filterOf(row);
  const shortcut = keyName('Enter');
  const first: MenuEntry =
    row.row === 'group'
      ? { id: 'expert-toggle', label: t(row.open ? 'expert.menu.close' : 'expert.menu.open'), shortcut, run: toggle }
      : { id: 'expert-go', label: t('expert.menu.goTo'), shortcut, run: goTo };
  return [
    first,
    'separator',
    ...applyMenu(filter),
    copyFilterEntry(filter),
    'separator',
    { id: 'expert-copy-summary', label: t('expert.menu.copySummary'), icon: Copy, run: () => void copyText(summary) },
    { id: 'expert-copy-row', label: t('expert.menu.copyRow'), icon: Copy, run: () => void copyText(all) },
  ];
}
