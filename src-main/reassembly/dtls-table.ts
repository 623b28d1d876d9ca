// DTLS in datagrams, as far as one datagram alone does not tell it: what was negotiated, and handshake messages in fragments (RFC 9147 section 5.5). Lists
// in shared memory: 20 bytes a connection, some 32 a fragment. Bytes are not kept.
import { GrowingList } from '../memory/growing-list';
import { DtlsKeys, type DtlsKeyShare } from './dtls-keys';
import { FragmentTable, type FragmentShare } from './fragment-table';

const LISTS = ['flow', 'version', 'cipher', 'cidA', 'cidB'] as const;
type Lists = Record<(typeof LISTS)[number], GrowingList>;

/** What a worker is sent. */
export type DtlsShare = Record<(typeof LISTS)[number], { data: Uint32Array; length: number }> & {
  fragments: FragmentShare;
  keys: DtlsKeyShare;
};

/** Connections count from 1; 0 is none. */
export class DtlsTable {
  /** of handshake messages; places are counted in what a datagram carries */
  readonly fragments = new FragmentTable();
  /** what opens protected records */
  readonly keys = new DtlsKeys();
  readonly #lists = Object.fromEntries(LISTS.map((name) => [name, new GrowingList()])) as Lists;
  /** by flow, as far as they were gone through */
  readonly #byFlow = new Map<number, number>();
  #seen = 0;

  get connections(): number {
    return this.#lists.flow.length;
  }
  /** The connection of a flow, 0: none. */
  of(flow: number): number {
    const { flow: flows } = this.#lists;
    for (; this.#seen < flows.length; this.#seen++) this.#byFlow.set(flows.at(this.#seen), this.#seen + 1);
    return this.#byFlow.get(flow) ?? 0;
  }
  flowOf(connection: number): number {
    return this.#lists.flow.at(connection - 1);
  }
  /** One more connection. */
  add(flow: number): number {
    const { flow: flows, version, cipher, cidA, cidB } = this.#lists;
    flows.push(flow);
    for (const list of [version, cipher, cidA, cidB]) list.push(0);
    return flows.length;
  }

  /** 0: not known */
  version(connection: number): number {
    return this.#lists.version.at(connection - 1);
  }
  setVersion(connection: number, version: number): void {
    this.#lists.version.set(connection - 1, version);
  }
  /** its cipher suite; -1: not known */
  cipher(connection: number): number {
    return this.#lists.cipher.at(connection - 1) - 1;
  }
  setCipher(connection: number, cipher: number): void {
    this.#lists.cipher.set(connection - 1, cipher + 1);
  }
  /** Bytes of the connection IDs in what a side sends; 0: the two did not agree on any. */
  cidLen(connection: number, side: number): number {
    const { cidA, cidB } = this.#lists;
    const [ofA, ofB] = [cidA.at(connection - 1), cidB.at(connection - 1)];
    if (ofA === 0 || ofB === 0) return 0;
    return (side === 0 ? ofB : ofA) - 1;
  }
  /** How long the connection IDs are that a side wants in what it gets, RFC 9146 section 3. */
  setCid(connection: number, side: number, length: number): void {
    this.#lists[side === 0 ? 'cidA' : 'cidB'].set(connection - 1, length + 1);
  }

  share(): DtlsShare {
    const lists = Object.fromEntries(
      LISTS.map((name) => [name, { data: this.#lists[name].data, length: this.#lists[name].length }]),
    ) as Omit<DtlsShare, 'fragments' | 'keys'>;
    return { ...lists, fragments: this.fragments.share(), keys: this.keys.share() };
  }
  /** In a worker: takes over what the engine's `share` gave. */
  take(share: DtlsShare): void {
    for (const name of LISTS) this.#lists[name].take(share[name]);
    this.fragments.take(share.fragments);
    this.keys.take(share.keys);
  }
  get byteLength(): number {
    const beside = this.fragments.byteLength() + this.keys.byteLength;
    return LISTS.reduce((sum, name) => sum + this.#lists[name].byteLength, beside);
  }
}
