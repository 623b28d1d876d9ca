// What is printed of a connection: its rows as they are folded, and what its SYNs offered.
import type { Timeline, TimelineRow, TreeNode } from '../../../src-main/ipc/contracts/engine-contract';
import type { ConnectionVerdict } from '../../../src-main/ipc/contracts/verdict-contract';
import { SYN } from '../../../src-main/text/tcp-flags';
import { engine } from '../client';

export interface TimelineSheet {
  timeline: Timeline;
  rows: readonly TimelineRow[];
  verdict: ConnectionVerdict;
  /** options of the SYN of each end in Wireshark's short names, `MSS=1460 SACK_PERM TS WS=128`; empty where none was captured */
  optionsA: string;
  optionsB: string;
}

const PAGE = 500;

/** Reads a connection with these folds open, at most `most` rows of it. */
export async function readSheet(flow: number, unfolded: number[], most: number): Promise<TimelineSheet> {
  const timeline = await engine.request('timeline', { flow, unfolded });
  const rows: TimelineRow[] = [];
  const wanted = Math.min(timeline.rows, most);
  while (rows.length < wanted) {
    const count = Math.min(PAGE, wanted - rows.length);
    const page = await engine.request('timelineRows', { flow, unfolded, from: rows.length, count, sack: false });
    if (page.length === 0) break;
    rows.push(...page);
  }
  const [verdict, optionsA, optionsB] = await Promise.all([
    engine.request('verdict', { flow }),
    offered(rows, true),
    offered(rows, false),
  ]);
  return { timeline, rows, verdict, optionsA, optionsB };
}

async function offered(rows: readonly TimelineRow[], fromA: boolean): Promise<string> {
  const syn = rows.find((row) => row.kind === 'segment' && row.fromA === fromA && (row.flags & SYN) !== 0);
  if (syn?.kind !== 'segment') return '';
  const { tree } = await engine.request('packetDetail', { frame: syn.frame });
  return optionNames(tree);
}

const NAMES: [abbrev: string, name: (value: string) => string][] = [
  ['tcp.options.mss_val', (value) => `MSS=${value}`],
  ['tcp.options.sack_perm', () => 'SACK_PERM'],
  ['tcp.options.timestamp.tsval', () => 'TS'],
  ['tcp.options.wscale.multiplier', (value) => `WS=${value}`],
  ['tcp.options.tfo', () => 'TFO'],
];

/** The options that a field tree tells of, in this order, each once. */
export function optionNames(tree: readonly TreeNode[]): string {
  const found = new Map<string, string>();
  const walk = (nodes: readonly TreeNode[]): void => {
    for (const node of nodes) {
      if (!found.has(node.abbrev)) found.set(node.abbrev, node.value);
      walk(node.children);
    }
  };
  walk(tree);
  return NAMES.flatMap(([abbrev, name]) => (found.has(abbrev) ? [name(found.get(abbrev) ?? '')] : [])).join(' ');
}
