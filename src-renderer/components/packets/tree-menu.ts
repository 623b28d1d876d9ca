// Context menu of a line of the field tree.
import Columns from '@lucide/svelte/icons/columns-3';
import Copy from '@lucide/svelte/icons/copy';
import type { PacketDetail, TreeNode } from '../../../src-main/ipc/contracts/engine-contract';
import { forJson } from '../../../src-main/text/harmless';
import { treeObject } from '../../../src-main/text/tree-object';
import { placesBelow, visibleNodes } from '../../format/tree-walk';
import { copyText } from '../../state/clipboard';
import type { MenuEntry } from '../../state/context-menu.svelte';
import { expansion } from '../../state/list/expansion.svelte';
import { addColumn, hasColumn } from '../../state/list/field-columns';
import { fieldHelpShown, toggleFieldHelp } from '../../state/shown-panes';
import { t } from '../../state/i18n.svelte';
import { applyMenu, copyFilterEntry } from '../../state/filter/apply-menu';
import { byteMenu } from './byte-entries';
import { fieldTitle, lineText } from './tree-text';

export function treeMenu(detail: PacketDetail, path: string, node: TreeNode): MenuEntry[] {
  return [
    ...applyMenu(node.filter),
    copyFilterEntry(node.filter),
    {
      id: 'apply-column',
      label: t('columns.apply'),
      icon: Columns,
      disabled: node.abbrev === '' || hasColumn(node.abbrev),
      run: () => addColumn(node.abbrev, fieldTitle(node)),
    },
    'separator',
    ...copyMenu(detail, path, node),
    'separator',
    { id: 'field-help', label: t('packets.explain.show'), checked: fieldHelpShown(), run: toggleFieldHelp },
  ];
}

/** What needs no packet list beside the tree. */
export function copyMenu(detail: PacketDetail, path: string, node: TreeNode): MenuEntry[] {
  const bytes = node.source >= 0 ? detail.sources[node.source]?.bytes : undefined;
  const below = placesBelow(detail, path);
  const copy = (id: string, label: string, text: string): MenuEntry => ({
    id,
    label,
    icon: Copy,
    disabled: text === '',
    run: () => void copyText(text),
  });
  return [
    copy('copy-value', t('packets.tree.copyValue'), node.value),
    copy('copy-label', t('packets.tree.copyLabel'), lineText(node)),
    copy('copy-abbrev', t('packets.tree.copyAbbrev'), node.abbrev),
    byteMenu(bytes, node.at, node.len),
    copy('copy-tree', t('packets.tree.copyTree'), treeText(detail)),
    {
      id: 'copy-json',
      label: t('packets.tree.copyJson'),
      icon: Copy,
      run: () => void copyText(forJson(treeObject(detail), 2)),
    },
    'separator',
    {
      id: 'expand-subtree',
      label: t('packets.tree.expand'),
      shortcut: 'Shift+→',
      disabled: below.length === 0,
      run: () => expansion.open(below),
    },
    {
      id: 'collapse-subtree',
      label: t('packets.tree.collapse'),
      shortcut: 'Shift+←',
      disabled: below.length === 0,
      run: () => expansion.close(below),
    },
    {
      id: 'expand-all',
      label: t('packets.tree.expandAll'),
      shortcut: 'Ctrl+→',
      run: () => expansion.open(placesBelow(detail, '')),
    },
    {
      id: 'collapse-all',
      label: t('packets.tree.collapseAll'),
      shortcut: 'Ctrl+←',
      run: () => expansion.close(placesBelow(detail, '')),
    },
  ];
}

/** The lines that are drawn, indented. */
function treeText(detail: PacketDetail): string {
  return visibleNodes(detail.tree, expansion.isOpen)
    .map(({ node, depth }) => '    '.repeat(depth) + lineText(node))
    .join('\n');
}
