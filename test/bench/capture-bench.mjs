// How much the capture helper takes, beside dumpcap with the same buffer in the same run; and how soon a packet stands in
// the file. Linux, root.
//   node test/bench/capture-bench.mjs [RATE...]      packets a second, default 50000 100000 200000 400000
import { spawn } from 'node:child_process';
import dgram from 'node:dgram';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureCaptureHelper } from '../../native/capture-helper.mjs';
import { blast, buildBlast, DEVICE, makeCable } from '../network/cable.mjs';
import { IS_LINUX, IS_ROOT, isStarted, runScript, say, Stop, which } from '../../native/project.mjs';

const SECONDS = 3;
const BYTES = 200;
const BUFFER_MIB = 8;
const LAG_PACKETS = 200;
const PATIENCE_MS = 20_000;

/** Starts a program and waits until it has said `ready`; `stop` gives everything it said. */
async function capturing(child, ready) {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  for (const end = Date.now() + PATIENCE_MS; !said.includes(ready); await sleep(10))
    if (Date.now() > end || child.exitCode !== null) throw new Stop(`no capture: ${said}`);
  return async () => {
    await sleep(1500); // dumpcap leaves what the kernel has not yet handed over
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'close');
    return said;
  };
}

const PROGRAMS = {
  async synscope(cable, folder, helper) {
    const args = ['capture', '--device', DEVICE, '--filter', 'udp port 9', '--buffer-kib', String(BUFFER_MIB * 1024)];
    const stop = await capturing(cable.run(helper, [...args, '--output', path.join(folder, 'a.pcapng')]), '"ready"');
    return async () => {
      const line = (await stop()).split('\n').findLast((text) => text.includes('"drops"'));
      const { frames, kernel } = JSON.parse(line);
      return { received: frames, dropped: kernel };
    };
  },
  async dumpcap(cable, folder) {
    const args = [
      '-q',
      '-B',
      String(BUFFER_MIB),
      '-i',
      DEVICE,
      '-f',
      'udp port 9',
      '-w',
      path.join(folder, 'b.pcapng'),
    ];
    const stop = await capturing(cable.run(which('dumpcap'), args), 'File:');
    return async () => {
      const [, received, dropped] = /interface 'va0': (\d+)\/(\d+)/.exec(await stop());
      return { received: Number(received), dropped: Number(dropped) };
    };
  },
};

async function measureLoad(rates, folder, helper) {
  const sender = buildBlast(folder);
  const rows = [];
  for (const rate of rates)
    for (const name of Object.keys(PROGRAMS)) {
      if (name === 'dumpcap' && !which('dumpcap')) continue;
      const cable = makeCable();
      try {
        const stop = await PROGRAMS[name](cable, folder, helper);
        const { sent, reached } = await blast(cable, sender, { rate, seconds: SECONDS, bytes: BYTES });
        rows.push({ rate, 'reached/s': reached, program: name, sent, ...(await stop()) });
      } finally {
        cable.remove();
        for (const file of ['a.pcapng', 'b.pcapng']) fs.rmSync(path.join(folder, file), { force: true });
      }
    }
  console.table(rows);
}

/** Sends now and then, and looks every millisecond whether the file holds it. */
async function measureLag(folder, helper) {
  const file = path.join(folder, 'lag.pcapng');
  const receiver = dgram.createSocket('udp4').bind(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address();
  const sender = dgram.createSocket('udp4');
  const filter = `udp and dst port ${port}`;
  const child = spawn(helper, ['capture', '--device', 'lo', '--filter', filter, '--output', file]);
  const stop = await capturing(child, '"ready"');
  const lags = [];
  for (let i = 0; i < LAG_PACKETS; i++) {
    await sleep(Math.random() * 100);
    const before = fs.statSync(file).size;
    const began = performance.now();
    sender.send('lag', port, '127.0.0.1');
    while (fs.statSync(file).size === before && performance.now() - began < PATIENCE_MS) await sleep(1);
    lags.push(performance.now() - began);
  }
  await stop();
  receiver.close();
  sender.close();
  lags.sort((a, b) => a - b);
  const at = (share) => `${lags[Math.min(lags.length - 1, Math.floor(lags.length * share))].toFixed(1)} ms`;
  say(`packet to file, ${LAG_PACKETS} packets: median ${at(0.5)}, 95 % ${at(0.95)}, longest ${at(1)}`);
}

if (isStarted(import.meta.url))
  await runScript(async () => {
    if (!IS_LINUX || !IS_ROOT) throw new Stop('this needs Linux and root: it makes network namespaces.');
    const rates = process.argv.slice(2).map(Number);
    if (rates.some((rate) => !(rate > 0))) throw new Stop('rates are packets a second, greater than 0');
    const helper = await ensureCaptureHelper();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-bench-'));
    try {
      await measureLag(folder, helper);
      await measureLoad(rates.length > 0 ? rates : [50_000, 100_000, 200_000, 400_000], folder, helper);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
