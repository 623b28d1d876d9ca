// The process with the package cap: whatever becomes of it, the capture ends in words, what was captured is kept, and
// nobody is left running.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { capDriver } from '../../src-main/capture/cap/cap-driver';
import { nodeCapFork } from '../../src-main/capture/cap/cap-fork';
import type { CaptureDriver, CaptureOptions, RunningCapture } from '../../src-main/capture/driver';
import { repairCapture } from '../../src-main/capture/repair';
import { translateMessage } from '../../src-main/i18n/translate';
import { blocksOf } from './blocks';
import {
  builtCap,
  cannotCapture,
  capFork,
  isRunning,
  loopbackPort,
  TestFolder,
  TestNetwork,
  textOf,
  tsharkFrames,
  until,
} from './staging';

const capFrom = cannotCapture ? null : builtCap();
const TIMES = Number(process.env.SYNSCOPE_KILLS ?? 5);

/** no more than cap's kernel buffer has room for, so that none is dropped however busy the machine is */
const DATAGRAMS = 400;
/** pcapng's block type */
const INTERFACE_STATISTICS = 5;

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

async function start(driver: CaptureDriver, options: Partial<CaptureOptions> = {}): Promise<RunningCapture> {
  const started = await driver.start({ devices: ['lo'], file: folder.file('a.pcapng'), ...options });
  if (!started.ok) throw new Error(`${started.problem.kind}: ${started.problem.detail}`);
  return started.value;
}

