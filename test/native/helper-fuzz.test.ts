// Anything as arguments of the helper, and signals at any moment, in the build with address and undefined-behaviour checks. Whatever comes, it ends by itself,
// says nothing but messages, the last of which is `done`, and leaves files of whole blocks.
// SYNSCOPE_HELPER_RUNS, SYNSCOPE_HELPER_SEED: how many of each, and which.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HelperPlace } from '../../src-main/capture/helper-place';
import { MessageReader, type HelperMessage } from '../../src-main/capture/helper-protocol';
import { random } from '../bench/random';
import { blocksOf } from './blocks';
import { builtHelper, cannotCapture, loopbackPort, TestFolder } from './staging';

const RUNS = Number(process.env.SYNSCOPE_HELPER_RUNS ?? 60);
const SEED = Number(process.env.SYNSCOPE_HELPER_SEED ?? 1);
const AT_ONCE = 2;
/** A run that takes longer hangs. */
const HANG_MS = 30_000;

/** That check stops the process from a second one, behind its last word; a signal then leaves both waiting. Argument lists are checked for leaks. */
const NO_LEAK_CHECK = { ASAN_OPTIONS: 'detect_leaks=0' };

type Chance = () => number;
const below = (chance: Chance, n: number): number => Math.floor(chance() * n);
const oneOf = <T>(chance: Chance, all: readonly T[]): T => all[below(chance, all.length)];

const MODES = ['version', 'list', 'check', 'capture', 'capture', 'capture'];
const NUMBERS = ['0', '1', '2', '64', '65535', '65536', '262144', '262145', '4294967295', '4294967296'];
const ODD_NUMBERS = [
  '-1',
  '+1',
  ' 1',
  '1 ',
  '0x10',
  '1e3',
  '',
  '18446744073709551615',
  '18446744073709551616',
  '九',
  '9'.repeat(400),
];
const DEVICES = [
  'lo',
  'lo',
  'lo',
  'any',
  'eth0',
  'lo:1',
  'nflog',
  'usbmon0',
  'bluetooth0',
  '../lo',
  'rpcap://x/lo',
  'x'.repeat(15),
  'x'.repeat(16),
];
const FILTERS = [
  '',
  'tcp',
  'udp port 9 and not host 127.0.0.1',
  'ip6[6] == 6',
  '(((',
  'x'.repeat(8192),
  'x'.repeat(8193),
  '\u0001',
  'len <= 0xffffffffff',
  `tcp${' or tcp'.repeat(800)}`,
];
const FILES = [
  'a.pcapng',
  '/a',
  '',
  '.',
  '..',
  './',
  'none/a',
  'a/../b',
  `${'n'.repeat(300)}`,
  'a b\n"c',
  '名.pcapng',
  '.hidden',
  '/dev/null',
  '/proc/self/mem',
];
/** what each option wants; not more buffer than the tests of a machine can have at once */
const OPTIONS: Record<string, readonly string[]> = {
  '--no-link-types': [],
  '--promiscuous': [],
  '--device': DEVICES,
  '--filter': FILTERS,
  '--output': FILES,
  '--snaplen': NUMBERS,
  '--buffer-kib': ['64', '8192', '63', '1048577'],
  '--link-type': ['1', '0', '113', '65535', '65536'],
  '--stop-packets': NUMBERS,
  '--stop-seconds': NUMBERS,
  '--stop-bytes': NUMBERS,
  '--file-bytes': ['4096', '65536', '4095'],
  '--file-seconds': NUMBERS,
  '--ring-files': ['1', '2', '100000', '100001', '0'],
};
const NAMES = Object.keys(OPTIONS);

function value(chance: Chance, name: string): string {
  if (chance() < 0.08) return oneOf(chance, ODD_NUMBERS);
  if (chance() < 0.05)
    return String.fromCodePoint(...Array.from({ length: 1 + below(chance, 40) }, () => 1 + below(chance, 0xd7ff)));
  return oneOf(chance, OPTIONS[name]);
}

const FOR_MODE: Record<string, readonly string[]> = {
  version: [],
  list: ['--no-link-types'],
  check: ['--filter', '--snaplen', '--link-type'],
  capture: NAMES.filter((name) => name !== '--no-link-types'),
};

/** Mostly what its command knows, each once. */
function argumentList(chance: Chance): string[] {
  if (chance() < 0.03) return [];
  const mode = oneOf(chance, MODES);
  const words = [chance() < 0.95 ? mode : value(chance, '--filter')];
  const left = new Set(FOR_MODE[mode]);
  const add = (name: string, text?: string): void => {
    left.delete(name);
    words.push(chance() < 0.02 ? value(chance, '--filter') : name);
    if (OPTIONS[name].length > 0 && chance() < 0.98) words.push(text ?? value(chance, name));
  };
  if (mode === 'capture' && chance() < 0.9) {
    add('--device', chance() < 0.8 ? 'lo' : undefined);
    add('--output', chance() < 0.8 ? 'a.pcapng' : undefined);
  }
  for (let n = below(chance, 5); n > 0; n--) add(oneOf(chance, chance() < 0.95 && left.size > 0 ? [...left] : NAMES));
  return words.map((word) => word.replaceAll('\0', ''));
}

