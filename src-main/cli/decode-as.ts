// `-d`: what ports lead to in place of what they usually do, as tshark takes it.
import { decodable, readRule } from '../dissect/decode-as';
import type { DecodeRule, PortTable } from '../ipc/decode-as';
import type { CommandContext } from './context';

const TABLES: readonly PortTable[] = ['tcp.port', 'udp.port'];

/** The rules that were given. Throws CommandFailure for one that makes no sense. */
export function decodeRules(context: CommandContext, texts: readonly string[]): DecodeRule[] {
  return texts.map((text) => {
    const read = readRule(text);
    if (read.ok) return read.rule;
    const { why, part } = read;
    if (why !== 'protocol') throw context.usage(`cli.decodeAs.${why}`, { part });
    const known = TABLES.filter((table) => text.trimStart().startsWith(table)).flatMap(decodable);
    throw context.usage('cli.decodeAs.protocol', { part, known: known.join(', ') });
  });
}
