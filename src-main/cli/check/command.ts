// `synscope check`: holds a capture to limits, for scripts. Exit code 3: one is exceeded.
import type { RuleId } from '../../report/check/rules';
import { RULE_IDS } from '../../report/check/rules';
import { CHECK_BROKEN, type CommandContext } from '../context';
import { displayFilter } from '../display-filter';
import { checkCapture } from './evaluate';
import { limitsOf } from './limits';
import { printJson, printJunit, printText, type CheckFormat } from './print';

export interface CheckOptions {
  rules?: string;
  format?: CheckFormat;
  displayFilter?: string;
  [option: string]: unknown;
}

/** `--max-handshake-ms` as commander hands it on: `maxHandshakeMs`. */
const optionOf = (rule: RuleId): string =>
  `max-${rule}`.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

export async function checkCommand(context: CommandContext, file: string, options: CheckOptions): Promise<void> {
  const given = new Map<RuleId, string>();
  for (const rule of RULE_IDS) {
    const text = options[optionOf(rule)];
    if (typeof text === 'string') given.set(rule, text);
  }
  const limits = limitsOf(context, given, options.rules);
  const filter = displayFilter(context, options.displayFilter);
  await context.withCapture(file, async (document) => {
    const results = await checkCapture(context, document, limits, filter);
    // before anything is printed: who reads no further still learns how it ended
    if (results.some(({ passed }) => !passed)) context.exitCode = CHECK_BROKEN;
    if (options.format === 'json') printJson(context, file, results);
    else if (options.format === 'junit') printJunit(context, file, results);
    else printText(context, results);
  });
}
