// A checked filter as a plan over columns: verdicts for tens of thousands of frames at a time, without a dissection. Its parts
// (column-leaf.ts) fill arrays of verdicts, and, or, xor and not put them together by Kleene's rules. What remains undecided is dissected.
import { AnalysisView } from '../../flow/capture-index-view';
import { CHUNK_ROWS } from '../../flow/columns/columns';
import { IGNORED, type ReaderMarks } from '../../flow/columns/reader-marks';
import type { DependsOn } from './column-fields';
import { dependencyOf, isAtom } from './column-judge';
import { ColumnLeaf } from './column-leaf';
import type { ColumnSource } from './column-row';
import { AND, DISSECT, NO, NOT, OR, XOR, YES } from './column-verdict';
import type { PassId } from '../../ipc/passes';
import { joined, fieldsOf } from '../language/tests';
import { printFilter } from '../language/print';
import { rawBytesOf, type RawBytes } from './raw-bytes';
import type { Test } from '../language/tree';

/** The bytes of frames, for the parts of a filter that look for bytes. */
export interface RawFrames {
  /** of a row of the capture: valid until the next call */
  bytes(row: number): Uint8Array;
  /** some of what is dissected lies in other bytes than these */
  hasSources(row: number): boolean;
  /** by place in the chunk, DISSECT: the frame's bytes may be read; others are decided */
  readonly undecided: Uint8Array;
}

type Part =
  | { kind: 'leaf'; test: Test; leaf: ColumnLeaf; raw: RawBytes | null }
  | { kind: 'not'; of: Part }
  | { kind: 'join'; by: Joint['kind']; table: Uint8Array; settled: number; parts: readonly Part[] };

type Joint = Extract<Test, { kind: 'and' | 'or' | 'xor' }>;

/** One test out of several. */
const joinedBy = (kind: Joint['kind'], terms: readonly Test[]): Test =>
  terms.reduce((left, right) => ({ kind, left, right, at: left.at, len: left.len }));

function leafOf(test: Test, source: ColumnSource): Part {
  return { kind: 'leaf', test, leaf: new ColumnLeaf(test, source), raw: isAtom(test) ? rawBytesOf(test) : null };
}

/** Terms that depend on the same thing alone are asked together, once for each of its values. */
function jointOf(test: Joint, source: ColumnSource): Part {
  const groups = new Map<DependsOn, Test[]>();
  const single: Test[] = [];
  for (const term of joined(test.kind, test)) {
    const dependsOn = dependencyOf(term);
    if (dependsOn === null || dependsOn === 'row') single.push(term);
    else groups.set(dependsOn, [...(groups.get(dependsOn) ?? []), term]);
  }
  const parts = [...groups.values()].map((terms) => leafOf(joinedBy(test.kind, terms), source));
  parts.push(...single.map((term) => partOf(term, source)));
  // bytes are looked for last, where all else has not decided
  parts.sort((a, b) => Number(looksAtBytes(a)) - Number(looksAtBytes(b)));
  if (parts.length === 1) return parts[0];
  if (test.kind === 'and') return { kind: 'join', by: 'and', table: AND, settled: NO, parts };
  if (test.kind === 'or') return { kind: 'join', by: 'or', table: OR, settled: YES, parts };
  return { kind: 'join', by: 'xor', table: XOR, settled: -1, parts };
}

function partOf(test: Test, source: ColumnSource): Part {
  if (isAtom(test)) return leafOf(test, source);
  const dependsOn = dependencyOf(test);
  if (dependsOn !== null && dependsOn !== 'row') return leafOf(test, source);
  return test.kind === 'not' ? { kind: 'not', of: partOf(test.of, source) } : jointOf(test, source);
}

function looksAtBytes(part: Part): boolean {
  switch (part.kind) {
    case 'leaf':
      return part.raw !== null;
    case 'not':
      return looksAtBytes(part.of);
    case 'join':
      return part.parts.some(looksAtBytes);
  }
}

/** What plans are made over before there is a capture. */
const NO_FRAMES: ColumnSource = {
  analysis: new AnalysisView(),
  countsFrom: () => -1,
  interfaceOf: () => ({ id: 0, name: '', description: '', linkType: -1 }),
  decodeAs: null,
};

/** How a filter is answered, as lines of text: each part with what it looks at, those inside others indented. */
export const describePlan = (test: Test): string[] => new ColumnPlan(test, NO_FRAMES).describe();

export class ColumnPlan {
  readonly #root: Part;
  readonly #marks: ReaderMarks;
  readonly #free: Uint8Array[] = [];
  /** looking for bytes can decide more */
  readonly looksAtBytes: boolean;

