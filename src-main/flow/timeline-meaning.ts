// What a segment does, as a number while the connection is read and as a message when a row is shown.
import type { MessageKey } from '../i18n/catalogue';
import type { Message } from '../ipc/message';

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
  'icmp',
  'fragment',
  'odd',
  'datagram',
] as const;
type Name = (typeof KEYS)[number];

export type MeaningKind = number;
/** Numbers of the meanings: `timeline.meaning.<name>` in the catalogues. */
export const MEANING = Object.fromEntries(KEYS.map((key, i) => [key, i])) as Record<Name, MeaningKind>;

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
      to: (seq + Math.max(len, 1) - 1) >>> 0,
      port,
    },
  };
}
