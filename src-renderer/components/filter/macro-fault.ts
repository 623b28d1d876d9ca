// What is wrong with a macro that is being written. Pure.
import type { FilterMacro } from '../../../src-main/ipc/contracts/filter-contract';
import { MACRO_NAME } from '../../../src-main/ipc/filter-defaults';

export type MacroFault = 'badName' | 'twice' | 'noText';

/** Of the macro `index` of all; null: it can be kept. */
export function macroFault(macros: readonly FilterMacro[], index: number): MacroFault | null {
  const { name, text } = macros[index];
  if (!MACRO_NAME.test(name)) return 'badName';
  if (macros.some((one, i) => i < index && one.name === name)) return 'twice';
  return text.trim() === '' ? 'noText' : null;
}
