// A part of a filter that is answered at once for many frames: by what their class says, by what their conversation or the value of one
// small column says (each asked once and remembered), or frame by frame from the columns. Frames beyond that are left to the dissection.
import { CHUNK_BITS, CHUNK_ROWS } from '../../flow/columns/columns';
import { FROM_A, UDP, type Chunk } from '../../flow/columns/frame-chunk';
import { Carried } from './carried';
import { columnField, type ColumnField, type DependsOn } from './column-fields';
import { COMPUTE, dependencyOf, isAtom, judge, onNothing } from './column-judge';
import { numberTest, type NumberTest } from './column-number';
import { ColumnRow, type ColumnSource } from './column-row';
import { DISSECT, NO, YES } from './column-verdict';
import { createEvaluation } from '../run/evaluate';
import { fieldsOf } from '../language/tests';
import { CLASS_OF, classesWithout, CLASSES } from './row-class';
import type { Test } from '../language/tree';

const UNKNOWN = 255;
/** Values of the widest of the small columns. */
const SMALL = 0x10000;

export class ColumnLeaf {
  readonly #source: ColumnSource;
  readonly #row: ColumnRow;
  readonly #evaluation: ReturnType<typeof createEvaluation>;
  /** by the value of the protocol column: a verdict, or COMPUTE */
  readonly #byMark: Uint8Array;
  /** by class: the fields that its frames may have */
  readonly #present: readonly (readonly ColumnField[])[];
  readonly #dependsOn: DependsOn;
  readonly #needsConversation: boolean;
  readonly #number: NumberTest | null;
  /** null: it is about other things than what TCP and UDP carry */
  readonly #carried: Carried | null;
  /** where the columns know no more than that nothing is there: the answer to that */
  readonly #onNothing: number;
  /** verdicts by class and value of the column */
  readonly #bySmall: (Uint8Array | undefined)[] = [];
  /** verdicts by 2 * stream + side of the sender */
  #tcp: Uint8Array = new Uint8Array(0);
  #udp: Uint8Array = new Uint8Array(0);
  /** the fields change while the capture grows; rows that there were when answers were remembered */
  readonly #changes: boolean;
  #asOf = 0;
  /** nothing is computed: the class says all there is to say */
  readonly isStatic: boolean;

