// `synscope stats …`: what is counted over the packets of a capture, one command a table.
import { Argument, Option, type Command } from 'commander';
import type { MessageKey } from '../../i18n/catalogue';
import {
  END_LAYERS,
  FLOW_KINDS,
  MOST_IO_LINES,
  type EndLayer,
  type FlowKind,
  type StatisticsTable,
} from '../../ipc/contracts/statistics-contract';
import type { CommandContext } from '../context';
import { captureStats } from './capture';
import { ioStats } from './io';
import type { StatsOptions } from './print';
import { tableStats } from './table';
import { collect, type NewCommand } from '../new-command';

/** Adds `stats` to the program that `command` makes commands of. */
export function addStatsCommands(context: CommandContext, command: NewCommand): void {
  const types = END_LAYERS.join(', ');
  const kinds = FLOW_KINDS.join(', ');
  const say = (key: MessageKey): string => context.text(key, { types, kinds, most: MOST_IO_LINES });
  const parent = command('stats', 'cli.stats');
  const one = (name: string, description: MessageKey): Command =>
    command(name, description, parent)
      .description(say(description))
      .argument('<FILE>', say('cli.argument.file'))
      .option('-Y, --display-filter <filter>', say('cli.stats.option.filter'))
      .option('--json', say('cli.option.json'))
      .addOption(new Option('--csv', say('cli.option.csv')).conflicts('json'))
      .option('--sorted', say('cli.option.sorted'))
      .option('-d, --decode-as <rule>', say('cli.option.decodeAs'), collect, [])
      .option('--keylog <file>', say('cli.option.keylog'), collect, []);
  const table = (name: string, description: MessageKey, shown: StatisticsTable): void =>
    void one(name, description).action((file: string, options: StatsOptions) =>
      tableStats(context, file, shown, options),
    );
  const ends = (name: 'endpoints' | 'conversations', description: MessageKey): void =>
    void one(name, description)
      .addArgument(new Argument('<TYPE>', say('cli.stats.type')).choices(END_LAYERS))
      .action((file: string, layer: EndLayer, options: StatsOptions) =>
        tableStats(context, file, `${name}-${layer}`, options),
      );
  one('capture', 'cli.stats.capture').action((file: string, options: StatsOptions) =>
    captureStats(context, file, options),
  );
  table('phs', 'cli.stats.phs', 'hierarchy');
  ends('endpoints', 'cli.stats.endpoints');
  ends('conversations', 'cli.stats.conversations');
  table('plen', 'cli.stats.plen', 'lengths');
  table('responses', 'cli.stats.responses', 'responses');
  one('flow', 'cli.stats.flow')
    .addArgument(new Argument('[KIND]', say('cli.stats.flow.kind')).choices(FLOW_KINDS).default('all'))
    .action((file: string, kind: FlowKind, options: StatsOptions) =>
      tableStats(context, file, `flows-${kind}`, options),
    );
  one('io', 'cli.stats.io')
    .option('-i, --interval <seconds>', say('cli.stats.option.interval'), '1')
    .option('-f, --filter <filter>', say('cli.stats.option.column'), collect, [])
    .action((file: string, options: StatsOptions & { interval: string; filter: string[] }) =>
      ioStats(context, file, options),
    );
}
