// What keys opened of the records of a connection, for the look at its handshake. Of data only that it is some is told: nothing is opened again for it.
import type { FlowRow } from '../../../ipc/flow-facts';
import type { Opens } from '../../../tls/look-handshake';
import type { DecryptedReader } from '../../document/tls/decrypted-reader';
import type { CaptureDocument } from '../../document/document';

/** Null: nothing of it is open. `reader`: one that others use as well, where many connections are looked at */
export function openedOf(
  { analysis, frameView }: CaptureDocument,
  flow: FlowRow,
  reader: DecryptedReader | null = null,
): Opens | null {
  const { tls, decrypted } = analysis;
  if (!decrypted.connections.has(tls.of(flow.id))) return null;
  const reads = reader ?? frameView.decryptedReader();
  return (row, place, length) => {
    const record = tls.find(row, place);
    const opened = record < 0 ? -1 : decrypted.find(record);
    // as long as what it was in at the most: it is that record
    if (opened < 0 || decrypted.payloadLen(opened) > length) return null;
    return { type: decrypted.type(opened), content: () => reads.payload(opened) };
  };
}

/** Another text: keys have opened something else of the capture, or more of it. */
export const openedSoFar = ({ decrypted, dtls }: CaptureDocument['analysis']): string =>
  [decrypted.version, decrypted.records, dtls.keys.version, dtls.keys.count].join(' ');
export const NOTHING_OPENED = '0 0 0 0';

/** Another text: keys have opened something else of the connection, or more of it. */
export function openedKey({ analysis }: CaptureDocument, flow: FlowRow): string {
  const { tls, decrypted } = analysis;
  if (!decrypted.connections.has(tls.of(flow.id))) return '';
  return `${decrypted.version} ${Math.min(decrypted.looked, tls.firstOf(flow.lastFrame))}`;
}
