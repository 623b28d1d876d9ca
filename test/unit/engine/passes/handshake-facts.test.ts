// Facts of a connection out of its TLS handshake: the same as the look at the connection says, for handshakes of real programs.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Timelines } from '../../../../src-main/engine/answers/timelines';
import { TlsLooks } from '../../../../src-main/engine/answers/tls/tls-looks';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { findHandshakes } from '../../../../src-main/engine/passes/tls-pass';
import { HANDSHAKES_FOLDER } from '../../../fixtures/handshakes';

const files = readdirSync(HANDSHAKES_FOLDER).filter((name) => name.endsWith('.pcapng'));
const text = (value: string | undefined): string | null => value || null;

test('every connection has what the look at it says', async () => {
  const seen = { connections: 0, alerts: [] as (string | null)[], resumed: 0, days: 0 };
  for (const file of files) {
    const opened = await CaptureDocument.open(join(HANDSHAKES_FOLDER, file));
    if (!opened.ok) throw new Error(file);
    const { document } = opened;
    await document.read({ progress: () => undefined, stopped: () => false });
    findHandshakes(document);
    const looks = new TlsLooks(document, new Timelines(document));
    for (let id = 0; id < document.analysis.flows.count; id++) {
      const look = await looks.look(id, new AbortController().signal);
      const row = document.analysis.flows.row(id);
      expect(row, `${file} ${id}`).toMatchObject({
        tlsVersion: text(look?.chosen.version),
        tlsServerName: text(look?.serverName),
        tlsAlpn: text(look?.chosen.alpn),
        tlsCipher: text(look?.chosen.cipher),
        tlsGroup: text(look?.chosen.group),
        tlsDaysLeft: look?.daysLeft ?? null,
        tlsJa4: text(look?.ja4),
      });
      seen.connections++;
      seen.alerts.push(row.tlsAlert);
      if (row.tlsResumed === 'yes') seen.resumed++;
      if (row.tlsDaysLeft !== null) seen.days++;
    }
    document.close();
  }
  expect(seen.alerts).toEqual(expect.arrayContaining(['Handshake Failure', 'Unknown CA', 'Certificate Expired', null]));
  expect([seen.connections > 30, seen.resumed > 0, seen.days > 10]).toEqual([true, true, true]);
});
