// The handshakes that the pass `tls` has found: one a connection, the newest look at it, and the rows of its messages.
import type { TlsHandshake } from '../../ipc/contracts/tls-contract';

/** Some 500 bytes each. */
const MOST = 200_000;
/** rows of its messages that are remembered of each */
const MOST_ROWS = 12;

export class TlsHandshakes {
  readonly list: TlsHandshake[] = [];
  readonly #rows: Uint32Array[] = [];
  readonly #places = new Map<number, number>();
  /** texts that many have in common are kept once */
  readonly #texts = new Map<string, string>();
  /** handshakes beyond those */
  unlisted = 0;
  /** counts up with every change */
  version = 0;

  /** Takes a handshake, in place of what was known of its connection. `rows`: of its messages. */
  add(handshake: TlsHandshake, rows: readonly number[]): void {
    let place = this.#places.get(handshake.flow);
    if (place === undefined) {
      if (this.list.length >= MOST) {
        this.unlisted++;
        return;
      }
      place = this.list.length;
      this.#places.set(handshake.flow, place);
    }
    this.version++;
    for (const name of ['server', 'serverName', 'version', 'cipher', 'group', 'alpn', 'ja4'] as const)
      handshake[name] = this.#once(handshake[name]);
    this.list[place] = handshake;
    this.#rows[place] = Uint32Array.from(rows.slice(0, MOST_ROWS));
  }

  rowsOf(place: number): Uint32Array {
    return this.#rows[place];
  }

  #once(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size < MOST) this.#texts.set(text, text);
    return text;
  }
}
