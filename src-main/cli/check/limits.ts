// The limits that `check` is given: options of the command line, and a file of `rule: number` lines (YAML). Options go before the file.
import { readFileSync, statSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { nearest } from '../../filter/language/nearest';
import { errorCode } from '../../formats/problems';
import { RULE_IDS, type Limits, type RuleId } from '../../report/check/rules';
import type { CommandContext } from '../context';

const MOST_BYTES = 64 * 1024;

/** `given`: by rule, as text. Throws CommandFailure. */
export function limitsOf(
  context: CommandContext,
  given: ReadonlyMap<RuleId, string>,
  path: string | undefined,
): Limits {
  const limits = new Map<RuleId, number>();
  if (path !== undefined) for (const [rule, limit] of fromFile(context, path)) limits.set(rule, limit);
  for (const [rule, text] of given) {
    const limit = Number(text);
    if (text.trim() === '' || !isLimit(limit)) throw context.usage('check.badLimit', { rule, text });
    limits.set(rule, limit);
  }
  if (limits.size === 0) throw context.usage('check.noLimits', { rules: RULE_IDS.join(', ') });
  // in the order that they are listed in, however they were given
  return new Map(RULE_IDS.flatMap((rule) => (limits.has(rule) ? [[rule, limits.get(rule) as number]] : [])));
}

const isLimit = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

function fromFile(context: CommandContext, path: string): [RuleId, number][] {
  let text: string;
  try {
    if (statSync(path).size > MOST_BYTES) throw context.usage('check.fileLarge', { path });
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw context.usage('check.fileFailed', { path, reason: errorCode(error) });
    throw error;
  }
  const parsed = parseDocument(text);
  if (parsed.errors.length > 0) {
    const { message, linePos } = parsed.errors[0];
    throw context.usage('check.fileSyntax', { path, line: linePos?.[0].line ?? 1, reason: message.split('\n', 1)[0] });
  }
  let content: unknown = null;
  try {
    content = parsed.toJS({ maxAliasCount: 0 });
  } catch {
    // references: a list of limits has none
  }
  if (content === null || typeof content !== 'object' || Array.isArray(content))
    throw context.usage('check.fileForm', { path });
  return Object.entries(content).map(([name, limit]: [string, unknown]) => {
    const rule = RULE_IDS.find((id) => id === name);
    if (rule === undefined)
      throw context.usage('check.unknownRule', { path, name, hint: nearest(name, RULE_IDS) ?? RULE_IDS.join(', ') });
    if (!isLimit(limit)) throw context.usage('check.badLimit', { rule, text: JSON.stringify(limit) });
    return [rule, limit];
  });
}
