// The parts of a report about the capture as a whole: what it is, how far it can be relied on, which connections it holds.
import type { ReportBlock, ReportText } from '../../ipc/contracts/report-contract';
import { nsBetween } from '../../text/duration';
import { endpointText } from '../../text/endpoint';
import { ratioText } from '../../text/ratio';
import type { QualityFact, ReportModel } from '../model';
import { factTable, heading, mono, paragraph, quiet, type Words } from './words';

export function captureBlocks({ capture }: ReportModel, words: Words): ReportBlock[] {
  const { first, last } = capture;
  const span = first && last ? nsBetween(first.sec, first.nano, last.sec, last.nano) : null;
  const blocks: ReportBlock[] = [
    heading(1, words.say('report.section.capture')),
    factTable(words.say('report.capture.caption'), words, [
      [words.say('report.capture.file'), [mono(capture.name)]],
      ['SHA-256', capture.sha256 === null ? words.say('report.capture.noHash') : [mono(capture.sha256)]],
      [words.say('report.capture.format'), capture.format],
      [words.say('report.capture.size'), words.say('report.bytes', { count: capture.fileBytes })],
      [words.say('report.capture.writtenBy'), capture.writtenBy.join('; ')],
      [words.say('report.capture.packets'), words.count(capture.packets)],
      [
        words.say('report.capture.flows'),
        words.say('report.capture.flowCounts', { tcp: capture.tcp, udp: capture.udp }),
      ],
      [words.say('report.capture.first'), `${words.time(first)} UTC`],
      [words.say('report.capture.last'), `${words.time(last)} UTC`],
      [words.say('report.capture.span'), words.duration(span)],
      [words.say('report.capture.filter'), capture.filter === '' ? '' : [mono(capture.filter)]],
    ]),
  ];
  if (capture.interfaces.length > 0)
    blocks.push({
      kind: 'table',
      caption: words.say('report.capture.interfaces'),
      head: [
        words.say('report.capture.interface'),
        words.say('report.capture.link'),
        words.say('report.capture.captureFilter'),
        words.say('report.capture.snapLen'),
        words.say('report.capture.packets'),
        words.say('report.capture.dropped'),
      ],
      rows: capture.interfaces.map((one) => [
        [one.name, one.description].filter(Boolean).join(' · ') || '–',
        one.link,
        one.filter === '' ? '–' : [mono(one.filter)],
        one.snapLen === 0 ? '–' : words.count(one.snapLen),
        words.count(one.packets),
        one.dropped === null ? words.say('report.capture.notTold') : words.count(one.dropped),
      ]),
    });
  if (capture.remarks.length > 0)
    blocks.push(paragraph([{ bold: words.say('report.capture.remarks') }]), {
      kind: 'list',
      items: capture.remarks.map((remark) => words.message(remark)),
    });
  return blocks;
}

/** `good`: nothing; `fair`: single packets or connections; `poor`: more than one in twenty of anything. */
export type Grade = 'good' | 'fair' | 'poor';
const FAIR = 1 / 20;

export function gradeOf(quality: readonly QualityFact[]): Grade {
  const found = quality.filter(({ count }) => count !== null && count > 0);
  if (found.length === 0) return 'good';
  return found.every(({ count, of }) => (count ?? 0) <= of * FAIR) ? 'fair' : 'poor';
}

export function qualityBlocks({ quality }: ReportModel, words: Words): ReportBlock[] {
  const grade = gradeOf(quality);
  return [
    heading(1, words.say('report.section.quality')),
    paragraph([{ bold: words.say(`report.grade.${grade}`) }, ' ', words.say(`report.grade.${grade}.why`)]),
    {
      kind: 'table',
      caption: words.say('report.quality.caption'),
      head: [
        words.say('report.quality.point'),
        words.say('report.quality.count'),
        words.say('report.quality.first'),
        words.say('report.quality.why'),
        words.say('report.filter'),
      ],
      rows: quality.map(({ point, count, of, frame, filter }): ReportText[] => [
        words.say(`report.quality.${point}`),
        count === null
          ? words.say('report.capture.notTold')
          : count === 0
            ? '0'
            : words.say('report.quality.of', { count, of, ratio: ratioText(count, of, words.language) }),
        frame === 0 ? '–' : [{ frame }],
        words.say(`report.quality.${point}.why`),
        filter === '' || count === 0 ? '–' : [mono(filter)],
      ]),
    },
  ];
}

export function overviewBlocks({ flows, all, counts }: ReportModel, words: Words): ReportBlock[] {
  const blocks = [heading(1, words.say('report.section.overview'))];
  for (const fact of ['handshake', 'ending'] as const) {
    const known = Object.entries(counts[fact]);
    if (known.length === 0) continue;
    const ordered = known.sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'en'));
    blocks.push({
      kind: 'table',
      caption: words.say(fact === 'handshake' ? 'report.overview.byHandshake' : 'report.overview.byEnding'),
      head: [words.say(`flows.column.${fact}`), words.say('report.overview.count'), words.say('report.filter')],
      rows: ordered.map(([word, count]) => [
        words.say(`flows.${fact}.${word}` as Parameters<Words['say']>[0]),
        words.count(count),
        [mono(`synscope.${fact} == "${word}"`)],
      ]),
    });
  }
  blocks.push({
    kind: 'table',
    caption: words.say('report.overview.list'),
    head: [
      words.say('flows.column.stream'),
      words.say('report.client'),
      words.say('report.server'),
      words.say('flows.column.handshake'),
      words.say('flows.column.ending'),
      words.say('flows.column.packets'),
      words.say('flows.column.bytes'),
      words.say('report.facts.duration'),
    ],
    rows: flows.map((flow): ReportText[] => [
      [mono(`${flow.kind}.stream ${flow.stream}`)],
      [mono(endpointText(flow.addressA, flow.portA)), flow.nameA ? ` ${flow.nameA.name}` : ''],
      [mono(endpointText(flow.addressB, flow.portB)), flow.nameB ? ` ${flow.nameB.name}` : ''],
      flow.kind === 'tcp' ? words.say(`flows.handshake.${flow.handshake}`) : '–',
      flow.kind === 'tcp' ? words.say(`flows.ending.${flow.ending}`) : '–',
      words.count(flow.packetsAB + flow.packetsBA),
      words.count(flow.bytesAB + flow.bytesBA),
      words.duration(flow.durationNs),
    ]),
  });
  if (all > flows.length) blocks.push(quiet(words.say('report.overview.cut', { shown: flows.length, all })));
  return blocks;
}
