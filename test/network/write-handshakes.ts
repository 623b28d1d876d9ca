// `npx tsx test/network/write-handshakes.ts`: writes what we say of the recorded handshakes into their golden file. To be read before it is committed:
// it is true when it says what the ends of test/network/handshakes/handshakes.mjs did.
import { writeFileSync } from 'node:fs';
import { HANDSHAKES_GOLDEN, handshakeFile } from '../fixtures/handshakes';
import { readLooks, saidOf, type HandshakeSaid } from '../fixtures/tls-look-facts';
import { HANDSHAKES } from './handshakes/handshakes.mjs';

const all: Record<string, HandshakeSaid[]> = {};
for (const { id } of HANDSHAKES)
  all[id] = (await readLooks(handshakeFile(id))).flatMap((look) => (look ? [saidOf(look)] : []));
writeFileSync(HANDSHAKES_GOLDEN, `${JSON.stringify(all, null, 1)}\n`);
