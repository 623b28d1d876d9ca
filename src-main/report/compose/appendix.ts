// The appendix: the display filter that leads to each statement, in this program and in Wireshark.
import type { ReportBlock, ReportText } from '../../ipc/contracts/report-contract';
import type { ConnectionFacts, ReportModel } from '../model';
import { fingerprintsOf } from './tls';
import { heading, mono, quiet, type Words } from './words';

export function appendixBlocks({ connections }: ReportModel, words: Words): ReportBlock[] {
  if (connections.length === 0) return [];
  return [
    heading(1, words.say('report.section.appendix')),
    quiet(words.say('report.appendix.note')),
    ...connections.map((facts): ReportBlock => ({
      kind: 'table',
      caption: words.say('report.connection', { kind: facts.flow.kind, stream: facts.flow.stream }),
      head: [words.say('report.appendix.statement'), words.say('report.filter')],
      rows: rowsOf(facts, words),
    })),
  ];
}

const framesFilter = (frames: readonly number[]): string =>
  frames.length === 1
    ? `frame.number == ${frames[0]}`
    : `frame.number in {${[...frames].sort((a, b) => a - b).join(', ')}}`;

function rowsOf({ flow, verdict, tls }: ConnectionFacts, words: Words): ReportText[][] {
  const rows: ReportText[][] = [[words.say('report.appendix.all'), [mono(`${flow.kind}.stream == ${flow.stream}`)]]];
  const sentences = [
    ...(tls?.sentences ?? []),
    ...verdict.sentences,
    ...verdict.opinions,
    ...verdict.checks,
    ...verdict.numbers,
  ];
  for (const { message, frames } of sentences)
    if (frames.length > 0) rows.push([words.message(message), [mono(framesFilter(frames))]]);
  if (verdict.synFrame > 0)
    rows.push([
      words.say('verdict.options'),
      [mono(framesFilter([verdict.synFrame, verdict.synAckFrame].filter((frame) => frame > 0)))],
    ]);
  for (const [name, field, value] of fingerprintsOf(tls))
    rows.push([`${name}${words.colon}${value}`, [mono(`${field} == "${value}"`)]]);
  return rows;
}
