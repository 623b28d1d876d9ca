// Puts IP fragments together while a capture is read: RFC 791 section 3.2, RFC 8200 section 4.5. Which fragments belong together, what counts
// as an overlap or an error, and when a datagram is whole, is Wireshark's (4.0), measured: fragments are kept sorted by their offset,
// equal ones in the order they came; the earlier bytes win.
//
// Pending fragments are copied, because a ring of capture files may delete the file that holds them. Memory is bounded: beyond MOST_BYTES
// the oldest datagrams are let go.
import { CONFLICT, type FragmentTable, MULTIPLE_TAILS, OVERLAP, TOO_LONG } from './fragment-table';

/** Of all pending fragments together, what is kept of each included. */
export const MOST_BYTES = 16 * 1024 * 1024;
/** What a pending fragment takes beside its bytes, roughly. */
const OVERHEAD = 256;
/** Of one datagram: what sends more is not worth its memory, nor the time to sort it. */
const MOST_PIECES = 16_384;
/** No IP datagram is longer (the offset has 13 bits of 8 bytes each, the length 16). */
const LONGEST = 0x1fff * 8 + 0xffff;

/** A fragment as the scan found it. */
export interface Fragment {
  /** source and destination, four words each; an IPv4 address fills the first of its four */
  readonly addresses: Uint32Array;
  readonly isIpv6: boolean;
  readonly identification: number;
  /** IPv4: protocol; IPv6: next header of the fragment header, which may differ from fragment to fragment */
  readonly protocol: number;
  /** IEEE 802.1Q identifier of the innermost tag, 0 without */
  readonly vlan: number;
  /** where its bytes stand in the datagram */
  readonly start: number;
  readonly more: boolean;
  /** its payload, never empty, all of it captured */
  readonly bytes: Uint8Array;
}

interface Held {
  /** number in the fragment table */
  number: number;
  start: number;
  bytes: Uint8Array;
  flags: number;
}

interface Pending {
  hash: number;
  addresses: Uint32Array;
  /** identification, protocol of IPv4, VLAN, version: what must be equal beside the addresses */
  key: Uint32Array;
  /** sorted by `start` */
  held: Held[];
  /** length of the whole, -1: the last fragment has not come */
  total: number;
  /** bytes from the start on that are there without a gap */
  reached: number;
  bytes: number;
}

export class Datagrams {
  readonly #table: FragmentTable;
  readonly #byHash = new Map<number, Pending[]>();
  /** all of them, the oldest first */
  readonly #pending = new Set<Pending>();
  readonly #key = new Uint32Array(4);
  #bytes = 0;
  /** datagrams that were let go because too many were pending */
  dropped = 0;

  constructor(table: FragmentTable) {
    this.#table = table;
  }

  /** bytes that pending fragments take */
  get pendingBytes(): number {
    return this.#bytes;
  }

  /**
   * Takes the next fragment; returns the datagram's bytes if it is whole now, else null.
   * @param row, source, at where its payload stands (FragmentTable)
   */
  add(fragment: Fragment, row: number, source: number, at: number): Uint8Array | null {
    const { start, more, bytes } = fragment;
    const pending = this.#find(fragment);
    const held: Held = {
      number: this.#table.add(row, source, at, start, bytes.length),
      start,
      bytes: bytes.slice(),
      flags: 0,
    };
    const end = start + bytes.length;
    if (!more) {
      if (pending.total < 0) pending.total = end;
      else if (pending.total !== end) held.flags |= MULTIPLE_TAILS;
    }
    reach(pending, insert(pending.held, held));
    const size = bytes.length + OVERHEAD;
    pending.bytes += size;
    this.#bytes += size;
    if (pending.total >= 0 && pending.total <= LONGEST && pending.reached >= pending.total) {
      this.#forget(pending);
      return this.#assemble(pending, row);
    }
    if (pending.held.length === MOST_PIECES) this.#drop(pending);
    else this.#makeRoom(pending);
    return null;
  }

  #find({ addresses, isIpv6, identification, protocol, vlan }: Fragment): Pending {
    const key = this.#key;
    key[0] = identification;
    // IPv6 counts by identification alone, RFC 8200 section 4.5
    key[1] = isIpv6 ? 0x100 : protocol;
    key[2] = isIpv6 ? 0 : vlan;
    let hash = key[0] ^ (key[1] << 16) ^ (key[2] << 4);
    for (const word of addresses) hash = Math.imul(hash ^ word, 0x9e3779b1);
    const chain = this.#byHash.get(hash);
    const known = chain?.find((one) => equal(one.addresses, addresses) && equal(one.key, key));
    if (known) return known;
    const pending: Pending = {
      hash,
      addresses: addresses.slice(),
      key: key.slice(),
      held: [],
      total: -1,
      reached: 0,
      bytes: OVERHEAD,
    };
    this.#bytes += OVERHEAD;
    if (chain) chain.push(pending);
    else this.#byHash.set(hash, [pending]);
    this.#pending.add(pending);
    return pending;
  }

  #forget(pending: Pending): void {
    this.#pending.delete(pending);
    this.#bytes -= pending.bytes;
    const chain = this.#byHash.get(pending.hash) ?? [];
    if (chain.length <= 1) this.#byHash.delete(pending.hash);
    else chain.splice(chain.indexOf(pending), 1);
  }

  #makeRoom(newest: Pending): void {
    for (const pending of this.#pending) {
      if (this.#bytes <= MOST_BYTES) return;
      // the one that grows alone may have come first: it goes, too, when it is all there is
      if (pending === newest && this.#pending.size > 1) continue;
      this.#drop(pending);
    }
  }

  #drop(pending: Pending): void {
    this.#forget(pending);
    this.dropped++;
  }

  #assemble({ held, total }: Pending, row: number): Uint8Array {
    const whole = new Uint8Array(total);
    let filled = 0;
    for (const one of held) {
      if (one.start >= total) {
        one.flags |= TOO_LONG;
        continue;
      }
      let { length } = one.bytes;
      if (one.start + length > total) {
        one.flags |= TOO_LONG;
        length = total - one.start;
      }
      const overlap = Math.min(filled - one.start, length);
      if (overlap > 0) {
        one.flags |= OVERLAP;
        if (!sameBytes(whole, one.start, one.bytes, overlap)) one.flags |= CONFLICT;
      }
      if (one.start + length > filled) {
        whole.set(one.bytes.subarray(filled - one.start, length), filled);
        filled = one.start + length;
      }
    }
    this.#table.complete(
      held.map((one) => one.number),
      held.map((one) => one.flags),
      row,
      total,
    );
    return whole;
  }
}

/** Behind all that begin no later; returns its place. */
function insert(held: Held[], one: Held): number {
  let i = held.length;
  while (i > 0 && held[i - 1].start > one.start) i--;
  held.splice(i, 0, one);
  return i;
}

/** How far the bytes go without a gap now that one was put to place `i`: those before it are counted already. */
function reach(pending: Pending, i: number): void {
  const { held } = pending;
  for (; i < held.length && held[i].start <= pending.reached; i++) {
    pending.reached = Math.max(pending.reached, held[i].start + held[i].bytes.length);
  }
}

const equal = (a: Uint32Array, b: Uint32Array): boolean => a.every((word, i) => word === b[i]);

function sameBytes(whole: Uint8Array, at: number, bytes: Uint8Array, count: number): boolean {
  for (let i = 0; i < count; i++) if (whole[at + i] !== bytes[i]) return false;
  return true;
}
