// The part of a report about what somebody has put on packets: marks of the reader, and comments that the file carries.
import type { ReportBlock, ReportText } from '../../ipc/contracts/report-contract';
import type { MarkFact, PutMark, ReportModel } from '../model';
import { heading, mono, quiet, type Words } from './words';

/** Display filters that find them. */
const FILTERS: Readonly<Record<PutMark, string>> = {
  marked: 'frame.marked == 1',
  ignored: 'frame.ignored == 1',
  reference: 'frame.ref_time',
};

export function markBlocks({ marks: { listed, all, isWhole } }: ReportModel, words: Words): ReportBlock[] {
  if (all === 0) return [];
  const put = (['marked', 'reference', 'ignored'] as const).filter((one) =>
    listed.some((fact) => fact.put.includes(one)),
  );
  const filters = put.map((one) => FILTERS[one]);
  if (listed.some(({ comments }) => comments.length > 0)) filters.push('frame.comment');
  const blocks: ReportBlock[] = [
    heading(1, words.say('report.section.marks')),
    {
      kind: 'table',
      caption: words.say('report.marks.caption'),
      head: [
        words.say('report.packet'),
        words.say('report.marks.put'),
        words.say('report.marks.comment'),
        words.say('report.marks.time'),
        words.say('report.marks.ends'),
        words.say('report.marks.info'),
      ],
      rows: listed.map((fact) => rowOf(fact, words)),
    },
    quiet([
      `${words.say('report.filter')}${words.colon}`,
      ...filters.flatMap((filter, i) => [i > 0 ? ' · ' : '', mono(filter)]),
    ]),
  ];
  if (all > listed.length) blocks.push(quiet(words.say('report.marks.cut', { shown: listed.length, all })));
  if (!isWhole) blocks.push(quiet(words.say('report.marks.unread')));
  return blocks;
}

const rowOf = (
  { frame, put, comments, at, source, destination, protocol, info }: MarkFact,
  words: Words,
): ReportText[] => [
  [{ frame }],
  put.map((one) => words.say(`report.marks.${one}`)).join(' · ') || '–',
  comments.join('\n') || '–',
  at === null ? '–' : `${words.time(at)} UTC`,
  [mono(`${source} → ${destination}`)],
  `${protocol} ${info}`,
];
