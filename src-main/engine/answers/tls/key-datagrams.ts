// The DTLS connections of a capture as the list of keys shows them, behind those of TLS.
import type { KeyedConnection, KeyState } from '../../../ipc/contracts/key-contract';
import { hexText } from '../../../text/address';
import { endpointText } from '../../../text/endpoint';
import { versionText } from '../../../tls/look-messages';
import type { CaptureDocument } from '../../document/document';
import type { DtlsOpening, DtlsOpenings } from '../../document/tls/dtls-openings';
import { REASONS } from './key-remarks';

/** One row a handshake, then one for each connection whose handshake was not captured. */
export function datagramRows(document: CaptureDocument, openings: DtlsOpenings | null): KeyedConnection[] {
  if (openings === null) return [];
  const hasKeys = !document.keys.isEmpty;
  const first = openings.list.find(({ isOpened }) => isOpened)?.row ?? Infinity;
  const rows = openings.list.map((opening): KeyedConnection => {
    const { connection, client, serverName, random, sealed, isOpened, row } = opening;
    return {
      ...endsOf(document, connection, client === 0),
      ...{ frame: row + 1, serverName, random: hexText(random, 0, random.length) },
      state: hasKeys ? stateOf(opening, first) : 'noLog',
      opened: isOpened ? sealed : 0,
      closed: isOpened ? 0 : sealed,
    };
  });
  for (const connection of openings.late) {
    const ends = endsOf(document, connection, true);
    const frame = document.analysis.flows.row(ends.flow).firstFrame;
    rows.push({ ...ends, frame, serverName: '', random: '', state: hasKeys ? 'late' : 'noLog', opened: 0, closed: 0 });
  }
  return rows;
}

function stateOf({ isOpened, why, row }: DtlsOpening, firstOpened: number): KeyState {
  if (isOpened) return 'opened';
  if (why === null) return 'idle';
  const reason = REASONS[why];
  return reason !== 'secret' ? reason : row < firstOpened && firstOpened !== Infinity ? 'before' : 'noLine';
}

function endsOf(
  { analysis }: CaptureDocument,
  connection: number,
  clientIsA: boolean,
): Pick<KeyedConnection, 'flow' | 'stream' | 'client' | 'server' | 'version'> {
  const id = analysis.dtls.flowOf(connection);
  const { stream, addressA, portA, addressB, portB } = analysis.flows.row(id);
  const [a, b] = [endpointText(addressA, portA), endpointText(addressB, portB)];
  const version = analysis.dtls.version(connection);
  return {
    ...{ flow: id, stream, version: version === 0 ? 'DTLS' : versionText(version) },
    client: clientIsA ? a : b,
    server: clientIsA ? b : a,
  };
}
