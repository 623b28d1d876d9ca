// Rows of the packet list as text: as a table for other programs, as lines for people, as objects with all that is known of a row.
import type { RowKind } from '../../ipc/contracts/engine-contract';
import { forJson, forTerminal } from '../../text/harmless';
import { epoch, since, type Instant } from '../../text/time';
import { jsonArray, lines, textTable, type Cell, type TextFormat, type TextTable } from './text-table';

/** What a row of the list says, without what only the window shows. */
export interface PacketRow {
  number: number;
  /** null: it carries none */
  time: Instant | null;
  /** what relative times count from */
  start: Instant;
  source: string;
  destination: string;
  protocol: string;
  /** bytes on the wire */
  length: number;
  info: string;
  /** null: of no conversation */
  stream: number | null;
  /** only of an `object` */
  kind: RowKind | null;
}

/** `line`: for people; `object`: as `packets --json` tells them. */
export type PacketForm = TextFormat | 'line' | 'object';

const COLUMNS = ['number', 'time', 'epoch', 'source', 'destination', 'protocol', 'length', 'info', 'stream'];

export function packetTable(form: PacketForm): TextTable<PacketRow> {
  if (form === 'line') return lines(asLine);
  if (form === 'object') return jsonArray((row) => forJson(asObject(row)));
  const table = textTable(form, COLUMNS);
  return { ...table, row: (row) => table.row(asCells(row)) };
}

/** The double that is next to the seconds between them. */
function secondsSince(time: Instant, start: Instant): number {
  const nanos = (time.sec - start.sec) * 1e9 + (time.nano - start.nano);
  return Number.isSafeInteger(nanos) ? nanos / 1e9 : Number(since(time, start, 9));
}

/** Times in seconds: since the first packet, and since 1970. */
const asCells = ({ time, start, ...row }: PacketRow): Cell[] => [
  row.number,
  time && secondsSince(time, start),
  time && epoch(time, 9),
  row.source,
  row.destination,
  row.protocol,
  row.length,
  row.info,
  row.stream,
];

function asLine({ time, start, ...row }: PacketRow): string {
  const seconds = time === null ? '' : since(time, start, 6);
  const source = forTerminal(row.source).padStart(15);
  const destination = forTerminal(row.destination).padEnd(15);
  const protocol = forTerminal(row.protocol).padEnd(6);
  const begin = `${String(row.number).padStart(5)} ${seconds.padStart(12)} ${source} → ${destination}`;
  return `${begin} ${protocol} ${row.length} ${forTerminal(row.info)}`;
}

const asObject = ({ time, ...row }: PacketRow): object => ({
  frame: row.number,
  timeSec: time?.sec ?? null,
  timeNano: time?.nano ?? null,
  source: row.source,
  destination: row.destination,
  protocol: row.protocol,
  length: row.length,
  info: row.info,
  stream: row.stream ?? -1,
  kind: row.kind,
});
