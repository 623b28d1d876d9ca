// A line of the field tree as text. The words come from the catalogue by the field's abbreviation.
import type { TreeNode } from '../../../src-main/ipc/engine-contract';
import type { MessageKey } from '../../../src-main/i18n/catalogue';
import { t, tm } from '../../state/i18n.svelte';
import { preferences } from '../../state/preferences.svelte';

/** Name of a field in the reader's language; the English one where there is no translation. */
function nameOf(node: TreeNode): string {
  if (preferences.language === 'en' || node.abbrev === '') return node.name;
  const key = `field.${node.abbrev}`;
  const name = t(key as MessageKey);
  return name === key ? node.name : name;
}

/** `.... ..1. = Syn: Set`, `Source Port: 54407`, `[Stream index: 4]`, `Data (40 bytes)`. */
export function lineText(node: TreeNode): string {
  const text = node.message ? tm(node.message) : fieldText(node);
  const noted = node.note ? `${text} (${tm(node.note)})` : text;
  return node.generated ? `[${noted}]` : noted;
}

function fieldText(node: TreeNode): string {
  let text = node.value === '' ? nameOf(node) : `${nameOf(node)}: ${node.value}`;
  for (const [label, value] of node.head ?? []) text += label === '' ? ` (${value})` : `, ${label}: ${value}`;
  return node.bits === undefined ? text : `${node.bits} = ${text}`;
}
