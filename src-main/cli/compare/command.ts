// `synscope compare`: two captures of the same connections, made at two points of their way.
import { CaptureComparison } from '../../engine/answers/compare/capture-comparison';
import { BAD_USAGE, CommandFailure, STDIN, type CommandContext } from '../context';
import type { NewCommand } from '../new-command';
import { printConnections, printSegments } from './print';

interface CompareOptions {
  json?: boolean;
  stream?: string;
}

/** Adds `compare` to the program that `command` makes commands of. */
export function addCompareCommand(context: CommandContext, command: NewCommand): void {
  command('compare', 'cli.compare')
    .argument('<FIRST>', context.text('cli.compare.first'))
    .argument('<SECOND>', context.text('cli.compare.second'))
    .option('--json', context.text('cli.option.json'))
    .option('-s, --stream <number>', context.text('cli.compare.stream'))
    .option('--sorted', context.text('cli.option.sorted'))
    .action((first: string, second: string, options: CompareOptions) =>
      compareCommand(context, first, second, options),
    );
}

async function compareCommand(
  context: CommandContext,
  first: string,
  second: string,
  { json = false, stream }: CompareOptions,
): Promise<void> {
  if (first === STDIN && second === STDIN) throw context.usage('cli.compare.stdin');
  await context.withCapture(first, (a) =>
    context.withCapture(second, async (b) => {
      const comparison = CaptureComparison.of(a, b);
      if (stream === undefined) return printConnections(context, comparison, json);
      const pair = comparison.pairs.find(({ a: { id } }) => String(a.analysis.flows.row(id).stream) === stream);
      if (!pair) throw new CommandFailure(BAD_USAGE, context.text('cli.compare.noStream', { stream }));
      return printSegments(context, comparison.segments(pair), json);
    }),
  );
}
