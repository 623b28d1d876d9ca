// The protocol hierarchy and the packet lengths as tables, out of what was counted.
import { LENGTH_RANGES, type LengthCounts } from '../../flow/statistics/length-counts';
import type { PathTree } from '../../flow/statistics/path-tree';
import { ALL_LENGTHS, statisticsColumns } from '../../ipc/contracts/statistics-contract';
import { PATH_FIELDS } from '../search/path-test';
import type { Listing } from './listing';

const percent = (part: number, whole: number): number | null => (whole > 0 ? (100 * part) / whole : null);

/** @param durationNs from the first packet that was counted to the last one */
export function hierarchy({ nodes }: PathTree, durationNs: number): Listing {
  const roots = nodes.filter(({ parent }) => parent < 0);
  const packets = roots.reduce((sum, root) => sum + root.packets, 0);
  const bytes = roots.reduce((sum, root) => sum + root.bytes, 0);
  const depth = (i: number): number => (nodes[i].parent < 0 ? 0 : 1 + depth(nodes[i].parent));
  return {
    columns: statisticsColumns('hierarchy'),
    count: nodes.length,
    unlisted: 0,
    row: (i) => {
      const node = nodes[i];
      const { abbrev, name } = PATH_FIELDS[node.code];
      return {
        cells: [
          name,
          ...[percent(node.packets, packets), node.packets, percent(node.bytes, bytes), node.bytes],
          ...[durationNs > 0 ? (node.bytes * 8e9) / durationNs : null, node.endPackets, node.endBytes],
        ],
        depth: depth(i),
        filter: abbrev,
      };
    },
    parent: (i) => nodes[i].parent,
  };
}

export function lengths({ counts, elapsedMs }: LengthCounts): Listing {
  return {
    columns: statisticsColumns('lengths'),
    count: counts.length,
    unlisted: 0,
    row: (i) => {
      const { packets, bytes, least, most, burst } = counts[i];
      const from = i === 0 ? null : LENGTH_RANGES[i - 1];
      const to = i === 0 || i === LENGTH_RANGES.length ? null : LENGTH_RANGES[i] - 1;
      const none = packets === 0;
      return {
        cells: [
          from === null ? ALL_LENGTHS : to === null ? `≥ ${from}` : `${from}–${to}`,
          ...[packets, none ? null : bytes / packets, none ? null : least, none ? null : most],
          ...[elapsedMs > 0 ? packets / elapsedMs : null, percent(packets, counts[0].packets)],
          ...[none ? null : burst.perMs, none ? null : Math.round(burst.startMs * 1e6)],
        ],
        depth: i === 0 ? 0 : 1,
        filter:
          from === null ? 'frame' : to === null ? `frame.len >= ${from}` : `frame.len >= ${from} && frame.len <= ${to}`,
      };
    },
    parent: (i) => (i === 0 ? -1 : 0),
    // ranges are compared by where they begin
    sortKey(i, column) {
      return column === 0 ? i : this.row(i).cells[column];
    },
  };
}
