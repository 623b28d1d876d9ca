// What a template of a report may ask for by name, between {{ and }}.
import { REPORT_SECTIONS, type ReportSection } from '../../ipc/contracts/report-contract';

/** What is written into a line. Those of a connection are of the one at hand, outside of a loop of the first one of the report. */
export const VALUES = [
  ...(['title', 'author', 'course', 'date', 'program'] as const),
  ...(['file', 'sha256', 'packets', 'first-packet', 'last-packet', 'tcp-connections', 'udp-conversations'] as const),
  ...(['stream', 'client', 'server', 'handshake', 'handshake-time', 'ending', 'duration'] as const),
] as const;
export type ValueName = (typeof VALUES)[number];

/** Empty lines for somebody's own words: `{{room}}` or `{{room 8}}`. */
export const ROOM = 'room';
const LINES = 4;
export const MOST_LINES = 40;

/** What stands between the two is written once for each connection. */
export const OPEN = '#connections';
export const CLOSE = '/connections';

/** What stands between the braces. `sections`: parts of a report, those of connections told connection by connection. */
export type Placeholder =
  | { kind: 'value'; name: ValueName }
  | { kind: 'sections'; sections: ReportSection[] }
  | { kind: 'room'; lines: number }
  | { kind: 'open' | 'close' }
  /** a word that is none of them, or a number of lines that is not taken */
  | { kind: 'unknown'; word: string }
  | { kind: 'lines'; word: string };

export function placeholderOf(text: string): Placeholder {
  const [first = '', ...rest] = text.trim().split(/\s+/);
  if (first === ROOM) {
    const word = rest.join(' ');
    if (word === '') return { kind: 'room', lines: LINES };
    const lines = /^\d{1,3}$/.test(word) ? Number(word) : 0;
    return lines >= 1 && lines <= MOST_LINES ? { kind: 'room', lines } : { kind: 'lines', word };
  }
  if (rest.length === 0 && first === OPEN) return { kind: 'open' };
  if (rest.length === 0 && first === CLOSE) return { kind: 'close' };
  const value = VALUES.find((name) => name === first);
  if (value !== undefined && rest.length === 0) return { kind: 'value', name: value };
  const sections: ReportSection[] = [];
  for (const word of [first, ...rest]) {
    const section = REPORT_SECTIONS.find((name) => name === word);
    if (section === undefined) return { kind: 'unknown', word };
    sections.push(section);
  }
  return { kind: 'sections', sections };
}

/** All names there are, for whoever has mistyped one. */
export const NAMES: readonly string[] = [...VALUES, ROOM, OPEN, CLOSE, ...REPORT_SECTIONS];
