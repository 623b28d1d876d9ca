// Which connection of one capture is which of another one. Initial sequence numbers are as good as a name (RFC 9293 section 3.4.1: 32 bits,
// chosen anew each time) and pass through address translation; where they are missing or written anew, addresses and ports tell.
import type { PairedBy } from '../../ipc/contracts/compare-contract';
import type { InitialNumbers } from './point';

export interface Candidate {
  /** number of the flow */
  id: number;
  initial: InitialNumbers;
  client: string;
  server: string;
}

export interface Pair {
  a: Candidate;
  b: Candidate;
  by: PairedBy;
  /** b takes the client for the server */
  flipped: boolean;
}

/** Of connections with the same key so many are looked at: initial numbers are hardly ever the same twice, unless somebody wants that. */
const MOST_TRIED = 16;

/** Both lists in the order of time; so are the pairs, by a. No connection is in two of them. */
export function pairConnections(a: readonly Candidate[], b: readonly Candidate[]): Pair[] {
  const left = { a: new Set(a), b: new Set(b) };
  const pairs: Pair[] = [];
  const pair = (
    by: PairedBy,
    key: (one: Candidate) => string | null,
    fits = (_a: Candidate, _b: Candidate) => true,
  ) => {
    const byKey = new Map<string, Candidate[]>();
    for (const one of left.b) {
      const name = key(one);
      if (name === null) continue;
      const list = byKey.get(name);
      if (list) list.push(one);
      else byKey.set(name, [one]);
    }
    for (const one of left.a) {
      const name = key(one);
      const others = name === null ? undefined : byKey.get(name);
      const at = others?.slice(0, MOST_TRIED).findIndex((other) => fits(one, other)) ?? -1;
      if (!others || at < 0) continue;
      const [other] = others.splice(at, 1);
      left.a.delete(one);
      left.b.delete(other);
      pairs.push({ a: one, b: other, by, flipped: by === 'addresses' && one.client !== other.client });
    }
  };
  pair('numbers', ({ initial: { client, server } }) =>
    client === null || server === null ? null : `${client} ${server}`,
  );
  const isOpen = (x: number | null, y: number | null): boolean => x === null || y === null;
  pair(
    'number',
    ({ initial }) => numberKey(initial.client),
    (x, y) => isOpen(x.initial.server, y.initial.server),
  );
  pair(
    'number',
    ({ initial }) => numberKey(initial.server),
    (x, y) => isOpen(x.initial.client, y.initial.client),
  );
  pair('addresses', ({ client, server }) => [client, server].sort().join(' '));
  const place = new Map(a.map((one, i) => [one, i]));
  return pairs.sort((x, y) => (place.get(x.a) ?? 0) - (place.get(y.a) ?? 0));
}

const numberKey = (number: number | null): string | null => (number === null ? null : String(number));