  constructor(test: Test, source: ColumnSource) {
    this.#root = partOf(test, source);
    this.#marks = source.analysis.readerMarks;
    this.looksAtBytes = looksAtBytes(this.#root);
  }

  /** See `describePlan`. */
  describe(): string[] {
    return [...linesOf(this.#root, '')];
  }

  /**
   * Verdicts of rows `first` … `last - 1` of a chunk of the columns, into the same places of `out`.
   * @param raw gives the bytes of frames; without, parts that look for bytes say DISSECT
   */
  evaluate(chunk: number, first: number, last: number, out: Uint8Array, raw: RawFrames | null = null): void {
    this.#fill(this.#root, { chunk, first, last, raw }, out);
    const marks = this.#marks.chunk(chunk);
    // columns hold what is in frames; of those that the reader ignores, nothing is to be found
    if (marks) for (let i = first; i < last; i++) if (marks[i] & IGNORED) out[i] = DISSECT;
  }

  #fill(part: Part, range: Range, out: Uint8Array): void {
    const { first, last } = range;
    if (part.kind === 'leaf') {
      part.leaf.fill(range.chunk, first, last, out);
      if (part.raw && range.raw) this.#search(part.raw, range, range.raw, out);
    } else if (part.kind === 'not') {
      this.#fill(part.of, range, out);
      for (let i = first; i < last; i++) out[i] = NOT[out[i]];
    } else {
      this.#join(part, range, out);
    }
  }

  #search({ find, exact }: RawBytes, { chunk, first, last }: Range, raw: RawFrames, out: Uint8Array): void {
    const start = chunk * CHUNK_ROWS;
    const { undecided } = raw;
    for (let i = first; i < last; i++) {
      if (out[i] !== DISSECT || undecided[i] !== DISSECT) continue;
      // what was put together from several frames stands in none of them
      if (!exact && raw.hasSources(start + i)) continue;
      const bytes = raw.bytes(start + i);
      if (find(bytes, 0, bytes.length) < 0) out[i] = NO;
      else if (exact) out[i] = YES;
    }
  }

  #join({ table, settled, parts }: Extract<Part, { kind: 'join' }>, range: Range, out: Uint8Array): void {
    const { first, last } = range;
    const other = this.#free.pop() ?? new Uint8Array(CHUNK_ROWS);
    this.#fill(parts[0], range, out);
    for (let p = 1; p < parts.length && !isAll(out, first, last, settled); p++) {
      this.#fill(parts[p], range.raw ? { ...range, raw: narrowed(range.raw, out, settled) } : range, other);
      for (let i = first; i < last; i++) out[i] = table[3 * out[i] + other[i]];
    }
    this.#free.push(other);
  }
}

/** `conversation: tcp.port == 443`; `bytes: …`: found in the bytes first, where not exactly so dissected then. */
function* linesOf(part: Part, indent: string): Generator<string> {
  switch (part.kind) {
    case 'leaf': {
      const bytes = part.raw ? (part.raw.exact ? 'bytes' : 'bytes, then dissection') : null;
      yield `${indent}${bytes ?? part.leaf.looksAt}: ${printFilter(part.test)}`;
      return;
    }
    case 'not':
      yield `${indent}not`;
      yield* linesOf(part.of, `${indent}  `);
      return;
    case 'join':
      yield `${indent}${part.by}`;
      for (const one of part.parts) yield* linesOf(one, `${indent}  `);
  }
}

interface Range {
  chunk: number;
  first: number;
  last: number;
  raw: RawFrames | null;
}

function isAll(verdicts: Uint8Array, first: number, last: number, verdict: number): boolean {
  for (let i = first; i < last; i++) if (verdicts[i] !== verdict) return false;
  return true;
}

/** Frames about which the parts before have settled the matter are not read for the next one. */
function narrowed(raw: RawFrames, sofar: Uint8Array, settled: number): RawFrames {
  const undecided = raw.undecided.map((verdict, i) => (sofar[i] === settled ? settled : verdict));
  return { bytes: (row) => raw.bytes(row), hasSources: (row) => raw.hasSources(row), undecided };
}

/** Passes that must have gone over the capture before the answers are final. */
export const passesOf = (test: Test): PassId[] => [...new Set(fieldsOf(test).fields.flatMap(({ pass }) => pass ?? []))];

/** What is answered now may be another answer when more of the capture is read. */
export const changesWithMore = (test: Test): boolean => fieldsOf(test).fields.some((field) => field.changes);
