// The command line: the engine without a window. Exit codes: 0, 1 bad input, 2 bad usage, 3 a limit of `check` is exceeded.
import { Command, CommanderError, Option } from 'commander';
import { LANGUAGES, languageOf, type Language } from '../ipc/languages';
import { translate } from '../i18n/translate';
import type { MessageKey } from '../i18n/catalogue';
import { detailOf } from '../engine/base/problems';
import { useSystemZoneNames } from '../engine/base/time-zone';
import { BAD_INPUT, BAD_USAGE, CommandContext, CommandFailure, type Streams } from './context';
import { captureCommand, interfacesCommand } from './capture';
import type { CaptureCommandOptions } from './capture-options';
import { addCheckCommand, addExportCommands } from './export/commands';
import { fieldsCommand } from './fields';
import { filterCommand } from './filter';
import { flowsCommand } from './flows';
import { OutputFailure, ReaderGone } from './output';
import { packetsCommand } from './packets';
import { reportCommand } from './report';
import { addCourseCommand } from './course/command';
import { addCompareCommand } from './compare/command';
import { addSqlCommands } from './sql/commands';
import { addStatsCommands } from './stats/commands';
import { timelineCommand } from './timeline';
import { treeCommand } from './tree';
import { version } from '../../package.json';
import { collect } from './new-command';

/** Language of help and messages, needed before the options are read: `--lang`, else the locale. */
function chosenLanguage(argv: readonly string[]): Language {
  let chosen: Language | undefined;
  for (const [i, word] of argv.entries()) {
    if (word === '--') break;
    const value = word === '--lang' ? argv[i + 1] : word.startsWith('--lang=') ? word.slice(7) : undefined;
    chosen = LANGUAGES.find((language) => language === value) ?? chosen;
  }
  if (chosen) return chosen;
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  // zh_CN.UTF-8 -> zh-CN
  return languageOf((LC_ALL || LC_MESSAGES || LANG || 'en').split('.')[0].replace('_', '-'));
}

/** FILE as tshark takes it (-r) or as we do. */
function theFile(context: CommandContext, file: string | undefined, read: string | undefined): string {
  if (file !== undefined && read !== undefined) throw context.usage('cli.twoFiles');
  const path = file ?? read;
  if (path === undefined) throw context.usage('cli.noFile');
  return path;
}

interface FieldsOptions {
  field: string[];
  output: string[];
  preference: string[];
  decodeAs: string[];
  read?: string;
  typeOfOutput?: string;
  displayFilter?: string;
}
interface JsonOptions {
  json?: boolean;
}
interface TreeOptions extends JsonOptions {
  decodeAs: string[];
}
interface PacketsOptions extends TreeOptions {
  csv?: boolean;
  displayFilter?: string;
}
interface FlowsOptions extends JsonOptions {
  displayFilter?: string;
  csv?: boolean;
  where?: string;
}

interface ReportOptions {
  output: string;
  format?: string;
  language?: Language;
  stream: string[];
  displayFilter?: string;
  sections?: string;
  template?: string;
  title?: string;
  author?: string;
  course?: string;
  date?: string;
}

