// `-d`: what ports lead to in place of what they usually do, as tshark takes it.
import { decodable, readRule } from '../dissect/decode-as';
import { parseAddress } from '../filter/check/literal-address';
import type { DecodeRule, PortTable } from '../ipc/decode-as';
import { ipv4Text, ipv6Text } from '../text/address';
import type { CommandContext } from './context';

const TABLES: readonly PortTable[] = ['tcp.port', 'udp.port'];

/** An address as it prints; null: it is none. */
function canonical(text: string): string | null {
  const isIpv6 = text.includes(':');
  const address = parseAddress(text, isIpv6 ? 'ipv6' : 'ipv4');
  if (!address.ok || address.prefix >= 0) return null;
  return isIpv6 ? ipv6Text(address.bytes, 0) : ipv4Text(address.bytes, 0);
}

/** The rules that were given. Throws CommandFailure for one that makes no sense. */
export function decodeRules(context: CommandContext, texts: readonly string[]): DecodeRule[] {
  return texts.map((text) => {
    const read = readRule(text, canonical);
    if (read.ok) return read.rule;
    const { why, part } = read;
    if (why !== 'protocol') throw context.usage(`cli.decodeAs.${why}`, { part });
    const known = TABLES.filter((table) => text.trimStart().startsWith(table)).flatMap(decodable);
    throw context.usage('cli.decodeAs.protocol', { part, known: known.join(', ') });
  });
}
