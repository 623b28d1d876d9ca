// Where it is written down what a segment of a timeline does: section of an RFC, by its meaning (`timeline.meaning.<name>`). Pure.

export interface StepSource {
  rfc: number;
  section: string;
}

/** Longest beginnings first: the first one that fits counts. Sections are RFC 9293's where there is no other number. */
const SOURCES: readonly [meaning: string, section: string, rfc?: number][] = [
  ['synData', '2', 7413],
  ['synCrossing', '3.5'],
  ['synAgain', '3.8.1'],
  ['synAckAgain', '3.8.1'],
  ['syn', '3.5'],
  ['established', '3.5'],
  ['dataAgain', '3.8.1'],
  ['data', '3.8'],
  ['ack', '3.4'],
  ['keepAlive', '3.8.4'],
  ['zeroWindow', '3.8.6'],
  ['windowProbe', '3.8.6.1'],
  ['finAgain', '3.8.1'],
  ['fin', '3.6'],
  ['lastAck', '3.6'],
  ['closingAck', '3.6'],
  ['refused', '3.5.2'],
  ['probeReset', '3.5.3'],
  ['reset', '3.5.3'],
  ['odd', '3.10.7.4'],
  ['icmp', '3.9.2.2'],
  ['ignored.rst-syn-sent', '3.10.7.3'],
  ['ignored.ack-syn-sent', '3.10.7.3'],
  ['ignored.rst-inexact', '3', 5961],
  ['ignored.syn-synchronized', '4', 5961],
  ['ignored.ack-', '5', 5961],
  ['ignored.', '3.10.7.4'],
];

const PREFIX = 'timeline.meaning.';

/** Null for what no RFC has a word on: copies by a mirror port, fragments, datagrams. */
export function sourceOf(meaning: string): StepSource | null {
  const name = meaning.startsWith(PREFIX) ? meaning.slice(PREFIX.length) : '';
  if (name === 'datagram') return null;
  const found = SOURCES.find(([beginning]) => name.startsWith(beginning));
  return found ? { rfc: found[2] ?? 9293, section: found[1] } : null;
}
