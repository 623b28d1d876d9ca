// Pure walks over a field tree. A path is the child indexes from the root, joined by dots: `2.0.4`.
import { bitMasks } from '../../src-main/text/bytes';
import { nodeName } from '../../src-main/text/node-name';
import type { PacketDetail, TreeNode } from '../../src-main/ipc/contracts/engine-contract';

/** The node that a path leads to, or null. */
export function nodeAt(tree: readonly TreeNode[], path: string): TreeNode | null {
  if (path === '') return null;
  let nodes = tree;
  let node: TreeNode | undefined;
  for (const step of path.split('.')) {
    node = nodes[Number(step)];
    if (!node) return null;
    nodes = node.children;
  }
  return node ?? null;
}

/** Names from the root to the node: under this its being open is remembered. */
export function placeOf(tree: readonly TreeNode[], path: string): string {
  const names: string[] = [];
  let nodes = tree;
  for (const step of path.split('.')) {
    const node = nodes[Number(step)];
    if (!node) break;
    names.push(nodeName(node));
    nodes = node.children;
  }
  return names.join('/');
}

/** The node of another frame's tree that stands at the same place, or an empty path. */
export function samePlace(tree: readonly TreeNode[], place: string): string {
  const found: number[] = [];
  let level = tree;
  for (const name of place.split('/')) {
    const at = level.findIndex((node) => nodeName(node) === name);
    if (at < 0) return '';
    found.push(at);
    level = level[at].children;
  }
  return found.join('.');
}

/** Path of the first line, from the top down, that fits; an empty one where none does. */
export function findNode(tree: readonly TreeNode[], fits: (node: TreeNode) => boolean, prefix = ''): string {
  for (const [i, node] of tree.entries()) {
    const path = `${prefix}${i}`;
    const found = fits(node) ? path : findNode(node.children, fits, `${path}.`);
    if (found !== '') return found;
  }
  return '';
}

/**
 * The field a byte belongs to: the shortest that covers it, the deepest of those, the first of those. Single bits lose
 * against the field they are part of, unless `bit` (0…7, 7 the most significant) says which one is meant.
 */
export function innermost(tree: readonly TreeNode[], source: number, at: number, bit = -1): string {
  let best = { path: '', len: Infinity, depth: -1 };
  const walk = (nodes: readonly TreeNode[], prefix: string, depth: number): void => {
    for (const [i, node] of nodes.entries()) {
      const path = prefix === '' ? String(i) : `${prefix}.${i}`;
      const covers = node.source === source && at >= node.at && at < node.at + node.len;
      const better = node.len < best.len || (node.len === best.len && depth > best.depth);
      if (covers && !node.generated && better && (node.bits === undefined || hasBit(node, at, bit)))
        best = { path, len: node.len, depth };
      walk(node.children, path, depth + 1);
    }
  };
  walk(tree, '', 0);
  return best.path;
}

function hasBit(node: TreeNode, at: number, bit: number): boolean {
  if (bit < 0 || node.bits === undefined) return false;
  const mask = bitMasks(node.bits, node.len)?.[at - node.at] ?? 0;
  return ((mask >> bit) & 1) === 1;
}

export interface VisibleNode {
  path: string;
  node: TreeNode;
  depth: number;
  /** index among its siblings and their count, for screen readers */
  position: number;
  siblings: number;
  open: boolean;
}

/** The lines to draw: every node whose ancestors are all open. */
export function visibleNodes(tree: readonly TreeNode[], isOpen: (place: string) => boolean): VisibleNode[] {
  const lines: VisibleNode[] = [];
  const walk = (nodes: readonly TreeNode[], prefix: string, place: string, depth: number): void => {
    for (const [i, node] of nodes.entries()) {
      const path = prefix === '' ? String(i) : `${prefix}.${i}`;
      const here = place === '' ? nodeName(node) : `${place}/${nodeName(node)}`;
      const open = node.children.length > 0 && isOpen(here);
      lines.push({ path, node, depth, position: i + 1, siblings: nodes.length, open });
      if (open) walk(node.children, path, here, depth + 1);
    }
  };
  walk(tree, '', '', 0);
  return lines;
}

/** Every place below `path` (itself included) that has something to open. */
export function placesBelow(detail: PacketDetail, path: string): string[] {
  const places: string[] = [];
  const walk = (node: TreeNode, place: string): void => {
    if (node.children.length > 0) places.push(place);
    for (const child of node.children) walk(child, `${place}/${nodeName(child)}`);
  };
  if (path === '') for (const node of detail.tree) walk(node, nodeName(node));
  else {
    const node = nodeAt(detail.tree, path);
    if (node) walk(node, placeOf(detail.tree, path));
  }
  return places;
}
