// What a capture proves about the names of addresses, in frame order: which one holds for an address in a packet.
import { ipv4Text, ipv6Text } from '../../text/address';
import type { FlowRow } from '../../ipc/flow-facts';
import type { AddressName, FlowNames } from '../../ipc/contracts/names-contract';
import type { ProvenName } from '../../dissect/name-proofs';

/** Proofs that are kept, and of one address: some 200 bytes each. What comes later is counted. */
const MOST = 262_144;
const MOST_AN_ADDRESS = 256;

interface Limits {
  all: number;
  ofAddress: number;
}

export class CaptureNames {
  /** rows that were looked at */
  looked = 0;
  /** proofs for which there was no room */
  lost = 0;
  readonly #limits: Limits;
  #count = 0;
  /** by address as text, frames ascending */
  readonly #proofs = new Map<string, AddressName[]>();
  /** the server name that a connection itself tells, by flow, and of which address */
  readonly #own = new Map<number, AddressName & { address: string }>();

  constructor(limits: Limits = { all: MOST, ofAddress: MOST_AN_ADDRESS }) {
    this.#limits = limits;
  }

  /** Rows come in ascending order. `flow`: of the row, -1: none. */
  add(row: number, flow: number, { by, address: bytes, name }: ProvenName): void {
    const address = bytes.length === 4 ? ipv4Text(bytes, 0) : ipv6Text(bytes, 0);
    const proof: AddressName = { name, frame: row + 1, by };
    if (by === 'tls' && flow >= 0 && !this.#own.has(flow) && this.#own.size < this.#limits.all)
      this.#own.set(flow, { ...proof, address });
    const before = this.#proofs.get(address);
    // the same again: the packet that says so first is told
    if (before?.[before.length - 1].name === name) return;
    if (this.#count >= this.#limits.all || (before && before.length >= this.#limits.ofAddress)) return void this.lost++;
    this.#count++;
    if (before) before.push(proof);
    else this.#proofs.set(address, [proof]);
  }

  /**
   * The name of an address in a packet: what its connection tells of itself; else the newest that was proven up to this packet; else the
   * first one later. null: there is none.
   */
  of(address: string, frame: number, flow: number): AddressName | null {
    const own = this.#own.get(flow);
    if (own?.address === address) return { name: own.name, frame: own.frame, by: own.by };
    const proofs = this.#proofs.get(address);
    if (!proofs) return null;
    let low = 0;
    for (let high = proofs.length; low < high;) {
      const middle = (low + high) >>> 1;
      if (proofs[middle].frame <= frame) low = middle + 1;
      else high = middle;
    }
    return proofs[Math.max(0, low - 1)];
  }

  /** The names of both ends as they are when a connection begins. */
  ofFlow({
    id,
    addressA,
    addressB,
    firstFrame,
  }: Pick<FlowRow, 'id' | 'addressA' | 'addressB' | 'firstFrame'>): FlowNames {
    return { nameA: this.of(addressA, firstFrame, id), nameB: this.of(addressB, firstFrame, id) };
  }
}
