// What is said of a connection as lines of text: for the command line and the clipboard.
import type { MessageKey } from './catalogue';

interface Words {
  key: string;
  args?: Record<string, string | number>;
}
type Say = (message: Words) => string;

interface Option {
  name: Words;
  client: Words | null;
  server: Words | null;
  inForce: Words;
  note: Words | null;
}
interface Sentence {
  message: Words;
  frames: readonly number[];
}

const NONE: { key: MessageKey } = { key: 'verdict.option.none' };
const LINE: MessageKey = 'verdict.option.line';
const LINE_NOTED: MessageKey = 'verdict.option.lineNoted';

/** The packets behind a sentence, as `#1 #2`. */
export const sentenceLine = ({ message, frames }: Sentence, say: Say): string =>
  [say(message), ...frames.map((frame) => `#${frame}`)].join(' ');

/** A line for each option: what both ends said of it, and what holds. */
export function optionLines(options: readonly Option[], say: Say): string[] {
  return options.map(({ name, client, server, inForce, note }) => {
    const args = { name: say(name), client: say(client ?? NONE), server: say(server ?? NONE), inForce: say(inForce) };
    return note === null ? say({ key: LINE, args }) : say({ key: LINE_NOTED, args: { ...args, note: say(note) } });
  });
}
