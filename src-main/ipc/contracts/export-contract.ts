// What can be exported of an open capture, as the window and the command line ask for it.
import type { Message, Problem } from '../message';
import { STATISTICS_TABLES } from './statistics-contract';

export const PACKET_FORMATS = ['pcapng', 'pcap'] as const;
export type PacketFormat = (typeof PACKET_FORMATS)[number];
export const TABLE_FORMATS = ['csv', 'tsv', 'json', 'ndjson', 'parquet'] as const;
/** `parquet`: of connections and of results alone */
export type TableFormat = (typeof TABLE_FORMATS)[number];
export const LISTS = ['packets', 'connections', 'notes'] as const;
/** `io`: the graph over time that was drawn last */
export const EXPORTED_TABLES = [...LISTS, ...STATISTICS_TABLES, 'io'] as const;
export type ExportedTable = (typeof EXPORTED_TABLES)[number];

/** How packets are written. */
export interface PacketForm {
  format: PacketFormat;
  /** only headers: the captured length is shortened, the original one stays */
  cut: boolean;
  /** other addresses in the place of those of the capture; payload and texts are left out */
  anonymise: boolean;
}

/** `marked`: by the reader; `frames`: packet numbers from 1, both ends counted; `flows`: FlowRow.id */
export type PacketScope =
  | { by: 'all' }
  | { by: 'displayed' }
  | { by: 'marked' }
  | { by: 'frames'; ranges: [number, number][] }
  | { by: 'flows'; flows: number[] };

/** Connections that may be chosen one by one. */
export const MOST_CHOSEN_FLOWS = 100_000;

export interface PacketsWanted extends PacketForm {
  what: 'packets';
  scope: PacketScope;
}
/** `displayed`: packets that the list shows, and notes of these; `flows`: connections, packets of these and notes of the packets */
export type TableScope = { by: 'all' } | { by: 'displayed' } | { by: 'flows'; flows: number[] };

export interface TableWanted {
  what: 'table';
  table: ExportedTable;
  format: TableFormat;
  scope: TableScope;
}
/** The result of a statement, by its number (sql-contract.ts). */
export interface SqlWanted {
  what: 'sql';
  result: number;
  format: TableFormat;
}
/** What was transferred by HTTP in these packets, a file each, in a folder. */
export interface ObjectsWanted {
  what: 'objects';
  scope: { by: 'all' } | { by: 'displayed' };
}
export type ExportWanted = PacketsWanted | TableWanted | SqlWanted | ObjectsWanted;

/** How an export ended. `items`: packets, rows, objects; `notes`: what the file could not say, or what was left out. */
export type ExportEnd =
  | { kind: 'written'; items: number; bytes: number; notes: Message[] }
  | { kind: 'cancelled' }
  | { kind: 'failed'; problem: Problem };

/** The export that runs, or ran last. */
export interface ExportStatus {
  what: ExportWanted['what'];
  /** of the file or, with objects, of the folder; without what it lies in */
  name: string;
  done: number;
  total: number;
  /** null: it runs */
  end: ExportEnd | null;
}

export interface ExportRequests {
  /** how many packets or rows it would be; of objects: packets that are looked into */
  exportCount: { args: { wanted: ExportWanted }; answer: { items: number } };
  /** ends the export that runs; nothing of its file stays */
  cancelExport: { args: Record<string, never>; answer: null };
}
export interface ExportEvents {
  export: ExportStatus;
}
/** The main process has the engine write a file, where the user said; objects: into the folder `path`. */
export interface ExportNews {
  type: 'export';
  path: string;
  wanted: ExportWanted;
}
