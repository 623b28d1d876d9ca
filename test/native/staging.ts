// What the tests of live capture need: the built helper, a network of their own, traffic, other tools to compare with.
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeCapFork, type CapFork } from '../../src-main/capture/cap/cap-fork';
import type { HelperPlace } from '../../src-main/capture/helper-place';

const ROOT = resolve(import.meta.dirname, '../..');

/** Why these tests cannot run here, or null. They open adapters and make networks: Linux and root. */
export const cannotCapture = ((): string | null => {
  if (process.platform !== 'linux') return 'not on Linux';
  if (process.getuid?.() !== 0) return 'not root';
  const missing = ['ip', 'tcpdump', 'tshark', 'setpriv', 'cc'].filter((name) => !onPath(name));
  return missing.length > 0 ? `missing: ${missing.join(', ')}` : null;
})();
if (cannotCapture) console.warn(`live capture is not tested: ${cannotCapture}`);

export function onPath(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;
}

/** Builds the helper (once) and says where it is. */
export function builtHelper(kind: 'release' | 'sanitized' = 'release'): HelperPlace {
  const args = [join(ROOT, 'native/capture-helper.mjs'), ...(kind === 'sanitized' ? ['--sanitize'] : [])];
  execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const name = kind === 'sanitized' ? 'capture-helper-sanitized' : 'capture-helper';
  return { file: join(ROOT, 'native/build', name), isCheckout: true };
}

/** The folder from which the compiled package cap is found, or null where it cannot be built. */
export function builtCap(): string | null {
  const done = spawnSync(process.execPath, [join(ROOT, 'native/parts/cap.mjs')], { encoding: 'utf8' });
  if (done.status !== 0) console.warn(`the package cap is not tested: ${done.stderr.trim()}`);
  return done.status === 0 ? join(ROOT, 'native/build/cap/x.js') : null;
}

/** Starts the process of the cap driver from its source. `execPath`: a program to run in place of Node. */
export const capFork = (from: string | null, execPath?: string): CapFork =>
  nodeCapFork({
    script: join(ROOT, 'src-main/capture/cap/cap-process.ts'),
    from: from ?? undefined,
    execArgv: ['--import', import.meta.resolve('tsx')],
    execPath,
  });

/** The file of a shared library that the linker would take. */
export function libraryOf(name: string): string {
  const listed = execFileSync('ldconfig', ['-p'], { encoding: 'utf8' });
  const line = listed.split('\n').find((entry) => entry.trim().startsWith(name));
  const found = line?.split('=> ')[1]?.trim();
  return found ?? execFileSync('cc', [`-print-file-name=${name}`], { encoding: 'utf8' }).trim();
}

/** An ordinary user: words before a command that make it theirs, without any capability. */
export const NOBODY = 65534;
export const asNobody = `setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups --inh-caps=-all`;

/** Status lines of a process: `CapEff`, `NoNewPrivs` … */
export function processStatus(pid: number): Map<string, string> {
  const lines = readFileSync(`/proc/${pid}/status`, 'utf8').split('\n');
  return new Map(lines.map((line) => line.split(':\t') as [string, string]));
}
/** Process ids of what runs this program file, whatever it was started by. */
export function processesOf(program: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandOf(name).includes(program))
    .map(Number);
}
/** Whether this process is there and not only waiting to be forgotten. */
export function isRunning(pid: number): boolean {
  try {
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
function commandOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return []; // it has just ended
  }
}

