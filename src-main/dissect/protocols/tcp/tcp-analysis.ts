// What the analysis of a connection says of one segment (flow/tcp/segment-analysis.ts): "SEQ/ACK analysis" below its header, and the words in
// front of its row. Names, order and severity are Wireshark's.
import * as A from '../../contract/analysis-flags';
import type { Opinion } from '../../../ipc/contracts/opinion-contract';
import type { SegmentView } from '../../contract/context';
import type { TimeValue } from '../../contract/fields';
import { addOpinions } from '../../contract/opinion-fields';
import { defineFields, type Field, type FieldSink } from '../../contract/protocol';

const NOTE = { expert: 'note', group: 'sequence' } as const;
const WARN = { expert: 'warn', group: 'sequence' } as const;

export const ANALYSIS = defineFields('tcp', {
  analysis: ['SEQ/ACK analysis', 'none'],
  'analysis.acks_frame': ['This is an ACK to the segment in frame', 'framenum'],
  'analysis.ack_rtt': ['The RTT to ACK the segment was', 'reltime'],
  'analysis.initial_rtt': ['iRTT', 'reltime', 'none', { changes: true }],
  'analysis.bytes_in_flight': ['Bytes in flight', 'uint32', 'dec'],
  'analysis.push_bytes_sent': ['Bytes sent since last PSH flag', 'uint32', 'dec'],
  'analysis.flags': ['TCP Analysis Flags', 'none'],
  'analysis.reused_ports': [
    'A new tcp session is started with the same ports as an earlier session in this trace',
    'none',
    'none',
    NOTE,
  ],
  'analysis.retransmission': ['This frame is a (suspected) retransmission', 'none', 'none', NOTE],
  'analysis.rto': ['The RTO for this segment was', 'reltime'],
  'analysis.rto_frame': ['RTO based on delta from frame', 'framenum'],
  'analysis.fast_retransmission': ['This frame is a (suspected) fast retransmission', 'none', 'none', NOTE],
  'analysis.spurious_retransmission': ['This frame is a (suspected) spurious retransmission', 'none', 'none', NOTE],
  'analysis.out_of_order': ['This frame is a (suspected) out-of-order segment', 'none', 'none', WARN],
  'analysis.lost_segment': ['Previous segment(s) not captured (common at capture start)', 'none', 'none', WARN],
  'analysis.ack_lost_segment': ["ACKed segment that wasn't captured (common at capture start)", 'none', 'none', WARN],
  'analysis.window_update': ['TCP window update', 'none', 'none', { expert: 'chat', group: 'sequence' }],
  'analysis.window_full': ['TCP window specified by the receiver is now completely full', 'none', 'none', WARN],
  'analysis.keep_alive': ['TCP keep-alive segment', 'none', 'none', NOTE],
  'analysis.keep_alive_ack': ['ACK to a TCP keep-alive segment', 'none', 'none', NOTE],
  'analysis.duplicate_ack': ['Duplicate ACK', 'none', 'none', NOTE],
  'analysis.duplicate_ack_num': ['Duplicate ACK #', 'uint32', 'dec'],
  'analysis.duplicate_ack_frame': ['Duplicate to the ACK in frame', 'framenum'],
  'analysis.zero_window_probe': ['TCP Zero Window Probe', 'none', 'none', NOTE],
  'analysis.zero_window': ['TCP Zero Window segment', 'none', 'none', WARN],
  'analysis.zero_window_probe_ack': ['ACK to a TCP Zero Window Probe', 'none', 'none', NOTE],
  'analysis.tfo_syn': ['TCP SYN with TFO Cookie', 'none', 'none', NOTE],
  'analysis.tfo_ack': ['TCP SYN-ACK accepting TFO data', 'none', 'none', NOTE],
  'analysis.tfo_ignored': ['TCP SYN-ACK ignoring TFO data', 'none', 'none', NOTE],
});

/** Flags that are one bit, in the order in which they stand in the tree: fields, and the words in front of the row. */
const SINGLE: readonly (readonly [bit: number, field: Field, words: string])[] = [
  [A.LOST_SEGMENT, ANALYSIS['analysis.lost_segment'], 'TCP Previous segment not captured'],
  [A.ACK_LOST_SEGMENT, ANALYSIS['analysis.ack_lost_segment'], 'TCP ACKed unseen segment'],
  [A.WINDOW_UPDATE, ANALYSIS['analysis.window_update'], 'TCP Window Update'],
  [A.WINDOW_FULL, ANALYSIS['analysis.window_full'], 'TCP Window Full'],
  [A.KEEP_ALIVE, ANALYSIS['analysis.keep_alive'], 'TCP Keep-Alive'],
  [A.KEEP_ALIVE_ACK, ANALYSIS['analysis.keep_alive_ack'], 'TCP Keep-Alive ACK'],
  [A.DUPLICATE_ACK, ANALYSIS['analysis.duplicate_ack'], 'TCP Dup ACK'],
  [A.ZERO_WINDOW_PROBE, ANALYSIS['analysis.zero_window_probe'], 'TCP ZeroWindowProbe'],
  [A.ZERO_WINDOW, ANALYSIS['analysis.zero_window'], 'TCP ZeroWindow'],
  [A.ZERO_WINDOW_PROBE_ACK, ANALYSIS['analysis.zero_window_probe_ack'], 'TCP ZeroWindowProbeAck'],
];
const REPEAT_WORDS = [
  '',
  'TCP Retransmission',
  'TCP Fast Retransmission',
  'TCP Spurious Retransmission',
  'TCP Out-Of-Order',
] as const;

