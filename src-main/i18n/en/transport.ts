// Notes of the field tree on TCP and UDP; the Simplified Chinese ones stand in ../zh-cn/transport.ts. ICU MessageFormat.
export const transport = {
  'tree.tcp.relativeSeq': 'relative sequence number',
  'tree.tcp.relativeAck': 'relative ack number',
  'tree.tcp.scaleUnknown': 'unknown: no SYN of this connection was captured',
  'tree.tcp.scaleUnused':
    'no window scaling used{frame, plural, =0 {} other {, known from packet {frame, number, ::group-off}}}',
  'tree.tcp.scaleFrom': 'shift {shift}, learnt from packet {frame, number, ::group-off}',
  'tree.tcp.shortSegment': 'The segment ends before its header does',
} as const;
