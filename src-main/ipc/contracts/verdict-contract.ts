// What is said of a connection as a whole: sentences with the packets that prove them, what to check next, answers to questions that
// readers have, and the options of both ends side by side. Keys and numbers; the words stand in i18n/<language>/verdict.ts.
import type { Message } from '../message';

/** What a sentence is about: how it opened, what happened then, how it ended. */
export type VerdictPart = 'opening' | 'course' | 'ending';

export interface VerdictSentence {
  message: Message;
  /** frames that prove it, in the order of the sentence; a few where there are many */
  frames: number[];
}
export interface VerdictPartSentence extends VerdictSentence {
  part: VerdictPart;
}

/** A question that this connection raises, with its answer. */
export interface VerdictAnswer {
  question: Message;
  answer: Message;
  frames: number[];
}

/** A line of the table of options; null: this end did not offer it, or nothing is to be said. */
export interface VerdictOption {
  name: Message;
  client: Message | null;
  server: Message | null;
  /** what holds for the connection */
  inForce: Message;
  /** a word where one end changed or lacks it */
  note: Message | null;
}

export interface ConnectionVerdict {
  /** FlowRow.id */
  flow: number;
  sentences: VerdictPartSentence[];
  checks: VerdictSentence[];
  /** round trips, what was sent again, pauses … */
  numbers: VerdictSentence[];
  answers: VerdictAnswer[];
  /** what the capture proves beside Wireshark's labels, a kind a sentence: segments of the kind and what proves the first of them */
  opinions: VerdictSentence[];
  /** empty where no SYN could be read */
  options: VerdictOption[];
  /** frames that the options were read from, 0: none */
  synFrame: number;
  synAckFrame: number;
}
