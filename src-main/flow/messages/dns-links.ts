// Which DNS messages belong together, in frame order: a response to the last query of its conversation with its number (RFC 1035
// section 4.1.1); a query or a response that came before is sent again. What counts as such is Wireshark's. Bounded: of queries that lie
// hundreds of thousands of queries back nothing is known any more (RecentKeys).
import * as dns from '../../wire/dns';
import type { FrameColumns } from '../columns/columns';
import type { DnsMessageTable } from './dns-message-table';
import { RecentKeys } from './recent-keys';

/** A query that comes again after so many seconds is a new one: its number was used twice. */
const NEW_AFTER = 5;

const isPort = (port: number): boolean => port === dns.PORT || port === dns.MDNS_PORT || port === dns.LLMNR_PORT;
/** Whether a datagram between these ports is taken for DNS. */
export const isDnsPort = (source: number, destination: number): boolean => isPort(source) || isPort(destination);

export class DnsLinks {
  /** by conversation and number: the last query */
  readonly #queries = new RecentKeys();

  constructor(readonly messages: DnsMessageTable) {}

  /** Takes a message of a row by its identity (wire/dns.ts). Rows come in their order. */
  take(row: number, flow: number, identity: number, columns: FrameColumns): void {
    const id = dns.idOf(identity);
    const query = this.#queries.get(flow, id);
    if (id !== identity) this.#response(row, query, identity);
    else this.#query(row, flow, id, query, columns);
  }

  #query(row: number, flow: number, id: number, last: number, columns: FrameColumns): void {
    const { messages } = this;
    const from = last >= 0 && messages.responseTo(last) === 0 ? messages.rowOf(last) : -1;
    // twice in one segment
    if (from === row) return;
    if (from >= 0 && secondsBetween(columns, from, row) < NEW_AFTER) messages.add(row, from + 1, true, id);
    else this.#queries.set(flow, id, messages.add(row, 0, false, id));
  }

  #response(row: number, query: number, identity: number): void {
    const { messages } = this;
    if (query < 0) return void messages.add(row, 0, false, identity);
    const first = messages.responseTo(query);
    if (first === row + 1) return;
    if (first > 0) return void messages.add(row, first, true, identity);
    messages.answered(query, row + 1);
    messages.add(row, messages.rowOf(query) + 1, false, identity);
  }

  get byteLength(): number {
    return this.#queries.byteLength;
  }
}

/** Whole nanoseconds would not fit; whole seconds and their rest do. */
function secondsBetween(columns: FrameColumns, from: number, to: number): number {
  return columns.timeSec(to) - columns.timeSec(from) + (columns.timeNano(to) - columns.timeNano(from)) / 1e9;
}
