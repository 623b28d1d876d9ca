// Across a link with a known delay: SYN to SYN-ACK in our capture is what tcpdump's time stamps on the same adapter give.
// A relay delays in every kernel; netem where the kernel has it; a queue with so many bits a second makes each time another.
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, type TestContext } from 'vitest';
import { DEVICE, SERVER, withFarNetwork } from '../network/far-network.mjs';
import { helperDriver } from '../../src-main/capture/helper-driver';
import type { FlowRow } from '../../src-main/ipc/contracts/engine-contract';
import { cli } from '../unit/cli/run-cli';
import { builtHelper, cannotCapture, ended, onPath, tcpdump, TestFolder, TestNetwork } from './staging';

const CONNECTIONS = 8;
const PORT = 4433;
const ONE_WAY_MS = 30;
/** A rate so low that a frame of 74 bytes takes its time: tbf delays what does not fit the bucket. */
const SHAPE = ['tbf', 'rate', '40kbit', 'burst', '80', 'latency', '2s'];
const NETEM = ['netem', 'delay', `${ONE_WAY_MS}ms`];

/** A client, and a server at the other end of a slow link. */
interface Link {
  /** words before a command that run it there */
  client: string[];
  server: string[];
  /** the client's adapter, the server's address */
  device: string;
  address: string;
  /** what SYN to SYN-ACK takes at least */
  leastNs: number;
}
type OverLink = (context: TestContext, work: (link: Link) => Promise<void>) => Promise<void>;

const overRelay: OverLink = (context, work) => {
  const missing = ['python3', 'ethtool'].filter((name) => !onPath(name));
  if (missing.length > 0) context.skip(`missing: ${missing.join(', ')}`);
  return withFarNetwork(ONE_WAY_MS, (network) =>
    work({
      client: network.inside('client'),
      server: network.inside('server'),
      device: DEVICE,
      address: SERVER.address,
      leastNs: 2 * ONE_WAY_MS * 1e6,
    }),
  );
};

/** Two adapters joined by a cable, with a queueing discipline on the server's end, or on both. */
const overQueue =
  (discipline: string[], ends: 1 | 2, leastNs: number): OverLink =>
  async (context, work) => {
    const net = new TestNetwork();
    const inside = (name: string): string[] => ['ip', 'netns', 'exec', name];
    try {
      const shaped = [
        [net.far, 'vb0'],
        [net.name, 'va0'],
      ]
        .slice(0, ends)
        .every(
          ([ns, device]) =>
            spawnSync('tc', ['-n', ns, 'qdisc', 'add', 'dev', device, 'root', ...discipline]).status === 0,
        );
      if (!shaped) context.skip(`this kernel has no ${discipline[0]}`);
      await work({ client: inside(net.name), server: inside(net.far), device: 'va0', address: '10.77.0.2', leastNs });
    } finally {
      net.remove();
    }
  };

const LISTEN = `require('node:net').createServer((s) => s.on('error', () => {}).resume().end()).listen(${PORT}, () => console.log('on'));`;
const CONNECT = `
const [host, count] = process.argv.slice(1);
(async () => {
  for (let i = 0; i < Number(count); i++)
    await new Promise((next) => {
      const socket = require('node:net').connect(${PORT}, host);
      socket.on('error', () => {}).on('close', next);
    });
})();`;

function node(inside: string[], script: string, ...args: string[]): ChildProcess {
  const [enter, ...rest] = inside;
  return spawn(enter, [...rest, process.execPath, '-e', script, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
}

describe.skipIf(cannotCapture)('SYN to SYN-ACK agrees with tcpdump within 1 % or 20 µs', () => {
  it.for<[string, OverLink]>([
    [`a relay, ${ONE_WAY_MS} ms each way`, overRelay],
    [`netem, ${ONE_WAY_MS} ms each way`, overQueue(NETEM, 2, 2 * ONE_WAY_MS * 1e6)],
    ['a slow queue', overQueue(SHAPE, 1, 0)],
  ])('over %s', async ([what, over], context) => {
    const folder = new TestFolder();
    try {
      await over(context, async (link) => {
        const { ours, theirs } = await measure(folder, link);
        expect(ours).toHaveLength(CONNECTIONS);
        const apart = ours.map((ns, i) => Math.abs(ns - theirs[i]));
        for (const [i, ns] of apart.entries()) expect(ns).toBeLessThanOrEqual(Math.max(20_000, theirs[i] / 100));
        expect(Math.min(...ours)).toBeGreaterThanOrEqual(link.leastNs);
        expect(Math.max(...ours)).toBeGreaterThan(1_000_000); // the link is slow
        const [least, most] = [Math.min(...ours) / 1e6, Math.max(...ours) / 1e6];
        console.info(
          `${what}: ${least.toFixed(3)} to ${most.toFixed(3)} ms, at most ${Math.max(...apart)} ns from tcpdump`,
        );
      });
    } finally {
      folder.remove();
    }
  });
});

/** ns from SYN to SYN-ACK of each connection, in our capture and in tcpdump's beside it. */
async function measure(folder: TestFolder, link: Link): Promise<{ ours: number[]; theirs: number[] }> {
  const beside = folder.file('tcpdump.pcap');
  const dump = await tcpdump(['-i', link.device, '--immediate-mode', 'tcp'], beside, link.client);
  const file = folder.file('ours.pcapng');
  const inside = folder.script('helper', `${link.client.join(' ')} ${builtHelper().file}`);
  const driver = helperDriver({ file: inside, isCheckout: true });
  const started = await driver.start({ devices: [link.device], file, filter: 'tcp' });
  if (!started.ok) throw new Error(started.problem.kind);
  const server = node(link.server, LISTEN);
  if (server.stdout) await once(server.stdout, 'data');
  await ended(node(link.client, CONNECT, link.address, String(CONNECTIONS)));
  server.kill();
  const outcome = await started.value.stop();
  await dump.stop(24 + outcome.progress.frames * 16 + outcome.progress.bytes);
  const flows = JSON.parse((await cli('flows', file, '--json')).out) as FlowRow[];
  expect(flows.map((flow) => flow.handshake)).toEqual(new Array(CONNECTIONS).fill('complete'));
  return { ours: flows.map((flow) => flow.synToSynAckNs ?? NaN), theirs: synToSynAck(beside) };
}

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
