// A small store as an open capture has one: written by the same code, out of made segments.
import { AttemptLog } from '../../../../src-main/flow/conversations/attempts';
import { nothingShared } from '../../../../src-main/flow/capture-index';
import { openWrite } from '../../../../src-main/store/database';
import { FlowPacker } from '../../../../src-main/store/flow-packer';
import { FlowWriter } from '../../../../src-main/store/flow-writer';
import { CAPTURE_MIGRATIONS } from '../../../../src-main/store/migrate';
import { trusted } from '../../../../src-main/store/sql';
import { ethernet, ipv4, tcp, udp } from '../../../fixtures/make-packet';
import { analyse } from '../../flow/analyse';

const ends = (n: number, back: boolean): { src: string; dst: string } =>
  back ? { src: '192.0.2.1', dst: `10.0.0.${n}` } : { src: `10.0.0.${n}`, dst: '192.0.2.1' };
function segment(n: number, flags: string, seq: number, ack: number, back = false): Uint8Array {
  const ports = back ? { srcPort: 443, dstPort: 40_000 + n } : { srcPort: 40_000 + n, dstPort: 443 };
  return ethernet({}, ipv4(ends(n, back), tcp({ ...ports, flags, seq, ack })));
}

/** Three connections (closed by the client, refused, without an answer, its SYN sent twice) and a datagram, in a database at `path`. */
export function madeStore(path: string): void {
  const analysis = analyse([
    segment(1, 'S', 0, 0),
    segment(1, 'SA', 0, 1, true),
    segment(1, 'A', 1, 1),
    segment(1, 'FA', 1, 1),
    segment(1, 'FA', 1, 2, true),
    segment(1, 'A', 2, 2),
    segment(2, 'S', 0, 0),
    segment(2, 'RA', 0, 1, true),
    segment(3, 'S', 0, 0),
    segment(3, 'S', 0, 0),
    ethernet({}, ipv4({ src: '10.0.0.1', dst: '10.0.0.9' }, udp({ srcPort: 50_000, dstPort: 53 }))),
  ]);
  const db = openWrite(path, () => undefined, CAPTURE_MIGRATIONS);
  const attempts = new AttemptLog();
  const shared = analysis.share({ ...nothingShared(), attemptsVersion: -1 });
  if (shared.attempts) attempts.take(shared.attempts);
  const packer = new FlowPacker(analysis.flows, analysis.columns, attempts);
  new FlowWriter(db, packer).write(Array.from({ length: analysis.flows.count }, (_, id) => id));
  db.run(
    'tls',
    trusted(
      "INSERT INTO flow_tls (id, tls_version, tls_server_name, tls_days_left) VALUES (0, 'TLS 1.2', 'example.org', -3)",
    ),
  );
  db.close();
}