describe.skipIf(capFrom === null)('cap, in its process', () => {
  it(`is killed ${TIMES} times while it captures: said in words, everything kept, and the next one starts`, async () => {
    const driver = capDriver(capFork(capFrom));
    const udp = await loopbackPort();
    try {
      for (let i = 0; i < TIMES; i++) {
        const file = folder.file(`${i}.pcapng`);
        const running = await start(driver, { file, filter: `udp and dst port ${udp.port}` });
        expect(running.pid).not.toBe(process.pid);
        const first = i * DATAGRAMS;
        await udp.send(DATAGRAMS);
        await sleep(Math.random() * 200);
        process.kill(running.pid, 'SIGKILL');
        const outcome = await running.outcome;
        expect(outcome).toMatchObject({
          end: 'failed',
          problem: { kind: 'capture.driver-gone', detail: 'SIGKILL' },
          files: [file],
        });
        expect(await running.stop()).toEqual(outcome);
        expect(outcome.progress.fileBytes).toBeLessThanOrEqual(statSync(file).size);
        const repaired = repairCapture(file);
        expect(repaired.ok && repaired.value.frames).toBeGreaterThanOrEqual(outcome.progress.frames);
        const numbers = tsharkFrames(file).map((frame) => Number(textOf(frame).split(' ')[1]));
        expect(numbers.findIndex((number, at) => number !== first + at)).toBe(-1);
      }
    } finally {
      udp.close();
    }
  });

  it('ends with its adapter: said in words, everything kept', async () => {
    const net = new TestNetwork();
    try {
      const inside = folder.script('node-inside', `ip netns exec ${net.name} ${process.execPath}`);
      const running = await start(capDriver(capFork(capFrom, inside)), { devices: ['va0'], filter: 'udp port 9' });
      await net.flood(20);
      await until('20 frames', () => running.progress().frames === 20);
      net.ip('link', 'del', 'va0');
      const outcome = await running.outcome;
      expect(outcome).toMatchObject({ end: 'failed', problem: { kind: 'capture.driver-gone' } });
      expect(outcome.problem?.detail).toMatch(/^SIGABRT: .*ssertion/);
      for (const language of ['en', 'zh-CN'] as const)
        expect(translateMessage(language, outcome.problem?.message ?? { key: '' })).toContain('SIGABRT');
      expect(tsharkFrames(folder.file('a.pcapng'))).toHaveLength(20);
    } finally {
      net.remove();
    }
  });

  it('stops, with a whole file, when the program that started it is killed', async () => {
    const modules = ['cap-driver', 'cap-fork'].map((name) =>
      JSON.stringify(new URL(`../../src-main/capture/cap/${name}.ts`, import.meta.url).pathname),
    );
    const program = `
      const { capDriver } = await import(${modules[0]});
      const { nodeCapFork } = await import(${modules[1]});
      const driver = capDriver(nodeCapFork({ script: process.env.SCRIPT, from: process.env.FROM, execArgv: ['--import', 'tsx'] }));
      const started = await driver.start({ devices: ['lo'], file: process.env.FILE, filter: 'udp port 9' });
      console.log(started.value.pid);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      env: {
        ...process.env,
        SCRIPT: new URL('../../src-main/capture/cap/cap-process.ts', import.meta.url).pathname,
        FROM: capFrom ?? '',
        FILE: folder.file('a.pcapng'),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString());
    expect(isRunning(pid)).toBe(true);
    child.kill('SIGKILL');
    await until('the process to end', () => !isRunning(pid));
    // it is whole, and the statistics of the end are there
    const types = blocksOf(readFileSync(folder.file('a.pcapng'))).map(({ type }) => type);
    expect(types.at(-1)).toBe(INTERFACE_STATISTICS);
  });

  it('leaves the interrupt of a terminal to the program that started it, and nobody is left after a stop', async () => {
    const running = await start(capDriver(capFork(capFrom)), { filter: 'udp port 9' });
    process.kill(running.pid, 'SIGINT');
    process.kill(running.pid, 'SIGHUP');
    await sleep(100);
    const { pid } = running;
    expect(await running.stop()).toMatchObject({ end: 'stopped', problem: null });
    await until('the process to end', () => !isRunning(pid));
  });
});

/** A package named cap, in a folder of its own. */
function packageCap(body: string): string {
  const home = folder.file('node_modules/cap');
  mkdirSync(home, { recursive: true });
  writeFileSync(folder.file('node_modules/cap/index.js'), body);
  return folder.file('x.js');
}

describe('a package cap that', () => {
  const notThere = { ok: false, problem: { kind: 'capture.no-cap' } };
  const gone = (detail: unknown): unknown => ({ ok: false, problem: { kind: 'capture.driver-gone', detail } });
  it.each<[string, string | null, unknown]>([
    ['is not installed', null, notThere],
    ['is not compiled', `require('./build/Release/cap.node');`, notThere],
    ['is another one of this name', `module.exports = { hat: true };`, notThere],
    ['ends its process', `console.error('cap: no luck'); process.abort();`, gone('SIGABRT: cap: no luck')],
    ['leaves', `process.exit(3);`, gone('exit code 3')],
  ])('%s is a problem in words', async (_what, body, expected) => {
    const driver = capDriver(capFork(body === null ? '/nowhere/x.js' : packageCap(body)));
    const started = await driver.start({ devices: ['lo'], file: folder.file('a.pcapng') });
    for (const result of [await driver.list(), started]) {
      expect(result).toMatchObject(expected as object);
      if (!result.ok) expect(translateMessage('en', result.problem.message)).not.toMatch(/[{}]|^capture\./);
    }
  });

  it('throws where nobody catches it ends the capture, not the program', async () => {
    const body = `
      const { EventEmitter } = require('node:events');
      class Cap extends EventEmitter {
        static deviceList() { return [{ name: 'lo', addresses: [] }]; }
        open() { setTimeout(() => { throw new Error('out of luck'); }, 50); return 'ETHERNET'; }
        close() { return true; }
      }
      module.exports = { Cap };`;
    const running = await start(capDriver(capFork(packageCap(body))));
    expect(await running.outcome).toMatchObject({
      end: 'failed',
      problem: { kind: 'capture.driver-gone', detail: 'exit code 70: capture: out of luck' },
    });
  });
});

describe('a process that', () => {
  const script = (body: string): ReturnType<typeof nodeCapFork> => {
    writeFileSync(folder.file('other.cjs'), body);
    return nodeCapFork({ script: folder.file('other.cjs') });
  };
  it.each([
    ['talks nonsense', `process.send({ type: 'moon' }); setInterval(() => {}, 1000);`, 'makes no sense'],
    ['answers with half of it', `process.send({ type: 'started' }); setInterval(() => {}, 1000);`, 'makes no sense'],
    ['ends without a word', '', 'exit code 0'],
    ['is no program', 'const const;', 'exit code 1'],
  ])('%s is ended and said so', async (_what, body, words) => {
    const driver = capDriver(script(body));
    for (const result of [
      await driver.list(),
      await driver.start({ devices: ['lo'], file: folder.file('a.pcapng') }),
    ]) {
      expect(result).toMatchObject({ ok: false, problem: { kind: 'capture.driver-gone' } });
      if (!result.ok) expect(result.problem.detail).toContain(words);
    }
  });

  it('cannot be started is said so', async () => {
    const driver = capDriver(nodeCapFork({ script: 'x', execPath: folder.file('no-such-program') }));
    const listed = await driver.list();
    expect(listed).toMatchObject({ ok: false, problem: { kind: 'capture.driver-gone' } });
    if (!listed.ok) expect(listed.problem.detail).toContain('ENOENT');
  });

  it('is started by hand says what it is for', async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', new URL('../../src-main/capture/cap/cap-process.ts', import.meta.url).pathname],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const [[said], [code]] = (await Promise.all([once(child.stderr, 'data'), once(child, 'exit')])) as [
      [Buffer],
      [number],
    ];
    expect([code, said.toString()]).toEqual([2, expect.stringContaining('started by Synscope')]);
  });
});
