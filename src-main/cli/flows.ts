// `synscope flows`: the conversations as stored, as a table, as JSON or as CSV.
import type { CaptureDocument } from '../engine/document';
import { DEFAULT_OPTIONS } from '../engine/packet-rows';
import type { CompiledFilter } from '../filter/compile';
import { translate } from '../i18n/translate';
import type { MessageKey } from '../i18n/catalogue';
import type { FlowRow } from '../ipc/engine-contract';
import { openWrite } from '../store/database';
import { allFlows, saveFlows } from '../store/flows';
import { checkWhere, WHERE_COLUMNS } from '../store/where';
import type { CommandContext } from './context';
import { displayFilter, matchingRows } from './display-filter';
import { JsonList } from './json-list';
import { nearest } from '../filter/nearest';
import { padEnd, padStart, secondsBetween, secondsText, width as widthOf } from './text';

export interface FlowsArguments {
  file: string;
  format: 'text' | 'json' | 'csv';
  where: string | null;
  /** -Y: conversations with a packet that it matches */
  filter?: string;
}

/** A condition is checked before the file is read: a slip should not cost a minute. */
function check(context: CommandContext, where: string): void {
  const result = checkWhere(where);
  if (result.ok) return;
  const args = { word: result.word, column: result.at + 1 };
  if (result.why !== 'word') throw context.usage(result.why === 'long' ? 'cli.whereLong' : 'cli.whereSign', args);
  const hint = nearest(result.word, WHERE_COLUMNS);
  if (hint !== null) throw context.usage('cli.whereWordNear', { ...args, hint });
  throw context.usage('cli.whereWord', { ...args, columns: WHERE_COLUMNS.join(', ') });
}

export async function flowsCommand(context: CommandContext, args: FlowsArguments): Promise<void> {
  if (args.where !== null) check(context, args.where);
  const filter = displayFilter(context, args.filter);
  await context.withCapture(args.file, async (document) => {
    const rows = args.where === null ? [...allRows(document)] : select(context, document, args.where);
    await print(context, args, filter === null ? rows : withMatch(document, filter, rows));
  });
}

/** TCP first, by stream. */
function* allRows({ analysis: { flows } }: CaptureDocument): Generator<FlowRow> {
  for (let stream = 0; stream < flows.tcpCount; stream++) yield flows.row(flows.ofStream('tcp', stream));
  for (let stream = 0; stream < flows.udpCount; stream++) yield flows.row(flows.ofStream('udp', stream));
}

/** The rows of conversations that have a matching packet. A packet in a tunnel belongs to that of the tunnel, too. */
function withMatch(document: CaptureDocument, filter: CompiledFilter, rows: readonly FlowRow[]): FlowRow[] {
  const { columns } = document;
  const matched = { tcp: new Set<number>(), udp: new Set<number>() };
  for (const row of matchingRows(document, filter, DEFAULT_OPTIONS)) {
    const kind = columns.streamKind(row);
    if (kind !== 'none') matched[kind].add(columns.stream(row));
    const outer = columns.outerStream(row);
    if (outer >= 0) matched.udp.add(outer);
  }
  return rows.filter((row) => matched[row.kind].has(row.stream));
}

function select(context: CommandContext, document: CaptureDocument, where: string): FlowRow[] {
  const db = openWrite(':memory:', () => undefined);
  try {
    saveFlows(db, allRows(document));
    return allFlows(db, where);
  } catch (error) {
    // The words are fine, the grammar is not: SQLite says where.
    throw context.usage('cli.whereGrammar', { reason: error instanceof Error ? error.message : String(error) });
  } finally {
    db.close();
  }
}

async function print(context: CommandContext, args: FlowsArguments, rows: FlowRow[]): Promise<void> {
  const { out } = context;
  if (args.format === 'json') {
    const list = new JsonList(out);
    for (const row of rows) if (list.add(row)) await out.flush();
    list.end();
  } else if (args.format === 'csv') {
    out.line(CSV_COLUMNS.join(','));
    for (const row of rows) if (out.line(CSV_COLUMNS.map((key) => csv(row[key])).join(','))) await out.flush();
  } else {
    for (const line of table(context, rows)) if (out.line(line)) await out.flush();
  }
}

const CSV_COLUMNS: (keyof FlowRow)[] = [
  'id',
  'kind',
  'stream',
  'addressA',
  'portA',
  'addressB',
  'portB',
  'clientBy',
  'packetsAB',
  'packetsBA',
  'bytesAB',
  'bytesBA',
  'firstFrame',
  'lastFrame',
  'startSec',
  'startNano',
  'durationNs',
  'handshake',
  'synToSynAckNs',
  'synAckToAckNs',
  'ending',
  'completeness',
];

/** RFC 4180: quoted where a separator, a quote or a line end is inside. */
function csv(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const endpoint = (address: string, port: number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;

function* table(context: CommandContext, rows: FlowRow[]): Generator<string> {
  if (rows.length === 0) {
    yield context.text('cli.noFlows');
    return;
  }
  const say = (key: MessageKey): string => translate(context.language, key);
  const ms = (ns: number | null): string => (ns === null ? '' : (ns / 1e6).toFixed(3));
  const first = rows.reduce((a, b) =>
    b.startSec < a.startSec || (b.startSec === a.startSec && b.startNano < a.startNano) ? b : a,
  );
  const head = [
    say('cli.flow.stream'),
    say('cli.flow.client'),
    say('cli.flow.server'),
    say('cli.flow.packetsAB'),
    say('cli.flow.packetsBA'),
    say('cli.flow.bytesAB'),
    say('cli.flow.bytesBA'),
    say('cli.flow.start'),
    say('cli.flow.duration'),
    say('cli.flow.synAck'),
    say('cli.flow.ack'),
    say('cli.flow.handshake'),
    say('cli.flow.ending'),
  ];
  const LEFT = new Set([1, 2, 11, 12]);
  const cells = rows.map((row) => [
    `${row.kind} ${row.stream}`,
    endpoint(row.addressA, row.portA) + (row.clientBy === 'syn' || row.clientBy === 'syn-ack' ? '' : ' ?'),
    endpoint(row.addressB, row.portB),
    String(row.packetsAB),
    String(row.packetsBA),
    String(row.bytesAB),
    String(row.bytesBA),
    secondsBetween(row.startSec, row.startNano, first.startSec, first.startNano),
    secondsText(row.durationNs),
    ms(row.synToSynAckNs),
    ms(row.synAckToAckNs),
    say(`flows.handshake.${row.handshake}`),
    say(`flows.ending.${row.ending}`),
  ]);
  const widths = head.map((_, i) => Math.max(...[head, ...cells.slice(0, 10_000)].map((line) => widthOf(line[i]))));
  for (const line of [head, ...cells])
    yield line
      .map((text, i) => (LEFT.has(i) ? padEnd(text, widths[i]) : padStart(text, widths[i])))
      .join('  ')
      .trimEnd();
}
