// The commands that write something out of a capture or judge it, and their options.
import { Option } from 'commander';
import type { MessageKey } from '../../i18n/catalogue';
import { RULE_IDS } from '../../report/check/rules';
import { checkCommand, type CheckOptions } from '../check/command';
import type { CommandContext } from '../context';
import { exportFlowsCommand, FLOW_FORMATS, type ExportFlowsOptions } from './flows';
import { exportObjectsCommand, type ExportObjectsOptions } from './objects';
import { exportPacketsCommand, type ExportPacketsOptions } from './packets';
import { collect, type NewCommand } from '../new-command';

/** Adds `export` to the program that `command` makes commands of. */
export function addExportCommands(context: CommandContext, command: NewCommand): void {
  const say = (key: MessageKey): string => context.text(key);
  const parent = command('export', 'cli.export');
  command('packets', 'cli.exportPackets', parent)
    .argument('<FILE>', say('cli.argument.file'))
    .option('-w, --write <file>', say('cli.option.exportWrite'))
    .option('-Y, --display-filter <filter>', say('cli.option.exportFilter'))
    .option('--range <numbers>', say('cli.option.range'))
    .option('--stream <number>', say('cli.option.stream'), collect, [])
    .addOption(new Option('--format <format>', say('cli.option.exportFormat')).choices(['pcapng', 'pcap']))
    .option('--cut', say('cli.option.cut'))
    .option('--anonymise', say('cli.option.anonymise'))
    .addOption(new Option('--keep-payload', say('cli.option.keepPayload')).hideHelp())
    .option('--key-file <file>', say('cli.option.keyFile'))
    .option('--sorted', say('cli.option.sorted'))
    .action((file: string, options: ExportPacketsOptions) => exportPacketsCommand(context, file, options));
  command('flows', 'cli.exportFlows', parent)
    .argument('<FILE>', say('cli.argument.file'))
    .option('-w, --write <file>', say('cli.option.exportWrite'))
    .option('-Y, --display-filter <filter>', say('cli.option.flowsFilter'))
    .addOption(new Option('--format <format>', say('cli.option.tableFormat')).choices([...FLOW_FORMATS]))
    .action((file: string, options: ExportFlowsOptions) => exportFlowsCommand(context, file, options));
  command('objects', 'cli.exportObjects', parent)
    .argument('<FILE>', say('cli.argument.file'))
    .option('--folder <folder>', say('cli.option.exportFolder'))
    .option('-Y, --display-filter <filter>', say('cli.option.exportFilter'))
    .action((file: string, options: ExportObjectsOptions) => exportObjectsCommand(context, file, options));
}

/** Adds `check`, with an option for each rule. */
export function addCheckCommand(context: CommandContext, command: NewCommand): void {
  const say = (key: MessageKey): string => context.text(key);
  const check = command('check', 'cli.check')
    .argument('<FILE>', say('cli.argument.file'))
    .option('--rules <file>', say('cli.option.rules'))
    .option('-Y, --display-filter <filter>', say('cli.option.checkFilter'))
    .addOption(new Option('--format <format>', say('cli.option.checkFormat')).choices(['text', 'json', 'junit']));
  for (const rule of RULE_IDS) check.option(`--max-${rule} <number>`, say(`check.rule.${rule}`));
  check.action((file: string, options: CheckOptions) => checkCommand(context, file, options));
}
