// What is printed, on which paper, and what comes of it: the page says what, the main process makes pages of it, the page shows these.
import type { Language } from '../languages';
import type { Problem } from '../message';
import type { TimeFormat } from '../time-formats';
import type { PacketScope } from './export-contract';
import type { ReportQuery } from './report-contract';

export const PAPERS = ['A4', 'A3', 'Letter', 'Legal'] as const;
export const MARGINS = ['narrow', 'normal', 'wide'] as const;
/** Percent of the usual size. */
export const PRINT_SCALES = [50, 60, 70, 80, 90, 100, 110, 125, 150] as const;

export interface PageSetup {
  paper: (typeof PAPERS)[number];
  landscape: boolean;
  margins: (typeof MARGINS)[number];
  scale: (typeof PRINT_SCALES)[number];
}

/** Lines of text that are printed at most: a thousand pages or so. */
export const MOST_PRINTED_LINES = 50_000;

/** How much of the field tree of each packet: nothing, what is open in the window, all. */
export const PRINTED_DETAILS = ['none', 'open', 'all'] as const;

/** What of each packet. */
export interface PacketParts {
  summary: boolean;
  details: (typeof PRINTED_DETAILS)[number];
  bytes: boolean;
}

export interface PacketsToPrint extends PacketParts {
  what: 'packets';
  scope: PacketScope;
  /** places of the field tree that are open (`tcp/tcp.flags`); only for `details: 'open'` */
  open: string[];
  time: TimeFormat;
  /** behind the second */
  digits: 0 | 3 | 6 | 9;
}
/** Open places of a tree that one order may name. */
export const MOST_OPEN_PLACES = 10_000;

/** Any table of the window, as it stands there; the first row holds the titles. */
export interface TableToPrint {
  what: 'table';
  title: string;
  rows: string[][];
}
/** Cells of a table that is printed. */
export const MOST_PRINTED_CELLS = 1_000_000;

export interface ReportToPrint extends ReportQuery {
  what: 'report';
}
/** What the page has laid out for paper itself (`@media print`): the timeline. */
export interface SheetToPrint {
  what: 'sheet';
}
export type PrintWanted = PacketsToPrint | TableToPrint | ReportToPrint | SheetToPrint;

export interface PrintAsked {
  wanted: PrintWanted;
  setup: PageSetup;
  /** what the foot of each page says: the file, and what of it */
  name: string;
}

/** A PDF; both null: nobody waits for it any more. */
export interface PrintPreview {
  pdf: Uint8Array | null;
  problem: Problem | null;
}

/** Whether the pages were written, or go to a printer; without a problem, where not, nobody wanted it. */
export interface PrintEnd {
  done: boolean;
  problem: Problem | null;
}

/** What is remembered of the last time. */
export interface PrintChoice extends PageSetup, PacketParts {}

/** What the main process has the engine write: packets as a page, where the main process says. */
export interface PagesSave {
  type: 'savePages';
  id: number;
  path: string;
  wanted: PacketsToPrint;
  /** what stands on top */
  name: string;
  language: Language;
}
/** … how that ended … */
export interface PagesSaved {
  type: 'pagesSaved';
  id: number;
  problem: Problem | null;
}
/** … and that nobody wants it any more. */
export interface PagesStop {
  type: 'stopPages';
}
