// The second opinion: what the capture proves beside Wireshark's label. `count`: of a single segment 0, of a connection how many there
// are. The Simplified Chinese ones stand in ../zh-cn/opinion.ts. ICU MessageFormat.
export const opinion = {
  'opinion.title': 'Second opinion',
  'opinion.more':
    'Only the first {count, number} labelled segments were looked at here; the filter synscope.analysis.opinion finds them all.',
  'opinion.reordered':
    '{count, plural, =0 {} one {# segment: } other {# segments: }}overtaken on the way, not sent again: by its time stamp or IP identification it was sent before what overtook it',
  'opinion.sent_again':
    '{count, plural, =0 {} one {# segment: } other {# segments: }}sent again, not out of order: it is another packet than the first one, or was sent behind what seems to have overtaken it',
  'opinion.spurious_dsack':
    '{count, plural, =0 {} one {# segment: } other {# segments: }}sent again without need: the receiver reported that it had the data already (D-SACK, RFC 2883)',
  'opinion.spurious_timestamp':
    '{count, plural, =0 {} one {# segment: } other {# segments: }}sent again without need: the ACK echoes the time stamp of the first copy (Eifel detection, RFC 3522)',
  'opinion.not_seen_before':
    '{count, plural, =0 {} one {# segment: } other {# segments: }}no earlier copy of these bytes was captured: the first one was lost before the place of the capture, or the capture missed it',
  'opinion.needed':
    '{count, plural, =0 {} one {# segment: } other {# segments: }}sent again for good reason: the ACK that seems to cover it acknowledges what was never sent, and is ignored',
  'opinion.captured_twice':
    '{count, plural, =0 {} one {# segment: } other {# segments: }}captured twice, sent once: same IP identification and checksum as before (mirror port, several adapters, a loop)',
  'opinion.simultaneous_open':
    '{count, plural, =0 {} one {# segment: } other {# segments: }}nothing was repeated: both ends opened at the same time (RFC 9293 section 3.5)',
  'opinion.ignored':
    '{count, plural, =0 {} one {# segment: } other {# segments: }}the end that it reaches does not act on it (RFC 9293 section 3.10.7, RFC 5961)',
  'opinion.repeated_byte':
    '{count, plural, =0 {} one {# segment: } other {# segments: }}no keep-alive: a byte of data sent again that nobody had acknowledged',
  'opinion.keep_alive':
    '{count, plural, =0 {} one {# segment: } other {# segments: }}a keep-alive: it repeats the byte before what was acknowledged, so nothing is missing before it',
  'opinion.window_probe':
    '{count, plural, =0 {} one {# segment: } other {# segments: }}a probe of the closed window: the other end had announced a window of 0 (RFC 9293 section 3.8.6.1)',
  'opinion.file_order':
    '{count, plural, =0 {} one {# segment: } other {# segments: }}in order by its time: only its place in the file is another',
  'opinion.reports_duplicate':
    '{count, plural, =0 {} one {# segment: } other {# segments: }}no sign of a loss: it reports data that arrived twice (D-SACK, RFC 2883)',
  'opinion.challenge_ack':
    '{count, plural, =0 {} one {# segment: } other {# segments: }}no sign of a loss: it answers a segment that was not acted on (challenge ACK, RFC 5961)',
};
