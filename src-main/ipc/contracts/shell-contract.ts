// The contract between the renderer and Electron's main process: windows, dialogs, preferences, recent files.
// Types only. Paths never come from the renderer: it names a recent entry or a sample by id, drops a File that
// the preload turns into a path, or asks for the dialog.
import type { Language } from '../languages';
import type { DecodeRule } from '../decode-as';
import type {
  CaptureEvents,
  CaptureRequests,
  CaptureSettings,
  CaptureStatus,
  RecoverableCapture,
} from './capture-contract';
import type { ColourRule } from './colour-contract';
import type { OwnCourse, PracticeRequests } from './course-contract';
import type { AskedCommand, PageCommand } from '../commands';
import type { ChosenKeys } from '../commands/keys';
import type { FilterMacro } from './filter-contract';
import type { FolderEvents, FolderInfo, FolderRequests } from './folder-contract';
import type { ExportWanted } from './export-contract';
import type { FollowEncoding, FollowLayer, FollowSaved, FollowSide } from './follow-contract';
import type { Message, Problem } from '../message';
import type { ReportChoice, ReportTemplate, ReportToSave } from './report-contract';
import type { SqlChoice } from './sql-contract';
import type { StatisticsChoice } from './statistics-contract';
import type { TimeShift } from '../time-shift';
import type { TimeFormat } from '../time-formats';
import type { PacketPane } from '../pane-order';
import type { ProfileInfo, ProfileRequests } from './profile-contract';
import type { PrintAsked, PrintChoice, PrintEnd, PrintPreview } from './print-contract';

export type ColumnAlign = 'start' | 'center' | 'end';
export interface ColumnSetting {
  id: string;
  width: number;
  visible: boolean;
  /** as the table has it, unless chosen */
  align?: ColumnAlign;
}

/** A column of the packet list with the values of a field. */
export interface FieldColumn {
  /** `tcp.srcport` */
  field: string;
  title: string;
}

/** A display filter kept under a name, for a button. */
export interface SavedFilter {
  name: string;
  text: string;
}

/** Everything remembered between starts. Unknown or broken entries fall back to the default, one by one. */
export interface Preferences {
  language: 'system' | Language;
  theme: 'system' | 'light' | 'dark';
  contrast: 'system' | 'normal' | 'more';
  timeFormat: TimeFormat;
  /** digits behind the second: 0, 3, 6, 9 or `auto` (what the file's resolution has) */
  timeDigits: 'auto' | 0 | 3 | 6 | 9;
  /** in the order shown; empty: the view's own defaults */
  packetColumns: ColumnSetting[];
  /** columns of the packet list beside those that it always has; fields differ */
  fieldColumns: FieldColumn[];
  flowColumns: ColumnSetting[];
  /** of the list of TLS handshakes */
  tlsColumns: ColumnSetting[];
  compareColumns: ColumnSetting[];
  comparedSegmentColumns: ColumnSetting[];
  /** of the list of connections and their keys */
  keyColumns: ColumnSetting[];
  /** of tables of statistics, by the name of the table */
  statisticsColumns: Record<string, ColumnSetting[]>;
  statistics: StatisticsChoice;
  sql: SqlChoice;
  flowSort: { column: string; descending: boolean };
  /** sizes in percent by pane group id */
  panes: Record<string, number[]>;
  /** which pane of the packet page stands in which of PANE_PLACES */
  paneOrder: PacketPane[];
  /** what is shown or not, by name; one that is missing was never chosen */
  switches: Record<string, boolean>;
  hexMode: 'hex' | 'bits';
  keys: ChosenKeys;
  /** Electron's zoom level, 0 = 100 %; the main process applies it */
  zoom: number;
  lastTab: string;
  /** what the last live capture was started with */
  capture: CaptureSettings;
  /** capture filters used, newest first */
  captureFilters: string[];
  /** display filters applied, newest first, at most `MAX_FILTER_HISTORY` */
  displayFilters: string[];
  /** buttons beside the filter bar, in the order shown; names differ */
  savedFilters: SavedFilter[];
  filterMacros: FilterMacro[];
  /** rules that colour the packet list, the first one that matches wins; null: those that there are at first */
  colourRules: ColourRule[] | null;
  /** what ports lead to in place of what they usually do */
  decodeAs: DecodeRule[];
  /** how the last report was made */
  report: ReportChoice;
  /** how pages were printed last */
  print: PrintChoice;
  /** id of the profile in use, whose values are among these */
  profile: string;
}

export interface RecentFile {
  id: string;
  name: string;
  folder: string;
  openedMs: number;
  /** known when it was last fully read, else null */
  packets: number | null;
  bytes: number | null;
  missing: boolean;
}
export interface Sample {
  /** `https`, `refused`, …; titles are in the catalogues under `sample.<id>` */
  id: string;
  packets: number;
}

/** Files that one long capture has written, of which one is open; `names`: of those around it, the oldest first. */
export interface FileSet {
  names: string[];
  /** of the open one, in `names` */
  at: number;
  /** its place in the whole set, from 1, and how many there are */
  place: number;
  count: number;
}

export interface ShellState {
  /** counts up with every change: an answer that was overtaken by an event is older, and tells so */
  revision: number;
  preferences: Preferences;
  /** those that there are; `current`: id of the one in use */
  profiles: { list: ProfileInfo[]; current: string };
  /** language to use now (system resolved) */
  language: Language;
  recent: RecentFile[];
  /** that the open capture belongs to, null: none */
  fileSet: FileSet | null;
  samples: Sample[];
  /** courses of practice of the reader's own, the one opened last first */
  courses: OwnCourse[];
  /** folders of captures that were indexed, the latest first */
  folders: FolderInfo[];
  /** what is wrong with the user's own data, in words */
  notices: Message[];
  /** live captures that ended with the app or the machine, newest first */
  recoverable: RecoverableCapture[];
  /** the live capture of this window, or null */
  capture: CaptureStatus | null;
  platform: 'linux' | 'darwin' | 'win32';
  version: string;
}

