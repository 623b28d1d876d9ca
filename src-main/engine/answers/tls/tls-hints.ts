// How TCP went on around a handshake: who closed or reset first, how long nothing came, whether the RST is the server's own.
import type { FlowRow } from '../../../ipc/flow-facts';
import { PROTOCOL } from '../../../flow/columns/columns';
import { sameSender } from '../../../flow/verdict/distance';
import { nsBetween } from '../../../text/duration';
import type { TcpHints } from '../../../tls/outcome-part';
import { ACK, FIN, RST, SYN } from '../../../wire/tcp';
import type { CaptureDocument } from '../../document/document';

/**
 * @param rows of the connection, those that open, reset and close it and the last one at least
 * @param clientIsA the end that speaks as the client of TLS opened the connection
 */
export function tcpHints(
  document: CaptureDocument,
  flow: FlowRow,
  rows: ArrayLike<number> & Iterable<number>,
  clientIsA: boolean,
): TcpHints {
  const { analysis, columns } = document;
  const first = rows[0];
  const at = (row: number): number =>
    row < 0
      ? 0
      : nsBetween(columns.timeSec(first), columns.timeNano(first), columns.timeSec(row), columns.timeNano(row));
  const hints: TcpHints = {
    at,
    finClient: -1,
    finServer: -1,
    rstClient: -1,
    rstServer: -1,
    isOpened: false,
    lastRow: first,
    port: clientIsA ? flow.portB : flow.portA,
    foreign: null,
    rttNs: flow.synToSynAckNs,
    silenceNs: 0,
  };
  let synAck = -1;
  for (const row of rows) {
    if (columns.partial(row) || columns.protocol(row) === PROTOCOL.icmpError) continue;
    hints.lastRow = row;
    const flags = columns.flags(row);
    const isClient = columns.fromA(row) === clientIsA;
    if ((flags & (SYN | ACK)) === (SYN | ACK) && !isClient && synAck < 0) synAck = row;
    if ((flags & (FIN | RST)) === 0 || analysis.ignoredOf(row) !== null) continue;
    const name = flags & RST ? (isClient ? 'rstClient' : 'rstServer') : isClient ? 'finClient' : 'finServer';
    if (hints[name] < 0) hints[name] = row;
  }
  hints.isOpened = synAck >= 0;
  const { rstServer } = hints;
  if (rstServer >= 0 && synAck >= 0 && sameSender(columns.ttl(rstServer), columns.ttl(synAck)) === 'other')
    hints.foreign = { ttl: columns.ttl(rstServer), otherTtl: columns.ttl(synAck), otherRow: synAck };
  hints.silenceNs = Math.max(0, at(latestRow(document)) - at(hints.lastRow));
  return hints;
}

/** The packet that came last. */
const latestRow = ({ analysis, frames }: CaptureDocument): number =>
  analysis.latestRow >= 0 ? analysis.latestRow : frames - 1;
