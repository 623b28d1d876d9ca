// `synscope packets`: the rows of the packet list, as lines or as JSON.
import { packetRows } from '../engine/answers/packet-rows';
import { DEFAULT_OPTIONS } from '../engine/answers/row-options';
import type { CaptureDocument } from '../engine/document/document';
import { ChosenRows } from '../engine/document/shown-rows';
import type { PacketRows } from '../ipc/contracts/engine-contract';
import type { CommandContext } from './context';
import { decodeRules } from './decode-as';
import { displayFilter, matchingRows } from './display-filter';
import { JsonList } from './json-list';
import { since } from '../text/time';

export interface PacketsArguments {
  file: string;
  json: boolean;
  /** -d */
  decodeAs?: string[];
  /** -Y */
  filter?: string;
}

export async function packetsCommand(context: CommandContext, args: PacketsArguments): Promise<void> {
  const filter = displayFilter(context, args.filter);
  const decodeAs = decodeRules(context, args.decodeAs ?? []);
  const work = async (document: CaptureDocument): Promise<void> => {
    const { columns, firstTimedRow: first } = document;
    const start = first < 0 ? { sec: 0, nano: 0 } : { sec: columns.timeSec(first), nano: columns.timeNano(first) };
    const list = args.json ? new JsonList(context.out) : null;
    for await (const matched of matchingRows(context, document, filter, DEFAULT_OPTIONS)) {
      const rows = packetRows(document, 0, matched.length, { list: 0, shown: new ChosenRows(matched) });
      for (let i = 0; i < rows.frame.length; i++) {
        const time = rows.hasTime[i] ? since({ sec: rows.timeSec[i], nano: rows.timeNano[i] }, start, 6) : '';
        if (list ? list.add(asObject(rows, i)) : context.out.line(asLine(rows, i, time))) await context.out.flush();
      }
    }
    list?.end();
  };
  await context.withCapture(args.file, work, { decodeAs });
}

function asLine(rows: PacketRows, i: number, time: string): string {
  const columns = [
    String(rows.frame[i]).padStart(5),
    time.padStart(12),
    rows.source[i].padStart(15),
    '→',
    rows.destination[i].padEnd(15),
    rows.protocol[i].padEnd(6),
    String(rows.length[i]),
    rows.info[i],
  ];
  return columns.join(' ');
}

function asObject(rows: PacketRows, i: number): object {
  return {
    frame: rows.frame[i],
    timeSec: rows.hasTime[i] ? rows.timeSec[i] : null,
    timeNano: rows.hasTime[i] ? rows.timeNano[i] : null,
    source: rows.source[i],
    destination: rows.destination[i],
    protocol: rows.protocol[i],
    length: rows.length[i],
    info: rows.info[i],
    stream: rows.stream[i],
    kind: rows.kind[i],
  };
}
