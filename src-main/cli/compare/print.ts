// A comparison of two captures on standard output: aligned for people, as JSON for programs.
import type { CaptureComparison, ComparedSegments } from '../../engine/answers/compare/capture-comparison';
import type { MessageKey } from '../../i18n/catalogue';
import { changesText, clocksText, timesText, waySummary } from '../../draw/compare-words';
import type { ComparedConnection, ComparedSegment } from '../../ipc/contracts/compare-contract';
import type { FlowRow } from '../../ipc/contracts/engine-contract';
import { durationShort, secondsText } from '../../text/duration';
import { endpointText } from '../../text/endpoint';
import { forJson } from '../../text/harmless';
import { flagNames } from '../../text/tcp-flags';
import type { CommandContext } from '../context';
import { JsonList } from '../json-list';
import { printTable, type PrintedColumn } from '../stats/print';

type Head = readonly [id: string, title: MessageKey, kind: 'text' | 'count'];

const CONNECTION: readonly Head[] = [
  ['a', 'compare.head.a', 'count'],
  ['b', 'compare.head.b', 'count'],
  ['client', 'cli.flow.client', 'text'],
  ['server', 'cli.flow.server', 'text'],
  ['by', 'compare.head.by', 'text'],
  ['near', 'compare.head.near', 'text'],
  ['both', 'compare.head.both', 'count'],
  ['lostToServer', 'compare.head.lostToServer', 'count'],
  ['lostToClient', 'compare.head.lostToClient', 'count'],
  ['missed', 'compare.head.missed', 'count'],
  ['inserted', 'compare.head.inserted', 'count'],
  ['toServer', 'compare.head.toServer', 'count'],
  ['toClient', 'compare.head.toClient', 'count'],
  ['changes', 'compare.head.changes', 'text'],
];

export async function printConnections(
  context: CommandContext,
  comparison: CaptureComparison,
  json: boolean,
): Promise<void> {
  const { out } = context;
  const { clocks, alone, pairs } = comparison;
  if (json) {
    out.ready(`{"clocks":${forJson(clocks)},"alone":${forJson(alone)},"connections":`);
    const list = new JsonList(out);
    for (const pair of pairs) {
      const { a, b, ...found } = comparison.connection(pair);
      if (list.add({ a: ends(a), b: ends(b), ...found })) await out.flush();
    }
    list.end();
    out.ready('}');
    return;
  }
  for (const line of clocksText(clocks, saying(context))) out.line(line);
  out.line(context.text('compare.pairs', { count: pairs.length }));
  out.line(context.text('compare.alone', alone));
  if (pairs.length === 0) {
    out.line(context.text('compare.noneInCommon'));
    return;
  }
  out.line('');
  const rows = pairs.map((pair) => connectionCells(context, comparison.connection(pair)));
  await print(context, CONNECTION, rows);
  out.line('');
  out.line(context.text('compare.legend'));
}

const ends = ({ id, stream, addressA, portA, addressB, portB }: FlowRow): object => ({
  ...{ id, stream, addressA, portA, addressB, portB },
});

const saying =
  (context: CommandContext) =>
  (...said: Parameters<CommandContext['text']>): string =>
    context.text(...said);

function connectionCells(context: CommandContext, found: ComparedConnection): string[] {
  const { a, b, pairedBy, nearClient, both, lostToServer, lostToClient, missed, inserted } = found;
  return [
    ...[String(a.stream), String(b.stream)],
    ...[endpointText(a.addressA, a.portA), endpointText(a.addressB, a.portB)],
    context.text(`compare.by.${pairedBy}`),
    context.text(`compare.near.${nearClient ?? 'unknown'}`),
    ...[both, lostToServer, lostToClient, missed.a + missed.b, inserted.a + inserted.b].map(String),
    ...[timesText(found.toServer), timesText(found.toClient)],
    waySummary(found, saying(context)),
  ];
}

const SEGMENT: readonly Head[] = [
  ['framesA', 'compare.head.a', 'count'],
  ['framesB', 'compare.head.b', 'count'],
  ['atA', 'compare.segment.a', 'count'],
  ['atB', 'compare.segment.b', 'count'],
  ['way', 'compare.segment.way', 'count'],
  ['direction', 'compare.segment.direction', 'text'],
  ['flags', 'compare.segment.flags', 'text'],
  ['seq', 'compare.segment.seq', 'count'],
  ['ack', 'compare.segment.ack', 'count'],
  ['len', 'compare.segment.len', 'count'],
  ['fate', 'compare.segment.fate', 'text'],
];

export async function printSegments(context: CommandContext, segments: ComparedSegments, json: boolean): Promise<void> {
  const { out } = context;
  if (json) {
    const list = new JsonList(out);
    for (const segment of segments.rows()) if (list.add(segment)) await out.flush();
    list.end();
    return;
  }
  await print(
    context,
    SEGMENT,
    segments.rows().map((segment) => segmentCells(context, segment, segments.nearClient)),
  );
}

function segmentCells(
  context: CommandContext,
  segment: ComparedSegment,
  nearClient: ComparedConnection['nearClient'],
): string[] {
  const { fromClient, framesA, framesB, atA, atB, seq, ack, len, flags } = segment;
  return [
    ...[framesText(framesA), framesText(framesB)],
    ...[atA, atB].map((at) => (at === null ? '' : secondsText(at))),
    atA === null || atB === null ? '' : durationShort(Math.abs(atB - atA)),
    fromClient ? '→' : '←',
    flagNames(flags, '-'),
    ...[seq, ack, len].map(String),
    changesText(segment, nearClient, saying(context)),
  ];
}

const framesText = (frames: readonly number[]): string =>
  frames.length === 0 ? '' : frames.length === 1 ? `#${frames[0]}` : `#${frames[0]}…${frames[frames.length - 1]}`;

function print(context: CommandContext, head: readonly Head[], rows: readonly string[][]): Promise<void> {
  const columns = head.map(([id, title, kind]): PrintedColumn => ({ id, title: context.text(title), kind }));
  return printTable(context, columns, () => rows.map((cells) => ({ cells })), {});
}
