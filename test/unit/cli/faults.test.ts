// The command line under faults: full disks, folders that cannot be written, standard input, signals. One line, the right exit status.
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { pcapFile } from '../../fixtures/make-capture';
import { tempFolder } from '../../fixtures/temp-folder';
import { connections, repeated, save } from '../engine/captures';
import { bundled } from '../bundled';
import { cli, cliWith } from './run-cli';

const whole = pcapFile(connections(2));
const oneLine = (text: string): void => {
  expect(text).toMatch(/^synscope: [^\n]+\n$/);
  expect(text).not.toMatch(/went wrong inside|\bat .*\.ts:/);
};

function start(args: string[], env: NodeJS.ProcessEnv, stdout: number | 'pipe' = 'pipe'): ChildProcess {
  const child = spawn(process.execPath, [bundled('cli-process'), '--lang', 'en', ...args], {
    stdio: ['pipe', stdout, 'pipe'],
    env: { ...process.env, ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}
const ended = (child: ChildProcess): Promise<[code: number | null, signal: NodeJS.Signals | null]> =>
  new Promise((resolve) => child.on('close', (code, signal) => resolve([code, signal])));

describe.skipIf(!existsSync('/dev/full'))('output to a full disk', () => {
  test.each([[['packets', 'FILE']], [['flows', 'FILE', '--json']], [['--help']]])('%j', async (args) => {
    const path = save(whole);
    const full = openSync('/dev/full', 'w');
    onTestFinished(() => closeSync(full));
    const child = start(
      args.map((arg) => (arg === 'FILE' ? path : arg)),
      {},
      full,
    );
    let err = '';
    child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
    expect(await ended(child)).toEqual([1, null]);
    oneLine(err);
    expect(err).toContain('the disk is full (ENOSPC)');
  });
});

describe('standard input', () => {
  const rows = (text: string): number => text.trimEnd().split('\n').length;
  test.each<[string, string[], number]>([
    ['packets', ['packets', '-'], 12],
    ['fields', ['fields', '-', '-e', 'frame.number'], 12],
    ['fields -r', ['fields', '-r', '-', '-e', 'frame.number'], 12],
    ['flows', ['flows', '-'], 3],
    ['flows -Y', ['flows', '-', '-Y', 'tcp.port == 40001'], 2],
  ])('%s', async (_name, args, count) => {
    for (const bytes of [whole, gzipSync(whole)]) {
      // in pieces, as from a pipe
      const pieces = [bytes.subarray(0, 10), bytes.subarray(10, 200), bytes.subarray(200)];
      const { code, out, err } = await cliWith({ stdin: Readable.from(pieces) }, ...args);
      expect([code, err]).toEqual([0, '']);
      expect(rows(out)).toBe(count);
    }
  });
  test('tree and timeline', async () => {
    expect((await cliWith({ stdin: Readable.from([whole]) }, 'tree', '-', '3')).out).toContain('Frame 3');
    expect((await cliWith({ stdin: Readable.from([whole]) }, 'timeline', '-', '1')).out).toContain('Stream 1');
  });
  test.each<[string, Uint8Array[], RegExp]>([
    ['empty', [], /^synscope: standard input: standard input is empty/],
    ['a text', [new TextEncoder().encode('Dear reader,\nthis is a letter.\n')], /is a text file/],
    ['cut short', [whole.subarray(0, whole.length - 3)], /standard input: The file ends in the middle of the record/],
    ['cut gzip', [gzipSync(whole).subarray(0, -9)], /standard input: The gzip/],
  ])('%s', async (_name, pieces, message) => {
    const { code, err } = await cliWith({ stdin: Readable.from(pieces) }, 'packets', '-');
    expect(code).toBe(1);
    oneLine(err);
    expect(err).toMatch(message);
  });
  test('a terminal is asked for no capture', async () => {
    const stdin = Object.assign(Readable.from([]), { isTTY: true });
    const { code, err } = await cliWith({ stdin }, 'packets', '-');
    expect(code).toBe(2);
    oneLine(err);
    expect(err).toContain('standard input is a terminal');
  });
});

describe('a folder for temporary files that is none', () => {
  const packed = (): string => save(gzipSync(whole), 'a.pcap.gz');
  const withTmp = async (folder: string, ...args: string[]): ReturnType<typeof cli> => {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = folder;
    try {
      return await cliWith({ stdin: Readable.from([whole]) }, ...args);
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  };
  test('a packed capture and standard input say so', async () => {
    const path = packed();
    const file = save(Uint8Array.of(1));
    for (const [args, words] of [
      [['packets', path], 'so the compressed capture cannot be unpacked. Make the folder writable'],
      [['flows', path], 'so the compressed capture cannot be unpacked'],
      [['packets', '-'], 'Set TMPDIR to a folder that can be written'],
    ] as const) {
      const { code, out, err } = await withTmp(file, ...args);
      expect([code, out]).toEqual([1, '']);
      oneLine(err);
      expect(err).toContain(words);
      expect(err).toContain(file);
    }
  });
  test('a missing one is made, and what needs none works', async () => {
    expect((await withTmp(join(tempFolder(), 'new'), 'packets', packed())).code).toBe(0);
    const path = save(whole);
    const file = save(Uint8Array.of(1));
    expect(await withTmp(file, 'flows', path, '--where', 'port_a = 40001')).toMatchObject({ code: 0, err: '' });
  });
});

test('a folder given as a file', async () => {
  const folder = tempFolder();
  const { code, out, err } = await cli('packets', folder);
  expect([code, out]).toEqual([1, '']);
  oneLine(err);
  expect(err).toContain('is a folder. Choose a capture file inside it.');
});

describe.skipIf(process.platform === 'win32')('a signal leaves nothing behind', () => {
  const { bytes } = repeated(connections(500), 20);
  const where = ['--where', 'port_b = 443'];
  test.each<[NodeJS.Signals, string[]]>([
    ['SIGINT', ['packets', 'FILE']],
    ['SIGTERM', ['flows', 'FILE', ...where]],
    ['SIGHUP', ['packets', '-']],
    ['SIGKILL', ['packets', 'FILE']],
  ])('%s %j', async (signal, args) => {
    const packed = save(gzipSync(bytes), 'a.pcap.gz');
    const TMPDIR = join(tempFolder(), 'tmp');
    mkdirSync(TMPDIR);
    const child = start(
      args.map((arg) => (arg === 'FILE' ? packed : arg)),
      { TMPDIR },
    );
    // nobody takes what it prints: it stands still in the middle of its work
    if (args.includes('-')) await new Promise((resolve) => child.stdin?.write(bytes, resolve));
    else await new Promise((resolve) => child.stdout?.once('readable', resolve));
    const end = ended(child);
    child.kill(signal);
    child.stdout?.resume();
    expect(await end).toEqual([null, signal]);
    expect(readdirSync(TMPDIR)).toEqual([]);
  });
});

test('what a process left that is gone is removed by the next one', async () => {
  const folder = tempFolder();
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const child = spawn(process.execPath, ['-e', '']);
    const [gone] = [child.pid ?? 0, await ended(child)];
    const name = (pid: number): string => `synscope-${pid}-0123456789abcdef.capture`;
    const kept = [name(process.ppid), 'synscope-notes.capture', `x${name(gone)}`];
    for (const file of [name(gone), ...kept]) writeFileSync(join(folder, file), '');
    expect((await cli('packets', save(gzipSync(whole), 'a.gz'))).code).toBe(0);
    const left = readdirSync(folder).filter((file) => !file.startsWith('synscope-test-'));
    expect(left.sort()).toEqual(kept.sort());
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
});

describe('a damaged file', () => {
  const cut = (): string => save(whole.subarray(0, 24 + 30));
  test.each<[string[]]>([[['tree', 'FILE', '1']], [['timeline', 'FILE', '0']]])('%j', async (args) => {
    const path = cut();
    const { code, out, err } = await cli(...args.map((arg) => (arg === 'FILE' ? path : arg)));
    expect([code, out]).toEqual([1, '']);
    const [damage, missing] = err.trimEnd().split('\n');
    expect(damage).toMatch(/^synscope: .*The file ends in the middle of the record/);
    expect(missing).toMatch(/no (?:TCP connection 0|packet 1)|packet 1/i);
  });
  test('what could be read is filtered and printed first', async () => {
    const path = save(whole.subarray(0, whole.length - 3));
    const { code, out, err } = await cli('packets', path, '-Y', 'tcp.flags.syn == 1 or eth.type == 0x0806');
    expect(code).toBe(1);
    expect(out.trimEnd().split('\n')).toHaveLength(4);
    oneLine(err);
  });
});

describe('a hostile --where', () => {
  test.each([
    "1; ATTACH DATABASE '/tmp/x' AS y",
    'id IN (SELECT 1)',
    "load_extension('x')",
    "writefile('/tmp/x', 'y')",
    'randomblob(1e9)',
    'zeroblob(1e9)',
    '1) UNION SELECT 1, 2 FROM sqlite_master WHERE (1',
    'port_b = 1 -- x',
    "x'00'",
    'pragma_database_list',
    '(WITH a AS (SELECT 1) SELECT 1)',
    `1${' + 1'.repeat(990)} = = 2`,
  ])('%s', async (where) => {
    const { code, out, err } = await cli('flows', save(whole), '--where', where);
    expect([code, out]).toEqual([2, '']);
    oneLine(err);
  });
  test('a pattern that would go back and forth for ever ends', async () => {
    const where = `'${'a'.repeat(1900)}' LIKE '${'%a'.repeat(900)}b'`;
    expect(await cli('flows', save(whole), '--where', where)).toMatchObject({ code: 0, out: 'No connections.\n' });
  });
});
