// The secrets that an open capture is read with: those in it (pcapng keeps key logs in blocks of its own), and those of a key log that somebody chose. They stay in
// the memory of this process and its workers.
import { KeyLog, type KeyLogCounts } from '../../../tls/key-log';

/** Kinds of secrets that are found by the client's random. */
const KINDS = [
  'CLIENT_RANDOM',
  'PMS_CLIENT_RANDOM',
  'CLIENT_HANDSHAKE_TRAFFIC_SECRET',
  'SERVER_HANDSHAKE_TRAFFIC_SECRET',
  'CLIENT_TRAFFIC_SECRET_0',
  'SERVER_TRAFFIC_SECRET_0',
  'CLIENT_EARLY_TRAFFIC_SECRET',
] as const;

export class TlsKeys {
  readonly #inCapture: readonly Uint8Array[];
  #taken = 0;
  #log = new KeyLog();
  /** bytes of the chosen log, as they came: of one that was taken back, the capture's own are read again */
  #hasChosen = false;
  /** rises with each secret that comes, or goes */
  version = 0;
  /** rises when secrets were taken back */
  cleared = 0;

  /** @param inCapture key logs that stand in the capture; more may come while it is read */
  constructor(inCapture: readonly Uint8Array[]) {
    this.#inCapture = inCapture;
  }

  /** The secrets there are now. */
  get log(): KeyLog {
    for (; this.#taken < this.#inCapture.length; this.#taken++) {
      this.#log.take(this.#inCapture[this.#taken]);
      this.#log.end();
      this.version++;
    }
    return this.#log;
  }
  get counts(): Readonly<KeyLogCounts> {
    return this.log.counts;
  }
  get isEmpty(): boolean {
    return this.log.counts.secrets === 0;
  }

  /** The next bytes of a key log. `ends`: no more of this line will come. */
  take(bytes: Uint8Array, ends: boolean): void {
    this.log.take(bytes);
    if (ends) this.log.end();
    this.#hasChosen = true;
    this.version++;
  }

  /** Takes back what was chosen; secrets in the capture stay. */
  clear(): void {
    if (!this.#hasChosen) return;
    this.#log = new KeyLog();
    this.#taken = 0;
    this.#hasChosen = false;
    this.version++;
    this.cleared++;
  }

  /** What there may be of keys for a connection, 0: nothing; a bit for each kind by its client's random, and one for such as are found by something else. */
  known(random: Uint8Array): number {
    const { log } = this;
    return KINDS.reduce((bits, kind, i) => (log.has(kind, random) ? bits | (2 << i) : bits), log.hasOther ? 1 : 0);
  }
}
