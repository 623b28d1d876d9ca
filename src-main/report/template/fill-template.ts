// A template with the values of a capture: blocks of a report.
import type {
  ReportBlock,
  ReportInline,
  ReportSection,
  ReportSettings,
  ReportText,
} from '../../ipc/contracts/report-contract';
import { endpointText } from '../../text/endpoint';
import { quiet, type Words } from '../compose/words';
import type { ConnectionFacts, ReportModel } from '../model';
import type { Template, TemplatePart, TemplateText } from './parse-template';
import type { ValueName } from './placeholders';

/** Stands for what is not known, or is not there. */
const NOTHING = '–';

/** What a template is filled with. */
export interface Filling {
  model: ReportModel;
  settings: ReportSettings;
  words: Words;
  /** name and version of the program */
  madeBy: string;
  /** blocks of sections that follow each other; those of a connection of one alone, or of all */
  told: (sections: readonly ReportSection[], of: ConnectionFacts | null) => ReportBlock[];
}

export function fillTemplate({ parts }: Template, filling: Filling): ReportBlock[] {
  return filled(parts, filling, null);
}

/** @param of the connection at hand; null: outside of a loop */
function filled(parts: readonly TemplatePart[], filling: Filling, of: ConnectionFacts | null): ReportBlock[] {
  const values = valuesOf(filling, of ?? filling.model.connections[0]);
  const text = (of: TemplateText): ReportText => of.map((part) => inline(part, values));
  const plain = (of: TemplateText): string =>
    of
      .map((part) => (typeof part === 'string' ? part : 'value' in part ? values[part.value] : Object.values(part)[0]))
      .join('');
  return parts.flatMap((part): ReportBlock[] => {
    switch (part.kind) {
      case 'heading':
        return [{ kind: 'heading', level: part.level, text: plain(part.text) }];
      case 'paragraph':
        return [{ kind: 'paragraph', text: text(part.text) }];
      case 'list':
        return [{ kind: 'list', items: part.items.map(text) }];
      case 'table':
        return [
          { kind: 'table', caption: '', head: part.head.map(plain), rows: part.rows.map((row) => row.map(text)) },
        ];
      case 'sections':
        return filling.told(part.sections, of);
      case 'room':
        return [{ kind: 'room', label: '', lines: part.lines }];
      case 'connections':
        return repeated(part.parts, filling);
    }
  });
}

/** Once for each connection; of a table alone the rows, so that it stays one. */
function repeated(parts: readonly TemplatePart[], filling: Filling): ReportBlock[] {
  const { connections, all } = filling.model;
  const blocks: ReportBlock[] = [];
  for (const facts of connections)
    for (const block of filled(parts, filling, facts)) {
      const last = blocks.at(-1);
      if (parts.length === 1 && block.kind === 'table' && last?.kind === 'table')
        blocks[blocks.length - 1] = { ...last, rows: [...last.rows, ...block.rows] };
      else blocks.push(block);
    }
  if (all > connections.length) blocks.push(quiet(filling.words.say('report.cut', { shown: connections.length, all })));
  return blocks;
}

function inline(part: TemplateText[number], values: Record<ValueName, string>): ReportInline {
  if (typeof part === 'string' || !('value' in part)) return part;
  const value = values[part.value];
  return part.as === 'plain' ? value : part.as === 'bold' ? { bold: value } : { mono: value };
}

function valuesOf(
  { model: { capture }, settings, words, madeBy }: Filling,
  facts: ConnectionFacts | undefined,
): Record<ValueName, string> {
  const { title, author, course, date } = settings;
  const flow = facts?.flow;
  return {
    ...{ title, author, course, date, program: madeBy },
    file: capture.name,
    sha256: capture.sha256 ?? NOTHING,
    packets: words.count(capture.packets),
    'first-packet': words.time(capture.first),
    'last-packet': words.time(capture.last),
    'tcp-connections': words.count(capture.tcp),
    'udp-conversations': words.count(capture.udp),
    stream: flow ? String(flow.stream) : NOTHING,
    client: flow ? endpointText(flow.addressA, flow.portA) : NOTHING,
    server: flow ? endpointText(flow.addressB, flow.portB) : NOTHING,
    handshake: flow ? words.say(`flows.handshake.${flow.handshake}`) : NOTHING,
    'handshake-time': words.duration(flow?.handshakeNs ?? null),
    ending: flow ? words.say(`flows.ending.${flow.ending}`) : NOTHING,
    duration: words.duration(flow?.durationNs ?? null),
  };
}
