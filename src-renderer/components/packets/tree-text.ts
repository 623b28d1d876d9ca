// A line of the field tree as text, in the language of the window.
import { treeLabel } from '../../../src-main/i18n/tree-label';
import type { TreeNode } from '../../../src-main/ipc/engine-contract';
import { preferences } from '../../state/window';

/** `.... ..1. = Syn: Set`, `Source Port: 54407`, `[Stream index: 4]`, `Data (40 bytes)`. */
export const lineText = (node: TreeNode): string => treeLabel(node, preferences.language);
