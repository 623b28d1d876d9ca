// A display filter's mistake on the terminal: what is wrong, the filter with the place marked, and what to write instead.
import type { FilterMistake } from '../ipc/filter-contract';
import { BAD_USAGE, CommandFailure, type CommandContext } from './context';
import { printable } from './text';

/** Columns that a text takes on the terminal: Chinese characters and their punctuation take two. */
const columns = (text: string): number => Array.from(text).reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0);

export function filterFailure(context: CommandContext, text: string, mistake: FilterMistake): CommandFailure {
  const { at, len, message, hint, suggestion } = mistake;
  const sentences = [message, ...(hint ? [hint] : [])].map((each) => context.message(each));
  // one line, whatever blanks are in it
  const shown = printable(text.replace(/\s/g, ' '));
  const mark = '^' + '~'.repeat(Math.max(0, columns(shown.slice(at, at + len)) - 1));
  const gap = context.language === 'zh-CN' ? '' : ' ';
  const lines = [sentences.join(gap), `    ${shown}`, `    ${' '.repeat(columns(shown.slice(0, at)))}${mark}`];
  if (suggestion !== null) lines.push(context.text('cli.filter.suggestion', { text: printable(suggestion) }));
  return new CommandFailure(BAD_USAGE, lines.join('\n'));
}
