// `synscope filter --explain EXPR`: what each stage of the compiler makes of a display filter.
import { compileFilter, type CompiledFilter, type FilterEnvironment } from '../filter/compile';
import { describePlan } from '../filter/columns/column-plan';
import { explain } from '../filter/help/explain';
import type { MessageKey } from '../i18n/catalogue';
import type { CommandContext } from './context';
import { filterFailure } from './filter-mistake';

/** No window: no macros and no selected packet. */
export const COMMAND_LINE: FilterEnvironment = { macros: [], reference: () => null };

interface Section {
  readonly title: MessageKey;
  readonly lines: readonly string[];
}

/** What is said of a filter, from its text to how it is answered. */
function sections(filter: CompiledFilter): Section[] {
  const { tokens, fields, plan, printed } = explain(filter, COMMAND_LINE);
  return [
    { title: 'cli.filter.tokens', lines: tokens },
    { title: 'cli.filter.fields', lines: fields },
    { title: 'cli.filter.tests', lines: plan },
    { title: 'cli.filter.plan', lines: filter.test === null ? [] : describePlan(filter.test) },
    { title: 'cli.filter.printed', lines: printed === '' ? [] : [printed] },
  ];
}

export async function filterCommand(context: CommandContext, text: string): Promise<void> {
  const compiled = compileFilter(text, COMMAND_LINE);
  if (!compiled.ok) throw filterFailure(context, text, compiled.mistake);
  for (const { title, lines } of sections(compiled.filter)) {
    context.out.line(context.text(title));
    for (const line of lines) context.out.line(`  ${line}`);
  }
  await context.out.flush();
}