  constructor(test: Test, source: ColumnSource) {
    this.#source = source;
    this.#row = new ColumnRow(source);
    this.#evaluation = createEvaluation({ test });
    const { fields } = fieldsOf(test);
    const verdicts = Array.from({ length: CLASSES }, (_, rowClass) => judge(test, rowClass));
    this.#byMark = CLASS_OF.map((rowClass) => verdicts[rowClass]);
    this.isStatic = !verdicts.includes(COMPUTE);
    this.#present = verdicts.map((verdict, rowClass) => {
      if (verdict !== COMPUTE) return [];
      const present = fields.filter((field) => (classesWithout(field) & (1 << rowClass)) === 0);
      const known = present.map(columnField).filter((field) => field !== undefined);
      // fields that come all together are handed over once
      return known.filter((field, i) => !field.together || known.findIndex(({ feed }) => feed === field.feed) === i);
    });
    const all = this.#present.flat();
    this.#changes = all.some(({ changes }) => changes);
    this.#needsConversation = all.some(({ conversation }) => conversation);
    this.#number = isAtom(test) ? numberTest(test) : null;
    this.#onNothing = !this.isStatic && all.every(({ onlyAbsence }) => onlyAbsence) ? onNothing(test) : UNKNOWN;
    this.#dependsOn = dependencyOf(test) ?? 'row';
    this.#carried = all.length > 0 && all.every(({ carried }) => carried) ? new Carried(fields, source) : null;
  }

  /**
   * What is looked at: `conversation`, `flags` …: each value once; `row`: each frame's columns; `class`: nothing but what the scan said
   * of the frame; `dissection`: the columns say nothing in any class.
   */
  get looksAt(): DependsOn | 'class' | 'dissection' {
    if (!this.isStatic) return this.#dependsOn;
    return this.#byMark.every((verdict) => verdict === DISSECT) ? 'dissection' : 'class';
  }

  /** Verdicts of rows `first` … `last - 1` of a chunk, into the same places of `out`. */
  fill(index: number, first: number, last: number, out: Uint8Array): void {
    const chunk = this.#source.analysis.columns.chunk(index);
    const start = index << CHUNK_BITS;
    if (this.isStatic) this.#fillStatic(chunk, first, last, out);
    else if (this.#carried) this.#fillCarried(this.#carried, index, first, last, out);
    else if (this.#dependsOn === 'conversation') this.#fillByConversation(chunk, start, first, last, out);
    else if (this.#dependsOn !== 'row') this.#fillBySmall(this.#smallColumn(chunk), chunk, start, first, last, out);
    else if (this.#number) this.#fillByNumber(this.#number, chunk, start, first, last, out);
    else this.#fillByRow(chunk, start, first, last, out);
  }

  #fillStatic({ protocol }: Readonly<Chunk>, first: number, last: number, out: Uint8Array): void {
    const byMark = this.#byMark;
    for (let i = first; i < last; i++) out[i] = byMark[protocol[i]];
  }

  #fillByConversation(chunk: Readonly<Chunk>, start: number, first: number, last: number, out: Uint8Array): void {
    const byMark = this.#byMark;
    const { protocol, bits, stream } = chunk;
    const { table, columns } = this.#source.analysis;
    if (this.#changes && columns.count !== this.#asOf) {
      this.#asOf = columns.count;
      this.#tcp.fill(UNKNOWN);
      this.#udp.fill(UNKNOWN);
    }
    const tcp = (this.#tcp = widened(this.#tcp, 2 * table.tcpCount));
    const udp = (this.#udp = widened(this.#udp, 2 * table.udpCount));
    for (let i = first; i < last; i++) {
      let verdict = byMark[protocol[i]];
      if (verdict === COMPUTE) {
        const known = bits[i] & UDP ? udp : tcp;
        const at = 2 * (stream ? stream[i] : 0) + (bits[i] & FROM_A ? 0 : 1);
        verdict = known[at];
        if (verdict === UNKNOWN) verdict = known[at] = this.#decide(start + i, protocol[i]);
      }
      out[i] = verdict;
    }
  }

  #fillBySmall(
    column: Uint8Array | Uint16Array,
    chunk: Readonly<Chunk>,
    start: number,
    first: number,
    last: number,
    out: Uint8Array,
  ): void {
    const byMark = this.#byMark;
    const { protocol } = chunk;
    for (let i = first; i < last; i++) {
      const mark = protocol[i];
      let verdict = byMark[mark];
      if (verdict === COMPUTE) {
        // one table a class: the same value may mean something else in another
        const known = (this.#bySmall[CLASS_OF[mark]] ??= new Uint8Array(SMALL).fill(UNKNOWN));
        verdict = known[column[i]];
        if (verdict === UNKNOWN) verdict = known[column[i]] = this.#decide(start + i, mark);
      }
      out[i] = verdict;
    }
  }

  #smallColumn(chunk: Readonly<Chunk>): Uint8Array | Uint16Array {
    switch (this.#dependsOn) {
      case 'ttl':
        return chunk.ttl;
      case 'flags':
        return chunk.tcp?.flags ?? NOTHING;
      case 'window':
        return chunk.tcp?.window ?? NOTHING;
      default:
        return chunk.interfaceIndex ?? NOTHING;
    }
  }

  #fillByNumber(
    number: NumberTest,
    { protocol }: Readonly<Chunk>,
    start: number,
    first: number,
    last: number,
    out: Uint8Array,
  ): void {
    const byMark = this.#byMark;
    const row = this.#row;
    const conversation = this.#needsConversation;
    for (let i = first; i < last; i++) {
      let verdict = byMark[protocol[i]];
      if (verdict === COMPUTE) {
        row.moveTo(start + i, conversation);
        verdict = number.test(number.value(row)) ? YES : NO;
      }
      out[i] = verdict;
    }
  }

  #fillCarried(carried: Carried, index: number, first: number, last: number, out: Uint8Array): void {
    const byMark = this.#byMark;
    const { protocol } = this.#source.analysis.columns.chunk(index);
    const isAbsent = carried.chunk(index);
    for (let i = first; i < last; i++) {
      const verdict = byMark[protocol[i]];
      out[i] = verdict === COMPUTE ? (isAbsent(i) ? this.#onNothing : DISSECT) : verdict;
    }
  }

  #fillByRow({ protocol }: Readonly<Chunk>, start: number, first: number, last: number, out: Uint8Array): void {
    const byMark = this.#byMark;
    for (let i = first; i < last; i++) {
      const verdict = byMark[protocol[i]];
      out[i] = verdict === COMPUTE ? this.#decide(start + i, protocol[i]) : verdict;
    }
  }

  /** One frame, by the values that the columns have of it. */
  #decide(index: number, mark: number): number {
    const row = this.#row;
    const present = this.#present[CLASS_OF[mark]];
    row.moveTo(index, this.#needsConversation);
    for (const { known } of present) if (known && !known(row)) return DISSECT;
    if (this.#onNothing !== UNKNOWN) return this.#onNothing;
    const { sink, matches } = this.#evaluation;
    sink.begin(row.bytes);
    for (const { feed, field } of present) feed(sink, field, row);
    return matches() ? YES : NO;
  }
}

/** A column that holds its default only. */
const NOTHING = new Uint16Array(CHUNK_ROWS);

function widened(old: Uint8Array, needed: number): Uint8Array {
  if (needed <= old.length) return old;
  const wider = new Uint8Array(Math.max(1024, 2 * old.length, needed)).fill(UNKNOWN);
  wider.set(old);
  return wider;
}
