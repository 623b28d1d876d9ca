// The text of a line of the field tree, as the window shows it.
import type { MessageKey } from '../i18n/catalogue';
import type { TreeNode } from '../ipc/engine-contract';
import type { CommandContext } from './context';

/** Name of a field in the reader's language; fields without a translation have their English name. */
function nameOf(context: CommandContext, node: TreeNode): string {
  if (context.language === 'en' || node.abbrev === '') return node.name;
  const key = `field.${node.abbrev}`;
  const text = context.text(key as MessageKey);
  return text === key ? node.name : text;
}

/** `.... ..1. = Syn: Set`, `[Stream index: 0]`, `Source Port: 443` … */
export function lineText(context: CommandContext, node: TreeNode): string {
  const text = node.message ? context.message(node.message) : fieldText(context, node);
  const noted = node.note ? `${text} (${context.message(node.note)})` : text;
  return node.generated ? `[${noted}]` : noted;
}

function fieldText(context: CommandContext, node: TreeNode): string {
  const name = nameOf(context, node);
  const parts = [node.value === '' ? name : `${name}: ${node.value}`];
  for (const [label, value] of node.head ?? []) parts.push(label === '' ? value : `${label}: ${value}`);
  const text = parts.join(', ');
  return node.bits === undefined ? text : `${node.bits} = ${text}`;
}
