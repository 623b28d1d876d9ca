// A display filter's mistake on the terminal: what is wrong, the filter with the place marked, and what to write instead.
import type { FilterMistake } from '../ipc/contracts/filter-contract';
import { BAD_USAGE, CommandFailure, type CommandContext } from './context';
import { forTerminal } from '../text/harmless';
import { width } from './text';

export function filterFailure(context: CommandContext, text: string, mistake: FilterMistake): CommandFailure {
  const { at, len, message, hint, suggestion } = mistake;
  const sentences = [message, ...(hint ? [hint] : [])].map((each) => context.message(each));
  // one line, whatever blanks are in it; what is escaped takes more room than it did
  const [before, marked, after] = [text.slice(0, at), text.slice(at, at + len), text.slice(at + len)].map((part) =>
    forTerminal(part.replace(/\s/g, ' ')),
  );
  const mark = '^' + '~'.repeat(Math.max(0, width(marked) - 1));
  const gap = context.language === 'en' ? ' ' : '';
  const lines = [`    ${before}${marked}${after}`, `    ${' '.repeat(width(before))}${mark}`];
  if (suggestion !== null) lines.push(context.text('cli.filter.suggestion', { text: suggestion }));
  return new CommandFailure(BAD_USAGE, sentences.join(gap), ...lines);
}
