// `node test/network/make-recorded.mjs`: records the captures of test/fixtures/recorded from curl, nginx, dig and dnsmasq in network
// namespaces that are gone afterwards. Needs root, Linux and these programs. test/oracle/recorded.test.ts reads what it wrote.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot, IS_LINUX, IS_ROOT, runScript, say, Stop } from '../../native/project.mjs';
import { DEVICE, firstLine, SERVER, withFarNetwork } from './far-network.mjs';
import { DOWNLOAD } from './recorded.mjs';

const FOLDER = inRoot('test/fixtures/recorded');
const ONE_WAY_MS = 5;
/** For servers to listen, and for the last packets to arrive. */
const SETTLE_MS = 1200;

/** Segments of 536 bytes, TCP options included; of those with data that the server sends two are lost, as seen by the client. */
const LOSSES = [
  { on: 'home', what: 'syn', do: 'mss', to: 536 },
  { on: 'far', what: 'data', nth: 5, times: 1, do: 'drop' },
  { on: 'far', what: 'data', nth: 10, times: 1, do: 'drop' },
];

/** What the client runs; its output. */
function run(network, ...command) {
  const [enter, ...inside] = network.inside('client');
  return execFileSync(enter, [...inside, ...command], { encoding: 'utf8', timeout: 60_000 });
}

/** Captures on the client's adapter while `talk` runs. */
async function record(name, rules, serve, talk) {
  await withFarNetwork(
    ONE_WAY_MS,
    async (network) => {
      serve(network);
      const file = path.join(FOLDER, `${name}.pcap`);
      const options = ['-i', DEVICE, '-w', file, '-U', '--immediate-mode', '-Z', 'root', 'ip'];
      const tcpdump = network.start('client', 'tcpdump', options, { stdio: ['ignore', 'ignore', 'pipe'] });
      await firstLine(tcpdump, tcpdump.stderr);
      await wait(SETTLE_MS);
      talk(network);
      await wait(SETTLE_MS);
      tcpdump.kill('SIGTERM');
      await new Promise((resolve) => tcpdump.on('close', resolve));
      say(`${name}: ${fs.statSync(file).size} bytes`);
    },
    rules,
  );
}

const nginx = (work) => (network) => {
  fs.writeFileSync(path.join(work, 'numbers.txt'), DOWNLOAD);
  const config = path.join(work, 'nginx.conf');
  const server = `server { listen 80; root ${work}; }`;
  fs.writeFileSync(
    config,
    `daemon off; master_process off; pid ${work}/pid; error_log ${work}/errors; events {} http { access_log off; ${server} }`,
  );
  network.start('server', 'nginx', ['-c', config, '-e', path.join(work, 'errors')], { stdio: 'ignore' });
};

function dnsmasq(network) {
  const texts = Array.from({ length: 12 }, (_, i) => i.toString(16).repeat(230)).join(',');
  const options = ['--keep-in-foreground', '--conf-file=/dev/null', '--no-resolv', '--no-hosts', '--user=root'];
  const records = [`--txt-record=big.example,${texts}`, `--host-record=host.example,${SERVER.address}`];
  network.start('server', 'dnsmasq', [...options, '--pid-file=', '--edns-packet-max=4096', ...records], {
    stdio: 'ignore',
  });
}
const DIG = ['dig', `@${SERVER.address}`, '+tries=1', '+time=5', '+nocookie'];

await runScript(async () => {
  if (!IS_LINUX || !IS_ROOT) throw new Stop('captures are made in network namespaces: run this as root on Linux.');
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-recorded-'));
  fs.chmodSync(work, 0o755); // the server may give up root
  fs.mkdirSync(FOLDER, { recursive: true });
  try {
    await record('download-loss', LOSSES, nginx(work), (network) => {
      const got = run(network, 'curl', '-s', '--max-time', '40', `http://${SERVER.address}/numbers.txt`);
      if (got !== DOWNLOAD) throw new Stop('curl did not get the file.');
    });
    await record('dns-tcp', null, dnsmasq, (network) =>
      run(network, ...DIG, '+tcp', '+keepopen', 'host.example', 'A', 'big.example', 'TXT'),
    );
    await record('dns-fragments', null, dnsmasq, (network) =>
      run(network, ...DIG, '+notcp', '+ignore', '+bufsize=4096', 'big.example', 'TXT'),
    );
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
});
