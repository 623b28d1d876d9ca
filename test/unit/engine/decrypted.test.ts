// TLS opened with a key log in an open capture: with it from the beginning, later, in a worker.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { packetDetail } from '../../../src-main/engine/answers/packet-detail';
import { packetRows } from '../../../src-main/engine/answers/packet-rows';
import { CaptureDocument } from '../../../src-main/engine/document/document';
import { KeyLogFile } from '../../../src-main/engine/document/tls/key-log-file';
import { findMessages } from '../../../src-main/engine/document/messages/message-finder';
import { Session } from '../../../src-main/engine/session';
import { tempFolder } from '../../fixtures/temp-folder';
import { WORKERS } from './open-session';

const own = fileURLToPath(new URL('../../fixtures/tls-keys', import.meta.url));
const capture = join(own, 'tls13-key-update.pcap');
const keys = join(own, 'tls13-key-update.keys');

async function open(): Promise<CaptureDocument> {
  const opened = await CaptureDocument.open(capture);
  if (!opened.ok) throw new Error(opened.problem.kind);
  await opened.document.read({ progress: () => undefined, stopped: () => false });
  new KeyLogFile(keys, opened.document.keys).read(true);
  await findMessages(opened.document);
  return opened.document;
}

test('any packet by itself says what all say in order', async () => {
  const inOrder = await open();
  const rows = packetRows(inOrder, 0, inOrder.frames).info;
  expect(rows.join()).toContain('Finished');
  const alone = await open();
  for (let row = alone.frames - 1; row >= 0; row--) expect(packetRows(alone, row, 1).info).toEqual([rows[row]]);
  const detail = packetDetail(alone, rows.findIndex((info) => info.includes('Finished')) + 1);
  expect(detail.sources.map(({ name }) => name.key)).toContain('packets.hex.tls');
  inOrder.close();
  alone.close();
});

test('a log that is chosen later, and grows; workers say the same', { timeout: 60_000 }, async () => {
  const cacheDir = tempFolder();
  const log = join(tempFolder(), 'keys.log');
  writeFileSync(log, '# nothing yet\n');
  const session = new Session({ path: capture, cacheDir, workers: WORKERS, storeWorker: null });
  await session.start();
  session.useKeyLog(log);
  copyFileSync(keys, log);
  const { filtering } = session.usable;
  filtering.set({ text: 'tls.handshake.type == 20', macros: [], frame: 0 });
  await vi.waitFor(() => expect(filtering.status().matched).toBe(2), { timeout: 30_000, interval: 100 });
  expect(session.status().remarks.map(({ key }) => key)).toContain('remark.tlsKeys');
  session.close();
});
