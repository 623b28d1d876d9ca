// The parts of a report about one connection, segments and lab questions apart: what is said of it, its figures, options, pictures.
import type { ReportBlock, ReportText } from '../../ipc/contracts/report-contract';
import type { VerdictSentence } from '../../ipc/contracts/verdict-contract';
import { ladderHeight, ladderSvg, LADDER_WIDTH, type LadderWords } from '../../draw/ladder-svg';
import { MACHINE_PICTURE_HEIGHT, MACHINE_PICTURE_WIDTH, machineSvg, wayOf } from '../../draw/machine-svg';
import { phaseTitle } from '../../draw/phase-title';
import { markOf } from '../../draw/segment-look';
import { byteSize } from '../../text/amount';
import { durationShort } from '../../text/duration';
import { endpointText } from '../../text/endpoint';
import type { ConnectionFacts } from '../model';
import { factTable, heading, mono, paragraph, proved, quiet, type Words } from './words';

/** Rows of a timeline that one picture holds: as many as fit a page. */
const PICTURE_ROWS = 24;

export function verdictBlocks({ verdict, tls }: ConnectionFacts, words: Words): ReportBlock[] {
  const blocks: ReportBlock[] = [heading(3, words.say('report.section.verdict'))];
  const list = (title: string, sentences: readonly VerdictSentence[]): void => {
    if (sentences.length === 0) return;
    if (title !== '') blocks.push(paragraph([{ bold: title }]));
    blocks.push({
      kind: 'list',
      items: sentences.map(({ message, frames }) => proved(words.message(message), frames)),
    });
  };
  // how TLS went, in one sentence, behind how the connection was opened
  const opened = verdict.sentences.filter(({ part }) => part === 'opening').length;
  const said: readonly VerdictSentence[] = verdict.sentences;
  list('', said.toSpliced(opened, 0, ...(tls?.sentences.slice(0, 1) ?? [])));
  list(words.say('opinion.title'), verdict.opinions);
  list(words.say('verdict.checks'), verdict.checks);
  return blocks;
}

export function factBlocks({ flow, timeline, verdict }: ConnectionFacts, words: Words): ReportBlock[] {
  const end = (address: string, port: number, name: { name: string; frame: number } | null): ReportText =>
    name === null
      ? [mono(endpointText(address, port))]
      : [mono(endpointText(address, port)), ` ${name.name} `, { frame: name.frame }];
  const sent = (packets: number, bytes: number): string => words.say('timeline.sheet.sent', { packets, bytes });
  const tcp = flow.kind === 'tcp';
  const blocks: ReportBlock[] = [
    heading(3, words.say('report.section.facts')),
    factTable(words.say('report.facts.caption'), words, [
      [words.say('report.client'), end(flow.addressA, flow.portA, flow.nameA)],
      [words.say('report.server'), end(flow.addressB, flow.portB, flow.nameB)],
      [words.say('report.facts.clientBy'), words.say(`timeline.clientBy.${flow.clientBy}`)],
      [
        words.say('report.facts.packets'),
        words.say('report.facts.range', { first: flow.firstFrame, last: flow.lastFrame }),
      ],
      [words.say('report.facts.sentA'), sent(flow.packetsAB, flow.bytesAB)],
      [words.say('report.facts.sentB'), sent(flow.packetsBA, flow.bytesBA)],
      [words.say('timeline.sheet.began'), `${words.time({ sec: flow.startSec, nano: flow.startNano })} UTC`],
      [words.say('report.facts.duration'), words.duration(flow.durationNs)],
      ...(tcp ? tcpFacts({ flow, timeline }, words) : []),
    ]),
  ];
  if (verdict.numbers.length > 0)
    blocks.push({
      kind: 'list',
      items: verdict.numbers.map(({ message, frames }) => proved(words.message(message), frames)),
    });
  return blocks;
}

function tcpFacts(
  { flow, timeline }: Pick<ConnectionFacts, 'flow' | 'timeline'>,
  words: Words,
): [string, ReportText][] {
  const number = (value: number): ReportText => (value < 0 ? words.say('report.facts.notSeen') : [mono(String(value))]);
  const time = (value: number | null): string => (value === null ? '' : words.duration(value));
  return [
    [words.say('flows.column.handshake'), words.say(`flows.handshake.${flow.handshake}`)],
    [words.say('flows.column.ending'), words.say(`flows.ending.${flow.ending}`)],
    [words.say('flows.column.completeness'), String(flow.completeness)],
    [words.say('report.facts.isnA'), number(timeline.isnA)],
    [words.say('report.facts.isnB'), number(timeline.isnB)],
    ['SYN → SYN-ACK', time(flow.synToSynAckNs)],
    ['SYN-ACK → ACK', time(flow.synAckToAckNs)],
    [words.say('report.facts.handshakeTime'), time(flow.handshakeNs)],
    [words.say('report.facts.initialRtt'), time(flow.initialRttNs)],
    [words.say('report.facts.firstByteClient'), time(flow.firstByteClientNs)],
    [words.say('report.facts.firstByteServer'), time(flow.firstByteServerNs)],
    [words.say('report.facts.response'), time(flow.responseNs)],
    [words.say('report.facts.capturedAt'), words.say(`flows.capturePlace.${flow.capturePlace}`)],
  ];
}

