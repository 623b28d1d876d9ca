// What is counted for the tables of statistics, and the tables that come of it.
import { SHAPE_MASK, SHAPE_PLAIN } from '../../flow/columns/columns';
import { EndCounts } from '../../flow/statistics/end-counts';
import { LengthCounts } from '../../flow/statistics/length-counts';
import { PathTree } from '../../flow/statistics/path-tree';
import {
  flowKindOf,
  partsOfTable,
  type FlowHosts,
  type FlowTable,
  type StatisticsTable,
} from '../../ipc/contracts/statistics-contract';
import type { CaptureDocument } from '../document/document';
import type { Counter } from './counting';
import { conversations, endpoints } from './end-listings';
import type { Listing } from './listing';
import { sinceRow } from './since-row';
import { FlowCounter } from './flow-counter';
import { hierarchy, lengths } from './other-listings';
import { ResponseCounter } from './response-counter';

export type CounterKind = 'ends' | 'hierarchy' | 'lengths' | 'responses' | FlowTable;

/** What a table is counted by. */
export function counterOf(table: StatisticsTable): CounterKind {
  const { page } = partsOfTable(table);
  return page === 'endpoints' || page === 'conversations' ? 'ends' : (table as Exclude<CounterKind, 'ends'>);
}

export interface TableCounter extends Counter {
  listing(table: StatisticsTable): Listing;
  /** of a flow graph: its lifelines */
  hosts?(): FlowHosts;
}

/** LINKTYPE_ numbers of links whose frames hold no Ethernet header in front of IP: loopback, raw IP, PPP, cooked. */
const NO_ETHERNET: ReadonlySet<number> = new Set([0, 9, 12, 14, 101, 108, 113, 228, 229, 276]);

export function createCounter(document: CaptureDocument, kind: CounterKind): TableCounter {
  if (kind === 'ends') return new EndCounter(document);
  if (kind === 'hierarchy') return new HierarchyCounter(document);
  if (kind === 'lengths') return new LengthCounter(document);
  if (kind === 'responses') return new ResponseCounter(document);
  return new FlowCounter(document, flowKindOf(kind) ?? 'all');
}

class EndCounter implements TableCounter {
  readonly task = { kind: 'ends' } as const;
  readonly #document: CaptureDocument;
  readonly #counts: EndCounts;

  constructor(document: CaptureDocument) {
    this.#document = document;
    this.#counts = new EndCounts(document.columns, Math.floor(Math.random() * 2 ** 30));
  }

  addRow(row: number): boolean {
    const { columns, analysis, interfaces } = this.#document;
    this.#counts.addRow(analysis, row);
    if ((columns.marks(row) & SHAPE_MASK) !== SHAPE_PLAIN) return true;
    return !NO_ETHERNET.has(interfaces[columns.interfaceIndex(row)]?.linkType ?? -1);
  }

  take(found: Uint32Array): void {
    this.#counts.take(found);
  }

  listing(table: StatisticsTable): Listing {
    const { analysis, firstTimedRow } = this.#document;
    const { page, layer } = partsOfTable(table);
    if (layer === null) throw new Error(`${table} is none of ends`);
    return page === 'endpoints'
      ? endpoints(analysis, this.#counts, layer)
      : conversations(analysis, this.#counts, layer, firstTimedRow);
  }
}

class HierarchyCounter implements TableCounter {
  readonly task = { kind: 'paths' } as const;
  readonly #document: CaptureDocument;
  readonly #tree = new PathTree();
  #first = -1;
  #last = -1;

  constructor(document: CaptureDocument) {
    this.#document = document;
  }

  addRow(row: number): boolean {
    const { columns } = this.#document;
    if (!columns.hasTime(row)) return true;
    if (this.#first < 0 || columns.isBefore(row, this.#first)) this.#first = row;
    if (this.#last < 0 || columns.isBefore(this.#last, row)) this.#last = row;
    return true;
  }

  take(found: Uint32Array): void {
    this.#tree.take(found);
  }

  listing(): Listing {
    return hierarchy(this.#tree, this.#first < 0 ? 0 : sinceRow(this.#document, this.#first, this.#last));
  }
}

class LengthCounter implements TableCounter {
  readonly task = null;
  readonly #document: CaptureDocument;
  readonly #counts = new LengthCounts();

  constructor(document: CaptureDocument) {
    this.#document = document;
  }

  addRow(row: number): boolean {
    const { columns, firstTimedRow } = this.#document;
    const ms = columns.hasTime(row) ? sinceRow(this.#document, firstTimedRow, row) / 1e6 : null;
    this.#counts.add(columns.originalLen(row), ms);
    return false;
  }

  take(): void {}

  listing(): Listing {
    return lengths(this.#counts);
  }
}
