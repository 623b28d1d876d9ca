// Goes over the header blocks of HTTP/2 in frame order and keeps what each one builds on (reassembly/header-table.ts), beside the messages that are found.
// Where bytes of a direction are missing, nobody can tell what its table holds: from there on nothing is kept of it.
import type { HeaderStart } from '../../dissect/contract/context';
import { FrameDissector } from '../../dissect/dissect';
import { registry } from '../../dissect/protocols/registry';
import type { Field } from '../../dissect/contract/fields';
import { ValueSink } from '../../dissect/sinks/field-sink';
import type { HeaderTable } from '../../reassembly/header-table';
import { DynamicTable, type HeaderEntry } from '../../wire/hpack/dynamic-table';
import { seqAdd, seqDiff } from '../../wire/seq';
import { reportBug } from '../base/bug-log';
import type { FrameView } from './frame-view';

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

interface Direction {
  table: KeptTable;
  carried: Uint8Array;
  /** number of the byte that comes next */
  seq: number;
  lost: boolean;
}

export class HeaderFinder {
  readonly #kept: HeaderTable;
  readonly #view: FrameView;
  readonly #directions = new Map<number, Direction>();
  readonly #dissector = new FrameDissector(
    OPTIONS,
    new ValueSink([registry.field('http2.header.length') as Field]),
    reportBug,
  );

  constructor(kept: HeaderTable, view: FrameView) {
    this.#kept = kept;
    this.#view = view;
  }

  /**
   * Takes the next segment of a direction that carries HTTP/2, of which it is known what messages it completes.
   * @param seq number of the first byte of its payload, `length` bytes
   * @param inOrder it does not come late, or again: such is not dissected
   */
  take(direction: number, row: number, seq: number, length: number, inOrder: boolean): void {
    let way = this.#directions.get(direction);
    if (way === undefined) {
      if (this.#directions.size >= MOST_DIRECTIONS) return;
      way = { table: new KeptTable(this.#kept), carried: NO_BYTES, seq, lost: false };
      this.#directions.set(direction, way);
    }
    // what comes late fills a hole that was there before: it has ended this direction already
    if (way.lost || seqDiff(seqAdd(seq, length), way.seq) <= 0) return;
    if (seq !== way.seq || !inOrder || this.#kept.full) {
      way.lost = true;
      return;
    }
    way.seq = seqAdd(seq, length);
    const { table } = way;
    const context = this.#view.context(row);
    const headers = (place: number): HeaderStart | null => {
      if (way.lost) return null;
      this.#kept.addBlock(row, place, table.newest, table, way.carried);
      const done = (rest: Uint8Array, wrong: boolean): void => {
        way.carried = rest;
        way.lost = wrong;
      };
      return { table, carried: way.carried, done };
    };
    this.#dissector.dissect(this.#view.bytes(row), { ...context, headers });
  }
}
