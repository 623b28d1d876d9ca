// `kill -9` at random moments of a running capture: of the app, of the engine, of the helper. What was flushed is kept and
// valid, is offered, nothing is left running, and the next capture starts. SYNSCOPE_KILLS: how often (for each of them).
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtHelper, cannotCapture, isRunning, loopbackPort, tsharkFrames } from '../native/staging';
import { expect, firstShown, test } from './app';
import { processesOf, start, statusOf, stubSaving } from './live-app';
import { ask } from './window-tools';

const TIMES = Number(process.env.SYNSCOPE_KILLS ?? 2);

test.skip(cannotCapture !== null, cannotCapture ?? '');
test.setTimeout(120_000 + TIMES * 20_000);
const helper = cannotCapture === null ? builtHelper().file : '';

/** Datagrams until `stop`, as many as the system lets through. */
async function traffic(): Promise<{ port: number; stop: () => Promise<void> }> {
  const udp = await loopbackPort();
  let on = true;
  const sending = (async () => {
    while (on) {
      await udp.send(20);
      await sleep(2);
    }
  })();
  return {
    port: udp.port,
    async stop() {
      on = false;
      await sending;
      udp.close();
    },
  };
}

test(`the app, ${TIMES} times: its capture is offered at the next start`, async ({ start: launch, folder }) => {
  const userData = path.join(folder, 'user');
  const flood = await traffic();
  for (let i = 0; i < TIMES; i++) {
    const app = await launch({ userData });
    const { page, electron } = app;
    expect(await start(page, { filter: `udp port ${flood.port}` })).toEqual({ started: true, problem: null });
    await sleep(100 + Math.random() * 700);
    const pid = electron.process().pid ?? 0;
    const gone = new Promise((done) => electron.process().once('exit', done));
    const others = childrenOf(pid);
    expect(others.some(isEngine)).toBe(true);
    process.kill(pid, 'SIGKILL');
    await gone;
    await expect.poll(() => processesOf(helper)).toEqual([]); // its pipe is closed
    await expect.poll(() => others.filter(isRunning)).toEqual([]);
    const live = path.join(userData, 'live');
    const [file] = readdirSync(live).filter((name) => name.endsWith('.pcapng'));
    const frames = tsharkFrames(path.join(live, file)).length;

    const next = await launch({ userData });
    const [offered] = (await ask(next.page, 'state', {})).recoverable;
    expect(offered).toMatchObject({ devices: ['lo'], files: 1 });
    await stubSaving(next.electron, { file: path.join(folder, `${i}.pcapng`) });
    const recovered = await ask(next.page, 'recoverCapture', { id: offered.id });
    expect(recovered).toMatchObject({ problem: null, message: { args: { frames } } });
    await expect(next.part('status-bar')).toHaveAttribute('data-phase', 'ready');
    expect(await ask(next.page, 'saveCapture', {})).toEqual({ saved: true, problem: null });
    expect(tsharkFrames(path.join(folder, `${i}.pcapng`))).toHaveLength(frames);
    expect((await ask(next.page, 'state', {})).recoverable).toEqual([]);
    expect(readdirSync(live)).toEqual([]);
    await next.close();
  }
  await flood.stop();
});

test(`the engine, ${TIMES} times: the capture goes on, and is opened again`, async ({ start: launch, folder }) => {
  const app = await launch();
  const { page, electron } = app;
  const flood = await traffic();
  const saved = path.join(folder, 'saved.pcapng');
  await stubSaving(electron, { file: saved });
  expect(await start(page, { filter: `udp port ${flood.port}` })).toEqual({ started: true, problem: null });
  for (let i = 0; i < TIMES; i++) {
    await sleep(100 + Math.random() * 700);
    const [engine] = childrenOf(electron.process().pid ?? 0).filter((pid) => isEngine(pid));
    process.kill(engine, 'SIGKILL');
    await expect(app.part('problem-reload')).toBeVisible();
    const before = (await statusOf(page))?.packets ?? 0;
    await expect.poll(async () => (await statusOf(page))?.packets ?? 0).toBeGreaterThan(before);
    await ask(page, 'reload', {});
    await expect(firstShown(app, 'packet-row')).toBeVisible();
  }
  await ask(page, 'stopCapture', {});
  await flood.stop();
  const packets = (await statusOf(page))?.packets ?? 0;
  expect(await ask(page, 'saveCapture', {})).toEqual({ saved: true, problem: null });
  expect(tsharkFrames(saved)).toHaveLength(packets);
});

test(`the helper, ${TIMES} times: said in words, everything kept`, async ({ start: launch, folder }) => {
  const app = await launch();
  const { page, electron } = app;
  const flood = await traffic();
  for (let i = 0; i < TIMES; i++) {
    await stubSaving(electron, { file: path.join(folder, `${i}.pcapng`), unsaved: 'discard' });
    expect(await start(page, { filter: `udp port ${flood.port}` })).toEqual({ started: true, problem: null });
    await sleep(100 + Math.random() * 700);
    const [pid] = processesOf(helper);
    process.kill(pid, 'SIGKILL');
    await expect.poll(async () => (await statusOf(page))?.phase).toBe('stopped');
    const status = await statusOf(page);
    expect(status).toMatchObject({ end: 'failed', problem: { kind: 'capture.helper-died' }, unsaved: true });
    expect(await ask(page, 'saveCapture', {})).toEqual({ saved: true, problem: null });
    expect(tsharkFrames(path.join(folder, `${i}.pcapng`)).length).toBeGreaterThanOrEqual(status?.packets ?? 1);
    await expect.poll(() => processesOf(helper)).toEqual([]);
  }
  await flood.stop();
});

/** All processes below this one. */
function childrenOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one)))
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      continue; // it has ended meanwhile
    }
  const below = (one: number): boolean => one === pid || (one > 1 && below(parents.get(one) ?? 0));
  return [...parents.keys()].filter((one) => one !== pid && below(one));
}

function isEngine(pid: number): boolean {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node.mojom.NodeService');
}
