// A packet as Wireshark sees it: its field tree without the lines of the second opinion.
import type { PacketDetail, TreeNode } from '../../src-main/ipc/contracts/engine-contract';

const PREFIX = 'synscope.analysis.';

const without = (nodes: readonly TreeNode[]): TreeNode[] =>
  nodes
    .filter((node) => !node.abbrev.startsWith(PREFIX))
    .map((node) => (node.children.length > 0 ? { ...node, children: without(node.children) } : node));

export const withoutOpinion = (detail: PacketDetail): PacketDetail => ({ ...detail, tree: without(detail.tree) });
