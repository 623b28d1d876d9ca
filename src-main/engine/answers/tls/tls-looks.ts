// The TLS look of one connection: made when somebody looks at it, by following its bytes. The last few are kept until a new segment comes, or keys open more.
import type { FlowRow } from '../../../ipc/contracts/engine-contract';
import type { TlsLook } from '../../../ipc/contracts/tls-contract';
import { HandshakeLook } from '../../../tls/look-handshake';
import type { HandshakeFacts } from '../../../tls/look-facts';
import { RequestFailure } from '../../base/failure';
import { Slice } from '../../base/pause';
import { problem } from '../../base/problems';
import type { CaptureDocument } from '../../document/document';
import { FollowedFlow } from '../../document/followed/followed-flow';
import { openedKey, openedOf } from './tls-opened';
import { takePiece } from './tls-pieces';
import { tcpHints } from './tls-hints';
import { tlsLook } from './tls-look';
import type { Timelines } from '../timelines';

const KEPT = 4;

export class TlsLooks {
  readonly #document: CaptureDocument;
  readonly #timelines: Timelines;
  readonly #kept = new Map<number, { key: string; look: TlsLook | null }>();

  constructor(document: CaptureDocument, timelines: Timelines) {
    this.#document = document;
    this.#timelines = timelines;
  }

  /** Null: nothing of it is TLS, or nobody waits any more. Throws RequestFailure for a flow that is not there. */
  async look(id: number, signal: AbortSignal): Promise<TlsLook | null> {
    const { flows } = this.#document.analysis;
    if (id >= flows.count) throw new RequestFailure(problem('engine.noFlow', 'engine.noFlow'));
    const flow = flows.row(id);
    if (flow.kind !== 'tcp') return null;
    const kept = this.#kept.get(id);
    const key = `${flow.lastFrame} ${openedKey(this.#document, flow)}`;
    if (kept?.key === key) return kept.look;
    const facts = await followHandshake(this.#document, flow, signal);
    if (facts === null) return null;
    const { segments, span } = this.#timelines.shown(id);
    const hints = tcpHints(this.#document, flow, segments.rows.slice(span.from, span.to), facts.clientIsA);
    const look = tlsLook(flow, facts, hints, (row) => this.#document.columns.timeSec(row));
    this.#kept.delete(id);
    this.#kept.set(id, { key, look });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return look;
  }
}

/** Pieces between two looks at the clock. */
const AT_ONCE = 64;

/** Reads as much of a connection as its handshake and its ends need; null: nobody waits any more. */
async function followHandshake(
  document: CaptureDocument,
  flow: FlowRow,
  signal: AbortSignal,
): Promise<HandshakeFacts | null> {
  const followed = new FollowedFlow(document, flow);
  const look = new HandshakeLook(openedOf(document, flow));
  const slice = new Slice();
  for (let done = false, piece = 0; !look.over;) {
    // what is in order is looked at while the rest is still put in order
    done ||= followed.grow(() => !slice.over);
    for (let n = 1; piece < followed.pieces.count && !look.over; piece++, n++) {
      takePiece(look, followed, piece);
      if (n % AT_ONCE === 0 && slice.over) break;
    }
    if (done && piece >= followed.pieces.count) break;
    if (slice.over) await slice.giveWay();
    if (signal.aborted) return null;
  }
  return look.facts;
}