/** Kinds of files that the page makes, and their ending; `colorfilters` has none. */
export const SAVED_KINDS = ['svg', 'png', 'pem', 'der', 'bin', 'colorfilters'] as const;
export type SavedKind = (typeof SAVED_KINDS)[number];

/** What the page has made and the user wants to keep. */
export interface FileToSave {
  /** proposed to the user, without a folder */
  name: string;
  kind: SavedKind;
  data: Uint8Array;
}

/** What one follows of a conversation, to be kept; the engine writes it where the user says. */
export interface FollowedToSave {
  /** proposed to the user, without a folder or an ending */
  name: string;
  flow: number;
  layer: FollowLayer;
  stream: number;
  side: FollowSide;
  as: FollowSaved;
  encoding: FollowEncoding;
}

export interface ShellRequests extends CaptureRequests, FolderRequests, PracticeRequests, ProfileRequests {
  /** the first one tells main that the page's listeners (events, engine port) are in place: ask after setting them up */
  state: { args: Record<string, never>; answer: ShellState };
  openDialog: { args: Record<string, never>; answer: null };
  openRecent: { args: { id: string }; answer: null };
  forgetRecent: { args: { id: string }; answer: null };
  openSample: { args: { id: string }; answer: null };
  /** path comes out of the preload's webUtils.getPathForFile, main checks it is an existing file */
  openDropped: { args: { path: string }; answer: null };
  /** asks for a key log, and has the TLS of the open capture opened with it */
  chooseKeyLog: { args: Record<string, never>; answer: null };
  /** asks for another capture, and has the open one compared with it */
  chooseCompared: { args: Record<string, never>; answer: null };
  closeCapture: { args: Record<string, never>; answer: null };
  reload: { args: Record<string, never>; answer: null };
  /** adds so much to the times of all packets, as the file has them; the capture is read again. Nothing for one that is not saved */
  shiftTimes: { args: TimeShift; answer: null };
  /** shows a packet of the open capture in a window of its own; `frame` from 1 */
  openPacket: { args: { frame: number }; answer: null };
  /** with the profile that the page takes for the one in use: where another one is by now, only what all profiles share is changed */
  setPreferences: { args: Partial<Preferences>; answer: null };
  /** asks the user where; what goes wrong comes as a `problem` event */
  saveFile: { args: FileToSave; answer: null };
  /** asks the user for a file of colouring rules and reads it; null: none. What goes wrong comes as a `problem` event */
  openColours: { args: Record<string, never>; answer: { text: string } | null };
  /** … for a template of a report */
  openTemplate: { args: Record<string, never>; answer: ReportTemplate | null };
  /** the same */
  saveFollowed: { args: FollowedToSave; answer: null };
  /** asks the user where; true: it was written. What goes wrong comes as a `problem` event */
  /** `saved`: the file is there; neither that nor a problem: it was given up */
  saveReport: { args: ReportToSave; answer: { saved: boolean; problem: Problem | null } };
  /** gives up the report that is being written */
  stopReport: { args: Record<string, never>; answer: null };
  /** the pages as they would be printed; a later one, or `printStop`, gives this one up */
  printPreview: { args: PrintAsked; answer: PrintPreview };
  /** asks the user where, and writes the pages of the last preview */
  printSave: { args: { name: string }; answer: PrintEnd };
  /** the system's print dialog for the pages of the last preview */
  printPages: { args: Record<string, never>; answer: PrintEnd };
  /** gives up the preview that is being made, and forgets the last one */
  printStop: { args: Record<string, never>; answer: null };
  /** asks the user where, and has the engine write it; how that goes comes as its event `export` */
  exportCapture: { args: { name: string; wanted: ExportWanted }; answer: null };
  copyText: { args: { text: string }; answer: null };
  /** arrives as a table in mail and documents; the first row holds the titles */
  copyTable: { args: { rows: string[][] }; answer: null };
  copyPicture: { args: { png: Uint8Array }; answer: null };
  /** as the menu does; nothing where it cannot be used now */
  runCommand: { args: { command: AskedCommand }; answer: null };
}
export type ShellRequest = keyof ShellRequests;

export interface ShellEvents extends CaptureEvents, FolderEvents {
  stateChanged: ShellState;
  /** a capture is being opened: a port to its engine follows by window.postMessage('synscope:engine-port') */
  captureOpening: { name: string };
  captureClosed: Record<string, never>;
  /** the file could not be opened, or the engine died (`engine.died`: offer to reopen) */
  problem: Problem;
  /** what was chosen in the application menu, or pressed */
  menu: { command: PageCommand };
}
export type ShellEvent = keyof ShellEvents;

/**
 * What the preload puts on `window.synscope`. `DroppedFile`: the DOM's `File`, which has no meaning on this side of the bridge.
 */
export interface SynscopeBridge<DroppedFile = unknown> {
  /** rejects for bugs only (bad arguments); what a user can cause comes as a `problem` event */
  request<N extends ShellRequest>(name: N, args: ShellRequests[N]['args']): Promise<ShellRequests[N]['answer']>;
  on<N extends ShellEvent>(name: N, listener: (value: ShellEvents[N]) => void): () => void;
  pathOf(file: DroppedFile): string;
}
