// Opens all of test/fixtures/tls-keys and prints what came out, in whatever runtime it is started: Node, or Electron's (crypto.test.ts).
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { nodePrimitives } from '../../../src-main/engine/base/crypto.ts';
import { keyLogOf, openAll, tlsRecords } from '../../fixtures/tls-records.ts';

const folder = new URL('../../fixtures/tls-keys/', import.meta.url);
const digests = {};
for (const name of readdirSync(folder).filter((file) => file.endsWith('.pcap'))) {
  const { streams } = await tlsRecords(new URL(name, folder).pathname);
  const keys = keyLogOf(readFileSync(new URL(name.replace(/pcap$/, 'keys'), folder)));
  const hash = createHash('sha256');
  for (const records of streams.values())
    for (const { taken } of openAll(records, keys, nodePrimitives))
      hash.update(`${taken.kind} ${taken.why ?? taken.type}`).update(taken.content ?? '');
  digests[name] = hash.digest('hex');
}
process.stdout.write(JSON.stringify({ electron: process.versions.electron ?? null, digests }));
