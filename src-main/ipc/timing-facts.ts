// Facts of a connection that need a look at all its segments (flow/timing); a pass finds them, and the card of a connection says the same.
// They stand among the others in flow-facts.ts. Client and server are the ends a and b.

/** Over all segments of the attempt that is shown; null where there is none of it, or the pass `timing` has not ended. */
export interface TimingRow {
  /**
   * From a segment of the client to its ACK, as tcp.analysis.ack_rtt, but not of what was sent again (RFC 6298 section 3); percentiles are
   * values that were measured, by the nearest rank.
   */
  rttClientMinNs: number | null;
  rttClientMedianNs: number | null;
  rttClientP95Ns: number | null;
  rttClientMaxNs: number | null;
  rttServerMinNs: number | null;
  rttServerMedianNs: number | null;
  rttServerP95Ns: number | null;
  rttServerMaxNs: number | null;
  /** from the last data of the client to the first data of the server behind them, each time the turn changes */
  thinkMedianNs: number | null;
  thinkMaxNs: number | null;
  /** between two packets that follow each other */
  longestIdleNs: number | null;
  /** how long an end said that it takes nothing (a window of 0) */
  zeroWindowClientNs: number | null;
  zeroWindowServerNs: number | null;
  /** segments with data, and those of them whose data had been captured before; null for an end that sent none */
  dataSegmentsClient: number | null;
  dataSegmentsServer: number | null;
  sentAgainClient: number | null;
  sentAgainServer: number | null;
  /** the latter in percent of the former, to a thousandth */
  sentAgainClientShare: number | null;
  sentAgainServerShare: number | null;
}

const FOUND = { sort: true, most: true, tcp: true, pass: 'timing' } as const;
const INTERVAL = { type: 'interval', ...FOUND } as const;
const COUNT = { type: 'count', ...FOUND } as const;
const PERCENT = { type: 'percent', ...FOUND } as const;

export const TIMING_FACTS = {
  rttClientMinNs: {
    ...INTERVAL,
    sql: 'rtt_client_min_ns',
    field: { name: 'client_rtt_min', label: 'Shortest round trip of the client' },
    list: { place: 300, width: 140, end: true, hidden: true, unit: 'ms' },
  },
  rttClientMedianNs: {
    ...INTERVAL,
    sql: 'rtt_client_median_ns',
    field: { name: 'client_rtt_median', label: 'Median round trip of the client' },
    list: { place: 301, width: 140, end: true, hidden: true, unit: 'ms' },
  },
  rttClientP95Ns: {
    ...INTERVAL,
    sql: 'rtt_client_p95_ns',
    field: { name: 'client_rtt_p95', label: 'Round trip of the client that 95 % do not exceed' },
    list: { place: 302, width: 140, end: true, hidden: true, unit: 'ms' },
  },
  rttClientMaxNs: {
    ...INTERVAL,
    sql: 'rtt_client_max_ns',
    field: { name: 'client_rtt_max', label: 'Longest round trip of the client' },
    list: { place: 303, width: 140, end: true, hidden: true, unit: 'ms' },
  },
  rttServerMinNs: {
    ...INTERVAL,
    sql: 'rtt_server_min_ns',
    field: { name: 'server_rtt_min', label: 'Shortest round trip of the server' },
    list: { place: 304, width: 140, end: true, hidden: true, unit: 'ms' },
  },
  rttServerMedianNs: {
    ...INTERVAL,
    sql: 'rtt_server_median_ns',
    field: { name: 'server_rtt_median', label: 'Median round trip of the server' },
    list: { place: 305, width: 140, end: true, hidden: true, unit: 'ms' },
  },
  rttServerP95Ns: {
    ...INTERVAL,
    sql: 'rtt_server_p95_ns',
    field: { name: 'server_rtt_p95', label: 'Round trip of the server that 95 % do not exceed' },
    list: { place: 306, width: 140, end: true, hidden: true, unit: 'ms' },
  },
  rttServerMaxNs: {
    ...INTERVAL,
    sql: 'rtt_server_max_ns',
    field: { name: 'server_rtt_max', label: 'Longest round trip of the server' },
    list: { place: 307, width: 140, end: true, hidden: true, unit: 'ms' },
  },
  thinkMedianNs: {
    ...INTERVAL,
    sql: 'think_median_ns',
    field: { name: 'server_think_median', label: 'Median time that the server took to answer' },
    list: { place: 308, width: 150, end: true, hidden: true, unit: 'ms' },
  },
  thinkMaxNs: {
    ...INTERVAL,
    sql: 'think_max_ns',
    field: { name: 'server_think_max', label: 'Longest time that the server took to answer' },
    list: { place: 309, width: 150, end: true, hidden: true, unit: 'ms' },
  },
  longestIdleNs: {
    ...INTERVAL,
    sql: 'longest_idle_ns',
    field: { name: 'longest_idle', label: 'Longest idle period' },
    list: { place: 310, width: 140, end: true, hidden: true, unit: 'ms' },
  },
  zeroWindowClientNs: {
    ...INTERVAL,
    sql: 'zero_window_client_ns',
    field: { name: 'client_zero_window', label: 'Time with a closed window of the client' },
    list: { place: 311, width: 150, end: true, hidden: true, unit: 'ms' },
  },
  zeroWindowServerNs: {
    ...INTERVAL,
    sql: 'zero_window_server_ns',
    field: { name: 'server_zero_window', label: 'Time with a closed window of the server' },
    list: { place: 312, width: 150, end: true, hidden: true, unit: 'ms' },
  },
  dataSegmentsClient: {
    ...COUNT,
    sql: 'data_segments_client',
    field: { name: 'client_data_segments', label: 'Segments with data from the client' },
    list: { place: 313, width: 140, end: true, hidden: true },
  },
  dataSegmentsServer: {
    ...COUNT,
    sql: 'data_segments_server',
    field: { name: 'server_data_segments', label: 'Segments with data from the server' },
    list: { place: 314, width: 140, end: true, hidden: true },
  },
  sentAgainClient: {
    ...COUNT,
    sql: 'sent_again_client',
    field: { name: 'client_retransmissions', label: 'Segments with data that the client sent again' },
    list: { place: 315, width: 140, end: true, hidden: true },
  },
  sentAgainServer: {
    ...COUNT,
    sql: 'sent_again_server',
    field: { name: 'server_retransmissions', label: 'Segments with data that the server sent again' },
    list: { place: 316, width: 140, end: true, hidden: true },
  },
  sentAgainClientShare: {
    ...PERCENT,
    sql: 'sent_again_client_share',
    field: { name: 'client_retransmission_rate', label: 'Retransmission rate of the client' },
    list: { place: 317, width: 140, end: true, hidden: true },
  },
  sentAgainServerShare: {
    ...PERCENT,
    sql: 'sent_again_server_share',
    field: { name: 'server_retransmission_rate', label: 'Retransmission rate of the server' },
    list: { place: 318, width: 140, end: true, hidden: true },
  },
} as const;
