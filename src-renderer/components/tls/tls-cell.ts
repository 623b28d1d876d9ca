// What the cells of the list of handshakes say. Pure.
import type { MessageKey } from '../../../src-main/i18n/catalogue';
import type { Verdict } from '../../../src-main/ipc/flow-facts';
import type { TlsHandshake } from '../../../src-main/ipc/contracts/tls-contract';

type Say = (key: MessageKey, args?: Record<string, string | number>) => string;

export const DRAFTS = [
  { id: 'stream', width: 76, end: true },
  { id: 'client', width: 150 },
  { id: 'server', width: 150 },
  { id: 'serverName', width: 180 },
  { id: 'outcome', width: 200 },
  { id: 'version', width: 76 },
  { id: 'cipher', width: 230 },
  { id: 'group', width: 100 },
  { id: 'alpn', width: 80 },
  { id: 'resumed', width: 96 },
  { id: 'roundTrips', width: 96, end: true },
  { id: 'daysLeft', width: 110, end: true },
  { id: 'ja4', width: 280 },
] as const satisfies readonly { id: keyof TlsHandshake; width: number; end?: true }[];
export type CellColumn = (typeof DRAFTS)[number]['id'];
export const isColumn = (id: string): id is CellColumn => DRAFTS.some((one) => one.id === id);

export function tlsCell(row: TlsHandshake, id: CellColumn, t: Say): string {
  switch (id) {
    case 'outcome': {
      const wrong = row.problems.filter((problem) => problem !== 'missingIntermediate');
      const problems = wrong.map((problem) => t(`tls.certProblem.${problem}`));
      return [t(`tls.outcome.${row.outcome}`), ...problems].join(' · ');
    }
    case 'resumed':
      return row.resumed === 'unknown' ? '' : t(`tls.surety.${row.resumed}`);
    default:
      return String(row[id] ?? '');
  }
}

/** Something went wrong, or would with a stricter client: the shape beside the words. */
export const gravity = (row: TlsHandshake): Verdict => {
  if (row.outcome === 'partial' || row.outcome === 'incomplete') return 'open';
  if (row.outcome !== 'complete') return 'bad';
  return row.problems.some((problem) => problem !== 'missingIntermediate') ? 'odd' : 'good';
};
