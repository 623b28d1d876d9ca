// What statements of the SQL console can ask: views with their columns, each declared once. The views are made of it, and the schema list,
// completion and the documentation of the command line. Data only, read by both sides. A column that is a fact of a connection has the
// meaning of that fact (`flows.hint.<fact>`) unless `sql.meaning.<view>.<column>` or `sql.meaning.<column>` says more; a test asks for all of them.
import { FACTS, type FlowFact, type FlowFactId } from './flow-facts';

export type SqlType = 'integer' | 'real' | 'text';
/** `utc`: `2024-08-01 00:00:00.013201`; `s`: since 1970 */
export type SqlUnit = 'ns' | 'ms' | 's' | 'bytes' | 'percent' | 'days' | 'utc';

export interface SqlColumn {
  name: string;
  type: SqlType;
  unit: SqlUnit | null;
  /** SQL over the view below */
  from: string;
  fact: FlowFactId | null;
}
export interface SqlView {
  name: SqlViewName;
  columns: readonly SqlColumn[];
  /** FROM and what follows */
  rest: string;
}
export const SQL_VIEWS = ['capture', 'flow', 'connection', 'tls', 'server', 'host'] as const;
export type SqlViewName = (typeof SQL_VIEWS)[number];

const column = (name: string, type: SqlType, from = name, unit: SqlUnit | null = null): SqlColumn => ({
  ...{ name, type, unit, from, fact: null },
});
const whole = (name: string, from = name, unit: SqlUnit | null = null): SqlColumn =>
  column(name, 'integer', from, unit);
const text = (name: string, from = name, unit: SqlUnit | null = null): SqlColumn => column(name, 'text', from, unit);
const ms = (name: string, ns: string): SqlColumn => column(name, 'real', `${ns} / 1e6`, 'ms');

const TYPES: Record<FlowFact['type'], [SqlType, SqlUnit | null]> = {
  number: ['integer', null],
  count: ['integer', null],
  bytes: ['integer', 'bytes'],
  percent: ['real', 'percent'],
  interval: ['integer', 'ns'],
  second: ['integer', 's'],
  word: ['text', null],
  list: ['text', null],
  address: ['text', null],
  text: ['text', null],
  days: ['integer', 'days'],
  derived: ['integer', null],
};
/** Every fact that is stored, by the name that `--where` has for it. */
const facts: SqlColumn[] = FACTS.flatMap(([fact, { sql, type }]) =>
  sql === null ? [] : [{ name: sql, type: TYPES[type][0], unit: TYPES[type][1], from: sql, fact }],
);

const START = `strftime('%Y-%m-%d %H:%M:%S', start_sec, 'unixepoch') || printf('.%06d', start_nano / 1000)`;
/** null where neither end has any */
const sum = (client: string, server: string): string =>
  `CASE WHEN ${client} IS NULL AND ${server} IS NULL THEN NULL ELSE coalesce(${client}, 0) + coalesce(${server}, 0) END`;
const ends = [
  whole('capture'),
  whole('stream'),
  text('client', 'address_a'),
  whole('client_port', 'port_a'),
  text('server', 'address_b'),
  whole('server_port', 'port_b'),
];
const countWhere = (condition: string): string => `sum(${condition})`;

/** Columns of the table of captures, as the store has them. */
export const CAPTURE_COLUMNS: readonly SqlColumn[] = [
  whole('id'),
  text('name'),
  text('path'),
  whole('size', 'size', 'bytes'),
  text('modified', 'modified', 'utc'),
  text('sha256'),
  whole('packets'),
  text('problem'),
];

