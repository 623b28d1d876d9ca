// `synscope report`: the report of a capture, or of some of its connections, as a file.
import type { Language } from '../ipc/languages';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { reportMadeBy } from '../engine/answers/report/report-words';
import { MOST_DETAILED, MOST_LISTED, ReportGatherer } from '../engine/answers/report/report-model';
import { writeReport } from '../engine/answers/report/report-save';
import { Timelines } from '../engine/answers/timelines';
import type { CaptureDocument } from '../engine/document/document';
import { findMessages } from '../engine/document/messages/message-finder';
import { writeProblem } from '../formats/writing/write-problem';
import {
  FIRST_SECTIONS,
  MOST_TEMPLATE,
  REPORT_FORMATS,
  REPORT_SECTIONS,
  type ReportFormat,
  type ReportSection,
} from '../ipc/contracts/report-contract';
import { composeReport, plainSettings } from '../report/compose';
import { parseTemplate, sectionsIn } from '../report/template/parse-template';
import { BAD_INPUT, CommandFailure, STDIN, type CommandContext } from './context';
import { displayFilter, type CommandFilter } from './display-filter';
import { flowPages } from './flow-rows';
import { printingRuntime, writePdf } from './print-pdf';

export interface ReportArguments {
  file: string;
  output: string;
  format?: string;
  language: Language;
  streams: readonly string[];
  filter?: string;
  sections?: string;
  details?: string;
  template?: string;
  title?: string;
  author?: string;
  course?: string;
  date?: string;
}

export async function reportCommand(context: CommandContext, args: ReportArguments): Promise<void> {
  const format = formatOf(context, args);
  const runtime = format === 'pdf' ? printingRuntime() : null;
  if (format === 'pdf' && runtime === null) throw new CommandFailure(BAD_INPUT, context.text('cli.report.noRuntime'));
  const sections = sectionsOf(context, args.sections);
  const detailed = detailsOf(context, args.details);
  const template = args.template === undefined ? '' : await templateOf(context, args.template);
  const { title = '', author = '', course = '', date = '' } = args;
  const settings = { ...plainSettings(args.language, sections), title, author, course, date, template };
  const streams = args.streams.map((text) => streamOf(context, text));
  const filter = displayFilter(context, args.filter);
  await context.withCapture(args.file, async (document, problem) => {
    await findMessages(document);
    const ids = await chosen(context, document, streams, filter);
    const gatherer = new ReportGatherer({
      document,
      timelines: new Timelines(document),
      namesOf: () => ({ nameA: null, nameB: null }),
      name: args.file === STDIN ? context.text('cli.stdin') : path.basename(args.file),
      path: args.file === STDIN ? null : args.file,
      problem,
    });
    const wish = {
      ids,
      filter: args.filter ?? '',
      listed: MOST_LISTED,
      detailed,
      hashed: Infinity,
      graphs: sectionsIn(settings).includes('graphs'),
    };
    const model = await gatherer.model(wish, { progress: () => undefined, signal: new AbortController().signal });
    const report = composeReport(model, settings, reportMadeBy());
    const failure =
      format === 'pdf'
        ? runtime && (await writePdf(context, runtime, report, args.output))
        : await writeReport(report, format, args.output);
    if (failure) throw new CommandFailure(BAD_INPUT, context.message(writeProblem(failure, args.output).message));
  });
}

/** By `--format`, else by the ending of the file. */
function formatOf(context: CommandContext, { format, output }: ReportArguments): ReportFormat {
  const wanted = (format ?? path.extname(output).slice(1)).toLowerCase();
  const known = REPORT_FORMATS.find((one) => one === wanted);
  if (known) return known;
  throw context.usage('cli.report.format', { text: wanted, known: REPORT_FORMATS.join(', ') });
}

function sectionsOf(context: CommandContext, text: string | undefined): readonly ReportSection[] {
  if (text === undefined) return FIRST_SECTIONS;
  return text.split(',').map((word) => {
    const section = REPORT_SECTIONS.find((one) => one === word.trim());
    if (section) return section;
    throw context.usage('cli.report.section', { text: word.trim(), known: REPORT_SECTIONS.join(', ') });
  });
}

function detailsOf(context: CommandContext, text: string | undefined): number {
  if (text === undefined) return MOST_DETAILED;
  const number = /^\d{1,4}$/.test(text) ? Number(text) : Infinity;
  if (number > MOST_LISTED) throw context.usage('cli.report.details', { text, most: MOST_LISTED });
  return number;
}

/** The text of a template without mistakes. */
async function templateOf(context: CommandContext, file: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(BAD_INPUT, context.text('cli.report.templateUnread', { reason }));
  }
  if (text.length > MOST_TEMPLATE)
    throw new CommandFailure(BAD_INPUT, context.text('problem.templateLong', { most: MOST_TEMPLATE }));
  const { mistakes } = parseTemplate(text);
  if (mistakes.length === 0) return text;
  const lines = mistakes.map(({ line, message }) => `  ${line}: ${context.message(message)}`);
  throw new CommandFailure(BAD_INPUT, context.text('cli.report.template', { path: file }), ...lines);
}

function streamOf(context: CommandContext, text: string): number {
  const stream = Number(text);
  if (!/^\d+$/.test(text) || stream > 0xffffffff) throw context.usage('cli.badStream', { text });
  return stream;
}

/** Null: all of them. */
async function chosen(
  context: CommandContext,
  document: CaptureDocument,
  streams: readonly number[],
  filter: CommandFilter | null,
): Promise<ReadonlySet<number> | null> {
  const { flows } = document.analysis;
  if (streams.length > 0)
    return new Set(
      streams.map((stream) => {
        const id = flows.ofStream('tcp', stream);
        if (id >= 0) return id;
        throw new CommandFailure(BAD_INPUT, context.text('cli.noStream', { stream, count: flows.tcpCount }));
      }),
    );
  if (filter === null) return null;
  const ids = new Set<number>();
  for await (const page of flowPages(context, document, { filter, condition: null }))
    for (const { id } of page) ids.add(id);
  return ids;
}
