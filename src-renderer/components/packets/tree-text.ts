// A line of the field tree as text. The words come from the catalogue by the field's abbreviation.
import type { TreeNode } from '../../../src-main/ipc/engine-contract';
import { tm } from '../../state/i18n.svelte';

/** `.... ..1. = Syn: Set`, `Source Port: 54407`, `[Stream index: 4]`. */
export function lineText(node: TreeNode): string {
  const text = node.message ? tm(node.message) : fieldText(node);
  const noted = node.note ? `${text} (${tm(node.note)})` : text;
  return node.generated ? `[${noted}]` : noted;
}

function fieldText(node: TreeNode): string {
  const named = node.value === '' ? node.name : `${node.name}: ${node.value}`;
  const headed = node.head ? [named, ...node.head.map(([label, value]) => `${label}: ${value}`)].join(', ') : named;
  return node.bits === undefined ? headed : `${node.bits} = ${headed}`;
}
