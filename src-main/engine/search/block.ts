// What the engine and its workers say to each other. Rows are decided in blocks: runs of rows inside one chunk of the columns, a byte a
// row in shared memory, where a worker replaces every DISSECT by YES or NO.
import type { DissectOptions } from '../../dissect/contract/context';
import type { FieldValue } from '../../dissect/contract/fields';
import type { AnalysisShare } from '../../flow/capture-index-view';
import type { FilePart } from '../../formats/capture-reader';
import type { DecodeRule } from '../../ipc/decode-as';
import type { TimeShift } from '../../ipc/time-shift';
import type { FilterMacro, FindWhat } from '../../ipc/contracts/filter-contract';
import type { FieldOutput } from '../../report/tables/field-line';
import type { PacketForm } from '../../report/tables/packet-table';
import type { InterfaceInfo } from '../document/frame-view';

/** A display filter as text, with all that its meaning depends on. */
export interface FilterTask {
  kind: 'filter';
  text: string;
  macros: FilterMacro[];
  /** values that field references stand for, by the field's name */
  references: [name: string, values: readonly FieldValue[]][];
  /** how frames are dissected; as for the window, unless told. Columns hold what the window shows: with anything else they are not asked */
  options?: DissectOptions;
}
export interface FindTask {
  kind: 'find';
  what: Exclude<FindWhat, { by: 'filter' }>;
}
/** All expert notes. */
export interface NoteTask {
  kind: 'notes';
}
/** All names that are proven for addresses. */
export interface NameTask {
  kind: 'names';
}
/** Addresses of headers that columns do not tell, counted. */
export interface EndTask {
  kind: 'ends';
}
/** Which addresses frames go from and to, where columns do not tell it. */
export interface HostTask {
  kind: 'hosts';
}
/** Which protocols frames have, counted. */
export interface PathTask {
  kind: 'paths';
}
/** Requests and responses of DNS and HTTP, with what they are told apart by. */
export interface ResponseTask {
  kind: 'responses';
}
/** Rows as text (`text-test.ts`). */
export interface TextTask {
  kind: 'text';
  what: TextOf;
}
export type TextOf =
  | { of: 'rows'; form: PacketForm }
  | { of: 'fields'; names: readonly string[]; options: DissectOptions; output: FieldOutput; terminal: boolean };

/** What every undecided row is asked. */
export type Task =
  FilterTask | FindTask | NoteTask | NameTask | EndTask | HostTask | PathTask | ResponseTask | TextTask;

export interface Block {
  /** number of the chunk, and the rows inside it: `first` … `last - 1` */
  chunk: number;
  first: number;
  last: number;
  /** NO, YES or DISSECT, from `first` on; in shared memory */
  verdicts: Uint8Array;
  /** [0] set to 1: nobody wants the rest any more; in shared memory */
  stop: Int32Array;
}

/** What a worker has to know of the capture to look at its frames. */
export interface CaptureShare {
  analysis: AnalysisShare;
  parts: readonly FilePart[];
  /** null: no new ones */
  interfaces: InterfaceInfo[] | null;
  firstTimedRow: number;
  decodeAs: readonly DecodeRule[];
  timeShift: TimeShift;
}

export type ToWorker =
  | { type: 'task'; task: number; what: Task }
  | { type: 'forget'; task: number }
  | { type: 'block'; task: number; block: Block; capture: CaptureShare };
/** `found`: what a task collects beside its verdicts; of notes pairs of row and kind (`NOTE_KINDS`), of names what `packName` puts together, rows ascending; of counts what `EndCounts`, `FlowHosts` and `PathTree` pack, of responses what `packMessage` puts together, of text what `RowsWriter` takes. */
export type FromWorker = { type: 'done'; found: Uint32Array<ArrayBuffer> | null } | { type: 'failed'; detail: string };