function program(context: CommandContext, streams: Streams): Command {
  const say = (key: MessageKey): string => translate(context.language, key);
  const root = new Command('electron' in process.versions ? 'synscope-cli' : 'synscope')
    .description(say('cli.description'))
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void context.out.ready(text.trimEnd()),
      writeErr: (text) => context.complain(...text.trimEnd().split('\n')), // help for `synscope` alone
      outputError: () => undefined, // said by `main`, in one line
    })
    .addOption(new Option('--lang <language>', say('cli.option.lang')).choices(LANGUAGES))
    .hook('preAction', (_, chosen) => {
      context.sorted = chosen.getOptionValue('sorted') === true;
      context.byTunnel = chosen.getOptionValue('byTunnel') === true;
      context.keyLogs = (chosen.getOptionValue('keylog') as string[] | undefined) ?? [];
    });
  const command = (name: string, description: MessageKey, parent: Command = root): Command =>
    parent
      .command(name)
      .description(say(description))
      .addOption(new Option('--lang <language>', say('cli.option.lang')).choices(LANGUAGES));

  command('fields', 'cli.fields')
    .argument('[FILE]', say('cli.argument.file'))
    .option('--sorted', say('cli.option.sorted'))
    .option('-e, --field <field>', say('cli.option.field'), collect, [])
    .option('-E, --output <key=value>', say('cli.option.output'), collect, [])
    .option('-o, --preference <name:value>', say('cli.option.preference'), collect, [])
    .option('-d, --decode-as <rule>', say('cli.option.decodeAs'), collect, [])
    .option('--keylog <file>', say('cli.option.keylog'), collect, [])
    .option('-r, --read <file>', say('cli.option.read'))
    .option('-Y, --display-filter <filter>', say('cli.option.displayFilter'))
    .option('-n', say('cli.option.ignored'))
    .option('-2', say('cli.option.ignored'))
    .option('-l', say('cli.option.ignored'))
    .addOption(new Option('-T, --type-of-output <type>', say('cli.option.ignored')).choices(['fields']))
    .action(async (file: string | undefined, options: FieldsOptions) => {
      const path = theFile(context, file, options.read);
      const { field: names, output, preference: preferences, decodeAs, displayFilter: filter } = options;
      await fieldsCommand(context, { file: path, names, output, preferences, decodeAs, filter });
    });

  command('packets', 'cli.packets')
    .argument('<FILE>', say('cli.argument.file'))
    .option('--sorted', say('cli.option.sorted'))
    .option('--json', say('cli.option.json'))
    .addOption(new Option('--csv', say('cli.option.csv')).conflicts('json'))
    .option('-d, --decode-as <rule>', say('cli.option.decodeAs'), collect, [])
    .option('--keylog <file>', say('cli.option.keylog'), collect, [])
    .option('-Y, --display-filter <filter>', say('cli.option.displayFilter'))
    .action((file: string, { json, csv, decodeAs, displayFilter: filter }: PacketsOptions) => {
      const form = json ? 'object' : csv ? 'csv' : 'line';
      return packetsCommand(context, { file, form, decodeAs, filter });
    });

  command('tree', 'cli.tree')
    .argument('<FILE>', say('cli.argument.file'))
    .option('--sorted', say('cli.option.sorted'))
    .argument('<N>', say('cli.argument.frame'))
    .option('--json', say('cli.option.json'))
    .option('-d, --decode-as <rule>', say('cli.option.decodeAs'), collect, [])
    .option('--keylog <file>', say('cli.option.keylog'), collect, [])
    .action((file: string, frame: string, { json = false, decodeAs }: TreeOptions) =>
      treeCommand(context, { file, frame, json, decodeAs }),
    );

  command('flows', 'cli.flows')
    .argument('<FILE>', say('cli.argument.file'))
    .option('--sorted', say('cli.option.sorted'))
    .option('--json', say('cli.option.json'))
    .addOption(new Option('--csv', say('cli.option.csv')).conflicts('json'))
    .option('--by-tunnel', say('cli.option.byTunnel'))
    .option('--where <SQL>', say('cli.option.where'))
    .option('-Y, --display-filter <filter>', say('cli.option.flowsFilter'))
    .action((file: string, { json, csv, where, displayFilter: filter }: FlowsOptions) => {
      const format = json ? 'json' : csv ? 'csv' : 'text';
      return flowsCommand(context, { file, format, where: where ?? null, filter });
    });

  command('filter', 'cli.filter')
    .requiredOption('--explain <FILTER>', say('cli.option.explain'))
    .action(({ explain }: { explain: string }) => filterCommand(context, explain));

  command('timeline', 'cli.timeline')
    .argument('<FILE>', say('cli.argument.file'))
    .option('--sorted', say('cli.option.sorted'))
    .argument('<STREAM>', say('cli.argument.stream'))
    .option('--by-tunnel', say('cli.option.byTunnel'))
    .option('--json', say('cli.option.json'))
    .action((file: string, stream: string, { json = false }: JsonOptions) =>
      timelineCommand(context, { file, stream, json }),
    );

  command('report', 'cli.report')
    .argument('<FILE>', say('cli.argument.file'))
    .option('--sorted', say('cli.option.sorted'))
    .requiredOption('-o, --output <file>', say('cli.option.reportOutput'))
    .option('-f, --format <format>', say('cli.option.reportFormat'))
    .addOption(new Option('--language <language>', say('cli.option.reportLanguage')).choices(LANGUAGES))
    .option('-s, --stream <number>', say('cli.option.reportStream'), collect, [])
    .option('-Y, --display-filter <filter>', say('cli.option.flowsFilter'))
    .option('--sections <list>', say('cli.option.reportSections'))
    .option('--details <number>', say('cli.option.reportDetails'))
    .option('--template <file>', say('cli.option.reportTemplate'))
    .option('--title <text>', say('cli.option.reportTitle'))
    .option('--author <text>', say('cli.option.reportAuthor'))
    .option('--course <text>', say('cli.option.reportCourse'))
    .option('--date <text>', say('cli.option.reportDate'))
    .action(
      (file: string, { language = context.language, stream: streams, displayFilter: filter, ...rest }: ReportOptions) =>
        reportCommand(context, { ...rest, file, language, streams, filter }),
    );
  addExportCommands(context, command);
  addCheckCommand(context, command);
  addStatsCommands(context, command);
  addCompareCommand(context, command);
  addCourseCommand(context, command);
  addSqlCommands(context, command);

  command('interfaces', 'cli.interfaces')
    .option('--json', say('cli.option.json'))
    .action(({ json = false }: JsonOptions) => interfacesCommand(context, { json }));

  command('capture', 'cli.capture')
    .option('-i, --interface <name>', say('cli.option.interface'), collect, [])
    .option('-f, --filter <filter>', say('cli.option.filter'))
    .option('-s, --snapshot-length <bytes>', say('cli.option.snaplen'))
    .option('-c, --count <packets>', say('cli.option.count'))
    .option('-a, --autostop <limit>', say('cli.option.autostop'), collect, [])
    .option('-b, --ring-buffer <limit>', say('cli.option.ring'), collect, [])
    .option('-B, --buffer-size <MiB>', say('cli.option.buffer'))
    .option('-p, --no-promiscuous-mode', say('cli.option.noPromiscuous'))
    .option('-w, --write <file>', say('cli.option.write'))
    .option('-q, --quiet', say('cli.option.quiet'))
    .action((options: CaptureCommandOptions) => captureCommand(context, options, streams.stderr));
  return root;
}

