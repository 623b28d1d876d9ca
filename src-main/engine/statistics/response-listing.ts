// Response times as a table, out of what was counted: services, and below each what it is told apart by.
import { STATUS } from '../../dissect/values/http-status';
import { RCODES, typeName } from '../../dissect/protocols/dns/dns-names';
import { quotedText } from '../../filter/language/text-escapes';
import type { ResponseGroup, ResponseGroups } from '../../flow/statistics/response-groups';
import {
  measuredCell,
  serviceOf,
  statisticsColumns,
  type ResponseKind,
  type StatisticsCell,
  type StatisticsRow,
} from '../../ipc/contracts/statistics-contract';
import type { Listing } from './listing';

/** What is asked of each kind: nothing of a request tells how it will be answered, so that some count no requests without an answer. */
const ANSWERS_ALONE: ReadonlySet<ResponseKind> = new Set(['tcpAck', 'tcpRoundTrip', 'dnsCode', 'httpCode']);

const DNS_UNANSWERED = 'dns && dns.flags.response == 0 && !dns.response_in && !dns.retransmit_request_in';
const HTTP_UNANSWERED = 'http.request.method && !http.response_in';
const TCP_UNANSWERED = 'synscope.handshake == "no-answer"';
const TLS_UNANSWERED = 'tls.handshake.type == 1 && !synscope.tls.version';

export function responses(groups: ResponseGroups): Listing {
  const rows = groups.sorted();
  const parents = rows.map(({ kind }) => rows.findIndex((one) => one.kind === serviceOf(kind)));
  return {
    columns: statisticsColumns('responses'),
    count: rows.length,
    unlisted: groups.unlisted,
    row: (i) => rowOf(rows[i], parents[i] !== i),
    parent: (i) => (parents[i] === i ? -1 : parents[i]),
  };
}

function rowOf({ kind, value, times }: ResponseGroup, isInner: boolean): StatisticsRow {
  const { count, unanswered } = times;
  const known = (ns: number): StatisticsCell => (count === 0 ? null : Math.round(ns));
  const counts = !ANSWERS_ALONE.has(kind);
  const [filter, without] = filtersOf(kind, value);
  return {
    cells: [
      measuredCell(kind, nameOf(kind, value)),
      ...[count, known(times.least), known(times.mean), known(times.within(0.5)), known(times.within(0.95))],
      ...[known(times.most), count === 0 ? null : times.slowest + 1],
      ...[counts ? unanswered : null, counts ? (100 * unanswered) / (count + unanswered) : null],
    ],
    depth: isInner ? 1 : 0,
    filter,
    ...(unanswered > 0 && without !== undefined ? { unanswered: without } : {}),
  };
}

function nameOf(kind: ResponseKind, value: string): string {
  const named = (names: Readonly<Record<number, string>>): string => {
    const name = names[Number(value)] as string | undefined;
    return name === undefined ? value : `${value} ${name}`;
  };
  if (kind === 'dnsType') return typeName(Number(value));
  if (kind === 'dnsCode') return named(RCODES);
  return kind === 'httpCode' ? named(STATUS) : value;
}

/** The display filter that finds the packets, and the one that finds requests without a response. */
function filtersOf(kind: ResponseKind, value: string): [answered: string, unanswered?: string] {
  switch (kind) {
    case 'tcp':
      return ['synscope.handshake_time', TCP_UNANSWERED];
    case 'tcpSynAck':
      return ['synscope.syn_to_synack', TCP_UNANSWERED];
    case 'tcpAck':
      return ['synscope.synack_to_ack'];
    case 'tcpRoundTrip':
      return ['tcp.analysis.initial_rtt'];
    case 'dns':
      return ['dns && dns.time', DNS_UNANSWERED];
    case 'dnsType':
      return [`dns && dns.time && dns.qry.type == ${value}`, `${DNS_UNANSWERED} && dns.qry.type == ${value}`];
    case 'dnsCode':
      return [`dns && dns.time && dns.flags.rcode == ${value}`];
    case 'http':
      return ['http.time', HTTP_UNANSWERED];
    // a response says nothing of the method and the host: the requests are found
    case 'httpMethod':
      return withText('http.request.method', value);
    case 'httpHost':
      return withText('http.host', value);
    case 'httpCode':
      return [`http.time && http.response.code == ${value}`];
    case 'tls':
      return ['tls.handshake', TLS_UNANSWERED];
    case 'tlsHello':
      return ['tls.handshake.type == 2', TLS_UNANSWERED];
  }
}

function withText(field: string, value: string): [string, string] {
  const filter = `${field} == ${quotedText(value)}`;
  return [filter, `${HTTP_UNANSWERED} && ${filter}`];
}
