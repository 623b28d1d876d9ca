// The second opinion: where the capture itself proves a label of Wireshark's analysis of TCP wrong, or tells which of its cases it is. A
// closed list: fields `synscope.analysis.<kind>`, texts `opinion.<kind>` in both languages; a test asks for all of them.

export const OPINION_KINDS = [
  'reordered', // called a retransmission: it was sent before what overtook it
  'sent_again', // called out of order: it was sent behind what came before it, or its bytes came before
  'spurious_dsack', // called a retransmission, and needless: the receiver reported a duplicate, RFC 2883
  'spurious_timestamp', // the same, by the time stamp that the acknowledgement echoes: Eifel, RFC 3522
  'not_seen_before', // called a retransmission: its bytes were never captured before
  'needed', // called needless: the acknowledgement that it was measured by is one that its receiver ignores
  'captured_twice', // one packet, captured twice: the same identification, checksum and numbers
  'simultaneous_open', // both ends opened: RFC 9293 figure 7
  'ignored', // the end that it reaches does not act on it: RFC 9293 section 3.10.7, RFC 5961
  'repeated_byte', // called a keep-alive: a byte sent again that was not acknowledged
  'keep_alive', // called the first behind a gap: it repeats the byte before what was acknowledged
  'window_probe', // called a keep-alive or a retransmission: a probe of a closed window
  'file_order', // in order by its time; it stands in another place in the file
  'reports_duplicate', // called a duplicate ACK: it reports data that came twice, RFC 2883
  'challenge_ack', // called a duplicate ACK: it answers a segment that was not acted on, RFC 5961
] as const;
export type OpinionKind = (typeof OPINION_KINDS)[number];

export interface Opinion {
  kind: OpinionKind;
  /** frames that prove it, beside the one at hand */
  frames: number[];
}
