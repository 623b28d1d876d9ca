// Answers about the expert notes: how many there are, and pages of the list as the window has unfolded it.
import { NOTE_KINDS } from '../../dissect/expert-notes';
import type { ExpertRow, ExpertSummary, ExpertView } from '../../ipc/contracts/engine-contract';
import type { CaptureDocument } from '../document/document';
import type { PacketList, ShownRows } from '../document/shown-rows';
import type { ExpertPass } from '../passes/expert-pass';
import type { Notes } from '../passes/notes';
import { NoteLayout } from '../passes/note-layout';
import { packetRows } from './packet-rows';

interface Kept {
  /** what it was asked for */
  query: string;
  /** what it was made of: these notes, and how many there were */
  notes: Notes;
  state: string;
  layout: NoteLayout;
}

export class ExpertAnswers {
  readonly #document: CaptureDocument;
  readonly #pass: Pick<ExpertPass, 'notes'>;
  #kept: Kept | null = null;
  #version = 0;

  constructor(document: CaptureDocument, pass: Pick<ExpertPass, 'notes'>) {
    this.#document = document;
    this.#pass = pass;
  }

  /** How many notes there are now, and how many rows the list has. */
  summary(view: ExpertView, list: PacketList & { readonly isFiltered: boolean }): ExpertSummary {
    const layout = this.#layout(view, list, true);
    return {
      version: this.#version,
      rows: layout.total(view.open),
      groups: layout.groups.length,
      bySeverity: layout.bySeverity,
      unlisted: this.#pass.notes.total - this.#pass.notes.listed,
    };
  }

  /** Rows of the list as the summary before has found it: a page does not move because a packet has come. */
  rows(
    view: ExpertView,
    from: number,
    count: number,
    list: PacketList & { readonly isFiltered: boolean },
  ): ExpertRow[] {
    const layout = this.#layout(view, list, false);
    const { notes } = this.#kept ?? this.#pass;
    const end = Math.min(layout.total(view.open), from + count);
    const rows: ExpertRow[] = [];
    const packets: { at: number; row: number }[] = [];
    for (let index = from; index < end; index++) {
      const { group, groupRow, note } = layout.row(index, view.open);
      if (note < 0) rows.push(this.#groupRow(view, layout, group));
      else {
        packets.push({ at: rows.length, row: notes.rows.at(note) });
        rows.push({ row: 'packet', id: group, groupRow, ...kindOf(notes.kinds.at(note)), ...NO_PACKET });
      }
    }
    this.#fill(rows, packets);
    return rows;
  }

  #groupRow(view: ExpertView, layout: NoteLayout, id: number): ExpertRow {
    const { flows } = this.#document.analysis;
    const common = { row: 'group' as const, id, count: layout.count(id), open: view.open.includes(id) };
    if (view.by === 'kind') return { ...common, ...kindOf(id), flow: null };
    return {
      ...common,
      severity: layout.worst(id),
      group: null,
      field: '',
      name: '',
      protocol: '',
      flow: id > 0 && id <= flows.count ? flows.row(id - 1) : null,
    };
  }

  /** What the packet list says of these packets. */
  #fill(rows: ExpertRow[], packets: readonly { at: number; row: number }[]): void {
    const shown: ShownRows = { count: packets.length, at: (i) => packets[i].row, indexOf: () => -1 };
    const page = packetRows(this.#document, 0, packets.length, { list: 0, shown });
    packets.forEach(({ at }, i) => {
      const row = rows[at];
      if (row.row !== 'packet') return;
      row.frame = page.frame[i];
      row.hasTime = page.hasTime[i] === 1;
      row.timeSec = page.timeSec[i];
      row.timeNano = page.timeNano[i];
      row.info = page.info[i];
    });
  }

  #layout(view: ExpertView, list: PacketList & { readonly isFiltered: boolean }, fresh: boolean): NoteLayout {
    const filtered = view.displayed && list.isFiltered;
    const query = `${view.by} ${view.severities.join()} ${filtered ? list.list : 'all'}`;
    const { notes } = this.#pass;
    const state = `${notes.total} ${filtered ? list.shown.count : ''}`;
    const kept = this.#kept;
    if (kept?.query === query && (!fresh || (kept.notes === notes && kept.state === state))) return kept.layout;
    const { by, severities } = view;
    const counts = filtered ? isShown(list.shown, this.#document.frames) : null;
    const layout = new NoteLayout(notes, this.#document.analysis, { by, severities, counts });
    this.#kept = { query, notes, state, layout };
    this.#version++;
    return layout;
  }
}

const NO_PACKET = { frame: 0, hasTime: false, timeSec: 0, timeNano: 0, info: '' };

function kindOf(kind: number): Pick<ExpertRow, 'severity' | 'field' | 'name' | 'protocol'> & {
  group: Exclude<ExpertRow['group'], null>;
} {
  const { field, severity, group, protocol } = NOTE_KINDS[kind];
  return { severity, group, field: field.abbrev, name: field.name, protocol };
}

/** A bit for each row of the capture: asked for each note, a search in the list would cost twenty times as much. */
function isShown(shown: ShownRows, frames: number): (row: number) => boolean {
  const bits = new Uint8Array((frames >>> 3) + 1);
  for (let i = 0; i < shown.count; i++) {
    const row = shown.at(i);
    bits[row >>> 3] |= 1 << (row & 7);
  }
  return (row) => (bits[row >>> 3] & (1 << (row & 7))) !== 0;
}
