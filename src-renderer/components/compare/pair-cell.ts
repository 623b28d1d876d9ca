// What the cells of the list of compared connections say. Pure.
import { timesText, waySummary } from '../../../src-main/draw/compare-words';
import type { MessageKey } from '../../../src-main/i18n/catalogue';
import { COMPARE_SORTS, type CompareSort, type ComparedPair } from '../../../src-main/ipc/contracts/compare-contract';
import { endpointText } from '../../../src-main/text/endpoint';

type Say = (key: MessageKey, args?: Record<string, string | number>) => string;

export const PAIR_COLUMNS = [
  { id: 'stream', title: 'compare.head.a', width: 64, end: true },
  { id: 'other', title: 'compare.head.b', width: 64, end: true },
  { id: 'client', title: 'cli.flow.client', width: 300 },
  { id: 'server', title: 'cli.flow.server', width: 170 },
  { id: 'both', title: 'compare.head.both', width: 84, end: true },
  { id: 'lostToServer', title: 'compare.head.lostToServer', width: 76, end: true },
  { id: 'lostToClient', title: 'compare.head.lostToClient', width: 76, end: true },
  { id: 'missed', title: 'compare.head.missed', width: 76, end: true },
  { id: 'inserted', title: 'compare.head.inserted', width: 84, end: true },
  { id: 'toServer', title: 'compare.head.toServer', width: 230, end: true },
  { id: 'toClient', title: 'compare.head.toClient', width: 230, end: true },
  { id: 'hops', title: 'compare.head.hops', width: 100, end: true },
  { id: 'near', title: 'compare.head.near', width: 84 },
  { id: 'by', title: 'compare.head.by', width: 120 },
  { id: 'changes', title: 'compare.head.changes', width: 420 },
] as const satisfies readonly { id: string; title: MessageKey; width: number; end?: true }[];
export type PairColumn = (typeof PAIR_COLUMNS)[number]['id'];
export const isPairColumn = (id: string): id is PairColumn => PAIR_COLUMNS.some((one) => one.id === id);
export const isSort = (id: string): id is CompareSort => COMPARE_SORTS.some((one) => one === id);

/** One end as the first point sees it, and as the second one does where that is another. */
function endText(a: string, b: string): string {
  return a === b ? a : `${a} ⇢ ${b}`;
}

export function pairCell(row: ComparedPair, id: PairColumn, t: Say): string {
  const { a, b, hopsToServer, hopsToClient } = row;
  // the ends of the second capture may be taken the other way round there
  const turned = a.addressA === b.addressB && a.portA === b.portB;
  const [client, server] = turned
    ? [endpointText(b.addressB, b.portB), endpointText(b.addressA, b.portA)]
    : [endpointText(b.addressA, b.portA), endpointText(b.addressB, b.portB)];
  switch (id) {
    case 'stream':
      return String(a.stream);
    case 'other':
      return String(b.stream);
    case 'client':
      return endText(endpointText(a.addressA, a.portA), client);
    case 'server':
      return endText(endpointText(a.addressB, a.portB), server);
    case 'missed':
    case 'inserted':
      return String(row[id].a + row[id].b);
    case 'toServer':
    case 'toClient':
      return timesText(row[id]);
    case 'hops':
      return hopsToServer === null && hopsToClient === null ? '' : `${hopsToServer ?? '?'} ${hopsToClient ?? '?'}`;
    case 'near':
      return t(`compare.near.${row.nearClient ?? 'unknown'}`);
    case 'by':
      return t(`compare.by.${row.pairedBy}`);
    case 'changes':
      return waySummary(row, t);
    default:
      return String(row[id]);
  }
}
