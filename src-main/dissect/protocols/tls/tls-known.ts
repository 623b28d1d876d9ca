// What is known of the connection of a record: by the pass over messages, and by the records before it in its packet. Where neither tells, the shape
// of the bytes does.
import type { TlsRecordView, TlsView } from '../../contract/context';
import type { Layer, Packet } from '../../contract/protocol';
import { inTls } from '../../../wire/dtls';
import { isTls13, TLS12, TLS13 } from '../../../wire/tls';
import { recordEnd } from '../../../wire/tls-shape';

export interface Known {
  /** the version that the server chose; 0: it has not said */
  version: number;
  /** and the cipher suite; -1: it has not said */
  cipher: number;
  /** ChangeCipherSpec was sent: what follows it in the same direction is encrypted, but for hellos of TLS 1.3 */
  changed: boolean;
  /** null: the pass has not been there */
  readonly view: TlsView | null;
  /** as JA4 has it: t over TCP, q in QUIC, d in DTLS */
  readonly carrier: 't' | 'q' | 'd';
  /** number of the record at hand in its frame, from 0 */
  place: number;
}

/** What is known where the layer that is dissected begins, the last one of the packet. */
export const knownOf = (p: Packet): Known => knownIn(p, p.layer(p.layerCount - 1));

/** The same of any layer of TLS. */
export function knownIn(p: Packet, layer: Layer): Known {
  const view = layer.quoted ? null : p.context.tls();
  const place = view === null ? 0 : firstPlace(p, layer);
  return { version: view?.version ?? 0, cipher: view?.cipher ?? -1, changed: false, view, carrier: 't', place };
}

/** RFC 9001 section 4.2: QUIC has TLS 1.3 or later. */
export const knownInQuic = (): Known => ({
  version: TLS13,
  cipher: -1,
  changed: false,
  view: null,
  carrier: 'q',
  place: 0,
});

/** RFC 9147 section 5: messages of DTLS have the bodies of those of TLS. */
export const knownInDatagram = (version: number, cipher: number): Known => ({
  version: inTls(version),
  cipher,
  changed: false,
  view: null,
  carrier: 'd',
  place: 0,
});

/** How many records stand in the layers before one. */
function firstPlace(p: Packet, layer: Layer): number {
  let count = 0;
  for (let i = 0; i < p.layerCount && p.layer(i) !== layer; i++) {
    const { protocol, quoted, bytes, at: from, end, declaredEnd } = p.layer(i);
    if (protocol !== layer.protocol || quoted) continue;
    for (let at = from; at < declaredEnd; count++) {
      at = recordEnd(bytes, at, end, declaredEnd);
      if (at < 0) break;
    }
  }
  return count;
}

/** Takes what the pass tells of the record at hand. */
export function meet(known: Known): TlsRecordView | null {
  const record = known.view?.record(known.place) ?? null;
  if (record !== null) known.changed = record.epoch > 0 && !isTls13(known.version);
  return record;
}

/** Whether signatures say of which algorithm they are, since TLS 1.2; null: the version is not known. */
export const saysAlgorithm = (version: number): boolean | null =>
  version === 0 ? null : version === TLS12 || isTls13(version);
