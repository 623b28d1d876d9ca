// A line of the field tree as text, in the language of the window.
import { treeLabel, treeName } from '../../../src-main/i18n/tree-label';
import type { TreeNode } from '../../../src-main/ipc/contracts/engine-contract';
import { preferences } from '../../state/window';

/** `.... ..1. = Syn: Set`, `Source Port: 54407`, `[Stream index: 4]`, `Data (40 bytes)`. */
export const lineText = (node: TreeNode): string => treeLabel(node, preferences.language);

/** `Source Port`: what a column with the field is called at first. */
export const fieldTitle = (node: TreeNode): string => treeName(node, preferences.language);

/** What is dragged to the header of the list: the field's name, and the title of its column in the next line. */
export const FIELD_TYPE = 'application/x-synscope-field';
