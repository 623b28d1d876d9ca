// Columns and hints of the facts that need a look at all segments of a connection (ipc/timing-facts.ts).
export const flowTimings = {
  'flows.column.rttClientMinNs': 'Shortest RTT A (ms)',
  'flows.column.rttClientMedianNs': 'Median RTT A (ms)',
  'flows.column.rttClientP95Ns': '95 % RTT A (ms)',
  'flows.column.rttClientMaxNs': 'Longest RTT A (ms)',
  'flows.column.rttServerMinNs': 'Shortest RTT B (ms)',
  'flows.column.rttServerMedianNs': 'Median RTT B (ms)',
  'flows.column.rttServerP95Ns': '95 % RTT B (ms)',
  'flows.column.rttServerMaxNs': 'Longest RTT B (ms)',
  'flows.column.thinkMedianNs': 'Median answer B (ms)',
  'flows.column.thinkMaxNs': 'Longest answer B (ms)',
  'flows.column.longestIdleNs': 'Longest idle (ms)',
  'flows.column.zeroWindowClientNs': 'Window closed A (ms)',
  'flows.column.zeroWindowServerNs': 'Window closed B (ms)',
  'flows.column.dataSegmentsClient': 'Data segments A',
  'flows.column.dataSegmentsServer': 'Data segments B',
  'flows.column.sentAgainClient': 'Sent again A',
  'flows.column.sentAgainServer': 'Sent again B',
  'flows.column.sentAgainClientShare': 'Sent again A (%)',
  'flows.column.sentAgainServerShare': 'Sent again B (%)',
  'flows.hint.rttClientMinNs':
    'Shortest time from a segment of A to the ACK of it. Segments that were sent again do not count.',
  'flows.hint.rttClientMedianNs':
    'Half of the ACKs of segments of A came within this time. Segments that were sent again do not count.',
  'flows.hint.rttClientP95Ns':
    '95 % of the ACKs of segments of A came within this time. Segments that were sent again do not count.',
  'flows.hint.rttClientMaxNs':
    'Longest time from a segment of A to the ACK of it. Segments that were sent again do not count.',
  'flows.hint.rttServerMinNs':
    'Shortest time from a segment of B to the ACK of it. Segments that were sent again do not count.',
  'flows.hint.rttServerMedianNs':
    'Half of the ACKs of segments of B came within this time. Segments that were sent again do not count.',
  'flows.hint.rttServerP95Ns':
    '95 % of the ACKs of segments of B came within this time. Segments that were sent again do not count.',
  'flows.hint.rttServerMaxNs':
    'Longest time from a segment of B to the ACK of it. Segments that were sent again do not count.',
  'flows.hint.thinkMedianNs':
    'From the last data of A to the first data of B behind them, each time B answers: the median. Network and server together unless captured at the server.',
  'flows.hint.thinkMaxNs': 'From the last data of A to the first data of B behind them: the longest of all answers.',
  'flows.hint.longestIdleNs': 'The longest time between two packets that follow each other.',
  'flows.hint.zeroWindowClientNs': 'How long A said that it takes no more data (a window of 0), so that B had to wait.',
  'flows.hint.zeroWindowServerNs': 'How long B said that it takes no more data (a window of 0), so that A had to wait.',
  'flows.hint.dataSegmentsClient': 'Segments with data that A sent, repeated ones included.',
  'flows.hint.dataSegmentsServer': 'Segments with data that B sent, repeated ones included.',
  'flows.hint.sentAgainClient': 'Segments of A whose data had been captured before. What fills a gap is not counted.',
  'flows.hint.sentAgainServer': 'Segments of B whose data had been captured before. What fills a gap is not counted.',
  'flows.hint.sentAgainClientShare': 'Of the segments with data that A sent, so many percent were sent again.',
  'flows.hint.sentAgainServerShare': 'Of the segments with data that B sent, so many percent were sent again.',
  'flows.notYet':
    'Found when the whole capture has been gone over: the pass “Times of connections” or “TLS handshakes” is under way or was stopped.',
} as const;
