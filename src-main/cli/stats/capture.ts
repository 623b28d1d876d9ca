// `synscope stats capture`: what is known of the file and its packets.
import { basename } from 'node:path';
import { captureProperties } from '../../engine/statistics/properties';
import type { CaptureAmounts, CaptureProperties } from '../../ipc/contracts/statistics-contract';
import { epoch, type Instant } from '../../text/time';
import { STDIN, type CommandContext } from '../context';
import { decodeRules } from '../decode-as';
import { displayFilter } from '../display-filter';
import { padEnd, width } from '../text';
import { printTable, type StatsOptions } from './print';
import { chosenRows } from './rows';
import { secondsText } from '../../text/duration';

const nobodyCancels = new AbortController().signal;

export async function captureStats(context: CommandContext, file: string, options: StatsOptions): Promise<void> {
  const filter = displayFilter(context, options.displayFilter);
  const decodeAs = decodeRules(context, options.decodeAs);
  await context.withCapture(
    file,
    async (document) => {
      const shown = filter && (await chosenRows(context, document, filter));
      const about =
        file === STDIN ? { name: context.text('cli.stdin'), path: null } : { name: basename(file), path: file };
      const found = await captureProperties(document, about, shown, nobodyCancels);
      if (options.json) context.out.json(found, 2);
      else if (options.csv) await printInterfaces(context, found, { csv: true });
      else await printText(context, found);
    },
    { decodeAs },
  );
}

const time = (at: Instant | null): string => (at === null ? '-' : epoch(at, 9));
const fixed = (value: number | null, digits: number): string => (value === null ? '-' : value.toFixed(digits));

async function printText(context: CommandContext, found: CaptureProperties): Promise<void> {
  const say = context.text.bind(context);
  const lines: [string, string][] = [
    [say('statistics.file.name'), found.path],
    [say('statistics.file.bytes'), say('statistics.file.count', { count: found.fileBytes })],
    [say('statistics.file.format'), found.format],
    [say('statistics.file.sha256'), found.sha256 ?? say('statistics.file.noSha256')],
    ...found.writtenBy.map((text): [string, string] => [say('statistics.file.writtenBy'), text]),
    ...found.comments.map((text): [string, string] => [say('statistics.file.comment'), text]),
    [say('statistics.file.first'), time(found.firstTime)],
    [say('statistics.file.last'), time(found.lastTime)],
    [say('statistics.sum.durationNs'), found.durationNs === null ? '-' : secondsText(found.durationNs)],
  ];
  const sums: [string, (amounts: CaptureAmounts) => string][] = [
    [say('statistics.sum.packets'), ({ packets }) => String(packets)],
    [say('statistics.sum.durationNs'), ({ durationNs }) => (durationNs === null ? '-' : secondsText(durationNs))],
    [say('statistics.sum.packetsPerSecond'), ({ packetsPerSecond }) => fixed(packetsPerSecond, 2)],
    [say('statistics.sum.averageBytes'), ({ averageBytes }) => fixed(averageBytes, 2)],
    [say('statistics.sum.bytes'), ({ bytes }) => String(bytes)],
    [say('statistics.sum.capturedBytes'), ({ capturedBytes }) => String(capturedBytes)],
    [say('statistics.sum.bitsPerSecond'), ({ bitsPerSecond }) => fixed(bitsPerSecond, 2)],
  ];
  const names = [...lines, ...sums].map(([name]) => width(name));
  const most = Math.max(...names);
  for (const [name, value] of lines) context.out.line(`${padEnd(name, most)}  ${value}`);
  context.out.line('');
  const both = found.displayed === null ? [found.all] : [found.all, found.displayed];
  const heads = ['statistics.sum.all', 'statistics.sum.displayed'] as const;
  const table = [['', ...both.map((_, i) => say(heads[i]))], ...sums.map(([name, text]) => [name, ...both.map(text)])];
  const second = Math.max(...table.map((row) => width(row[1])));
  for (const [name, ...values] of table)
    context.out.line(
      `${padEnd(name, most)}  ${values.map((one, i) => (i === 0 ? padEnd(one, second) : one)).join('  ')}`.trimEnd(),
    );
  context.out.line('');
  await printInterfaces(context, found, {});
}

function printInterfaces(
  context: CommandContext,
  { interfaces }: CaptureProperties,
  options: Pick<StatsOptions, 'csv'>,
): Promise<void> {
  const columns = (['name', 'link', 'snapLen', 'filter', 'packets', 'dropped'] as const).map((id) => ({
    id,
    title: context.text(`statistics.interface.${id}`),
    kind: id === 'snapLen' || id === 'packets' || id === 'dropped' ? ('count' as const) : ('text' as const),
  }));
  const rows = interfaces.map(({ name, linkType, snapLen, filter, packets, dropped }) => ({
    cells: [name, linkType, snapLen, filter, packets, dropped],
  }));
  return printTable(context, columns, () => rows, options);
}
