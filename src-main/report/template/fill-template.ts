// A template with the values of a capture: blocks of a report.
import type {
  ReportBlock,
  ReportInline,
  ReportSection,
  ReportSettings,
  ReportText,
} from '../../ipc/contracts/report-contract';
import { endpointText } from '../../text/endpoint';
import type { Words } from '../compose/words';
import type { ReportModel } from '../model';
import type { Template, TemplateText } from './parse-template';
import type { ValueName } from './placeholders';

/** Stands for what is not known, or is not there. */
const NOTHING = '–';

/**
 * @param told   blocks of sections that follow each other
 * @param madeBy name and version of the program
 */
export function fillTemplate(
  { parts }: Template,
  model: ReportModel,
  settings: ReportSettings,
  words: Words,
  madeBy: string,
  told: (sections: readonly ReportSection[]) => ReportBlock[],
): ReportBlock[] {
  const values = valuesOf(model, settings, words, madeBy);
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
        return told(part.sections);
      case 'room':
        return [{ kind: 'room', label: '', lines: part.lines }];
    }
  });
}

function inline(part: TemplateText[number], values: Record<ValueName, string>): ReportInline {
  if (typeof part === 'string' || !('value' in part)) return part;
  const value = values[part.value];
  return part.as === 'plain' ? value : part.as === 'bold' ? { bold: value } : { mono: value };
}

function valuesOf(
  { capture, connections }: ReportModel,
  { title, author, course, date }: ReportSettings,
  words: Words,
  madeBy: string,
): Record<ValueName, string> {
  const flow = connections[0]?.flow;
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
