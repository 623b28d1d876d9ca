// Hands the pieces of a followed connection to the look at its handshake; bytes are read only where the look needs them.
import type { HandshakeLook } from '../../../tls/look-handshake';
import type { FollowedFlow } from '../../document/followed/followed-flow';

export function takePiece(look: HandshakeLook, followed: FollowedFlow, piece: number): void {
  const { pieces } = followed;
  const row = pieces.row(piece);
  const length = pieces.length(piece);
  const fromA = pieces.fromA(piece);
  if (pieces.isGap(piece)) return look.gap(fromA, length, row);
  if (!look.needs(fromA, length)) return look.skip(fromA, length, row);
  const at = pieces.at(piece);
  const bytes = followed.payload(row)?.subarray(at, at + length);
  if (bytes) look.take(fromA, bytes, row);
  else look.gap(fromA, length, row);
}
