// Two network namespaces joined by a cable, and a sender of so many packets a second: for benches. Root and Linux only.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { inRoot, Stop } from '../../native/project.mjs';

export const DEVICE = 'va0';
const [NEAR_IP, FAR_IP] = ['10.77.0.1', '10.77.0.2'];

function sh(command, ...args) {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Stop(`${command} ${args.join(' ')}: ${done.stderr}`);
  return done.stdout;
}

/** `inside`: words before a command that run it in the sending namespace, which has `DEVICE`; `run` starts one there. */
export function makeCable() {
  const near = `synbench${process.pid}`;
  const far = `${near}f`;
  for (const name of [near, far]) {
    sh('ip', 'netns', 'add', name);
    sh('ip', 'netns', 'exec', name, 'sysctl', '-qw', 'net.ipv6.conf.all.disable_ipv6=1');
  }
  sh('ip', '-n', near, 'link', 'add', DEVICE, 'type', 'veth', 'peer', 'name', 'vb0', 'netns', far);
  sh('ip', '-n', near, 'addr', 'add', `${NEAR_IP}/24`, 'dev', DEVICE);
  sh('ip', '-n', far, 'addr', 'add', `${FAR_IP}/24`, 'dev', 'vb0');
  sh('ip', '-n', near, 'link', 'set', DEVICE, 'up');
  sh('ip', '-n', far, 'link', 'set', 'vb0', 'up');
  // known beforehand: no packet waits for ARP
  const mac = /ether ([0-9a-f:]+)/.exec(sh('ip', '-n', far, '-o', 'link', 'show', 'vb0'))[1];
  sh('ip', '-n', near, 'neigh', 'replace', FAR_IP, 'lladdr', mac, 'dev', DEVICE);
  const inside = ['ip', 'netns', 'exec', near];
  return {
    inside,
    run: (command, args) => spawn('ip', [...inside.slice(1), command, ...args], { stdio: ['pipe', 'pipe', 'pipe'] }),
    remove: () => [near, far].forEach((name) => spawnSync('ip', ['netns', 'del', name])),
  };
}

/** Compiles the sender into `folder`. */
export function buildBlast(folder) {
  const program = path.join(folder, 'blast');
  sh('cc', '-O2', '-o', program, inRoot('test/native/blast.c'));
  return program;
}

/** Sends UDP datagrams of `bytes` to the discard port for so many seconds; gives how many the system took, and in what time. */
export async function blast(cable, program, { rate, seconds, bytes }) {
  const sender = cable.run(program, [FAR_IP, String(rate * seconds), String(bytes), String(rate)]);
  let said = '';
  sender.stdout.on('data', (chunk) => (said += chunk));
  await new Promise((resolve) => sender.on('close', resolve));
  const { sent, seconds: taken } = JSON.parse(said);
  return { sent, reached: Math.round(sent / taken) };
}
