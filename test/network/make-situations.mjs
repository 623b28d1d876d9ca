// `node test/network/make-situations.mjs [ID …]`: records the captures of test/fixtures/situations, and the samples among them, all or
// those named, from real TCP stacks in network namespaces that are gone afterwards. Needs root, Linux, and two minutes. Then the golden file is written anew:
// `npx tsx test/fixtures/write-situations.ts`; what changed in it is to be read, not only committed.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensurePackages } from '../../native/parts/system-packages.mjs';
import { inRoot, IS_LINUX, IS_ROOT, runScript, say, Stop } from '../../native/project.mjs';
import { record } from './situations/record.mjs';
import { saveSample } from '../samples/sample-index.mjs';
import { SAMPLE_OF, SITUATIONS } from './situations/situations.mjs';

const FOLDER = inRoot('test/fixtures/situations');

await runScript(async () => {
  if (!IS_LINUX || !IS_ROOT) throw new Stop('situations are made in network namespaces: run this as root on Linux.');
  await ensurePackages(['samples'], 'make-situations');
  const wanted = process.argv.slice(2);
  for (const id of wanted) if (!SITUATIONS.some((one) => one.id === id)) throw new Stop(`there is no situation ${id}.`);
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-situations-'));
  fs.mkdirSync(FOLDER, { recursive: true });
  try {
    for (const situation of SITUATIONS.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
      const { file, packets } = await record(situation, work);
      fs.writeFileSync(path.join(FOLDER, `${situation.id}.pcapng`), file);
      if (situation.id in SAMPLE_OF) saveSample(SAMPLE_OF[situation.id], file, packets);
      say(`${situation.id}: ${packets} packets, ${file.length} bytes`);
    }
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
});