/** Runs a command line (without `node synscope`) and gives the exit code. Prints to `streams`, throws nothing. */
export async function main(
  argv: readonly string[],
  streams: Streams = { stdout: process.stdout, stderr: process.stderr },
  workers?: URL,
  sqlWorker?: URL,
): Promise<number> {
  useSystemZoneNames();
  const context = new CommandContext(chosenLanguage(argv), streams, workers, sqlWorker);
  try {
    await program(context, streams).parseAsync(argv, { from: 'user' });
    await context.out.flush();
    return context.exitCode;
  } catch (error) {
    return exitCodeOf(context, error);
  }
}

/** Tells what went wrong. */
async function exitCodeOf(context: CommandContext, error: unknown): Promise<number> {
  const complain = (message: string, ...more: readonly string[]): void =>
    context.complain(`synscope: ${message}`, ...more);
  if (error instanceof ReaderGone) return context.exitCode;
  if (error instanceof OutputFailure) {
    complain(outputProblem(context, error));
    return BAD_INPUT;
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0)
      // --help, --version
      return context.out.flush().then(
        () => 0,
        (failure: unknown) => exitCodeOf(context, failure),
      );
    if (error.code !== 'commander.help') complain(error.message.replace(/^error: /, '').replaceAll('\n', ' '));
    return BAD_USAGE;
  }
  if (error instanceof CommandFailure) {
    complain(error.message, ...error.more);
    return error.exitCode;
  }
  complain(context.text('cli.bug'), ...detailOf(error).split('\n'));
  return BAD_INPUT;
}

const outputProblem = (context: CommandContext, { reason }: OutputFailure): string =>
  ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(reason)
    ? context.text('cli.outputFull', { reason })
    : context.text('cli.outputFailed', { reason });

/** The commands as they are declared, in English: manual and shell completions of the packages are made of them. */
export const declaredCommands = (): Command => {
  const nowhere: Streams = { stdout: process.stdout, stderr: process.stderr };
  return program(new CommandContext('en', nowhere), nowhere);
};
