// Records one situation (situations.mjs): builds its network, lets both ends do their steps, and gives the packets that were seen.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot } from '../../../native/project.mjs';
import { readPcap, writePcapng } from '../../samples/pcapng.mjs';
import { DEVICE, firstLine, withFarNetwork } from '../far-network.mjs';

const ONE_WAY_MS = 11;
/** Between the common start and now: both ends have to read it. */
const START_MS = 150;
const SETTLE_MS = 350;

/** A capture of this situation, as pcapng. `folder`: for what tcpdump writes meanwhile. */
export async function record(situation, folder) {
  const { at = 'client', captured } = situation;
  const [packets] = await recordAt([at], situation, folder);
  return asFile(captured?.(packets) ?? packets, 'make-situations.mjs');
}

/** The same conversation as it was seen at both ends, by one clock. */
export async function recordBothEnds(situation, folder) {
  const [client, server] = await recordAt(['client', 'server'], situation, folder);
  return [client, server].map((packets) => asFile(packets, 'make-two-points.mjs'));
}

const asFile = (packets, script) => ({
  packets: packets.length,
  file: writePcapng(packets, {
    application: 'Synscope',
    comment: `Made from real network stacks by test/network/${script}`,
    interfaceName: DEVICE,
  }),
});

/** What was seen at each of these ends. */
async function recordAt(places, situation, folder) {
  const { id, rules = null, translated = null, oneWayMs = ONE_WAY_MS } = situation;
  const taps = places.map((place) => ({ place, pcap: path.join(folder, `${id}-${place}.pcap`) }));
  await withFarNetwork(oneWayMs, (network) => converse(network, situation, taps), rules, translated);
  return taps.map(({ pcap }) => readPcap(fs.readFileSync(pcap)));
}

async function converse(network, situation, taps) {
  const { client, server = [], system = {}, slowAcks = false, settleMs = SETTLE_MS } = situation;
  for (const where of ['client', 'server']) {
    const [enter, ...inside] = network.inside(where);
    const sysctl = Object.entries(system).map(([name, value]) => `net.ipv4.${name}=${value}`);
    if (sysctl.length > 0) execFileSync(enter, [...inside, 'sysctl', '-qw', ...sysctl]);
    if (slowAcks) delayAcks(enter, inside, where);
  }
  const ends = [end(network, 'server', server), end(network, 'client', client)];
  for (const one of ends) await one.says('ready');
  const tcpdumps = [];
  for (const tap of taps) tcpdumps.push(await startTcpdump(network, tap));
  const start = (Date.now() + START_MS) / 1000;
  for (const one of ends) one.child.stdin.write(`${start}\n`);
  for (const one of ends) await one.says('done');
  await wait(settleMs);
  for (const tcpdump of tcpdumps) {
    tcpdump.kill('SIGTERM');
    await new Promise((resolve) => tcpdump.on('close', resolve));
  }
}

async function startTcpdump(network, { place, pcap }) {
  const options = ['-U', '--immediate-mode', '--time-stamp-precision=nano', '-Z', 'root'];
  const tcpdump = network.start(place, 'tcpdump', ['-i', DEVICE, '-w', pcap, ...options, 'tcp or icmp'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await firstLine(tcpdump, tcpdump.stderr);
  return tcpdump;
}

/** As most systems are set: an acknowledgement may wait for data, or a FIN, to go with. */
function delayAcks(enter, inside, where) {
  const gateway = where === 'client' ? '192.168.1.1' : '203.0.113.1';
  execFileSync(enter, [...inside, 'ip', 'route', 'replace', 'default', 'via', gateway]);
}

/** A program that does these steps, and what it says. */
function end(network, where, steps) {
  const isReady = steps.some(([name]) => name === 'ready');
  const all = isReady ? steps : [['ready'], ...steps];
  const script = inRoot('test/network/situations/talk.py');
  const child = network.start(where, 'python3', [script, JSON.stringify(all)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    async says(wanted) {
      const { value } = await lines.next();
      if (value !== wanted) throw new Error(`the ${where} said ${value ?? 'nothing'} instead of ${wanted}`);
    },
  };
}