/** Each stands on those before it. `store`: the tables as they are stored. */
export const SQL_SCHEMA: readonly SqlView[] = [
  { name: 'capture', columns: CAPTURE_COLUMNS, rest: 'store' },
  {
    name: 'flow',
    columns: [
      whole('capture'),
      ...facts,
      whole('packets', 'packets_ab + packets_ba'),
      whole('bytes', 'bytes_ab + bytes_ba', 'bytes'),
      text('start', START, 'utc'),
    ],
    rest: 'store',
  },
  {
    name: 'connection',
    columns: [
      ...ends,
      text('start', 'start', 'utc'),
      column('duration_s', 'real', 'duration_ns / 1e9', 's'),
      text('handshake'),
      text('ending'),
      text('closed_by'),
      text('reset_by'),
      ms('handshake_ms', 'handshake_ns'),
      ms('syn_ack_ms', 'syn_to_syn_ack_ns'),
      ms('ack_ms', 'syn_ack_to_ack_ns'),
      ms('rtt_ms', 'initial_rtt_ns'),
      ms('response_ms', 'response_ns'),
      whole('syn_retries'),
      whole('syn_ack_retries'),
      whole('packets'),
      whole('bytes', 'bytes', 'bytes'),
      whole('client_bytes', 'bytes_ab', 'bytes'),
      whole('server_bytes', 'bytes_ba', 'bytes'),
      whole('data_segments', sum('data_segments_client', 'data_segments_server')),
      whole('sent_again', sum('sent_again_client', 'sent_again_server')),
      ms('client_rtt_ms', 'rtt_client_median_ns'),
      ms('server_rtt_ms', 'rtt_server_median_ns'),
      ms('think_ms', 'think_median_ns'),
      ms('idle_ms', 'longest_idle_ns'),
      ms('client_zero_window_ms', 'zero_window_client_ns'),
      ms('server_zero_window_ms', 'zero_window_server_ns'),
      whole('first_frame'),
      whole('last_frame'),
    ],
    rest: "flow WHERE kind = 'tcp'",
  },
  {
    name: 'tls',
    columns: [
      ...ends,
      text('start', 'start', 'utc'),
      text('version', 'tls_version'),
      text('server_name', 'tls_server_name'),
      text('alpn', 'tls_alpn'),
      text('cipher', 'tls_cipher'),
      text('key_group', 'tls_group'),
      text('resumed', 'tls_resumed'),
      text('alert', 'tls_alert'),
      whole('days_left', 'tls_days_left', 'days'),
      text('ja4', 'tls_ja4'),
      whole('first_frame'),
    ],
    rest: "flow WHERE kind = 'tcp' AND coalesce(tls_version, tls_server_name, tls_alert, tls_ja4) IS NOT NULL",
  },
  {
    name: 'server',
    columns: [
      whole('capture'),
      text('server'),
      whole('server_port'),
      whole('connections', 'count(*)'),
      whole('refused', countWhere("handshake IN ('refused', 'icmp-refused')")),
      whole('unanswered', countWhere("handshake = 'no-answer'")),
      whole('resets', countWhere("ending IN ('rst', 'fin-rst')")),
      column('handshake_ms', 'real', 'avg(handshake_ms)', 'ms'),
      column('response_ms', 'real', 'avg(response_ms)', 'ms'),
      whole('bytes', 'sum(bytes)', 'bytes'),
      whole('data_segments', 'sum(data_segments)'),
      whole('sent_again', 'sum(sent_again)'),
      column('sent_again_percent', 'real', '100.0 * sum(sent_again) / sum(data_segments)', 'percent'),
    ],
    rest: 'connection GROUP BY capture, server, server_port',
  },
  {
    name: 'host',
    columns: [
      whole('capture'),
      text('address'),
      whole('conversations', 'count(*)'),
      whole('packets', 'sum(packets)'),
      whole('bytes', 'sum(bytes)', 'bytes'),
      whole('sent_bytes', 'sum(sent)', 'bytes'),
      whole('received_bytes', 'sum(received)', 'bytes'),
    ],
    rest:
      '(SELECT capture, address_a AS address, packets, bytes, bytes_ab AS sent, bytes_ba AS received FROM flow ' +
      'UNION ALL SELECT capture, address_b, packets, bytes, bytes_ba, bytes_ab FROM flow WHERE address_b <> address_a) ' +
      'GROUP BY capture, address',
  },
];

/** Keys of the text that says what a column means, the best first. */
export const meaningKeys = (view: SqlViewName, { name, fact }: SqlColumn): string[] => [
  `sql.meaning.${view}.${name}`,
  `sql.meaning.${name}`,
  ...(fact === null ? [] : [`flows.hint.${fact}`]),
];
