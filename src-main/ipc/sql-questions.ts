// Questions that the SQL console has ready: what many ask of a capture, as statements to be read and changed. Their texts stand in the catalogues under
// `sql.question.<id>` and `sql.questionHint.<id>`. In `{capture}` of a store of several captures stands the column that tells which one.

export type SqlChartKind = 'bar' | 'line' | 'scatter';
export interface SqlChart {
  kind: SqlChartKind;
  x: string;
  y: string;
}
interface SqlQuestion {
  sql: string;
  /** the picture that shows it best */
  chart?: SqlChart;
}

export const SQL_QUESTIONS = {
  synRepeated: {
    sql: `SELECT {capture}stream, client, server, server_port, syn_retries, handshake, handshake_ms, first_frame
FROM connection
WHERE syn_retries > 0
ORDER BY syn_retries DESC, handshake_ms DESC
LIMIT 500`,
  },
  slowHandshakes: {
    sql: `SELECT {capture}stream, client, server, server_port, handshake_ms, syn_ack_ms, ack_ms, syn_retries, first_frame
FROM connection
WHERE handshake_ms IS NOT NULL
ORDER BY handshake_ms DESC
LIMIT 50`,
  },
  slowAnswers: {
    sql: `SELECT {capture}stream, client, server, server_port, response_ms, handshake_ms, think_ms, first_frame
FROM connection
WHERE response_ms IS NOT NULL
ORDER BY response_ms DESC
LIMIT 50`,
  },
  unanswered: {
    sql: `SELECT server, server_port, handshake, count(*) AS connections, sum(syn_retries) AS syn_retries
FROM connection
WHERE handshake IN ('no-answer', 'refused', 'icmp-refused')
GROUP BY server, server_port, handshake
ORDER BY connections DESC, server, server_port
LIMIT 500`,
    chart: { kind: 'bar', x: 'server', y: 'connections' },
  },
  whoResets: {
    sql: `SELECT {capture}stream, client, server, server_port, reset_by, closed_by, ending, duration_s, last_frame
FROM connection
WHERE reset_by <> 'none'
ORDER BY start
LIMIT 500`,
  },
  resetServers: {
    sql: `SELECT server, server_port, reset_by, count(*) AS connections
FROM connection
WHERE reset_by <> 'none'
GROUP BY server, server_port, reset_by
ORDER BY connections DESC, server, server_port
LIMIT 100`,
    chart: { kind: 'bar', x: 'server', y: 'connections' },
  },
  whoCloses: {
    sql: `SELECT closed_by, ending, count(*) AS connections, round(avg(duration_s), 3) AS mean_duration_s
FROM connection
GROUP BY closed_by, ending
ORDER BY connections DESC, closed_by, ending`,
    chart: { kind: 'bar', x: 'ending', y: 'connections' },
  },
  topTalkers: {
    sql: `SELECT address, sum(bytes) AS bytes, sum(sent_bytes) AS sent_bytes, sum(received_bytes) AS received_bytes,
  sum(packets) AS packets, sum(conversations) AS conversations
FROM host
GROUP BY address
ORDER BY bytes DESC, address
LIMIT 50`,
    chart: { kind: 'bar', x: 'address', y: 'bytes' },
  },
  topPorts: {
    sql: `SELECT kind, port_b AS port, count(*) AS conversations, sum(packets) AS packets, sum(bytes) AS bytes
FROM flow
GROUP BY kind, port_b
ORDER BY bytes DESC, port
LIMIT 50`,
    chart: { kind: 'bar', x: 'port', y: 'bytes' },
  },
  zeroWindows: {
    sql: `SELECT {capture}stream, client, server, server_port, client_zero_window_ms, server_zero_window_ms, duration_s, first_frame
FROM connection
WHERE client_zero_window_ms > 0 OR server_zero_window_ms > 0
ORDER BY coalesce(client_zero_window_ms, 0) + coalesce(server_zero_window_ms, 0) DESC
LIMIT 500`,
  },
  sentAgain: {
    sql: `SELECT server, server_port, sum(data_segments) AS data_segments, sum(sent_again) AS sent_again,
  round(100.0 * sum(sent_again) / sum(data_segments), 2) AS sent_again_percent, count(*) AS connections
FROM connection
WHERE data_segments > 0
GROUP BY server, server_port
HAVING sum(sent_again) > 0
ORDER BY sent_again_percent DESC, sent_again DESC
LIMIT 100`,
    chart: { kind: 'bar', x: 'server', y: 'sent_again_percent' },
  },
  longIdle: {
    sql: `SELECT {capture}stream, client, server, server_port, idle_ms, duration_s, ending, first_frame
FROM connection
WHERE idle_ms IS NOT NULL
ORDER BY idle_ms DESC
LIMIT 50`,
  },
  tlsVersions: {
    sql: `SELECT version, alert, count(*) AS connections, count(DISTINCT server) AS servers
FROM tls
GROUP BY version, alert
ORDER BY connections DESC, version`,
    chart: { kind: 'bar', x: 'version', y: 'connections' },
  },
  tlsAlerts: {
    sql: `SELECT {capture}stream, client, server, server_port, server_name, version, alert, first_frame
FROM tls
WHERE alert IS NOT NULL
ORDER BY start
LIMIT 500`,
  },
  certificates: {
    sql: `SELECT {capture}server_name, server, server_port, min(days_left) AS days_left, count(*) AS connections,
  min(stream) AS stream
FROM tls
WHERE days_left IS NOT NULL
GROUP BY {capture}server_name, server, server_port
ORDER BY days_left
LIMIT 500`,
  },
  tlsNames: {
    sql: `SELECT server_name, count(*) AS connections, count(DISTINCT server) AS servers, count(DISTINCT client) AS clients,
  group_concat(DISTINCT version) AS versions
FROM tls
WHERE server_name IS NOT NULL
GROUP BY server_name
ORDER BY connections DESC, server_name
LIMIT 500`,
    chart: { kind: 'bar', x: 'server_name', y: 'connections' },
  },
  scanners: {
    sql: `SELECT client, count(DISTINCT server || ' ' || server_port) AS targets, count(*) AS connections,
  sum(handshake IN ('refused', 'icmp-refused', 'no-answer', 'probe')) AS failed
FROM connection
GROUP BY client
HAVING targets >= 10
ORDER BY failed DESC, targets DESC
LIMIT 100`,
  },
  overTime: {
    sql: `SELECT start_sec AS second, count(*) AS conversations, sum(bytes) AS bytes
FROM flow
GROUP BY start_sec
ORDER BY start_sec
LIMIT 10000`,
    chart: { kind: 'line', x: 'second', y: 'conversations' },
  },
} as const satisfies Record<string, SqlQuestion>;

export type SqlQuestionId = keyof typeof SQL_QUESTIONS;
export const SQL_QUESTION_IDS = Object.keys(SQL_QUESTIONS) as SqlQuestionId[];

/** The statement; `several`: for a store of several captures. */
export const questionSql = (id: SqlQuestionId, several: boolean): string =>
  SQL_QUESTIONS[id].sql.replaceAll('{capture}', several ? 'capture, ' : '');
