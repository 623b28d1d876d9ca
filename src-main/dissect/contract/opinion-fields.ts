// The second opinion about a segment as fields: one for each kind, one that is there where any is, and the packets that prove it. They
// stand below the TCP header, and belong to the protocol of what the app works out itself.
import { OPINION_KINDS, type Opinion, type OpinionKind } from '../../ipc/contracts/opinion-contract';
import { defineFields, fieldGroup, type Field, type FieldSpec } from './fields';
import type { FieldSink } from './protocol';

const NAMES: Record<OpinionKind, string> = {
  reordered: 'Overtaken on the way, not sent again',
  sent_again: 'Sent again, not out of order',
  spurious_dsack: 'Sent again without need: the receiver reported a duplicate',
  spurious_timestamp: 'Sent again without need: the ACK echoes an earlier time stamp',
  not_seen_before: 'No earlier copy was captured',
  needed: 'Sent again for good reason',
  captured_twice: 'Captured twice, sent once',
  simultaneous_open: 'Part of a simultaneous open',
  ignored: 'Not acted on by the receiver',
  repeated_byte: 'A byte sent again, not a keep-alive',
  keep_alive: 'A keep-alive, not behind a gap',
  window_probe: 'A probe of a closed window',
  file_order: 'In order by its time',
  reports_duplicate: 'Reports a duplicate, not a loss',
  challenge_ack: 'Answers a segment that was not acted on',
};

// worked out over the connection, whose frames may still come
const OF_OPINION = { changes: true } as const;

const specs: Record<string, FieldSpec> = {
  'analysis.opinion': ['Second opinion', 'none'],
  ...Object.fromEntries(
    OPINION_KINDS.map((kind) => [`analysis.${kind}`, [NAMES[kind], 'none'] as const satisfies FieldSpec]),
  ),
  'analysis.evidence': ['Proven by packet', 'framenum'],
};
export const OPINION: Readonly<Record<string, Field>> = defineFields('synscope', specs, OF_OPINION);
export const OPINION_GROUP = fieldGroup(Object.values(OPINION));

export function addOpinions(out: FieldSink, opinions: readonly Opinion[]): void {
  if (opinions.length === 0) return;
  out.none(OPINION['analysis.opinion'], 0, 0);
  out.open();
  for (const { kind, frames } of opinions) {
    out.none(OPINION[`analysis.${kind}`], 0, 0);
    out.open();
    for (const frame of frames) out.generated(OPINION['analysis.evidence'], 0, 0, frame);
    out.close();
  }
  out.close();
}