export function optionBlocks({ verdict }: ConnectionFacts, words: Words): ReportBlock[] {
  if (verdict.options.length === 0) return [];
  const none = words.say('verdict.option.none');
  return [
    heading(3, words.say('report.section.options')),
    {
      kind: 'table',
      caption: words.say('verdict.options'),
      head: [
        words.say('verdict.option'),
        words.say('report.client'),
        words.say('report.server'),
        words.say('verdict.option.inForce'),
        words.say('verdict.option.note'),
      ],
      rows: verdict.options.map(({ name, client, server, inForce, note }) => [
        words.message(name),
        client ? words.message(client) : none,
        server ? words.message(server) : none,
        words.message(inForce),
        note ? words.message(note) : '',
      ]),
    },
    quiet(
      proved(
        words.say('report.options.from'),
        [verdict.synFrame, verdict.synAckFrame].filter((frame) => frame > 0),
      ),
    ),
  ];
}

export function ladderBlocks({ timeline, rows }: ConnectionFacts, words: Words): ReportBlock[] {
  const { flow } = timeline;
  const sure = flow.clientBy === 'syn' || flow.clientBy === 'syn-ack';
  const ladder: LadderWords = {
    label: { noFlags: words.say('timeline.noFlags'), icmp: (report) => words.say(`flows.note.icmp.${report}`) },
    client: words.say(sure || flow.kind === 'udp' ? 'timeline.client' : 'timeline.guessed'),
    server: words.say('timeline.server'),
    phase: (index) => {
      const phase = timeline.phases[index];
      return { title: phaseTitle(phase, words.message(phase.title)), short: words.say(`timeline.short.${phase.kind}`) };
    },
    mark: (segment) => {
      const mark = markOf(segment);
      if (mark === 'copy') return words.say('timeline.copyOf', { frame: segment.copyOf ?? 0 });
      return mark === null ? '' : words.say(`timeline.${mark}`);
    },
    row: (row) => {
      if (row.kind === 'break') return words.say('timeline.break', { time: durationShort(row.durationNs) });
      if (row.kind === 'gap') return words.say('timeline.gap', { bytes: row.bytes });
      const bytes = [
        row.bytesAB > 0 ? `${byteSize(row.bytesAB)} →` : '',
        row.bytesBA > 0 ? `← ${byteSize(row.bytesBA)}` : '',
      ];
      return [words.say('timeline.fold', { count: row.segments }), ...bytes.filter(Boolean)].join(' · ');
    },
  };
  const title = words.say('timeline.titleOf', { kind: flow.kind, stream: flow.stream });
  const segments = timeline.phases.reduce((sum, phase) => sum + phase.segments, 0);
  const blocks: ReportBlock[] = [heading(3, words.say('report.section.ladder'))];
  for (let from = 0; from < rows.length; from += PICTURE_ROWS) {
    const to = Math.min(rows.length, from + PICTURE_ROWS);
    blocks.push({
      kind: 'picture',
      name: `timeline-${flow.kind}-${flow.stream}${from > 0 ? `-${from / PICTURE_ROWS + 1}` : ''}`,
      caption: title,
      alt: words.say('report.ladder.alt', { segments }),
      svg: ladderSvg(timeline, rows, ladder, words.clock, from, to),
      width: LADDER_WIDTH,
      height: ladderHeight(timeline, to - from, words.clock),
    });
  }
  if (rows.length < timeline.rows)
    blocks.push(quiet(words.say('report.ladder.cut', { shown: rows.length, all: timeline.rows })));
  return blocks;
}

export function stateBlocks({ flow, rows }: ConnectionFacts, words: Words): ReportBlock[] {
  if (flow.kind !== 'tcp') return [];
  const blocks: ReportBlock[] = [heading(3, words.say('report.section.states')), quiet(words.say('play.machineHint'))];
  for (const who of ['a', 'b'] as const) {
    const way = wayOf(rows, who);
    const host = who === 'a' ? endpointText(flow.addressA, flow.portA) : endpointText(flow.addressB, flow.portB);
    const state = way.states.at(-1)?.state ?? 'UNKNOWN';
    const label = words.say('play.machine', {
      who,
      state: state === 'UNKNOWN' ? words.say('play.unknown') : state,
    });
    blocks.push({
      kind: 'picture',
      name: `states-${flow.kind}-${flow.stream}-${who}`,
      caption: label,
      alt: label,
      svg: machineSvg(way, `${words.say(who === 'a' ? 'report.client' : 'report.server')} ${host}`),
      width: MACHINE_PICTURE_WIDTH,
      height: MACHINE_PICTURE_HEIGHT,
    });
  }
  for (const who of ['a', 'b'] as const) {
    const { states } = wayOf(rows, who);
    if (states.length === 0) continue;
    const way = states.flatMap(({ state, frame }, i): Exclude<ReportText, string>[number][] => [
      i === 0 ? '' : ' → ',
      { mono: state },
      ...(frame > 0 ? [' ', { frame }] : []),
    ]);
    blocks.push(paragraph([words.say(who === 'a' ? 'report.client' : 'report.server'), words.colon, ...way]));
  }
  return blocks;
}

export function questionBlocks({ verdict }: ConnectionFacts, words: Words): ReportBlock[] {
  if (verdict.answers.length === 0) return [];
  return [
    heading(3, words.say('report.section.questions')),
    ...verdict.answers.flatMap(({ question, answer, frames }): ReportBlock[] => [
      paragraph([{ bold: words.message(question) }]),
      paragraph(proved(words.message(answer), frames)),
    ]),
  ];
}
