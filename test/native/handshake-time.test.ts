// Across a link with a known delay: SYN to SYN-ACK in our capture is what tcpdump's time stamps on the same adapter give.
// The delay is made by a queue on the far side that lets through so many bits a second.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { helperDriver } from '../../src-main/capture/helper-driver';
import type { FlowRow } from '../../src-main/ipc/engine-contract';
import { cli } from '../unit/cli/run-cli';
import { builtHelper, cannotCapture, ended, tcpdump, TestFolder, TestNetwork } from './staging';

const CONNECTIONS = 8;
/** A rate so low that a frame of 74 bytes takes its time: tbf delays what does not fit the bucket. */
const SHAPE = ['root', 'tbf', 'rate', '40kbit', 'burst', '80', 'latency', '2s'];

const LISTEN = `require('node:net').createServer((s) => s.on('error', () => {}).resume().end()).listen(4433, () => console.log('on'));`;
const CONNECT = `
const [host, port, count] = process.argv.slice(1);
(async () => {
  for (let i = 0; i < Number(count); i++)
    await new Promise((next) => {
      const socket = require('node:net').connect(Number(port), host);
      socket.on('error', () => {}).on('close', next);
    });
})();`;

describe.skipIf(cannotCapture)('SYN to SYN-ACK', () => {
  it('agrees with tcpdump within 1 % or 20 µs, on a slow link', async (context) => {
    const helper = builtHelper();
    const folder = new TestFolder();
    const net = new TestNetwork();
    try {
      const shaped = spawnSync('tc', ['-n', net.far, 'qdisc', 'add', 'dev', 'vb0', ...SHAPE]).status === 0;
      if (!shaped) context.skip('this kernel shapes no traffic');
      const beside = folder.file('tcpdump.pcap');
      const dump = await tcpdump(['-i', 'va0', '--immediate-mode', 'tcp'], beside, ['ip', 'netns', 'exec', net.name]);
      const file = folder.file('ours.pcapng');
      const started = await helperDriver(net.place(folder, helper)).start({ devices: ['va0'], file, filter: 'tcp' });
      if (!started.ok) throw new Error(started.problem.kind);
      const server = spawn('ip', ['netns', 'exec', net.far, process.execPath, '-e', LISTEN], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      await once(server.stdout, 'data');
      await ended(net.run(process.execPath, '-e', CONNECT, '10.77.0.2', '4433', String(CONNECTIONS)));
      server.kill();
      const outcome = await started.value.stop();
      await dump.stop(24 + outcome.progress.frames * 16 + outcome.progress.bytes);
      const theirs = synToSynAck(beside);
      const flows = JSON.parse((await cli('flows', file, '--json')).out) as FlowRow[];
      expect(flows.map((flow) => flow.handshake)).toEqual(new Array(CONNECTIONS).fill('complete'));
      for (const [i, flow] of flows.entries())
        expect(Math.abs((flow.synToSynAckNs ?? Infinity) - theirs[i])).toBeLessThanOrEqual(
          Math.max(20_000, theirs[i] / 100),
        );
      expect(Math.max(...theirs)).toBeGreaterThan(1_000_000); // the link is slow
    } finally {
      net.remove();
      folder.remove();
    }
  });
});

/** ns from each SYN to its SYN-ACK, as tshark reads tcpdump's file. */
function synToSynAck(file: string): number[] {
  const fields = ['-Y', 'tcp.flags.syn == 1', '-T', 'fields', '-e', 'tcp.stream', '-e', 'frame.time_epoch'];
  const text = execFileSync('tshark', ['-n', '-r', file, ...fields], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const times = new Map<string, bigint[]>();
  for (const line of text.trim().split('\n')) {
    const [stream, epoch] = line.split('\t');
    times.set(stream, [...(times.get(stream) ?? []), BigInt(epoch.replace('.', ''))]);
  }
  return [...times.values()].map(([from, to]) => Number(to - from));
}
