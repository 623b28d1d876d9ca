// What the fields of TCP's analysis mean, in a sentence each, by the name of the field. The Simplified Chinese ones stand in
// ../zh-cn/field-help-analysis.ts. ICU MessageFormat.
export const fieldHelpAnalysis = {
  'fieldHelp.tcp.analysis': 'There is something to say about this segment as a part of its connection.',
  'fieldHelp.tcp.analysis.acks_frame':
    'Number of the packet whose last byte this segment acknowledges; a partial acknowledgement has none.',
  'fieldHelp.tcp.analysis.ack_rtt':
    'Seconds from the acknowledged segment to this acknowledgement, as seen where the capture was made.',
  'fieldHelp.tcp.analysis.initial_rtt':
    'Seconds from the last SYN to the first segment with ACK and without SYN; the same for all segments of the connection.',
  'fieldHelp.tcp.analysis.bytes_in_flight':
    'Bytes sent and not yet acknowledged after this segment, without those that SACK reports as received.',
  'fieldHelp.tcp.analysis.push_bytes_sent': 'Bytes sent since the last segment with the PSH flag, including this one.',
  'fieldHelp.tcp.analysis.flags':
    'The analysis found something about this segment; on its own, this finds all retransmissions, gaps, zero windows and the like.',
  'fieldHelp.tcp.analysis.reused_ports':
    'Expert note: a new connection between the same addresses and ports as an earlier one.',
  'fieldHelp.tcp.analysis.retransmission':
    'Expert note: data, a SYN or a FIN was sent again; fast and spurious retransmissions have this field, too.',
  'fieldHelp.tcp.analysis.rto': 'Seconds after which this segment was sent again.',
  'fieldHelp.tcp.analysis.rto_frame':
    'Number of the packet from which the retransmission timeout is counted: the oldest that was not acknowledged.',
  'fieldHelp.tcp.analysis.fast_retransmission':
    'Expert note: sent again within 20 ms of duplicate ACKs that asked for it.',
  'fieldHelp.tcp.analysis.spurious_retransmission':
    'Expert note: sent again although the other side had already acknowledged it.',
  'fieldHelp.tcp.analysis.out_of_order': 'Expert note: arrived behind later data, too soon to be a retransmission.',
  'fieldHelp.tcp.analysis.lost_segment':
    'Expert note: data before this segment is missing in the capture; it was lost, or the capture missed it.',
  'fieldHelp.tcp.analysis.ack_lost_segment':
    'Expert note: acknowledges data that the capture does not contain, so the capture missed it.',
  'fieldHelp.tcp.analysis.window_update': 'Expert note: nothing new but the window; the receiver has read data.',
  'fieldHelp.tcp.analysis.window_full':
    'Expert note: this segment uses up the window of the receiver; the sender has to wait.',
  'fieldHelp.tcp.analysis.keep_alive':
    'Expert note: tests whether the other side is still there, with a number that it has acknowledged before.',
  'fieldHelp.tcp.analysis.keep_alive_ack': 'Expert note: the answer to a keep-alive.',
  'fieldHelp.tcp.analysis.duplicate_ack':
    'Expert note: the same acknowledgement again; a segment before later ones is missing at the receiver.',
  'fieldHelp.tcp.analysis.duplicate_ack_num':
    'Which duplicate of the same ACK this is, from 1; three usually trigger a fast retransmission.',
  'fieldHelp.tcp.analysis.duplicate_ack_frame': 'Number of the packet with the ACK that is repeated.',
  'fieldHelp.tcp.analysis.zero_window_probe': 'Expert note: one byte, sent to learn whether the window has opened.',
  'fieldHelp.tcp.analysis.zero_window': 'Expert note: the sender of this segment cannot take any data at present.',
  'fieldHelp.tcp.analysis.zero_window_probe_ack': 'Expert note: the answer to a probe; the window is still closed.',
  'fieldHelp.tcp.analysis.tfo_syn': 'Expert note: a SYN with a Fast Open cookie, which may carry data.',
  'fieldHelp.tcp.analysis.tfo_ack': 'Expert note: the SYN-ACK acknowledges data that came with the SYN.',
  'fieldHelp.tcp.analysis.tfo_ignored':
    'Expert note: the SYN-ACK does not acknowledge the data that came with the SYN.',
};
