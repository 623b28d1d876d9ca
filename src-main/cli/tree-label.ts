// The text of a line of the field tree, as the window shows it.
import { treeLabel } from '../i18n/tree-label';
import type { TreeNode } from '../ipc/contracts/engine-contract';
import type { CommandContext } from './context';

/** `.... ..1. = Syn: Set`, `[Stream index: 0]`, `Source Port: 443` … */
export const lineText = (context: CommandContext, node: TreeNode): string => treeLabel(node, context.language);