/** The words of the flags, each in brackets: the one that was judged last stands first. */
export function analysisWords(s: SegmentView): string {
  let text = '';
  const add = (words: string): void => {
    text = `[${words}] ${text}`;
  };
  if (s.flags & A.REUSED_PORTS) add('TCP Port numbers reused');
  if (s.flags & A.REPEAT_MASK) add(REPEAT_WORDS[s.flags & A.REPEAT_MASK]);
  for (const [bit, , words] of SINGLE)
    if (isSet(s.flags, bit)) add(bit === A.DUPLICATE_ACK ? `${words} ${s.duplicateOf}#${s.duplicate}` : words);
  return text;
}

/** Flags for which Wireshark colours a row as bad TCP: all but those that belong to a healthy connection. */
export const isTrouble = (flags: number): boolean => A.isFlagged(flags & ~HARMLESS);
const HARMLESS = A.WINDOW_UPDATE | A.KEEP_ALIVE | A.KEEP_ALIVE_ACK;

const isSet = (flags: number, bit: number): boolean =>
  bit === A.DUPLICATE_ACK ? A.isDuplicateAck(flags) : (flags & bit) !== 0;

/** Behind the acknowledgement number: what a SYN-ACK does about the data of its SYN. */
export function addFastOpen(out: FieldSink, at: number, flags: number): void {
  if ((flags & A.FAST_OPEN) === 0) return;
  const ignored = (flags & A.FAST_OPEN_IGNORED) === A.FAST_OPEN_IGNORED;
  out.expert(ANALYSIS[ignored ? 'analysis.tfo_ignored' : 'analysis.tfo_ack'], at + 8, 4);
}

/** What Wireshark's analysis says, and below it the second opinion; that stands alone where there is nothing else to say. */
export function addAnalysis(out: FieldSink, s: SegmentView | null, opinions: readonly Opinion[]): void {
  if (s === null || (s.acksFrame === 0 && s.bytesInFlight === 0 && !A.isFlagged(s.flags) && (s.flags & A.SILENT) === 0))
    return addOpinions(out, opinions);
  out.none(ANALYSIS.analysis, 0, 0);
  out.open();
  if (s.acksFrame > 0) {
    out.generated(ANALYSIS['analysis.acks_frame'], 0, 0, s.acksFrame);
    addTime(out, ANALYSIS['analysis.ack_rtt'], s.ackTime);
  }
  addTime(out, ANALYSIS['analysis.initial_rtt'], s.firstRoundTrip);
  if (s.bytesInFlight > 0) {
    out.generated(ANALYSIS['analysis.bytes_in_flight'], 0, 0, s.bytesInFlight);
    out.generated(ANALYSIS['analysis.push_bytes_sent'], 0, 0, s.bytesPushed);
  }
  if (A.isFlagged(s.flags)) addFlags(out, s);
  addOpinions(out, opinions);
  out.close();
}

function addFlags(out: FieldSink, s: SegmentView): void {
  const { flags } = s;
  out.none(ANALYSIS['analysis.flags'], 0, 0);
  out.open();
  if (flags & A.REUSED_PORTS) out.expert(ANALYSIS['analysis.reused_ports'], 0, 0);
  addRepeat(out, s);
  for (const [bit, field] of SINGLE) {
    if (!isSet(flags, bit)) continue;
    if (bit === A.DUPLICATE_ACK) addDuplicate(out, s);
    else out.expert(field, 0, 0);
  }
  out.close();
}

function addRepeat(out: FieldSink, s: SegmentView): void {
  const kind = s.flags & A.REPEAT_MASK;
  if (kind === A.OUT_OF_ORDER) out.expert(ANALYSIS['analysis.out_of_order'], 0, 0);
  if (!A.isRetransmission(s.flags)) return;
  if (kind === A.FAST_RETRANSMISSION) out.expert(ANALYSIS['analysis.fast_retransmission'], 0, 0);
  if (kind === A.SPURIOUS_RETRANSMISSION) out.expert(ANALYSIS['analysis.spurious_retransmission'], 0, 0);
  out.expert(ANALYSIS['analysis.retransmission'], 0, 0);
  if (s.timeout === null) return;
  addTime(out, ANALYSIS['analysis.rto'], s.timeout);
  out.generated(ANALYSIS['analysis.rto_frame'], 0, 0, s.repeatsFrame);
}

/** Wireshark has the field twice: as a line, and as the note below the frame. */
function addDuplicate(out: FieldSink, s: SegmentView): void {
  out.none(ANALYSIS['analysis.duplicate_ack'], 0, 0);
  out.generated(ANALYSIS['analysis.duplicate_ack_num'], 0, 0, s.duplicate);
  out.generated(ANALYSIS['analysis.duplicate_ack_frame'], 0, 0, s.duplicateOf);
  out.expert(ANALYSIS['analysis.duplicate_ack'], 0, 0);
}

function addTime(out: FieldSink, field: Field, time: TimeValue | null): void {
  if (time !== null) out.generatedTime(field, time.sec, time.nano);
}
