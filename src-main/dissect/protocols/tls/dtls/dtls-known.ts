// What is known of the connection of a datagram: by the pass over messages, and by the records before in the datagram itself.
import * as wire from '../../../../wire/dtls';
import type { DtlsView } from '../../../contract/context';
import type { Layer, Packet } from '../../../contract/protocol';
import { cipherSuiteName } from '../cipher-suites';
import { knownInDatagram, type Known } from '../tls-known';
import { readHello } from '../tls-hello-reader';
import { CLIENT_HELLO, HANDSHAKE, SERVER_HELLO } from '../../../../wire/tls';

export interface DtlsKnown {
  /** null: the pass has not been there */
  readonly view: DtlsView | null;
  /** what reads the messages */
  readonly messages: Known;
  /** where the payload of the datagram begins: fragments are counted from there */
  readonly from: number;
  readonly cidLen: number;
  /** a ServerHello stands in the datagram, and no certificate */
  resumes: boolean;
}

export function knownOf(p: Packet, { quoted, at }: Layer): DtlsKnown {
  const view = quoted ? null : p.context.dtls();
  return {
    view,
    messages: knownInDatagram(view?.version ?? 0, view?.cipher ?? -1),
    from: at,
    cidLen: view?.cidLen ?? 0,
    resumes: false,
  };
}

/** Whether a record of an epoch above 0 is in the clear nevertheless: the cipher suite encrypts nothing. */
export const isNullCipher = (cipher: number): boolean => /_WITH_NULL_/.test(cipherSuiteName(cipher) ?? '');

/** The version by the pass, or by the records of this datagram alone; 0: nobody has said yet. */
export function versionOf(p: Packet, layer: Layer): number {
  const view = layer.quoted ? null : p.context.dtls();
  return view !== null && view.version !== 0 ? view.version : versionInDatagram(layer);
}

/** What the records of one datagram say: a client's hello asks, all others tell. */
function versionInDatagram({ bytes: b, at: from, end, declaredEnd }: Layer): number {
  for (let at = from; at < end;) {
    const to = wire.recordEnd(b, at, end, declaredEnd, 0);
    if (to < 0 || wire.isUnified(b[at])) return 0;
    const message = at + wire.RECORD_HEADER_LEN;
    const isHandshake = b[at] === HANDSHAKE && message < end;
    if (!isHandshake || b[message] !== CLIENT_HELLO) {
      const chosen = isHandshake && b[message] === SERVER_HELLO ? chosenVersion(b, message, Math.min(to, end)) : 0;
      return chosen === 0 ? wire.recordVersion(b, at) : chosen;
    }
    at = to;
  }
  return 0;
}

/** What a whole ServerHello says. */
function chosenVersion(b: Uint8Array, at: number, end: number): number {
  const body = at + wire.MESSAGE_HEADER_LEN;
  if (body + 2 > end || wire.fragmentOffset(b, at) !== 0) return 0;
  const hello = readHello(b, body, Math.min(end, body + wire.fragmentLength(b, at)), SERVER_HELLO, true);
  return hello === null ? 0 : hello.selectedVersion !== 0 ? hello.selectedVersion : hello.version;
}
