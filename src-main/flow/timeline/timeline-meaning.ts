// What a segment does, as a number while the connection is read and as a message when a row is shown.
import { seqAdd } from '../../wire/seq';
import type { MessageKey } from '../../i18n/catalogue';
import type { Message } from '../../ipc/message';
import { ICMP_REPORTS, IGNORED } from '../columns/segment-mark';

const KEYS = [
  'syn',
  'synData',
  'synAgain',
  'synCrossing',
  'synAck',
  'synAckAgain',
  'established',
  'establishedData',
  'data',
  'dataAgain',
  'ack',
  'keepAlive',
  'windowProbe',
  'zeroWindow',
  'fin',
  'finData',
  'finSecond',
  'finAnswer',
  'finCrossing',
  'finAgain',
  'finAcked',
  'lastAck',
  'closingAck',
  'refused',
  'probeReset',
  'reset',
  'resetAfterFin',
  'resetLate',
  'resetAgain',
  'fragment',
  'odd',
  'datagram',
  'copy',
  'icmpForeign',
  'icmp.refused',
  'icmp.unreachable',
  'icmp.too-big',
  'icmp.time-exceeded',
  'icmp.parameter',
  'icmp.quench',
  'icmp.redirect',
  'ignored.rst-outside',
  'ignored.rst-inexact',
  'ignored.rst-syn-sent',
  'ignored.rst-foreign',
  'ignored.syn-synchronized',
  'ignored.syn-ack-synchronized',
  'ignored.ack-syn-sent',
  'ignored.seq-outside',
  'ignored.ack-unsent',
  'ignored.ack-old',
  'ignored.no-ack',
] as const;
type Name = (typeof KEYS)[number];

export type MeaningKind = number;
/** Numbers of the meanings: `timeline.meaning.<name>` in the catalogues. */
export const MEANING = Object.fromEntries(KEYS.map((key, i) => [key, i])) as Record<Name, MeaningKind>;

/** By the numbers of segment-mark.ts: of an ICMP error what it reports, of a segment why it is ignored. */
export const ICMP_MEANINGS: readonly MeaningKind[] = [
  MEANING['icmp.unreachable'],
  ...ICMP_REPORTS.map((r) => MEANING[`icmp.${r}`]),
];
export const IGNORED_MEANINGS: readonly MeaningKind[] = [MEANING.odd, ...IGNORED.map((r) => MEANING[`ignored.${r}`])];

const MESSAGES: readonly MessageKey[] = KEYS.map((key): MessageKey => `timeline.meaning.${key}`);

/** What a meaning is filled in with. Numbers relative unless they say raw. */
export interface MeaningFacts {
  fromA: boolean;
  seq: number;
  seqRaw: number;
  ack: number;
  len: number;
  /** of the sender */
  port: number;
}

export function meaningMessage(kind: MeaningKind, facts: MeaningFacts): Message {
  const { fromA, seq, seqRaw, ack, len, port } = facts;
  return {
    key: MESSAGES[kind],
    args: {
      who: fromA ? 'a' : 'b',
      other: fromA ? 'b' : 'a',
      isn: seqRaw,
      ack,
      len,
      from: seq,
      to: seqAdd(seq + Math.max(len, 1), -1),
      port,
    },
  };
}
