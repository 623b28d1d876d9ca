// `node test/network/make-handshakes.mjs [ID …]`: records the captures of test/fixtures/handshakes, all or those named, from OpenSSL, curl, nginx and
// Python in network namespaces that are gone afterwards. Needs root, Linux, and two minutes. Then `npx tsx test/network/write-handshakes.ts` writes what
// we say of them; what changed in it is to be read, not only committed.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot, IS_LINUX, IS_ROOT, runScript, say, Stop } from '../../native/project.mjs';
import { readPcap, writePcapng } from '../samples/pcapng.mjs';
import { saveSample } from '../samples/sample-index.mjs';
import { DEVICE, firstLine, withFarNetwork } from './far-network.mjs';
import { makeCertificates } from './handshakes/certificates.mjs';
import { HANDSHAKES, SAMPLE_OF } from './handshakes/handshakes.mjs';

const FOLDER = inRoot('test/fixtures/handshakes');
const ONE_WAY_MS = 8;
const LONGEST_MS = 7000;

await runScript(async () => {
  if (!IS_LINUX || !IS_ROOT) throw new Stop('handshakes are made in network namespaces: run this as root on Linux.');
  const wanted = process.argv.slice(2);
  for (const id of wanted) if (!HANDSHAKES.some((one) => one.id === id)) throw new Stop(`there is no handshake ${id}.`);
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-handshakes-'));
  fs.mkdirSync(FOLDER, { recursive: true });
  try {
    makeCertificates(work);
    for (const one of HANDSHAKES.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
      const packets = await record(one, work);
      const comment = 'Made from real programs by test/network/make-handshakes.mjs';
      const file = writePcapng(packets, { application: 'Synscope', comment, interfaceName: DEVICE });
      fs.writeFileSync(path.join(FOLDER, `${one.id}.pcapng`), file);
      if (one.id in SAMPLE_OF) saveSample(SAMPLE_OF[one.id], file, packets.length);
      say(`${one.id}: ${packets.length} packets, ${file.length} bytes`);
    }
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
});

async function record({ id, server, client, rules = null, quiet = 0.3 }, work) {
  const pcap = path.join(work, `${id}.pcap`);
  const script = inRoot('test/network/handshakes/ends.py');
  const run = (network, where, [program, ...args], stdio) =>
    network.start(
      where,
      program,
      args.map((arg) => (arg === 'SCRIPT' ? script : arg)),
      { cwd: work, stdio },
    );
  await withFarNetwork(
    ONE_WAY_MS,
    async (network) => {
      run(network, 'server', server.nginx ? web(server.nginx, work) : server, ['pipe', 'ignore', 'ignore']);
      const tcpdump = network.start(
        'client',
        'tcpdump',
        ['-i', DEVICE, '-w', pcap, '-U', '--immediate-mode', '--time-stamp-precision=nano', '-Z', 'root', 'tcp'],
        { stdio: ['ignore', 'ignore', 'pipe'] },
      );
      await firstLine(tcpdump, tcpdump.stderr);
      await wait(900);
      const child = run(network, 'client', client, ['pipe', 'ignore', 'ignore']);
      child.stdin.on('error', () => undefined); // it may have ended
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (quiet <= 1) {
        await wait(500);
        child.stdin.end('hello\n');
        await Promise.race([ended, wait(LONGEST_MS)]);
      }
      await wait(quiet * 1000);
      tcpdump.kill('SIGTERM');
      await new Promise((resolve) => tcpdump.on('close', resolve));
    },
    rules,
  );
  return readPcap(fs.readFileSync(pcap));
}

/** nginx in the foreground with one server. */
function web(block, work) {
  const lines = [
    'daemon off; master_process off; pid nginx.pid; error_log stderr;',
    `events {} http { access_log off; client_body_temp_path t; proxy_temp_path t; fastcgi_temp_path t; uwsgi_temp_path t; scgi_temp_path t; server { ${block} } }`,
  ];
  const file = path.join(work, 'nginx.conf');
  fs.writeFileSync(file, lines.join('\n'));
  return ['nginx', '-p', work, '-c', file];
}
