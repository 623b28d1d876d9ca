// What an ACK tells of what its sender has received, as texts: relative numbers of the first byte and of the one behind the last. Pure.
import type { TimelineSegment } from '../../../../src-main/ipc/contracts/engine-contract';

export interface AckRange {
  /** `acked`: by the acknowledgement number, for the first time; `sack`: out of order; `dsack`: a second time */
  kind: 'acked' | 'sack' | 'dsack';
  text: string;
}

const text = (from: number, to: number): string => `${from}–${to}`;

/** Duplicates first, as they stand in the option; the blocks by their numbers. */
export function rangesOf({ ack, ackFrom, sack }: Pick<TimelineSegment, 'ack' | 'ackFrom' | 'sack'>): AckRange[] {
  const blocks = sack.filter(({ duplicate }) => !duplicate).sort((one, other) => one.from - other.from);
  const twice = sack.filter(({ duplicate }) => duplicate);
  return [
    ...(ackFrom === null ? [] : [{ kind: 'acked' as const, text: text(ackFrom, ack) }]),
    ...twice.map(({ from, to }) => ({ kind: 'dsack' as const, text: text(from, to) })),
    ...blocks.map(({ from, to }) => ({ kind: 'sack' as const, text: text(from, to) })),
  ];
}
