// TLS 1.0 to 1.3 (RFC 9846, 5246, 4346, 2246), SSL 3 (RFC 6101) and the hellos of SSL 2, wherever a segment begins with a whole record. What is not
// encrypted is read. In QUIC its messages stand without records, RFC 9001 section 4.1.3.
import * as wire from '../../../wire/tls';
import {
  isRecordHeader,
  isSsl2Hello,
  isSsl2ServerHello,
  looksLikeTls,
  recordEnd,
  recordLengthAt,
  TLS_PORTS,
} from '../../../wire/tls-shape';
import type { FieldSink, Packet, Protocol } from '../../contract/protocol';
import { E } from './extensions/tls-extension-fields';
import { F } from './tls-fields';
import { applicationData, SEGMENTS } from './tls-inside';
import { bareMessages } from './tls-handshake';
import { knownInQuic, knownOf } from './tls-known';
import { there } from './tls-part';
import { record } from './tls-records';
import { ssl2Hello } from './tls-ssl2';
import { tlsColumn, tlsSummary } from './tls-summary';
import { X509_FIELDS } from './x509/x509-fields';

/** Leads to handshake messages alone: what carries them does what records do. */
const WITHOUT_RECORDS = 'quic.crypto';

/** A segment that begins in the middle of a record, or with one that is not whole, is the stream's: TCP keeps its row, as in Wireshark. */
const accepts = (p: Packet, at: number, len: number, table: string): boolean =>
  table === WITHOUT_RECORDS || (looksLikeTls(p.bytes, at, p.end) && recordLengthAt(p.bytes, at, p.end) <= len);

function dissect(p: Packet, from: number, out: FieldSink): void {
  if (p.layer(p.layerCount - 1).table === WITHOUT_RECORDS) return bareMessages(p, from, knownInQuic(), out);
  const known = knownOf(p);
  let at = from;
  while (at < p.declaredEnd && !p.stopped) {
    const isOld = isSsl2Hello(p.bytes, at, p.end) || isSsl2ServerHello(p.bytes, at, p.end);
    if (!isOld) {
      const rest = p.declaredEnd - at;
      if (rest < wire.RECORD_HEADER_LEN) break;
      if (!p.need(at, wire.RECORD_HEADER_LEN)) return;
      if (recordEnd(p.bytes, at, p.end, p.declaredEnd) < 0) break;
      at = record(p, at, known, out, (inside) => {
        if (inside.type === wire.APPLICATION_DATA || inside.type === wire.ALERT) applicationData(p, inside, out);
      });
    } else {
      if (recordEnd(p.bytes, at, p.end, p.declaredEnd) < 0) break;
      at = ssl2Hello(p, at, out);
    }
    known.place++;
  }
  if (at < p.declaredEnd && !p.stopped) unread(p, at, out);
}

/** The beginning of a record that goes on in the next segments, or the middle of one. */
function unread(p: Packet, at: number, out: FieldSink): void {
  const begins = isRecordHeader(p.bytes, at) && p.has(at, wire.RECORD_HEADER_LEN);
  out.line(begins ? 'Record that is not whole' : 'Continuation data', at, there(p, at, p.declaredEnd - at));
  if (out.detail) out.note({ key: 'tree.lengthBytes', args: { length: p.declaredEnd - at } });
}

export const tls: Protocol = {
  abbrev: 'tls',
  name: 'Transport Layer Security',
  fields: { ...F, ...SEGMENTS, ...E, ...X509_FIELDS },
  where: 'transport',
  line: { popularity: 37, pass: 'messages' },
  withPayload: true,
  under: [...TLS_PORTS.map((port) => ['tcp.port', port] as const), ['tcp.port', -1], [WITHOUT_RECORDS, 0]],
  accepts,
  inside: ['tcp.port'],
  insideIsSealed: true,
  dissect,
  isPart: ({ table }) => table === WITHOUT_RECORDS,
  column: tlsColumn,
  summary: tlsSummary,
  behindRemark: ', ',
};
