// From what is known to a report as blocks, in its language and with the sections asked for, in their order. Pure.
import type { Language } from '../ipc/languages';
import {
  CONNECTION_SECTIONS,
  type Report,
  type ReportBlock,
  type ReportSection,
  type ReportSettings,
} from '../ipc/contracts/report-contract';
import { endpointText } from '../text/endpoint';
import { appendixBlocks } from './compose/appendix';
import { captureBlocks, overviewBlocks, qualityBlocks } from './compose/capture';
import {
  factBlocks,
  ladderBlocks,
  optionBlocks,
  questionBlocks,
  stateBlocks,
  verdictBlocks,
} from './compose/connection';
import { graphBlocks } from './compose/graphs';
import { labBlocks } from './compose/lab';
import { markBlocks } from './compose/marks';
import { segmentBlocks } from './compose/segments';
import { tlsBlocks } from './compose/tls';
import { heading, mono, paragraph, quiet, Words } from './compose/words';
import type { ConnectionFacts, ReportModel } from './model';
import { fillTemplate } from './template/fill-template';
import { parseTemplate } from './template/parse-template';

type OfCapture = (model: ReportModel, words: Words) => ReportBlock[];
type OfConnection = (facts: ConnectionFacts, words: Words) => ReportBlock[];

const CAPTURE: Partial<Record<ReportSection, OfCapture>> = {
  capture: captureBlocks,
  quality: qualityBlocks,
  overview: overviewBlocks,
  marks: markBlocks,
  appendix: appendixBlocks,
};
const CONNECTION: Partial<Record<ReportSection, OfConnection>> = {
  verdict: verdictBlocks,
  facts: factBlocks,
  options: optionBlocks,
  ladder: ladderBlocks,
  segments: segmentBlocks,
  states: stateBlocks,
  graphs: graphBlocks,
  tls: tlsBlocks,
  questions: questionBlocks,
  lab: labBlocks,
};

/** @param madeBy name and version of the program, for the foot of the pages */
export function composeReport(model: ReportModel, settings: ReportSettings, madeBy: string): Report {
  const words = new Words(settings.language, model.capture.clock);
  const told = (sections: readonly ReportSection[], of: ConnectionFacts | null): ReportBlock[] =>
    of === null
      ? sectionBlocks(model, sections, words)
      : sections.flatMap((one) => CONNECTION[one]?.(of, words) ?? CAPTURE[one]?.(model, words) ?? []);
  const template = settings.template === '' ? null : parseTemplate(settings.template);
  const blocks: ReportBlock[] = settings.text
    .split(/\r?\n\s*\r?\n/)
    .map((text) => text.trim())
    .filter(Boolean)
    .map((text) => paragraph(text));
  blocks.push(
    ...(template ? fillTemplate(template, { model, settings, words, madeBy, told }) : told(settings.sections, null)),
  );
  return {
    language: settings.language,
    title: settings.title || words.say('report.title', { file: model.capture.name }),
    heading: headingOf(settings, words),
    blocks,
    madeBy: words.say('report.madeBy', { program: madeBy }),
    mistakes: template?.mistakes ?? [],
  };
}

function sectionBlocks(model: ReportModel, sections: readonly ReportSection[], words: Words): ReportBlock[] {
  return runsOf(sections).flatMap((run) => {
    const [section] = run;
    if (CONNECTION_SECTIONS.includes(section)) return connectionBlocks(model, run, words);
    return CAPTURE[section]?.(model, words) ?? [];
  });
}

const headingOf = ({ author, course, date }: ReportSettings, words: Words): [string, string][] =>
  (
    [
      [words.say('report.author'), author],
      [words.say('report.course'), course],
      [words.say('report.date'), date],
    ] as [string, string][]
  ).filter(([, value]) => value !== '');

/** Sections of connections that follow each other are told connection by connection. */
function runsOf(sections: readonly ReportSection[]): ReportSection[][] {
  const runs: ReportSection[][] = [];
  for (const section of new Set(sections)) {
    const run = runs.at(-1);
    const isOfConnection = CONNECTION_SECTIONS.includes(section);
    if (run && isOfConnection && CONNECTION_SECTIONS.includes(run[0])) run.push(section);
    else runs.push([section]);
  }
  return runs;
}

function connectionBlocks(model: ReportModel, sections: readonly ReportSection[], words: Words): ReportBlock[] {
  const { connections, all } = model;
  if (connections.length === 0)
    return [heading(1, words.say('report.connections')), paragraph(words.say('report.none'))];
  const blocks: ReportBlock[] = [heading(1, words.say('report.connections'))];
  if (all > connections.length) blocks.push(quiet(words.say('report.cut', { shown: connections.length, all })));
  for (const facts of connections) {
    const { flow } = facts;
    blocks.push(
      heading(2, words.say('report.connection', { kind: flow.kind, stream: flow.stream })),
      paragraph([
        mono(endpointText(flow.addressA, flow.portA)),
        ' → ',
        mono(endpointText(flow.addressB, flow.portB)),
        flow.nameB ? ` (${flow.nameB.name})` : '',
      ]),
    );
    for (const section of sections) blocks.push(...(CONNECTION[section]?.(facts, words) ?? []));
  }
  return blocks;
}

/** What a report has unless somebody chooses otherwise. */
export const plainSettings = (language: Language, sections: readonly ReportSection[]): ReportSettings => ({
  language,
  sections: [...sections],
  title: '',
  author: '',
  course: '',
  date: '',
  text: '',
  template: '',
});
