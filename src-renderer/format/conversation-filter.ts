// Filters that find the conversation of a packet, on each of its layers, as Wireshark's "Conversation Filter" does. Pure.
import type { PacketDetail, TreeNode } from '../../src-main/ipc/contracts/engine-contract';
import { findNode, nodeAt } from './tree-walk';

export const CONVERSATION_LAYERS = ['eth', 'ip', 'ipv6', 'tcp', 'udp'] as const;
export type ConversationLayer = (typeof CONVERSATION_LAYERS)[number];

const ENDS: Record<ConversationLayer, [from: string, to: string, either: string]> = {
  eth: ['eth.src', 'eth.dst', 'eth.addr'],
  ip: ['ip.src', 'ip.dst', 'ip.addr'],
  ipv6: ['ipv6.src', 'ipv6.dst', 'ipv6.addr'],
  tcp: ['tcp.srcport', 'tcp.dstport', 'tcp.port'],
  udp: ['udp.srcport', 'udp.dstport', 'udp.port'],
};

/** The value of a field in a layer as a filter writes it; empty: it is not there. */
function valueIn(layer: TreeNode, abbrev: string): string {
  const found = nodeAt(
    [layer],
    findNode([layer], (node) => node.abbrev === abbrev && node.filter !== ''),
  );
  return found?.filter.split(' == ')[1] ?? '';
}

function between(layer: TreeNode, of: ConversationLayer): string {
  const [from, to, either] = ENDS[of];
  const [source, destination] = [valueIn(layer, from), valueIn(layer, to)];
  return source === '' || destination === '' ? '' : `${either} == ${source} && ${either} == ${destination}`;
}

/** Both ends of the innermost layer of this kind, in either direction; of TCP and UDP with their addresses. Empty: the packet has none. */
export function conversationFilter({ tree }: PacketDetail, of: ConversationLayer): string {
  const at = tree.findLastIndex(({ abbrev }) => abbrev === of);
  if (at < 0) return '';
  const own = between(tree[at], of);
  if (own === '' || (of !== 'tcp' && of !== 'udp')) return own;
  const network = tree.slice(0, at).findLast(({ abbrev }) => abbrev === 'ip' || abbrev === 'ipv6');
  const addresses = network ? between(network, network.abbrev as 'ip' | 'ipv6') : '';
  return addresses === '' ? own : `(${addresses}) && (${own})`;
}
