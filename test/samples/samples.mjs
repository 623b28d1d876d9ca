// `npm run samples [-- ID …]`: makes the web pages and what fails of them in resources/samples from real TCP and TLS stacks, in network namespaces
// that are gone afterwards. Needs root, Linux, and half a minute. The other samples are situations (../network/make-situations.mjs) and handshakes
// (../network/make-handshakes.mjs).
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot, IS_LINUX, IS_ROOT, runScript, say, Stop } from '../../native/project.mjs';
import { readPcap, writePcapng } from './pcapng.mjs';
import { DEVICE, firstLine, SERVER, withFarNetwork } from '../network/far-network.mjs';
import { saveSample } from './sample-index.mjs';
import { ensurePackages } from '../../native/parts/system-packages.mjs';

const HOST = 'www.example.org';
const LIMIT_MS = 20_000;
const ONE_WAY_MS = 11;

/** What each sample shows: `port` of the server, `serve` its kind (server.mjs), `get` what curl fetches, `curves`: groups that it offers. */
const SAMPLES = [
  { id: 'https', serve: 'https', port: 443, get: `https://${HOST}/` },
  { id: 'retry', serve: 'retry', port: 443, get: `https://${HOST}/`, curves: 'X25519:P-384' },
  { id: 'refused', serve: null, port: 8080, get: `http://${SERVER.address}:8080/` },
  { id: 'reset', serve: 'reset', port: 80, get: `http://${SERVER.address}/` },
];

await runScript(async () => {
  if (!IS_LINUX || !IS_ROOT) throw new Stop('the samples are made in network namespaces: run this as root on Linux.');
  await ensurePackages(['samples'], 'npm run samples');
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-samples-'));
  try {
    makeCertificate(work);
    const wanted = process.argv.slice(2);
    for (const sample of SAMPLES.filter(({ id }) => wanted.length === 0 || wanted.includes(id)))
      await withFarNetwork(ONE_WAY_MS, (network) => makeSample(network, sample, work));
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
});

async function makeSample(network, sample, work) {
  const pcap = path.join(work, `${sample.id}.pcap`);
  const keys = path.join(work, `${sample.id}.keys`);
  if (sample.serve !== null) {
    const files = ['key.pem', 'cert.pem'].map((name) => path.join(work, name));
    const script = inRoot('test/samples/server.mjs');
    await firstLine(network.start('server', process.execPath, [script, sample.serve, String(sample.port), ...files]));
  }
  const tcpdump = network.start(
    'client',
    'tcpdump',
    ['-i', DEVICE, '-w', pcap, '-U', '--immediate-mode', '--time-stamp-precision=nano', '-Z', 'root', 'tcp'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await firstLine(tcpdump, tcpdump.stderr); // "listening on …"

  // that the refused and the reset one fail is what they are for
  const curl = network.start('client', 'curl', curlArgs(sample, work), {
    env: { ...process.env, SSLKEYLOGFILE: keys },
    stdio: 'ignore',
    timeout: LIMIT_MS,
  });
  await new Promise((resolve) => curl.on('close', resolve));
  await wait(500); // the teardown goes on after curl has ended
  tcpdump.kill('SIGTERM');
  await new Promise((resolve) => tcpdump.on('close', resolve));

  const packets = readPcap(fs.readFileSync(pcap));
  const secrets = fs.existsSync(keys) ? fs.readFileSync(keys, 'utf8').replace(/^#.*\n/gm, '') : '';
  const options = { application: 'Synscope', comment: 'Made by npm run samples', interfaceName: DEVICE, secrets };
  const bytes = writePcapng(packets, options);
  saveSample(sample.id, bytes, packets.length);
  say(`${sample.id}: ${packets.length} packets, ${bytes.length} bytes`);
}

function curlArgs({ get, port, curves }, work) {
  const trust = ['--cacert', path.join(work, 'cert.pem'), '--resolve', `${HOST}:${port}:${SERVER.address}`];
  const groups = curves ? ['--curves', curves] : [];
  return ['--silent', '--http1.1', '--max-time', '10', ...groups, ...trust, get];
}

function makeCertificate(folder) {
  const key = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '3650'];
  const name = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
  const files = ['-keyout', path.join(folder, 'key.pem'), '-out', path.join(folder, 'cert.pem')];
  execFileSync('openssl', [...key, ...name, ...files], { stdio: 'ignore' });
}
