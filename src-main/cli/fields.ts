// `synscope fields`: one line a packet, as `tshark -T fields` prints it.
import { dissectGuarded } from '../dissect/dissect';
import { registry } from '../dissect/protocols/registry';
import type { DissectOptions } from '../dissect/contract/context';
import { ValueSink } from '../dissect/sinks/field-sink';
import type { Field } from '../dissect/contract/fields';
import { reportBug } from '../engine/base/bug-log';
import type { CaptureDocument } from '../engine/document/document';
import { findHandshakes } from '../engine/passes/tls-pass';
import type { CommandContext } from './context';
import { decodeRules } from './decode-as';
import { displayFilter, matchingRows } from './display-filter';
import {
  DEFAULT_OUTPUT,
  fieldLine,
  withOption,
  withPreference,
  DEFAULT_CHOICE,
  type ChosenOptions,
  type FieldOutput,
} from './field-options';
import { nearest } from '../filter/language/nearest';

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

/** The texts of all fields of a row, in the order of `fields`; every occurrence. */
export class FieldReader {
  readonly #sink: ValueSink;
  /** filled anew for each row */
  readonly #cells: string[][];

  constructor(
    readonly document: CaptureDocument,
    fields: readonly Field[],
    readonly options: DissectOptions,
  ) {
    this.#sink = new ValueSink(fields);
    this.#cells = fields.map(() => []);
  }

  /** Valid until the next call. */
  row(row: number): readonly (readonly string[])[] {
    dissectGuarded(this.document.bytes(row), this.document.context(row), this.options, this.#sink, reportBug);
    for (let i = 0; i < this.#cells.length; i++) this.#cells[i] = this.#sink.texts(i);
    return this.#cells;
  }
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
      const { out } = context;
      if (output.header) out.ready((output.bom ? '\ufeff' : '') + args.names.join(output.separator));
      let bom = output.bom && !output.header ? '\ufeff' : '';
      const reader = new FieldReader(document, fields, options.dissect);
      if (fields.some(({ pass }) => pass === 'tls')) findHandshakes(document);
      for await (const rows of matchingRows(context, document, filter, options.dissect, options)) {
        for (const row of rows) {
          if (out.ready(bom + fieldLine(output, reader.row(row), out.terminal))) await out.flush();
          bom = '';
        }
      }
    },
    { defragment: options.defragment, decodeAs },
  );
}
