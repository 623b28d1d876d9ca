// Context menu of a saved filter's button.
import type { SavedFilter } from '../../../src-main/ipc/contracts/shell-contract';
import { shifted, without } from '../../format/filter-lists';
import type { MenuEntry } from '../../state/context-menu.svelte';
import { displayFilter, preferences } from '../../state/window';
import { t } from '../../state/i18n.svelte';
import { copyFilterEntry } from '../../state/filter/apply-menu';

/** `place` of `count` buttons. */
export function savedMenu(filter: SavedFilter, place: number, count: number): MenuEntry[] {
  const { savedFilters } = preferences.now;
  const { name, text } = filter;
  return [
    { id: 'saved-apply', label: t('filterUi.saved.apply'), run: () => void displayFilter.apply(text) },
    {
      id: 'saved-prepare',
      label: t('filterUi.saved.prepare'),
      run: () => displayFilter.use(text, 'selected', false),
      focus: displayFilter.focus,
    },
    copyFilterEntry(text),
    'separator',
    { id: 'saved-edit', label: t('filterUi.saved.edit'), run: () => displayFilter.edit(filter) },
    {
      id: 'saved-left',
      label: t('filterUi.saved.left'),
      disabled: place === 0,
      run: () => preferences.set({ savedFilters: shifted(savedFilters, name, -1) }),
    },
    {
      id: 'saved-right',
      label: t('filterUi.saved.right'),
      disabled: place === count - 1,
      run: () => preferences.set({ savedFilters: shifted(savedFilters, name, 1) }),
    },
    {
      id: 'saved-delete',
      label: t('filterUi.saved.delete'),
      run: () => preferences.set({ savedFilters: without(savedFilters, name) }),
    },
  ];
}
