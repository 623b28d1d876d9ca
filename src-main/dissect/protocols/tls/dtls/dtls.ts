// DTLS 1.0 to 1.3 (RFC 4347, 6347, 9147) in datagrams of UDP on any port, known by its records. What is not encrypted is read.
import * as wire from '../../../../wire/dtls';
import { RenamedSink } from '../../../contract/renamed-sink';
import type { FieldSink, Packet, Protocol } from '../../../contract/protocol';
import { X509_FIELDS } from '../x509/x509-fields';
import { DTLS_FIELDS, NAMES } from './dtls-fields';
import { knownOf, versionOf } from './dtls-known';
import { record } from './dtls-records';
import { dtlsColumn, dtlsSummary, shortVersion } from './dtls-summary';

/** Records that are all protected look like nothing: they are taken where the connection is known. */
function accepts(p: Packet, at: number): boolean {
  if (p.quoted || at >= p.end) return false;
  const { bytes: b, end, declaredEnd } = p;
  if (wire.looksLikeDtls(b, at, end, declaredEnd, 0)) return true;
  if (!wire.isUnified(b[at]) && b[at] !== wire.TLS12_CID) return false;
  const view = p.context.dtls();
  if (view === null) return false;
  return wire.isUnified(b[at])
    ? view.version === wire.DTLS13
    : wire.looksLikeDtls(b, at, end, declaredEnd, view.cidLen);
}

function dissect(p: Packet, from: number, to: FieldSink): void {
  const layer = p.layer(p.layerCount - 1);
  const known = knownOf(p, layer);
  const version = to.detail ? shortVersion(versionOf(p, layer)) : '';
  const out = new RenamedSink(to, NAMES);
  for (let at = from; at < p.declaredEnd && !p.stopped;) {
    if (!p.need(at, 1) || !p.need(at, wire.headerLen(p.bytes, at, known.cidLen))) return;
    at = record(p, at, known, version, out);
  }
}

export const dtls: Protocol = {
  abbrev: 'dtls',
  name: 'Datagram Transport Layer Security',
  fields: DTLS_FIELDS,
  where: 'udp',
  line: { pass: 'messages' },
  withPayload: true,
  // asked where no dissector of a port takes the datagram
  under: [['udp.port', -3]],
  accepts,
  inside: [],
  borrows: Object.values(X509_FIELDS),
  dissect,
  column: dtlsColumn,
  summary: dtlsSummary,
};
