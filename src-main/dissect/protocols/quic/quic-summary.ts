// Info column of a row of QUIC, in Wireshark's form: of several packets in one datagram it tells of the last one.
import { hexText } from '../../../text/address';
import * as wire from '../../../wire/quic';
import { quicFrame } from '../../../wire/quic-frames';
import type { OpenedPacket, QuicView } from '../../contract/context';
import type { Layer, Packet } from '../../contract/protocol';
import { KINDS, SHORT_FRAMES } from './quic-names';
import { open, stateOf } from './quic-state';

/** Packets and frames that are looked at: a row is one line. */
const MOST = 64;

/** `Initial, DCID=2fadc20ded383f8c, PKN: 1, CRYPTO, PADDING` */
export function quicSummary(p: Packet, layer: Layer): string {
  const { bytes, end } = layer;
  const { view } = stateOf(p, layer);
  let text = '';
  for (let at = layer.at, i = 0; at < end && i < MOST; i++) {
    if (at > layer.at && bytes[at] === 0) break;
    if (!wire.isLong(bytes, at)) return shortText(bytes, at, end, view);
    const packet = wire.longPacket(bytes, at, end);
    if (packet === null) break;
    text = longText(bytes, packet, open(p, packet, end, view));
    at = Math.max(packet.end, at + 1);
  }
  return text;
}

const id = (name: string, b: Uint8Array, at: number, length: number): string =>
  length > 0 ? `, ${name}=${hexText(b, at, length)}` : '';

function shortText(b: Uint8Array, at: number, end: number, view: QuicView | null): string {
  const length = Math.max(0, view?.shortCidLen ?? 0);
  return `Protected Payload (KP0)${at + 1 + length <= end ? id('DCID', b, at + 1, length) : ''}`;
}

function longText(b: Uint8Array, packet: wire.LongPacket, opened: OpenedPacket | null): string {
  const name =
    packet.version === wire.NEGOTIATION
      ? 'Version Negotiation'
      : packet.kind < 0
        ? 'Payload (Encrypted)'
        : KINDS[packet.kind];
  const ids = id('DCID', b, packet.dcidAt, packet.dcidLen) + id('SCID', b, packet.scidAt, packet.scidLen);
  if (opened === null) return name + ids;
  const frames: string[] = [];
  for (let at = 0; at < opened.bytes.length && frames.length < MOST;) {
    const frame = quicFrame(opened.bytes, at);
    if (frame === null) break;
    frames.push(SHORT_FRAMES[frame.type] ?? '');
    at = frame.end;
  }
  return [`${name}${ids}, PKN: ${opened.number}`, ...frames].join(', ');
}
