// `synscope packets`: the rows of the packet list, as lines, as a table or as JSON.
import { DEFAULT_OPTIONS } from '../engine/answers/row-options';
import type { CaptureDocument } from '../engine/document/document';
import { packetTable, type PacketForm } from '../report/tables/packet-table';
import type { CommandContext } from './context';
import { decodeRules } from './decode-as';
import { displayFilter } from './display-filter';
import { printRows } from './print-rows';

export interface PacketsArguments {
  file: string;
  form: PacketForm;
  /** -d */
  decodeAs?: string[];
  /** -Y */
  filter?: string;
}

export async function packetsCommand(context: CommandContext, args: PacketsArguments): Promise<void> {
  const { form } = args;
  const filter = displayFilter(context, args.filter);
  const decodeAs = decodeRules(context, args.decodeAs ?? []);
  const work = (document: CaptureDocument): Promise<void> =>
    printRows(context, document, { of: 'rows', form }, packetTable(form), {
      ...{ filter, options: DEFAULT_OPTIONS },
      wanted: ['messages'],
    });
  await context.withCapture(args.file, work, { decodeAs });
}
