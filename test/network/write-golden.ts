// `npx tsx test/network/write-golden.ts`: writes what we say of the recorded situations into their golden file. To be read before it is
// committed: it is true when it says what the steps of test/network/situations/situations.mjs did.
import { writeFileSync } from 'node:fs';
import { GOLDEN_FILE, situationFile } from '../fixtures/situations';
import { readSituation, type SituationFacts } from '../fixtures/situation-facts';
import { SITUATIONS } from './situations/situations.mjs';

process.env.TZ = 'UTC';
const all: Record<string, SituationFacts> = {};
for (const { id } of SITUATIONS) all[id] = (await readSituation(situationFile(id))).facts;
writeFileSync(GOLDEN_FILE, `${JSON.stringify(all, null, 1)}\n`);
