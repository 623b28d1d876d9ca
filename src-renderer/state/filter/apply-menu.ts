// Entries of context menus that make a display filter out of what was clicked, in Wireshark's words and order.
import Copy from '@lucide/svelte/icons/copy';
import Funnel from '@lucide/svelte/icons/funnel';
import FunnelPlus from '@lucide/svelte/icons/funnel-plus';
import { JOINTS } from '../../format/filter-combine';
import { copyText } from '../clipboard';
import type { MenuEntry, MenuGroup } from '../context-menu.svelte';
import { displayFilter } from '../window';
import { t } from '../i18n.svelte';

/** `id` and labels of the two groups for what a filter is made of. */
const SUBJECTS = {
  '': ['filterUi.menu.apply', 'filterUi.menu.prepare'],
  connection: ['filterUi.menu.applyConnection', 'filterUi.menu.prepareConnection'],
  direction: ['filterUi.menu.applyDirection', 'filterUi.menu.prepareDirection'],
} as const;

/** "Apply as Filter" and "Prepare as Filter"; greyed where no filter finds it. */
export function applyMenu(filter: string, subject: keyof typeof SUBJECTS = ''): MenuGroup[] {
  const [apply, prepare] = SUBJECTS[subject];
  const mark = subject === '' ? '' : `-${subject}`;
  return [
    group(`apply-filter${mark}`, t(apply), filter, true),
    group(`prepare-filter${mark}`, t(prepare), filter, false),
  ];
}

export const copyFilterEntry = (filter: string): MenuEntry => ({
  id: 'copy-filter',
  label: t('filterUi.menu.copy'),
  icon: Copy,
  disabled: filter === '',
  run: () => void copyText(filter),
});

function group(id: string, label: string, filter: string, apply: boolean): MenuGroup {
  const one = (how: (typeof JOINTS)[number]): MenuEntry => ({
    id: `${id}-${how}`,
    label: t(`filterUi.menu.joint.${how}`),
    run: () => displayFilter.use(filter, how, apply),
    focus: apply ? undefined : displayFilter.focus,
  });
  const [selected, not, ...others] = JOINTS;
  return {
    id,
    label,
    icon: apply ? Funnel : FunnelPlus,
    disabled: filter === '',
    entries: [one(selected), one(not), 'separator', ...others.map(one)],
  };
}
