// What is asked and answered of reports: which sections, in which order and language, about which connections; and the report itself as
// blocks, which a preview draws and writers lay out. Texts in it are finished, in the language of the report; none of them is markup.
import type { Language } from '../languages';
import type { Message, Problem } from '../message';

/** In the order that they have unless told otherwise. */
export const REPORT_SECTIONS = [
  'capture',
  'quality',
  'overview',
  'marks',
  'verdict',
  'facts',
  'options',
  'ladder',
  'segments',
  'states',
  'graphs',
  'tls',
  'questions',
  'lab',
  'appendix',
] as const;
export type ReportSection = (typeof REPORT_SECTIONS)[number];

/** Of a connection; the others are of the capture as a whole. */
export const CONNECTION_SECTIONS: readonly ReportSection[] = [
  'verdict',
  'facts',
  'options',
  'ladder',
  'segments',
  'states',
  'graphs',
  'tls',
  'questions',
  'lab',
];

/** Sections that a new report has; the questions of a lab sheet are asked for. */
export const FIRST_SECTIONS: readonly ReportSection[] = REPORT_SECTIONS.filter((section) => section !== 'lab');

export const REPORT_FORMATS = ['html', 'pdf', 'docx', 'md'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What the program is started with to print a page, which stands behind `--`, and the PDF file that it becomes. */
export const PRINT_SWITCH = '--print-report';

export interface ReportSettings {
  language: Language;
  /** those that are in it, in their order */
  sections: ReportSection[];
  /** what stands on top; empty: nothing */
  title: string;
  author: string;
  course: string;
  date: string;
  /** an introduction in the words of whoever hands it in; an empty line begins a paragraph */
  text: string;
  /** Markdown with placeholders, which then says what is in the report in place of `sections`; empty: none */
  template: string;
}
/** Characters of each of the texts above. */
export const MOST_REPORT_LINE = 200;
export const MOST_REPORT_TEXT = 20_000;
/** … and of a template */
export const MOST_TEMPLATE = 60_000;

/** Connections by `FlowRow.id`; all; those with a packet that the packet list shows. */
export type ReportScope = { by: 'flows'; flows: number[] } | { by: 'all' } | { by: 'filter'; text: string };

export interface ReportQuery {
  scope: ReportScope;
  settings: ReportSettings;
}

/** A part of a line: plain, a name or number as programs write it, set off, a packet of the capture. */
export type ReportInline = string | { mono: string } | { bold: string } | { frame: number };
export type ReportText = string | readonly ReportInline[];

export type ReportBlock =
  /** level 1 is a part of the report, 2 a connection, 3 and 4 what belongs to it */
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  | { kind: 'paragraph'; text: ReportText; quiet?: true }
  | { kind: 'list'; items: readonly ReportText[] }
  /** `indent`: how far in the first cell of each row stands; `numbers`: columns that are aligned to the end */
  | {
      kind: 'table';
      /** empty: what stands above it says it */
      caption: string;
      head: readonly string[];
      rows: readonly (readonly ReportText[])[];
      indent?: readonly number[];
      /** columns of names and numbers as programs write them */
      mono?: readonly number[];
    }
  /** a drawing of ours: SVG without scripts and references; `alt` says what it shows */
  | { kind: 'picture'; name: string; caption: string; alt: string; svg: string; width: number; height: number }
  /** what is looked up rather than read: closed on the screen, open on paper */
  | { kind: 'fold'; title: string; blocks: readonly ReportBlock[] }
  /** a place for an answer in somebody's own words; `label` may be empty */
  | { kind: 'room'; label: string; lines: number };

export interface Report {
  language: Language;
  title: string;
  /** name, course, date: label and value */
  heading: readonly (readonly [label: string, value: string])[];
  blocks: readonly ReportBlock[];
  /** what the foot of each page says */
  madeBy: string;
  /** what is wrong with the template, and in which line of it; without one there is nothing */
  mistakes: readonly TemplateMistake[];
}

/** A mistake in a template, in its line from 1 on. */
export interface TemplateMistake {
  line: number;
  message: Message;
}

export interface ReportRequests {
  /** the report as far as a preview shows it: the first few connections */
  report: { args: ReportQuery; answer: Report };
}

/** How far a report is that is being made; sent while it goes on. */
export interface ReportProgress {
  done: number;
  all: number;
}
export interface ReportEvents {
  report: ReportProgress;
}

/** What is remembered of the last report. */
export interface ReportChoice {
  /** `window`: that of the window */
  language: 'window' | ReportSettings['language'];
  format: ReportFormat;
  sections: ReportSection[];
  author: string;
  course: string;
  template: ReportTemplate | null;
}
export interface ReportTemplate {
  /** of its file, without the folder */
  name: string;
  text: string;
}

/** What the page asks the main process to have written. */
export interface ReportToSave extends ReportQuery {
  /** proposed to the user, without a folder or an ending */
  name: string;
  format: ReportFormat;
}

/** What the main process has the engine write, where the user said. PDF is made of HTML by the main process. */
export interface ReportSave extends ReportQuery {
  type: 'saveReport';
  id: number;
  path: string;
  format: Exclude<ReportFormat, 'pdf'>;
  /** HTML that is going to be printed */
  paper: boolean;
}
/** … how that ended … */
export interface ReportSaved {
  type: 'reportSaved';
  id: number;
  problem: Problem | null;
}
/** … and that nobody wants it any more. */
export interface ReportStop {
  type: 'stopReport';
}
