// Handshake and teardown segment by segment: the header as lab sheets have it, drawn and as a table, states before and after, what it does.
import type { ReportBlock, ReportText } from '../../ipc/contracts/report-contract';
import { headerPictureHeight, headerSvg, HEADER_PICTURE_WIDTH, type HeaderCell } from '../../draw/header-svg';
import { sourceOf } from '../../draw/step-source';
import { endpointText } from '../../text/endpoint';
import { flagNames } from '../../text/tcp-flags';
import type { HeaderRow } from '../header-table';
import type { ConnectionFacts, SegmentFacts } from '../model';
import { heading, mono, paragraph, quiet, type Words } from './words';

export function segmentBlocks(facts: ConnectionFacts, words: Words): ReportBlock[] {
  if (facts.opening.length + facts.closing.length === 0) return [];
  const blocks: ReportBlock[] = [
    heading(3, words.say('report.section.segments')),
    quiet(words.say('report.segments.note')),
  ];
  for (const segment of [...facts.opening, ...facts.closing]) blocks.push(...oneSegment(facts, segment, words));
  if (facts.more > 0) blocks.push(quiet(words.say('report.segments.more', { count: facts.more })));
  return blocks;
}

function oneSegment({ flow }: ConnectionFacts, facts: SegmentFacts, words: Words): ReportBlock[] {
  const { segment, header, beforeA, beforeB } = facts;
  const ends = [endpointText(flow.addressA, flow.portA), endpointText(flow.addressB, flow.portB)];
  const [from, to] = segment.fromA ? ends : ends.reverse();
  const flags = segment.icmp === null ? flagNames(segment.flags, words.say('timeline.noFlags')) : 'ICMP';
  const state = (name: string): ReportText => (name === 'UNKNOWN' ? words.say('play.unknown') : [mono(name)]);
  const source = sourceOf(segment.meaning.key);
  const blocks: ReportBlock[] = [
    heading(4, words.say('report.segments.title', { frame: segment.frame, flags })),
    paragraph([
      { frame: segment.frame },
      ' ',
      mono(from),
      ' → ',
      mono(to),
      `. ${words.message(segment.meaning)}`,
      source ? words.say('report.segments.source', { rfc: source.rfc, section: source.section }) : '',
    ]),
    {
      kind: 'table',
      caption: words.say('report.segments.states'),
      head: [words.say('report.segments.end'), words.say('report.segments.before'), words.say('report.segments.after')],
      rows: [
        [words.say('report.client'), state(beforeA), state(segment.stateA)],
        [words.say('report.server'), state(beforeB), state(segment.stateB)],
      ],
    },
  ];
  if (segment.ignored) blocks.push(paragraph([{ bold: words.message(segment.ignored) }]));
  if (header.length === 0) return blocks;
  const cells = cellsOf(header, words);
  blocks.push(
    {
      kind: 'picture',
      name: `header-${segment.frame}`,
      caption: words.say('report.segments.diagram', { frame: segment.frame }),
      alt: words.say('report.segments.diagram', { frame: segment.frame }),
      svg: headerSvg(cells),
      width: HEADER_PICTURE_WIDTH,
      height: headerPictureHeight(cells),
    },
    {
      kind: 'fold',
      title: words.say('report.segments.table', { frame: segment.frame }),
      blocks: [headerTable(header, words)],
    },
  );
  return blocks;
}

function headerTable(header: readonly HeaderRow[], words: Words): ReportBlock {
  return {
    kind: 'table',
    caption: '',
    head: [
      words.say('report.segments.field'),
      words.say('report.segments.name'),
      words.say('report.segments.bit'),
      words.say('report.segments.width'),
      words.say('report.segments.raw'),
      words.say('report.segments.hex'),
      words.say('report.segments.meaning'),
    ],
    indent: header.map(({ depth }) => depth),
    mono: [1, 2, 3, 4, 5],
    rows: header.map((row) => [
      words.fieldName(row.node),
      row.node.abbrev,
      String(row.bitAt),
      String(row.bits),
      row.raw,
      row.hex,
      meaningOf(row, words),
    ]),
  };
}

/** `0 (relative sequence number)`, `Good`, `64240 · Calculated window size: 65792` */
function meaningOf({ node, also }: HeaderRow, words: Words): string {
  const own = words.fieldValue(node);
  const more = also.map((one) => {
    const value = words.fieldValue(one);
    return value === '' ? words.fieldName(one) : words.fieldName(one) + words.colon + value;
  });
  return [own, ...more].filter(Boolean).join(' · ');
}

/** Names of flags as header diagrams have them. */
const SHORT: Readonly<Record<string, string>> = {
  'tcp.flags.res': 'Rsv',
  'tcp.flags.ae': 'AE',
  'tcp.flags.cwr': 'CWR',
  'tcp.flags.ece': 'ECE',
  'tcp.flags.urg': 'URG',
  'tcp.flags.ack': 'ACK',
  'tcp.flags.push': 'PSH',
  'tcp.flags.reset': 'RST',
  'tcp.flags.syn': 'SYN',
  'tcp.flags.fin': 'FIN',
};

/** What is drawn: flags one by one, options as a whole. */
function cellsOf(header: readonly HeaderRow[], words: Words): HeaderCell[] {
  return header
    .filter(({ node, depth, bitAt, bits }) => {
      if (node.abbrev === 'tcp.flags' || node.abbrev === 'tcp.options') return false;
      if (bitAt >= OPTIONS_AT) return depth === 1;
      return depth <= 1 && bitAt + bits <= OPTIONS_AT;
    })
    .map(({ node, bitAt, bits, raw, hex }) => {
      const name = words.fieldName(node).replace(/^TCP Option - |^TCP 选项 - /, '');
      const checked = node.abbrev === 'tcp.checksum' ? `0x${hex.replaceAll(' ', '')}` : raw;
      const value = bitAt < OPTIONS_AT ? checked : words.fieldValue(node) || hex;
      return { bitAt, bits, name, short: SHORT[node.abbrev] ?? name, value };
    });
}
const OPTIONS_AT = 160;
