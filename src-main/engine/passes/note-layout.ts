// The expert notes as a list of groups, by kind or by connection, the worst first, each with its packets below it when it is open.
// One pass over the notes counts; another one finds the packets of groups that are opened.
import { NOTE_KINDS } from '../../dissect/expert-notes';
import type { AnalysisView } from '../../flow/capture-index-view';
import type { ExpertGrouping, Severity } from '../../ipc/contracts/engine-contract';
import type { Notes } from './notes';

export const RANKS: readonly Severity[] = ['chat', 'note', 'warn', 'error'];
const RANK_OF_KIND = Uint8Array.from(NOTE_KINDS, ({ severity }) => RANKS.indexOf(severity));

export interface LayoutQuery {
  by: ExpertGrouping;
  severities: readonly Severity[];
  /** whether a row of the capture counts; null: all do */
  counts: ((row: number) => boolean) | null;
}

/** A row of the list: a group, or the n-th note of an open one. */
export type LayoutRow = { group: number; groupRow: number; note: number };

/** Groups sorted by one number each: how bad the worst is, how many there are, then the lower id. 2 + 25 + 26 bits, exact in a double. */
const COUNT_TOP = 2 ** 25 - 1;
const ID_SPAN = 2 ** 26;
const sortKey = (rank: number, count: number, id: number): number =>
  ((3 - rank) * (COUNT_TOP + 1) + COUNT_TOP - Math.min(count, COUNT_TOP)) * ID_SPAN + id;

export class NoteLayout {
  /** ids of groups that have notes: kinds, or flows + 1 (0: of no connection) */
  readonly groups: Uint32Array;
  /** by severity, whatever the severities that are listed */
  readonly bySeverity: Record<Severity, number> = { chat: 0, note: 0, warn: 0, error: 0 };
  readonly #notes: Notes;
  readonly #query: LayoutQuery;
  readonly #groupOf: (note: number) => number;
  readonly #wanted: Uint8Array;
  readonly #length: number;
  readonly #counts: Float64Array;
  readonly #worst: Uint8Array;
  /** of groups that are, or were, open: indexes of their notes */
  readonly #members = new Map<number, Uint32Array>();
  #open: { key: string; places: readonly { group: number; place: number }[] } = { key: '', places: [] };

  constructor(notes: Notes, analysis: AnalysisView, query: LayoutQuery) {
    this.#notes = notes;
    this.#query = query;
    this.#length = notes.listed;
    const { rows, kinds } = notes;
    const byKind = query.by === 'kind';
    this.#groupOf = byKind ? (note) => kinds.at(note) : (note) => analysis.flowOfRow(rows.at(note)) + 1;
    this.#wanted = Uint8Array.from(RANK_OF_KIND, (rank) => (query.severities.includes(RANKS[rank]) ? 1 : 0));
    const size = byKind ? NOTE_KINDS.length : analysis.table.count + 1;
    this.#counts = new Float64Array(size);
    this.#worst = new Uint8Array(size);
    this.#count();
    this.groups = this.#sorted();
  }

  #count(): void {
    const { counts: holds, by } = this.#query;
    const { rows, kinds } = this.#notes;
    const perKind = new Float64Array(NOTE_KINDS.length);
    for (let note = 0; note < this.#length; note++) {
      if (holds && !holds(rows.at(note))) continue;
      const kind = kinds.at(note);
      perKind[kind]++;
      if (this.#wanted[kind] === 0) continue;
      const group = this.#groupOf(note);
      if (group >= this.#counts.length) continue;
      this.#counts[group]++;
      if (RANK_OF_KIND[kind] > this.#worst[group]) this.#worst[group] = RANK_OF_KIND[kind];
    }
    // what is not listed any more is still counted, where nothing has to be known of its packets
    const known = holds ? perKind : this.#notes.counts;
    NOTE_KINDS.forEach(({ severity }, kind) => (this.bySeverity[severity] += known[kind]));
    if (by === 'kind' && !holds) known.forEach((count, kind) => this.#wanted[kind] && (this.#counts[kind] = count));
    if (by === 'kind') this.#worst.set(RANK_OF_KIND);
  }

  #sorted(): Uint32Array {
    let filled = 0;
    for (const count of this.#counts) if (count > 0) filled++;
    const keys = new Float64Array(filled);
    for (let id = 0, i = 0; id < this.#counts.length; id++)
      if (this.#counts[id] > 0) keys[i++] = sortKey(this.#worst[id], this.#counts[id], id);
    return Uint32Array.from(keys.sort(), (key) => key % ID_SPAN);
  }

  count(group: number): number {
    return this.#counts[group] ?? 0;
  }

  worst(group: number): Severity {
    return RANKS[this.#worst[group]];
  }

  /** Indexes of the notes of a group that are listed. */
  #membersOf(group: number): Uint32Array {
    return this.#members.get(group) ?? new Uint32Array(0);
  }

  /** Where the open groups stand, from the top. */
  #placesOf(open: readonly number[]): readonly { group: number; place: number }[] {
    const key = open.join();
    if (this.#open.key === key) return this.#open.places;
    const wanted = new Set(open.filter((group) => this.count(group) > 0));
    this.#find(new Set([...wanted].filter((group) => !this.#members.has(group))));
    const places: { group: number; place: number }[] = [];
    if (wanted.size > 0) this.groups.forEach((group, place) => wanted.has(group) && places.push({ group, place }));
    this.#open = { key, places };
    return places;
  }

  #find(groups: ReadonlySet<number>): void {
    if (groups.size === 0) return;
    const found = new Map([...groups].map((group) => [group, [] as number[]]));
    const { counts: holds } = this.#query;
    const { rows, kinds } = this.#notes;
    for (let note = 0; note < this.#length; note++) {
      if (this.#wanted[kinds.at(note)] === 0) continue;
      const members = found.get(this.#groupOf(note));
      if (members && (!holds || holds(rows.at(note)))) members.push(note);
    }
    for (const [group, members] of found) this.#members.set(group, Uint32Array.from(members));
  }

  /** Rows of the list when these groups are open. */
  total(open: readonly number[]): number {
    const places = this.#placesOf(open);
    return this.groups.length + places.reduce((sum, { group }) => sum + this.#membersOf(group).length, 0);
  }

  /** A row of it, `index` below `total(open)`. `note`: -1 for the group itself. */
  row(index: number, open: readonly number[]): LayoutRow {
    let before = 0;
    for (const { group, place } of this.#placesOf(open)) {
      const groupRow = place + before;
      if (index <= groupRow) break;
      const members = this.#membersOf(group);
      if (index <= groupRow + members.length) return { group, groupRow, note: members[index - groupRow - 1] };
      before += members.length;
    }
    return { group: this.groups[index - before], groupRow: index, note: -1 };
  }
}
