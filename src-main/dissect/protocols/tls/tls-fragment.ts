// Handshake messages that span records, RFC 8446 section 5.1: parts in all of them, and the whole message in the record that completes it. Names and
// order are Wireshark's.
import type { PieceView, TlsFragmentView } from '../../contract/context';
import type { FieldSink, Packet } from '../../contract/protocol';
import { F } from './tls-fields';
import { typeName } from './tls-names';
import { there } from './tls-part';

/** Pieces whose frames stand in the line of all of them. */
const NAMED = 24;

/** A part of a message, at `at`; `whole` reads the message of so many bytes from their first one on. */
export function handshakeFragment(
  p: Packet,
  at: number,
  { len, type, isLast, message }: TlsFragmentView,
  whole: (length: number) => void,
  out: FieldSink,
): void {
  out.none(F.handshake, at, there(p, at, len));
  if (out.detail) out.display(`${typeName(type)} (${isLast ? 'last fragment' : 'fragment'})`);
  if (!isLast) {
    if (message.reassembledIn > 0) out.generated(F['handshake.reassembled_in'], 0, 0, message.reassembledIn);
    return;
  }
  const bytes = message.bytes();
  if (bytes === null) return;
  const body = (): void => {
    pieces(message.pieces(), bytes.length, out);
    whole(bytes.length);
  };
  p.within(bytes, body, 'handshake');
}

function pieces(all: readonly PieceView[], length: number, out: FieldSink): void {
  out.none(F['handshake.fragments'], 0, length);
  if (out.detail) {
    const named = all.slice(0, NAMED).map(({ frame, len }) => `#${frame}(${len})`);
    out.display([...named, ...(all.length > NAMED ? ['…'] : [])].join(', '));
    out.note({ key: 'tree.lengthBytes', args: { length } });
  }
  out.open();
  for (const { frame, start, len } of all) {
    out.uint(F['handshake.fragment'], start, len, frame);
    if (out.detail) out.note({ key: 'tree.ip.piece', args: { from: start, to: start + len - 1, length: len } });
  }
  out.generated(F['handshake.fragment.count'], 0, 0, all.length);
  out.close();
}
