// Goes over the header blocks of HTTP/2 in frame order and keeps what each one builds on (reassembly/header-table.ts), beside the messages that are found.
// Where bytes of a direction are missing, nobody can tell what its table holds: from there on nothing is kept of it.
import type { FrameContext, HeaderStart } from '../../../dissect/contract/context';
import { FrameDissector } from '../../../dissect/dissect';
import { registry } from '../../../dissect/protocols/registry';
import type { Field } from '../../../dissect/contract/fields';
import { ValueSink } from '../../../dissect/sinks/field-sink';
import type { HeaderTable } from '../../../reassembly/header-table';
import { DynamicTable, type HeaderEntry } from '../../../wire/hpack/dynamic-table';
import { seqAdd, seqDiff } from '../../../wire/seq';
import { reportBug } from '../../base/bug-log';
import type { FrameView } from '../frame-view';

/** Directions that are followed at a time. */
const MOST_DIRECTIONS = 65_536;
const NO_BYTES = new Uint8Array(0);
const OPTIONS = { checkChecksums: false, relativeSequenceNumbers: false };

/** The table of one direction, which keeps what is put into it. */
class KeptTable extends DynamicTable {
  newest = 0;
  constructor(private readonly kept: HeaderTable) {
    super();
  }
  override add(entry: HeaderEntry): void {
    super.add(entry);
    this.newest = this.kept.addEntry(entry, this.newest);
  }
}

/** A direction whose header blocks are followed. */
export interface HeaderWay {
  readonly table: KeptTable;
  carried: Uint8Array;
  /** number of the byte that comes next */
  seq: number;
  lost: boolean;
}

/** Dissects a row for what it does with its header blocks alone. */
export class HeaderDissector {
  readonly #view: FrameView;
  readonly #dissector = new FrameDissector(
    OPTIONS,
    new ValueSink([registry.field('http2.header.length') as Field]),
    reportBug,
  );

  constructor(view: FrameView) {
    this.#view = view;
  }

  dissect(row: number, context: Partial<FrameContext>): void {
    this.#dissector.dissect(this.#view.bytes(row), { ...this.#view.context(row), ...context });
  }
}

export class HeaderFinder {
  readonly #kept: HeaderTable;
  readonly #directions = new Map<number, HeaderWay>();

  constructor(kept: HeaderTable) {
    this.#kept = kept;
  }

  /**
   * Takes the next segment of a direction that carries HTTP/2, of which it is known what messages it completes. Null: its blocks cannot be read.
   * @param seq number of the first byte of its payload, `length` bytes
   * @param inOrder it does not come late, or again: such is not dissected
   */
  follow(direction: number, seq: number, length: number, inOrder: boolean): HeaderWay | null {
    let way = this.#directions.get(direction);
    if (way === undefined) {
      if (this.#directions.size >= MOST_DIRECTIONS) return null;
      way = { table: new KeptTable(this.#kept), carried: NO_BYTES, seq, lost: false };
      this.#directions.set(direction, way);
    }
    // what comes late fills a hole that was there before: it has ended this direction already
    if (way.lost || seqDiff(seqAdd(seq, length), way.seq) <= 0) return null;
    if (seq !== way.seq || !inOrder || this.#kept.full) {
      way.lost = true;
      return null;
    }
    way.seq = seqAdd(seq, length);
    return way;
  }

  /** What the next block builds on: number `place` of those in its row. Whoever is given it has to read it. */
  start(way: HeaderWay, row: number, place: number): HeaderStart | null {
    if (way.lost) return null;
    const { table } = way;
    this.#kept.addBlock(row, place, table.newest, table, way.carried);
    const done = (rest: Uint8Array, wrong: boolean): void => {
      way.carried = rest;
      way.lost = wrong;
    };
    return { table, carried: way.carried, done };
  }
}
