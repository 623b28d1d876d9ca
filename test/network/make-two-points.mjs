// `node test/network/make-two-points.mjs`: records the captures of test/fixtures/points: conversations of real TCP stacks in network
// namespaces, each seen at the client and at the server, with a translator and a bad cable between them. Root and Linux only.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensurePackages } from '../../native/parts/system-packages.mjs';
import { inRoot, IS_LINUX, IS_ROOT, runScript, say, Stop } from '../../native/project.mjs';
import { recordBothEnds } from './situations/record.mjs';

const FOLDER = inRoot('test/fixtures/points');
/** What is asked and what is answered take several segments. */
const client = [['connect', 80], ['send', 6000], ['receive', 9000], ['close']];
const server = [['listen', 80], ['ready'], ['accept'], ['receive', 6000], ['send', 9000], ['to_end'], ['close']];
/** Of each direction one segment with data is dropped on the way. */
const losses = [
  { on: 'home', what: 'data', do: 'drop', nth: 2, times: 1 },
  { on: 'far', what: 'data', do: 'drop', nth: 3, times: 1 },
];
const POINTS = [
  { id: 'plain', client, server },
  { id: 'translated', client, server, translated: { address: '198.51.100.7', port: 9000 } },
  {
    id: 'bad-way',
    client,
    server,
    translated: { address: '198.51.100.7', port: 9000 },
    rules: [...losses, { on: 'home', what: 'syn', do: 'mss', to: 1200 }],
  },
];

await runScript(async () => {
  if (!IS_LINUX || !IS_ROOT) throw new Stop('both ends are network namespaces: run this as root on Linux.');
  await ensurePackages(['samples'], 'make-two-points');
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-points-'));
  fs.mkdirSync(FOLDER, { recursive: true });
  try {
    for (const situation of POINTS)
      for (const [i, { file, packets }] of (await recordBothEnds(situation, work)).entries()) {
        const name = `${situation.id}-${['client', 'server'][i]}.pcapng`;
        fs.writeFileSync(path.join(FOLDER, name), file);
        say(`${name}: ${packets} packets`);
      }
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
});
