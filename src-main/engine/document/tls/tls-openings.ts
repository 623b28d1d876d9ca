// What became of the TLS connections of a capture when their records were to be opened: those that are followed, and why others stay closed.
import type { NoKeys } from '../../../tls/connection-secrets';
import type { ConnectionDecryptor, TakenRecord } from '../../../tls/connection-decryptor';
import type { NotOpened } from '../../../tls/record-cipher';

/** Connections that are followed at a time: the one that has waited longest gives way. */
const MOST_FOLLOWED = 16_384;
/** Connections of which it is remembered what became of them. */
const MOST_TOLD = 262_144;

export interface Side {
  /** by epoch: number of the keys in the table */
  keys: number[];
  /** bytes so far: of application data, and of the handshake */
  seq: number;
  handshakeSeq: number;
  /** the protected record that came last, in the TLS table */
  record: number;
}
export interface Opening {
  readonly decryptor: ConnectionDecryptor;
  /** side of the client, 0: A */
  readonly client: number;
  readonly sides: readonly [Side, Side];
}

/** `late`: its beginning is not in the capture; `many`: too many others were open meanwhile. */
export type WhyClosed = NoKeys | NotOpened | 'late' | 'many';
export interface OpeningState {
  /** records that were opened, and that were not */
  opened: number;
  closed: number;
  /** of the first one that was not; null: none */
  why: WhyClosed | null;
  /** random of the client: key logs go by it. Null: it was not seen */
  random: Uint8Array | null;
  /** kinds of secrets that there were for it (TlsKeys.known) */
  known: number;
}

const side = (): Side => ({ keys: [], seq: 0, handshakeSeq: 0, record: -1 });

export class TlsOpenings {
  readonly #followed = new Map<number, Opening>();
  readonly #states = new Map<number, OpeningState>();

  clear(): void {
    this.#followed.clear();
    this.#states.clear();
  }

  /** A connection, null: its records stay closed; undefined: nothing was seen of it yet. */
  of(connection: number): Opening | null | undefined {
    return this.#followed.get(connection) ?? (this.#states.has(connection) ? null : undefined);
  }

  /**
   * @param known kinds of secrets that there are for it
   * @param decryptor null: there are no secrets for it
   */
  begin(
    connection: number,
    client: number,
    random: Uint8Array | null,
    known: number,
    decryptor: ConnectionDecryptor | null,
  ): Opening | null {
    const why = random === null ? 'late' : decryptor === null ? 'secret' : null;
    if (this.#states.size < MOST_TOLD) this.#states.set(connection, { opened: 0, closed: 0, why, random, known });
    if (decryptor === null) return null;
    for (const [oldest] of this.#followed) {
      if (this.#followed.size < MOST_FOLLOWED) break;
      this.#followed.delete(oldest);
      const state = this.#states.get(oldest);
      if (state) state.why ??= 'many';
    }
    const opening: Opening = { decryptor, client, sides: [side(), side()] };
    this.#followed.set(connection, opening);
    return opening;
  }

  tell(connection: number, said: TakenRecord): void {
    const state = this.#states.get(connection);
    if (state === undefined || said.kind === 'clear') return;
    if (said.kind === 'opened') state.opened++;
    else {
      state.closed++;
      state.why ??= said.why;
    }
  }

  /** What became of a connection; null: nothing was seen of it yet. */
  stateOf(connection: number): Readonly<OpeningState> | null {
    return this.#states.get(connection) ?? null;
  }

  /** How many connections have keys, and how many stay closed, by why. */
  counts(): { opened: number; closed: ReadonlyMap<WhyClosed, number> } {
    let opened = 0;
    const closed = new Map<WhyClosed, number>();
    for (const state of this.#states.values())
      if (state.opened > 0) opened++;
      else if (state.why !== null) closed.set(state.why, (closed.get(state.why) ?? 0) + 1);
    return { opened, closed };
  }

  /** Whether there are other kinds of secrets now for a connection that is not open to its last record, `known` as in TlsKeys. */
  wants(known: (random: Uint8Array) => number): boolean {
    for (const state of this.#states.values()) {
      if (state.random === null || (state.opened > 0 && state.closed === 0)) continue;
      if ((known(state.random) & ~state.known) !== 0) return true;
    }
    return false;
  }
}
