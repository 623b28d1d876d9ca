// What ends a capture badly, staged for real: each has its own words, and keeps what was captured.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CaptureEvent, CaptureOptions, RunningCapture } from '../../src-main/capture/driver';
import { helperDriver } from '../../src-main/capture/helper-driver';
import type { HelperPlace } from '../../src-main/capture/helper-place';
import { repairCapture } from '../../src-main/capture/repair';
import type { Problem } from '../../src-main/ipc/message';
import { translateMessage } from '../../src-main/i18n/translate';
import { blocksOf } from './blocks';
import { HelperStage } from './helper-stage';
import {
  asNobody,
  cannotCapture,
  ended,
  libraryOf,
  NOBODY,
  processesOf,
  processStatus,
  textOf,
  tsharkFrames,
  until,
} from './staging';

describe.skipIf(cannotCapture).each(['release', 'sanitized'] as const)('helper, %s: failures', (build) => {
  const stage = new HelperStage(build);

  const numbers = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i).padStart(100, '.'));
  const whole = (options: Partial<CaptureOptions>): CaptureOptions => ({
    devices: ['va0'],
    file: stage.folder.file('ours.pcapng'),
    filter: 'udp port 9',
    ...options,
  });
  async function start(options: Partial<CaptureOptions> = {}, events: CaptureEvent[] = []): Promise<RunningCapture> {
    const started = await helperDriver(stage.net.place(stage.folder, stage.helper)).start(whole(options), (event) =>
      events.push(event),
    );
    if (!started.ok) throw new Error(`${started.problem.kind}: ${started.problem.detail}`);
    return (stage.running = started.value);
  }
  /** The problem that a capture with this helper does not even start with. */
  async function refused(
    place: HelperPlace,
    options: Partial<CaptureOptions> = {},
    env?: NodeJS.ProcessEnv,
  ): Promise<Problem> {
    const started = await helperDriver(place, env).start(whole({ devices: ['lo'], ...options }));
    if (started.ok) {
      await started.value.stop();
      throw new Error('it started');
    }
    for (const language of ['en', 'zh-CN'] as const)
      expect(translateMessage(language, started.problem.message)).not.toMatch(/[{}]|^capture\./);
    return started.problem;
  }
  /** A copy of the helper that an ordinary user may start, with CAP_NET_RAW or without. */
  function ordinaryHelper(capability: boolean): string {
    const copy = stage.folder.file('helper-copy');
    copyFileSync(stage.helper.file, copy);
    chmodSync(copy, 0o755);
    chmodSync(stage.folder.path, 0o711);
    if (capability) execFileSync('setcap', ['cap_net_raw=ep', copy]);
    return copy;
  }

  describe('an adapter', () => {
    it('is removed', async () => {
      const capture = await start();
      await stage.net.flood(20);
      stage.net.ip('link', 'del', 'va0');
      const outcome = await capture.outcome;
      expect(outcome).toMatchObject({
        end: 'lost',
        problem: { kind: 'capture.device-gone', message: { args: { device: 'va0' } } },
      });
      expect(tsharkFrames(stage.folder.file('ours.pcapng')).map(textOf)).toEqual(numbers(20));
    });

    it('is taken down', async () => {
      const capture = await start();
      await stage.net.flood(20);
      stage.net.ip('link', 'set', 'va0', 'down');
      expect(await capture.outcome).toMatchObject({ end: 'lost', problem: { kind: 'capture.device-down' } });
      expect(tsharkFrames(stage.folder.file('ours.pcapng')).map(textOf)).toEqual(numbers(20));
    });

    it('is removed while others go on', async () => {
      const events: CaptureEvent[] = [];
      stage.net.ip('link', 'add', 'd0', 'type', 'veth', 'peer', 'name', 'd1');
      stage.net.ip('link', 'set', 'd0', 'up');
      const capture = await start({ devices: ['d0', 'va0'] }, events);
      stage.net.ip('link', 'del', 'd0');
      await until('the loss', () => events.some((event) => event.kind === 'lost'));
      expect(events.find((event) => event.kind === 'lost')).toMatchObject({
        device: 0,
        problem: { kind: 'capture.device-gone' },
      });
      await stage.net.flood(10);
      expect(await capture.stop()).toMatchObject({ end: 'stopped', problem: null, progress: { frames: 10 } });
      expect(tsharkFrames(stage.folder.file('ours.pcapng')).map(textOf)).toEqual(numbers(10));
    });

    it('is down from the start', async () => {
      stage.net.ip('link', 'set', 'va0', 'down');
      expect(await refused(stage.net.place(stage.folder, stage.helper), { devices: ['va0'] })).toMatchObject({
        kind: 'capture.device-down',
      });
    });

    it('is busy', async () => {
      const source = stage.folder.file('busy.c');
      writeFileSync(source, BUSY_C);
      execFileSync('cc', ['-shared', '-fPIC', '-o', stage.folder.file('busy.so'), source]);
      // the sanitizers' runtime wants to be the first library
      const asan = build === 'sanitized' ? libraryOf('libasan.so') : '';
      const env = { ...process.env, LD_PRELOAD: `${asan} ${stage.folder.file('busy.so')}`.trim() };
      expect((await refused(stage.helper, {}, env)).kind).toBe('capture.device-busy');
    });

    it('may not be opened by this user', async () => {
      const copy = ordinaryHelper(false);
      const problem = await refused({
        file: stage.folder.script('as-nobody', `${asNobody} ${copy}`),
        isCheckout: false,
      });
      expect(problem.kind).toBe('capture.no-permission');
      expect(problem.message.args?.command).toContain('setcap cap_net_raw=ep');
    });

    it('is not offered with such a link type', async () => {
      expect((await refused(stage.helper, { linkType: 105 })).kind).toBe('capture.link-type');
    });
  });

  describe('the file', () => {
    function tmpfs(size: string): string {
      const path = stage.folder.file('small');
      mkdirSync(path);
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path]);
      return path;
    }

    it('meets a full disk', async () => {
      const small = tmpfs('256k');
      try {
        const capture = await start({ file: `${small}/ours.pcapng` });
        await stage.net.flood(5000);
        const outcome = await capture.outcome;
        expect(outcome).toMatchObject({ end: 'failed', problem: { kind: 'capture.disk-full' } });
        const frames = tsharkFrames(`${small}/ours.pcapng`).map(textOf);
        expect(frames.length).toBeGreaterThan(1000);
        expect(frames).toEqual(numbers(frames.length));
        expect(outcome.progress.frames).toBe(frames.length);
        expect(outcome.progress.fileBytes).toBe(statSync(`${small}/ours.pcapng`).size);
        expect(() => blocksOf(readFileSync(`${small}/ours.pcapng`))).not.toThrow();
      } finally {
        execFileSync('umount', [small]);
      }
    });

    it('meets the largest size allowed', async () => {
      const place = {
        file: stage.folder.script(
          'limited',
          `prlimit --fsize=65536 ${stage.net.place(stage.folder, stage.helper).file}`,
        ),
        isCheckout: false,
      };
      const started = await helperDriver(place).start(whole({}));
      if (!started.ok) throw new Error(started.problem.kind);
      await stage.net.flood(1000);
      expect(await started.value.outcome).toMatchObject({ end: 'failed', problem: { kind: 'capture.file-too-big' } });
      const frames = tsharkFrames(stage.folder.file('ours.pcapng')).map(textOf);
      expect(frames).toEqual(numbers(frames.length));
      expect(frames.length).toBeGreaterThan(300);
    });

    it('is not written through a link', async () => {
      writeFileSync(stage.folder.file('target'), 'precious');
      symlinkSync(stage.folder.file('target'), stage.folder.file('ours.pcapng'));
      expect((await refused(stage.helper)).kind).toBe('capture.output-exists');
      expect(readFileSync(stage.folder.file('target'), 'utf8')).toBe('precious');
    });

    it('is not made where a file stands in for the folder', async () => {
      writeFileSync(stage.folder.file('file'), '');
      expect((await refused(stage.helper, { file: stage.folder.file('file/ours.pcapng') })).kind).toBe(
        'capture.output-unwritable',
      );
    });

    it('is opened with no privilege left, also by root', async () => {
      // root without CAP_DAC_OVERRIDE is stopped by the mode of somebody else's folder
      const theirs = stage.folder.file('theirs');
      mkdirSync(theirs, { mode: 0o700 });
      chownSync(theirs, NOBODY, NOBODY);
      expect((await refused(stage.helper, { file: `${theirs}/ours.pcapng` })).kind).toBe('capture.output-unwritable');
    });
  });

  describe('privileges', () => {
    it('are all gone before the first frame is read, as root', async () => {
      const capture = await start();
      const status = processStatus(capture.pid);
      for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'])
        expect(Number(`0x${status.get(set)}`), set).toBe(0);
      expect(status.get('NoNewPrivs')).toBe('1');
      // nothing was sent until now; what is read from here on is read without any privilege
      expect(capture.progress().frames).toBe(0);
      await stage.net.flood(1);
      expect(await capture.stop()).toMatchObject({ end: 'stopped', problem: null, progress: { frames: 1 } });
    });

    it('are all gone before the first frame is read, as an ordinary user with a file capability', async () => {
      const copy = ordinaryHelper(true);
      mkdirSync(stage.folder.file('mine'));
      chownSync(stage.folder.file('mine'), NOBODY, NOBODY);
      const place = { file: stage.folder.script('as-nobody', `${asNobody} ${copy}`), isCheckout: false };
      const file = stage.folder.file('mine/ours.pcapng');
      const started = await helperDriver(place).start(whole({ devices: ['lo'], file }));
      if (!started.ok) throw new Error(`${started.problem.kind}: ${started.problem.detail}`);
      stage.running = started.value;
      const [pid] = processesOf(copy);
      const status = processStatus(pid);
      for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapAmb']) expect(Number(`0x${status.get(set)}`), set).toBe(0);
      expect(status.get('NoNewPrivs')).toBe('1');
      expect(status.get('Uid')?.split('\t')).toEqual(Array(4).fill(String(NOBODY)));
      expect(lstatSync(file)).toMatchObject({ uid: NOBODY, gid: NOBODY });
      expect(stage.running.progress().frames).toBe(0);
      expect(await stage.running.stop()).toMatchObject({ end: 'stopped', problem: null });
    });
  });

  describe('nobody is left', () => {
    it('when the program that captures is killed', async () => {
      const pids = (): number[] => processesOf(stage.helper.file).filter((pid) => commandHas(pid, stage.folder.path));
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', CAPTURER], {
        env: { ...process.env, HELPER: stage.helper.file, FILE: stage.folder.file('ours.pcapng') },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((next) => child.stdout.once('data', next));
      expect(pids()).toHaveLength(1);
      child.kill('SIGKILL');
      await until('the helper to end', () => pids().length === 0);
      expect(tsharkFrames(stage.folder.file('ours.pcapng'))).toEqual([]);
    });

    it('when only its output is closed', async () => {
      const args = ['capture', '--device', 'lo', '--output', stage.folder.file('ours.pcapng')];
      const child = spawn(stage.helper.file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
      await until('the file', () => existsSync(stage.folder.file('ours.pcapng')));
      child.stdout.destroy();
      await ended(child);
      expect(() => blocksOf(readFileSync(stage.folder.file('ours.pcapng')))).not.toThrow();
    });

    it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('after %s, and the file is whole', async (signal) => {
      const capture = await start();
      await stage.net.flood(10);
      process.kill(capture.pid, signal);
      expect(await capture.outcome).toMatchObject({ end: 'stopped', problem: null, progress: { frames: 10 } });
      expect(tsharkFrames(stage.folder.file('ours.pcapng')).map(textOf)).toEqual(numbers(10));
    });
  });

  it('never waits for a reader that does not read', async () => {
    const output = stage.folder.file('ours.pcapng');
    // thousands of files mean more messages than the channel holds
    const args = ['capture', '--device', 'va0', '--filter', 'udp port 9', '--output', output];
    args.push('--file-bytes', '4096', '--buffer-kib', '65536');
    execFileSync('mkfifo', [stage.folder.file('fifo')]);
    const unread = openSync(stage.folder.file('fifo'), 'r+');
    const child = spawn(stage.net.place(stage.folder, stage.helper).file, args, { stdio: ['pipe', unread, 'inherit'] });
    const files = (): string[] => readdirSync(stage.folder.path).filter((name) => name.startsWith('ours_'));
    await until('the first file', () => files().length > 0);
    await stage.net.flood(10_000, 1400);
    child.stdin?.end();
    expect(await ended(child)).toBe(0);
    const said = Buffer.alloc(1 << 20);
    const length = readSync(unread, said);
    closeSync(unread);
    // it was full indeed
    expect(said.subarray(0, length).toString().split('"file"').length).toBeLessThan(files().length);
    const counts = files().map((name) => repairCapture(stage.folder.file(name)));
    expect(counts.reduce((sum, file) => sum + (file.ok ? file.value.frames : 0), 0)).toBe(10_000);
  });

  it('does not take a missing standard output for its file', async () => {
    const output = stage.folder.file('ours.pcapng');
    const command = `${stage.helper.file} capture --device lo --stop-seconds 1 --output ${output} <&- >&-`;
    await ended(spawn('sh', ['-c', command], { stdio: 'ignore' }));
    expect(
      blocksOf(readFileSync(output))
        .map((block) => block.type)
        .slice(0, 2),
    ).toEqual([0x0a0d0d0a, 1]);
  });

  it.each([
    [['capture', '--device', 'lo', '--output', 'x', '--frobnicate']],
    [['capture', '--device', 'lo', '--output', 'x', 'eth0']],
    [['capture', '--device', 'lo']],
    [['capture', '--output', 'x']],
    [['capture', '--device', 'lo', '--device', 'lo', '--output', 'x']],
    [['capture', '--device', 'lo', '--output', 'x', '--output', 'y']],
    [['capture', '--device', 'lo', '--output', 'x', '--snaplen', '0']],
    [['capture', '--device', 'lo', '--output', 'x', '--snaplen', '0x40']],
    [['capture', '--device', 'lo', '--output', 'x', '--snaplen', '-1']],
    [['capture', '--device', 'lo', '--output', 'x', '--snaplen', '99999999999999999999']],
    [['capture', '--device', 'lo', '--output', 'x', '--snaplen']],
    [['capture', '--device', 'lo', '--output', 'x', '--ring-files', '3']],
    [['capture', '--device', 'l'.repeat(256), '--output', 'x']],
    [['capture', '--device', '', '--output', 'x']],
    [['check', '--filter', 'x'.repeat(8193)]],
    [['check']],
    [['list', '--device', 'lo']],
    [['version', '--filter', 'tcp']],
    [['Capture']],
    [['--help']],
    [[]],
  ])('refuses %j', (args) => {
    const done = spawnSync(stage.helper.file, args, { cwd: stage.folder.path, encoding: 'utf8' });
    const messages = done.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(done.status).toBe(2);
    expect(done.stderr).toBe('');
    expect(messages.map((message) => message.type)).toEqual(['hello', 'error', 'done']);
    expect(messages[1].kind).toBe('usage');
    expect(existsSync(stage.folder.file('x'))).toBe(false);
  });

  it.runIf(build === 'release')('says that libpcap is missing', async () => {
    const library = libraryOf('libpcap.so.0.8');
    const command = `unshare -m sh -c 'mount --bind /dev/null ${library} && exec "$0" "$@"' ${stage.helper.file}`;
    const problem = await refused({ file: stage.folder.script('no-libpcap', command), isCheckout: false });
    expect(problem).toMatchObject({ kind: 'capture.no-libpcap' });
    expect(problem.message.args?.command).toMatch(/libpcap/);
  });
});

function commandHas(pid: number, text: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
  } catch {
    return false;
  }
}

/** Opening an adapter fails as it does where only one program at a time may have it. */
const BUSY_C = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <sys/socket.h>
int socket(int domain, int type, int protocol)
{
    int (*real)(int, int, int) = (int (*)(int, int, int))dlsym(RTLD_NEXT, "socket");
    if (domain == AF_PACKET) { errno = EBUSY; return -1; }
    return real(domain, type, protocol);
}
`;

const CAPTURER = `
import { helperDriver } from ${JSON.stringify(new URL('../../src-main/capture/helper-driver.ts', import.meta.url).pathname)};
const driver = helperDriver({ file: process.env.HELPER, isCheckout: true });
const started = await driver.start({ devices: ['lo'], file: process.env.FILE, filter: 'udp port 9' });
console.log(started.ok);
`;
