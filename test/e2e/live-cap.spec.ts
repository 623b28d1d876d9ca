// Where there is no helper: the package cap in a process of its own. It is not compiled for Electron, which has to be said
// in words; what becomes of a capture when that process dies is shown with a package of the same shape.
import type { ElectronApplication } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { builtCap, cannotCapture, isRunning, tsharkFrames } from '../native/staging';
import { expect, firstShown, test } from './app';
import { start, statusOf, stubSaving } from './live-app';
import { ask } from './window-tools';

const ABSENT = { SYNSCOPE_CAPTURE_HELPER: '/nowhere/capture-helper' };

/** A cap that hands out one Ethernet frame every few milliseconds. */
const SAME_SHAPE = `
const { EventEmitter } = require('node:events');
class Cap extends EventEmitter {
  static deviceList() { return [{ name: 'lo', addresses: [{ addr: '192.0.2.1', netmask: '255.255.255.0' }] }]; }
  open(device, filter, size, frame) {
    this.timer = setInterval(() => { frame.fill(0xff, 0, 12); frame.writeUInt16BE(0x88b5, 12); this.emit('packet', 60, false); }, 5);
    return 'ETHERNET';
  }
  close() { clearInterval(this.timer); return true; }
}
module.exports = { Cap };`;

function packageCap(folder: string, body: string): string {
  mkdirSync(path.join(folder, 'node_modules/cap'), { recursive: true });
  writeFileSync(path.join(folder, 'node_modules/cap/index.js'), body);
  return folder;
}

test('a package cap that cannot be loaded is said in words', async ({ start: launch, folder }) => {
  const compiled = cannotCapture === null ? builtCap() : null;
  const forms: [what: string, environment: Record<string, string>, words: RegExp][] = [
    ['of the app', {}, /cannot be loaded \(.*cap/],
    ['nowhere', { SYNSCOPE_CAP: packageCap(folder, `require('./nowhere.node');`) }, /cannot be loaded \(.*nowhere/],
    ['no cap', { SYNSCOPE_CAP: packageCap(path.join(folder, 'b'), 'module.exports = {};') }, /another package/],
    ['deadly', { SYNSCOPE_CAP: packageCap(path.join(folder, 'c'), 'process.abort();') }, /stopped/],
  ];
  if (compiled !== null) {
    const words = /cannot be loaded \(.*compiled against a different Node\.js version/;
    forms.push(['for plain Node', { SYNSCOPE_CAP: path.dirname(compiled) }, words]);
  }
  for (const [what, environment, words] of forms) {
    const app = await launch({ env: { ...ABSENT, ...environment } });
    await app.part('capture-check').click();
    const finding = app.page.locator('[data-testid=check-finding][data-id=cap]');
    await expect(finding, what).toHaveAttribute('data-state', 'warning');
    await expect(finding, what).toContainText(words);
    // neither the one nor the other: it is the helper that is to be put there
    expect(await start(app.page, { devices: ['lo'] }), what).toMatchObject({
      started: false,
      problem: { kind: 'capture.no-helper' },
    });
    await expect(app.part('start-page')).toBeVisible();
    await app.close();
  }
});

test('a process with cap that dies is one problem: the packets are kept, the app goes on', async ({
  start: launch,
  folder,
}) => {
  test.skip(process.platform !== 'linux', 'it is watched through /proc');
  const env = { ...ABSENT, SYNSCOPE_CAP: packageCap(folder, SAME_SHAPE) };
  const app = await launch({ env });
  const { page, electron } = app;
  const saved = path.join(folder, 'saved.pcapng');
  await stubSaving(electron, { file: saved, unsaved: 'discard' });
  await expect(app.page.locator('[data-testid=adapter-row][data-name=lo]')).toContainText('192.0.2.1');
  expect(await start(page, { devices: ['lo'] })).toEqual({ started: true, problem: null });
  await expect(firstShown(app, 'packet-row')).toBeVisible();
  await expect.poll(async () => (await statusOf(page))?.packets ?? 0).toBeGreaterThan(50);
  expect(await statusOf(page)).toMatchObject({ phase: 'running', driver: 'cap' });

  const [pid, ...others] = await capProcesses(electron);
  expect(others).toEqual([]);
  process.kill(pid, 'SIGKILL');
  await expect.poll(async () => (await statusOf(page))?.phase).toBe('stopped');
  const status = await statusOf(page);
  expect(status).toMatchObject({ end: 'failed', problem: { kind: 'capture.driver-gone' }, unsaved: true });
  await expect(
    app.page.getByRole('alert').filter({ hasText: 'What was captured until then has been kept' }),
  ).toBeVisible();
  await expect(app.part('status-bar')).toHaveAttribute('data-phase', 'ready');
  expect(await ask(page, 'saveCapture', {})).toEqual({ saved: true, problem: null });
  expect(tsharkFrames(saved).length).toBeGreaterThanOrEqual(status?.packets ?? Infinity);

  // and again: stopped in order, nobody is left
  expect(await start(page, { devices: ['lo'] })).toEqual({ started: true, problem: null });
  await expect.poll(async () => (await statusOf(page))?.packets ?? 0).toBeGreaterThan(20);
  const [next] = await capProcesses(electron);
  await ask(page, 'stopCapture', {});
  expect(await statusOf(page)).toMatchObject({ phase: 'stopped', end: 'stopped', problem: null });
  await expect.poll(() => isRunning(next)).toBe(false);

  // the app is killed while it captures: the process does not stay
  expect(await start(page, { devices: ['lo'] })).toEqual({ started: true, problem: null });
  const [last] = await capProcesses(electron);
  const gone = new Promise((done) => electron.process().once('exit', done));
  process.kill(electron.process().pid ?? 0, 'SIGKILL');
  await gone;
  await expect.poll(() => isRunning(last)).toBe(false);
});

/** Process ids of the utility processes that have the package in them, as Electron counts them. */
const capProcesses = (electron: ElectronApplication): Promise<number[]> =>
  electron.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter(({ name, serviceName }) => `${name} ${serviceName}`.includes('Synscope capture'))
      .map(({ pid }) => pid),
  );
