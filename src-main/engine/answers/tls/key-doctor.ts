// For which TLS connections of a capture there are keys, and why there are none for the others: what the list of handshakes knows of a connection, and what
// became of it when its records were to be opened. Those of DTLS follow.
import type { KeyedConnection, KeyRequests, KeyState, KeySummary } from '../../../ipc/contracts/key-contract';
import type { TlsHandshake, TlsOutcome } from '../../../ipc/contracts/tls-contract';
import { hexText } from '../../../text/address';
import type { CaptureDocument } from '../../document/document';
import type { OpeningState, WhyClosed } from '../../document/tls/tls-openings';
import type { TlsHandshakes } from '../../passes/tls-handshakes';
import { datagramRows } from './key-datagrams';
import { type Openings, REASONS, wrongLines } from './key-remarks';

/** Ends of a handshake at which nobody had used keys. */
const BROKEN_OFF: ReadonlySet<TlsOutcome> = new Set(['alert', 'reset', 'closed', 'timeout', 'notTls']);

export class KeyDoctor {
  readonly #document: CaptureDocument;
  readonly #handshakes: TlsHandshakes;
  readonly #openings: Openings;

  constructor(document: CaptureDocument, handshakes: TlsHandshakes, openings: Openings) {
    this.#document = document;
    this.#handshakes = handshakes;
    this.#openings = openings;
  }

  summary(): KeySummary {
    const { counts } = this.#document.keys;
    const states: KeySummary['states'] = {};
    const tell = this.#teller();
    for (const handshake of this.#handshakes.list) {
      const state = tell(handshake);
      states[state] = (states[state] ?? 0) + 1;
    }
    const datagrams = datagramRows(this.#document, this.#openings.datagrams);
    for (const { state } of datagrams) states[state] = (states[state] ?? 0) + 1;
    return {
      secrets: counts.secrets,
      lines: counts.lines,
      wrongLines: wrongLines(counts),
      firstWrong: counts.firstSkipped,
      total: this.#handshakes.list.length + datagrams.length,
      states,
    };
  }

  rows({ state, from, count }: KeyRequests['keyRows']['args']): KeyedConnection[] {
    const tell = this.#teller();
    const { list } = this.#handshakes;
    const wanted = state === null ? list : list.filter((handshake) => tell(handshake) === state);
    const rows = wanted.slice(from, from + count).map((handshake): KeyedConnection => {
      const { flow, stream, frame, client, server, serverName, version } = handshake;
      const opening = this.#opening(flow);
      const random = opening?.random ?? null;
      return {
        ...{ flow, stream, frame, client, server, serverName, version },
        state: tell(handshake),
        opened: opening?.opened ?? 0,
        closed: opening?.closed ?? 0,
        random: random === null ? '' : hexText(random, 0, random.length),
      };
    });
    if (rows.length === count) return rows;
    const datagrams = datagramRows(this.#document, this.#openings.datagrams);
    const behind = state === null ? datagrams : datagrams.filter((one) => one.state === state);
    const next = Math.max(0, from - wanted.length);
    return [...rows, ...behind.slice(next, next + count - rows.length)];
  }

  #opening(flow: number): OpeningState | null {
    return this.#openings.openings?.stateOf(this.#document.analysis.tls.of(flow)) ?? null;
  }

  /** Tells of each handshake how it is with its keys. */
  #teller(): (handshake: TlsHandshake) => KeyState {
    if (this.#document.keys.isEmpty) return (handshake) => (isBrokenOff(handshake) ? 'ended' : 'noLog');
    let first = Infinity;
    for (const { flow, stream } of this.#handshakes.list)
      if ((this.#opening(flow)?.opened ?? 0) > 0) first = Math.min(first, stream);
    return (handshake) => stateOf(handshake, this.#opening(handshake.flow), first);
  }
}

const isBrokenOff = ({ outcome }: TlsHandshake): boolean => BROKEN_OFF.has(outcome);

/** `firstOpened`: the first connection that the log has lines for. */
function stateOf(handshake: TlsHandshake, opening: OpeningState | null, firstOpened: number): KeyState {
  if (opening === null) return isBrokenOff(handshake) ? 'ended' : 'waiting';
  if (opening.opened > 0) return 'opened';
  if (opening.why === null) return isBrokenOff(handshake) ? 'ended' : 'idle';
  const why: (typeof REASONS)[WhyClosed] = REASONS[opening.why];
  if (why !== 'secret') return why;
  if (isBrokenOff(handshake)) return 'ended';
  if (handshake.resumed === 'yes') return 'resumed';
  return firstOpened !== Infinity && handshake.stream < firstOpened ? 'before' : 'noLine';
}
