// Three network namespaces: a client at home, a server far away, a relay between them that takes its time. For samples and
// tests. Root and Linux only.
import { execFileSync, spawn } from 'node:child_process';
import readline from 'node:readline';
import { inRoot } from '../../native/project.mjs';

export const CLIENT = { address: '192.168.1.20', mac: '02:a0:c9:14:c8:29' };
export const SERVER = { address: '203.0.113.10', mac: '02:1b:21:3c:9d:f8' };
const ROUTER = { home: '02:50:56:c0:00:08', far: '02:50:56:c0:00:09' };
/** the client's adapter */
export const DEVICE = 'eth0';

const ip = (...args) => execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'inherit'] });

/**
 * Build the network, hand it to `work`, take it down again whatever happens. Each way over the relay takes `oneWayMs`.
 * @param rules what the relay does to some segments (middle.py); none: it passes them all
 * @param translated as whom the far side knows the client: `address`, and how much higher its ports are; none: as itself
 */
export async function withFarNetwork(oneWayMs, work, rules = null, translated = null) {
  const tag = `syn${process.pid}`;
  const names = { client: `${tag}-c`, relay: `${tag}-r`, server: `${tag}-s` };
  const children = [];
  try {
    for (const name of Object.values(names)) ip('netns', 'add', name);
    connect(names.client, CLIENT, names.relay, 'home', ROUTER.home, '192.168.1.0/24');
    connect(names.server, SERVER, names.relay, 'far', ROUTER.far, '203.0.113.0/24');
    const inside = (where) => ['ip', 'netns', 'exec', names[where]];
    const network = {
      inside,
      /** start a program in the namespace of `where`: client, relay or server */
      start: (where, program, args, options = {}) => {
        const [enter, ...rest] = inside(where);
        const child = spawn(enter, [...rest, program, ...args], {
          stdio: ['ignore', 'pipe', 'inherit'],
          ...options,
        });
        children.push(child);
        return child;
      },
    };
    const meddles = rules !== null || translated !== null;
    const program = inRoot(`test/network/${meddles ? 'middle' : 'relay'}.py`);
    const relay = [program, 'home', CLIENT.mac, 'far', SERVER.mac, String(oneWayMs)];
    if (meddles) relay.push(JSON.stringify(rules ?? []));
    if (translated !== null) relay.push(translated.address, String(translated.port));
    await firstLine(network.start('relay', 'python3', relay));
    return await work(network);
  } finally {
    for (const child of children) child.kill('SIGKILL');
    for (const name of Object.values(names)) execFileSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
  }
}

/** A cable between a host and the relay. Offloading is off, so that segments are as they go over a wire. */
function connect(host, { address, mac }, relay, side, relayMac, network) {
  const inHost = (...args) => ip('-n', host, ...args);
  ip('link', 'add', DEVICE, 'netns', host, 'address', mac, 'type', 'veth', 'peer', 'name', side, 'netns', relay);
  ip('-n', relay, 'link', 'set', side, 'address', relayMac);
  for (const [where, name] of [
    [host, DEVICE],
    [relay, side],
  ]) {
    const features = ['tso', 'off', 'gso', 'off', 'gro', 'off', 'tx', 'off', 'rx', 'off'];
    execFileSync('ip', ['netns', 'exec', where, 'ethtool', '-K', name, ...features], { stdio: 'ignore' });
    ip('-n', where, 'link', 'set', name, 'up');
  }
  const gateway = network.replace(/\.0\/24$/, '.1');
  inHost('addr', 'add', `${address}/24`, 'dev', DEVICE);
  inHost('neigh', 'add', gateway, 'lladdr', relayMac, 'dev', DEVICE, 'nud', 'permanent');
  // acknowledge at once: the answer to a FIN is then a segment of its own, as on a server that is not idle
  inHost('route', 'add', 'default', 'via', gateway, 'quickack', '1');
}

/** The first line a program prints: it is ready. */
export async function firstLine(child, stream = child.stdout) {
  for await (const line of readline.createInterface({ input: stream })) return line;
  throw new Error(`${child.spawnargs.join(' ')} ended before it was ready`);
}
