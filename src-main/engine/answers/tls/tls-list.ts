// Answers about the handshakes of a capture: how many there are, pages of them in the order of a column.
import {
  TLS_OUTCOMES,
  type TlsColumn,
  type TlsHandshake,
  type TlsListing,
  type TlsRequests,
} from '../../../ipc/contracts/tls-contract';
import type { TlsHandshakes } from '../../passes/tls-handshakes';
import type { PacketList } from '../../document/shown-rows';

type List = PacketList & { readonly isFiltered: boolean };
type Value = number | string | null;

const RESUMED = ['yes', 'probably', 'no', 'unknown'];
/** What is wrong with a certificate of a handshake that was complete counts behind what failed. */
const rank = ({ outcome, problems }: TlsHandshake): number =>
  outcome === 'complete'
    ? TLS_OUTCOMES.length + (problems.some((problem) => problem !== 'missingIntermediate') ? 0 : 1)
    : TLS_OUTCOMES.indexOf(outcome);

const VALUE: Record<TlsColumn, (row: TlsHandshake) => Value> = {
  problems: rank,
  stream: (row) => row.stream,
  client: (row) => row.client,
  server: (row) => row.server,
  serverName: (row) => row.serverName || null,
  version: (row) => row.version || null,
  cipher: (row) => row.cipher || null,
  group: (row) => row.group || null,
  alpn: (row) => row.alpn || null,
  resumed: (row) => RESUMED.indexOf(row.resumed),
  outcome: (row) => TLS_OUTCOMES.indexOf(row.outcome),
  roundTrips: (row) => row.roundTrips,
  daysLeft: (row) => row.daysLeft,
  ja4: (row) => row.ja4 || null,
};

export class TlsList {
  readonly #handshakes: TlsHandshakes;
  #kept: { key: string; places: Uint32Array } | null = null;

  constructor(handshakes: TlsHandshakes) {
    this.#handshakes = handshakes;
  }

  summary(displayed: boolean, list: List): TlsRequests['tlsSummary']['answer'] {
    const places = this.#order({ sort: 'stream', descending: false, displayed }, list);
    const outcomes: TlsRequests['tlsSummary']['answer']['outcomes'] = {};
    for (const place of places) {
      const { outcome } = this.#handshakes.list[place];
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    return { total: places.length, found: this.#handshakes.list.length, unlisted: this.#handshakes.unlisted, outcomes };
  }

  rows({ from, count, ...listing }: TlsRequests['tlsRows']['args'], list: List): TlsHandshake[] {
    const places = this.#order(listing, list).subarray(from, from + count);
    return Array.from(places, (place) => this.#handshakes.list[place]);
  }

  rowOf(flow: number, listing: TlsListing, list: List): number {
    return this.#order(listing, list).findIndex((place) => this.#handshakes.list[place].flow === flow);
  }

  /** Places of the handshakes in an order; what is not known stands last, whichever way the column goes. */
  #order({ sort, descending, displayed }: TlsListing, list: List): Uint32Array {
    const filtered = displayed && list.isFiltered;
    const key = `${sort} ${descending} ${filtered ? `${list.list} ${list.shown.count}` : 'all'} ${this.#handshakes.version}`;
    if (this.#kept?.key === key) return this.#kept.places;
    const all = this.#handshakes.list;
    const value = VALUE[sort];
    const keys = all.map(value);
    const places = all.map((_, place) => place).filter((place) => !filtered || this.#isShown(place, list));
    const way = descending ? -1 : 1;
    places.sort((x, y) => {
      const [a, b] = [keys[x], keys[y]];
      const byStream = all[x].stream - all[y].stream;
      if (a === b) return byStream;
      if (a === null || b === null) return a === null ? 1 : -1;
      return way * (a < b ? -1 : 1);
    });
    this.#kept = { key, places: Uint32Array.from(places) };
    return this.#kept.places;
  }

  #isShown(place: number, list: List): boolean {
    return this.#handshakes.rowsOf(place).some((row) => list.shown.indexOf(row, false) >= 0);
  }
}
