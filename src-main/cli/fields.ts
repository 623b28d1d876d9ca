// `synscope fields`: one line a packet, as `tshark -T fields` prints it.
import { registry } from '../dissect/protocols/registry';
import type { Field } from '../dissect/contract/fields';
import { findHandshakes } from '../engine/passes/tls-pass';
import type { TextOf } from '../engine/search/block';
import type { CommandContext } from './context';
import { decodeRules } from './decode-as';
import { displayFilter } from './display-filter';
import { withOption, withPreference, DEFAULT_CHOICE, type ChosenOptions } from './field-options';
import { nearest } from '../filter/language/nearest';
import { DEFAULT_OUTPUT, type FieldOutput } from '../report/tables/field-line';
import { printRows } from './print-rows';

export interface FieldsArguments {
  file: string;
  /** -e */
  names: string[];
  /** -E */
  output: string[];
  /** -o */
  preferences: string[];
  /** -d */
  decodeAs?: string[];
  /** -Y */
  filter?: string;
}

/** Fields by name, or the first name that there is no field for. */
export function findFields(names: readonly string[]): { fields: Field[] } | { unknown: string; hint: string | null } {
  const fields: Field[] = [];
  for (const name of names) {
    const field = registry.field(name);
    if (!field)
      return {
        unknown: name,
        hint: nearest(
          name,
          [...registry.fields()].map((known) => known.abbrev),
        ),
      };
    fields.push(field);
  }
  return { fields };
}

function readArguments(
  context: CommandContext,
  args: FieldsArguments,
): { fields: Field[]; output: FieldOutput; options: ChosenOptions } {
  if (args.names.length === 0) throw context.usage('cli.noFields');
  const found = findFields(args.names);
  if ('unknown' in found)
    throw found.hint === null
      ? context.usage('cli.unknownField', { name: found.unknown })
      : context.usage('cli.unknownFieldNear', { name: found.unknown, hint: found.hint });
  let output = DEFAULT_OUTPUT;
  for (const option of args.output) {
    const next = withOption(output, option);
    if (!next) throw context.usage('cli.badOutputOption', { option });
    output = next;
  }
  let options = DEFAULT_CHOICE;
  for (const preference of args.preferences) {
    const next = withPreference(options, preference);
    if (!next) throw context.usage('cli.unknownPreference', { preference });
    options = next;
  }
  return { fields: found.fields, output, options };
}

export async function fieldsCommand(context: CommandContext, args: FieldsArguments): Promise<void> {
  const { fields, output, options } = readArguments(context, args);
  const filter = displayFilter(context, args.filter);
  const decodeAs = decodeRules(context, args.decodeAs ?? []);
  if (options.keyLog !== null) context.keyLogs = [...context.keyLogs, options.keyLog];
  await context.withCapture(
    args.file,
    async (document) => {
      if (fields.some(({ pass }) => pass === 'tls')) findHandshakes(document);
      const { terminal } = context.out;
      const header = output.header ? `${args.names.join(output.separator)}\n` : '';
      const around = { begin: () => (output.bom ? '\ufeff' : '') + header, lead: () => '', end: () => '' };
      const what: TextOf = { of: 'fields', names: args.names, options: options.dissect, output, terminal };
      await printRows(context, document, what, around, {
        ...{ filter, options: options.dissect, streams: options.streams },
        wanted: fields.some(({ pass }) => pass === 'timing') ? ['messages', 'timing'] : ['messages'],
      });
    },
    { defragment: options.defragment, decodeAs },
  );
}
