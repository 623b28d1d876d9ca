// `-f 'tcp.port eq 80'`: libpcap only says "syntax error" of a display filter. What to write instead, if that is what it is.
import { compileFilter } from '../filter/compile';
import { captureFilterOf } from '../filter/capture/capture-filter';
import type { CommandContext } from './context';
import { COMMAND_LINE } from './filter';

/** Lines to add to what libpcap says of a capture filter; none where it is no display filter either. */
export function captureFilterHint(context: CommandContext, text: string): string[] {
  const compiled = compileFilter(text, COMMAND_LINE);
  if (!compiled.ok || compiled.filter.test === null) return [];
  const translated = captureFilterOf(compiled.filter.test);
  if (!translated.ok) return [context.text('cli.capture.displayFilter'), context.message(translated.message)];
  const lines = [context.text('cli.capture.displayFilter')];
  if (translated.text !== '') lines.push(context.text('cli.filter.suggestion', { text: `-f '${translated.text}'` }));
  if (translated.remark !== null) lines.push(context.message(translated.remark));
  return lines;
}
