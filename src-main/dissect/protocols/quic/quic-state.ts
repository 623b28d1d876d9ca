// What is known while the packets of one datagram are read: by the connection, or, where nobody has looked at that, by the datagram alone.
import { CryptoStream } from '../../../wire/crypto-stream';
import { INITIAL, type LongPacket } from '../../../wire/quic';
import type { OpenedPacket, QuicMessageView, QuicView } from '../../contract/context';
import type { FieldSink, Layer, Packet } from '../../contract/protocol';
import { F } from './quic-fields';

export interface State {
  /** null: the pass has not been there */
  readonly view: QuicView | null;
  /** messages that end in this frame, and were not handed on yet */
  readonly pending: QuicMessageView[];
  /** CRYPTO data of this datagram alone, where nobody knows the others */
  readonly alone: CryptoStream | null;
  /** it was said in which frames messages end */
  toldWhere: boolean;
}

export function stateOf(p: Packet, { quoted }: Pick<Layer, 'quoted'>): State {
  const view = quoted ? null : p.context.quic();
  return {
    view,
    pending: [...(view?.messages ?? [])],
    alone: view === null ? new CryptoStream() : null,
    toldWhere: false,
  };
}

/** An Initial packet without its protection; null: the keys are not known, or it is not whole. */
export function open(p: Packet, packet: LongPacket, end: number, view: QuicView | null): OpenedPacket | null {
  const { quicCrypto } = p.context;
  if (packet.kind !== INITIAL || quicCrypto === null || packet.end > end) return null;
  const b = p.bytes;
  // who sees nothing of the connection but this tries it as the first packet of a client
  const cid = view === null ? b.subarray(packet.dcidAt, packet.dcidAt + packet.dcidLen) : view.initialCid;
  if (cid === null) return null;
  const bytes = b.subarray(packet.at, packet.end);
  return quicCrypto.openInitial(bytes, packet.numberAt - packet.at, packet.version, cid, view?.fromServer ?? false);
}

/** Where the pass has been, packets say to which connection they belong. */
export function connectionNumber({ view }: State, out: FieldSink): void {
  if (view === null) return;
  out.line('QUIC Connection information', 0, 0);
  out.open();
  out.generated(F['connection.number'], 0, 0, view.connection);
  out.close();
}