interface Run {
  code: number | null;
  signal: NodeJS.Signals | null;
  messages: HelperMessage[];
  fault: string | null;
  stderr: string;
}

/** Runs the helper to its end; `during` is told when it has said what. */
async function run(
  helper: HelperPlace,
  args: string[],
  cwd: string,
  during: (kill: (signal: NodeJS.Signals) => void, close: () => void) => Promise<void> = (_, close) =>
    Promise.resolve(close()),
  env: NodeJS.ProcessEnv = {},
): Promise<Run> {
  const child = spawn(helper.file, args, { cwd, stdio: 'pipe', env: { ...process.env, ...env } });
  const reader = new MessageReader();
  const messages: HelperMessage[] = [];
  let stderr = '';
  child.stdout.on('data', (bytes: Buffer) => messages.push(...reader.push(bytes)));
  child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
  child.stdin.on('error', () => undefined); // it has ended already
  const hang = setTimeout(() => child.kill('SIGKILL'), HANG_MS);
  const closed = new Promise<[number | null, NodeJS.Signals | null]>((end) =>
    child.once('close', (code, signal) => end([code, signal])),
  );
  await during(
    (signal) => child.kill(signal),
    () => child.stdin.end(),
  );
  const [code, signal] = await closed;
  clearTimeout(hang);
  return { code, signal, messages, fault: reader.fault, stderr };
}

async function many(one: (chance: Chance, folder: TestFolder) => Promise<void>): Promise<void> {
  let left = RUNS;
  const worker = async (chance: Chance): Promise<void> => {
    while (left-- > 0) {
      const folder = new TestFolder();
      try {
        await one(chance, folder);
      } finally {
        folder.remove();
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => worker(random(SEED + i))));
}

/** Files that a capture left: each is whole. */
function expectWholeFiles(folder: TestFolder, what: string): void {
  for (const name of readdirSync(folder.path, { recursive: true, encoding: 'utf8' }))
    expect(() => blocksOf(readFileSync(join(folder.path, name))), `${what}: ${name}`).not.toThrow();
}

describe.skipIf(cannotCapture)('helper, sanitized: anything', () => {
  let helper: HelperPlace;
  beforeAll(() => {
    helper = builtHelper('sanitized');
  });

  it(`${RUNS} argument lists`, { timeout: 60_000 + RUNS * 1000 }, async () => {
    const ends = new Set<string>();
    await many(async (chance, folder) => {
      const args = argumentList(chance);
      const what = JSON.stringify(args);
      const { code, signal, messages, fault, stderr } = await run(helper, args, folder.path);
      expect({ signal, fault, stderr }, what).toEqual({ signal: null, fault: null, stderr: '' });
      expect([0, 1, 2], what).toContain(code);
      expect(messages[0]?.type, what).toBe('hello');
      expect(messages.at(-1)?.type, what).toBe('done');
      expectWholeFiles(folder, what);
      ends.add(messages.find(({ type }) => type === 'error') ? `error ${code}` : `done ${code}`);
    });
    // all of it was reached: what is refused, what fails, what works
    expect([...ends].sort()).toEqual(['done 0', 'error 1', 'error 2']);
  });

  it(`signals at ${RUNS} moments`, { timeout: 60_000 + RUNS * 1000 }, async () => {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGPIPE', 'SIGXFSZ', 'SIGWINCH', 'SIGCONT', 'SIGSTOP'] as const;
    const port = await loopbackPort();
    let captured = 0;
    try {
      await many(async (chance, folder) => {
        const args = ['capture', '--device', 'lo', '--filter', `udp port ${port.port}`, '--output', 'a.pcapng'];
        if (chance() < 0.5) args.push('--device', 'any');
        if (chance() < 0.5) args.push('--file-bytes', '4096', '--ring-files', String(1 + below(chance, 3)));
        const sent: string[] = [];
        const withSignals = async (kill: (signal: NodeJS.Signals) => void, close: () => void): Promise<void> => {
          for (let n = 1 + below(chance, 4); n > 0; n--) {
            await sleep(below(chance, 120));
            if (chance() < 0.7) await port.send(below(chance, 60));
            const signal = oneOf(chance, signals);
            sent.push(signal);
            kill(signal);
          }
          kill('SIGCONT');
          close();
        };
        const outcome = await run(helper, args, folder.path, withSignals, NO_LEAK_CHECK);
        const what = `${args.join(' ')} ${sent.join(' ')}`;
        const { code, signal, messages, fault, stderr } = outcome;
        expect({ fault, stderr }, what).toEqual({ fault: null, stderr: '' });
        // before it captures a signal ends it as it ends any program; from then on it is an orderly stop
        if (!messages.some(({ type }) => type === 'ready') && signal !== null) {
          expect(sent, what).toContain(signal);
          return;
        }
        expect({ code, signal }, what).toEqual({ code: 0, signal: null });
        expect(messages.at(-1)?.type, what).toBe('done');
        expectWholeFiles(folder, what);
        if (existsSync(folder.file('a.pcapng')) || readdirSync(folder.path).length > 0) captured++;
      });
    } finally {
      port.close();
    }
    expect(captured).toBeGreaterThan(0);
  });
});
