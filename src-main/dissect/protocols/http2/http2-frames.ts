// The frames of HTTP/2 that a row holds, one behind the other, for those who ask for no fields.
import * as wire from '../../../wire/http2';
import type { Packet } from '../../contract/protocol';
import { unpackHeaders, valueOf, type HeaderBlock } from './http2-headers';
import { frameAt, hasHeaders, type Frame } from './http2-payload';
import { STATUS } from '../../values/http-status';

/** Places of header blocks that one layer has: `FrameContext.headers`. */
export const PLACES = 0x10000;

export interface SeenFrame extends Frame {
  readonly bytes: Uint8Array;
  /** 0: the connection */
  readonly stream: number;
  /** header fields that stand in it; null: it is of another type */
  readonly block: HeaderBlock | null;
}

/** Told of each frame, and of the preface by null; false: no more are wanted. */
export function eachFrame(p: Pick<Packet, 'layerCount' | 'layer'>, see: (frame: SeenFrame | null) => boolean): void {
  let message = 0;
  let told: unknown = null;
  for (let i = 0; i < p.layerCount; i++) {
    const { protocol, quoted, context, bytes, at, end } = p.layer(i);
    if (protocol.abbrev !== 'http2' || quoted) continue;
    // messages are counted by stream: each record of TLS is asked for its own
    if (told !== context) message = 0;
    told = context;
    let place = message++ * PLACES;
    for (let next = at; next < end;) {
      if (wire.prefaceBytes(bytes, next, end) === wire.PREFACE.length) {
        if (!see(null)) return;
        next += wire.PREFACE.length;
        continue;
      }
      if (end - next < wire.FRAME_HEADER_LEN) break;
      const frameEnd = next + wire.FRAME_HEADER_LEN + wire.payloadLength(bytes, next);
      const frame = frameAt(bytes, next, Math.min(frameEnd, end));
      const block = hasHeaders(frame.type)
        ? unpackHeaders({ context }, bytes, frame.contentAt, frame.contentEnd, place++)
        : null;
      if (!see({ ...frame, bytes, stream: wire.streamId(bytes, next), block })) return;
      next = frameEnd;
    }
  }
}

/** What is asked, or answered: `GET /index.html`, `200 OK`. */
export function sentence({ lines }: HeaderBlock): string {
  const status = valueOf(lines, ':status');
  if (status !== '') return `${status} ${STATUS[Number(status)] ?? ''}`.trimEnd();
  const method = valueOf(lines, ':method');
  return method === '' ? '' : `${method} ${valueOf(lines, ':path')}`;
}