export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'synscope-capture-'));
  file(name: string): string {
    return join(this.path, name);
  }
  /** A program that runs `command "$@"` in its own place, so that its process id stays the same. */
  script(name: string, command: string): string {
    const path = this.file(name);
    writeFileSync(path, `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
    return path;
  }
  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Waits until `ready()` holds; fails with `what` after a long time. */
export async function until(what: string, ready: () => boolean, patienceMs = 20_000): Promise<void> {
  for (const end = Date.now() + patienceMs; !ready(); await sleep(10))
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
}

/** A pair of joined adapters in a network namespace of their own, 10.77.0.1 on `va0`; the other end may be another namespace. */
export class TestNetwork {
  static #count = 0;
  readonly name = `syn${process.pid % 100_000}n${TestNetwork.#count++}`;
  readonly far = `${this.name}f`;
  readonly #running = new Set<ChildProcess>();

  constructor() {
    const { name, far } = this;
    ip('netns', 'add', name);
    ip('netns', 'add', far);
    ip('-n', name, 'link', 'add', 'va0', 'type', 'veth', 'peer', 'name', 'vb0', 'netns', far);
    for (const [ns, device, host] of [
      [name, 'va0', 1],
      [far, 'vb0', 2],
    ] as const) {
      // no neighbour discovery and the like: only the test's own packets
      execFileSync('ip', ['netns', 'exec', ns, 'sysctl', '-qw', 'net.ipv6.conf.all.disable_ipv6=1']);
      ip('-n', ns, 'addr', 'add', `10.77.0.${host}/24`, 'dev', device);
      ip('-n', ns, 'link', 'set', 'lo', 'up');
      ip('-n', ns, 'link', 'set', device, 'up');
    }
  }
  ip(...args: string[]): void {
    ip('-n', this.name, ...args);
  }
  /** A program inside the namespace; it ends with it. */
  run(...command: string[]): ChildProcess {
    const child = spawn('ip', ['netns', 'exec', this.name, ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#running.add(child);
    child.once('close', () => this.#running.delete(child));
    return child;
  }
  /** The helper as it runs inside the namespace. */
  place(folder: TestFolder, helper: HelperPlace): HelperPlace {
    return {
      file: folder.script(`helper-${this.name}`, `ip netns exec ${this.name} ${helper.file}`),
      isCheckout: true,
    };
  }
  /** Sends numbered datagrams from 10.77.0.1 to 10.77.0.2, to the discard port; settles when all are sent. */
  async flood(count: number, size = 100, pauseMs = 0): Promise<void> {
    await ended(
      this.run(process.execPath, '-e', FLOOD, '10.77.0.2', '9', String(count), String(size), String(pauseMs)),
    );
  }
  remove(): void {
    for (const child of this.#running) child.kill('SIGKILL');
    for (const name of [this.name, this.far]) if (existsSync(`/run/netns/${name}`)) ip('netns', 'del', name);
  }
}

const FLOOD = `
const [host, port, count, size, pause] = process.argv.slice(1);
const socket = require('node:dgram').createSocket('udp4');
socket.on('error', () => {});
(async () => {
  for (let i = 0; i < Number(count); i++) {
    await new Promise((next) => socket.send(String(i).padStart(Number(size), '.'), Number(port), host, next));
    if (Number(pause) > 0) await new Promise((next) => setTimeout(next, Number(pause)));
  }
  socket.close();
})();`;

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

export async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

/** A UDP port on loopback that somebody listens on, so that sending there causes no ICMP. */
export async function loopbackPort(): Promise<{
  port: number;
  send: (count: number) => Promise<void>;
  close: () => void;
}> {
  const receiver = createSocket('udp4').bind(0, '127.0.0.1');
  await once(receiver, 'listening');
  const sender = createSocket('udp4');
  const { port } = receiver.address();
  let sent = 0;
  return {
    port,
    async send(count) {
      for (let i = 0; i < count; i++) {
        const text = `datagram ${String(sent++).padStart(6, '0')}`;
        await new Promise((next) => sender.send(text, port, '127.0.0.1', next));
      }
    },
    close() {
      receiver.close();
      sender.close();
    },
  };
}

/** tcpdump, writing nanoseconds; `stop` waits until its file has so many bytes. `inside`: words before its command. */
export async function tcpdump(
  args: string[],
  file: string,
  inside: string[] = [],
): Promise<{ stop: (bytes: number) => Promise<void> }> {
  const [program, ...rest] = [...inside, 'tcpdump', '-U', '-w', file, '--time-stamp-precision=nano', ...args];
  const child = spawn(program, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  await until(`tcpdump: ${said}`, () => said.includes('listening on'));
  return {
    async stop(bytes) {
      await until('tcpdump to write', () => statSync(file).size >= bytes);
      child.kill('SIGTERM');
      await ended(child);
    },
  };
}

export interface SeenFrame {
  epoch: string;
  length: number;
  captured: number;
  /** of UDP, hexadecimal */
  payload: string;
  /** what stands for the adapter: `frame.interface_name` */
  adapter: string;
}
/** What tshark reads in a file. Fails when it complains about anything. */
export function tsharkFrames(file: string): SeenFrame[] {
  const fields = ['frame.time_epoch', 'frame.len', 'frame.cap_len', 'udp.payload', 'frame.interface_name'];
  const done = spawnSync('tshark', ['-n', '-r', file, '-T', 'fields', ...fields.flatMap((name) => ['-e', name])], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const complaints = done.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('Running as user'));
  if (done.status !== 0 || complaints.length > 0) throw new Error(`tshark on ${file}: ${complaints.join(' ')}`);
  return done.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [epoch, length, captured, payload, adapter] = line.split('\t');
      return { epoch, length: Number(length), captured: Number(captured), payload, adapter };
    });
}

export const textOf = (frame: SeenFrame): string => Buffer.from(frame.payload, 'hex').toString();
/** Nanoseconds since 1970 of tshark's `frame.time_epoch`. */
export const nsOf = (frame: SeenFrame): bigint => {
  const [sec, fraction = ''] = frame.epoch.split('.');
  return BigInt(sec) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0').slice(0, 9));
};
