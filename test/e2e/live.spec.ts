// Live capture in the real app with the real helper.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { builtHelper, cannotCapture, tcpdump, tsharkFrames, type SeenFrame } from '../native/staging';
import { expect, firstShown, packetRow, test, type App } from './app';
import { packetsShown, processesOf, start, statusOf, stubSaving, timesAsked, webServer } from './live-app';
import { ask } from './window-tools';
import { asOrdinaryUser, obstacle } from './ordinary-user';

test.skip(cannotCapture !== null, cannotCapture ?? '');
const helper = cannotCapture === null ? builtHelper().file : '';

/** What the packet list shows of its first rows. */
async function firstRows(app: App): Promise<string[]> {
  await firstShown(app, 'packet-row').click();
  await app.page.keyboard.press('Home');
  const texts: string[] = [];
  for (let frame = 1; frame <= 8; frame++)
    texts.push((await packetRow(app, frame).innerText()).replaceAll(/\s+/g, ' '));
  return texts;
}

const nanoseconds = (epoch: string): bigint => BigInt(epoch.replace('.', ''));

async function openAgain(app: App, file: string, packets: number): Promise<void> {
  await app.stubDialog(file);
  await app.menu('open');
  await expect(app.part('status-bar')).toHaveAttribute('data-phase', 'ready');
  await packetsShown(app.page, packets);
}

test('connections appear while it runs; stopped, saved and opened again they are the same', async ({
  start: launch,
  folder,
}) => {
  const app = await launch();
  const { page, electron } = app;
  const web = await webServer();
  await stubSaving(electron, {});
  const filter = `tcp port ${web.port}`;
  const beside = path.join(folder, 'tcpdump.pcap');
  const dump = await tcpdump(['-i', 'lo', '--immediate-mode', filter], beside);
  expect(await start(page, { filter })).toEqual({ started: true, problem: null });
  await web.fetch(1);
  await expect(page.locator('[data-testid=packet-row][data-frame="1"]')).toContainText('[SYN]');
  const title = (): Promise<string> =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getTitle());
  await expect.poll(title).toContain('Capture on lo');
  await web.fetch(4);
  await app.menu('captureStop');
  await expect.poll(async () => (await statusOf(page))?.phase).toBe('stopped');
  const status = await statusOf(page);
  const packets = status?.packets ?? 0;
  expect(packets).toBeGreaterThan(40);
  expect(status).toMatchObject({ end: 'stopped', problem: null, unsaved: true, dropped: { kernel: 0, us: 0 } });
  await packetsShown(page, packets);
  await expect(app.part('status-bar')).toHaveAttribute('data-phase', 'ready');

  const saved = path.join(folder, 'saved.pcapng');
  await stubSaving(electron, { file: saved });
  expect(await ask(page, 'saveCapture', {})).toEqual({ saved: true, problem: null });
  expect(await statusOf(page)).toMatchObject({ unsaved: false, savedAs: saved });
  expect(readdirSync(path.join(app.userData, 'live'))).toEqual([]);
  const before = await firstRows(app);
  await openAgain(app, saved, packets);
  expect(await firstRows(app)).toEqual(before);
  expect(await timesAsked(electron)).toBe(0); // it is saved

  // tshark reads it without complaint, and another program saw the same
  const ours = tsharkFrames(saved);
  await dump.stop(24 + ours.reduce((bytes, frame) => bytes + 16 + frame.captured, 0));
  const theirs = tsharkFrames(beside);
  expect(ours).toHaveLength(packets);
  const sizes = (frames: SeenFrame[]): number[][] => frames.map(({ length, captured }) => [length, captured]);
  expect(sizes(ours)).toEqual(sizes(theirs));
  // on loopback the kernel stamps a packet once for each program that listens: a little apart
  const apart = ours.map(({ epoch }, i) => Math.abs(Number(nanoseconds(epoch) - nanoseconds(theirs[i].epoch))));
  expect(Math.max(...apart)).toBeLessThan(20_000);
  web.close();
});

test('a row is on the screen soon after its packet', async ({ start: launch, folder }) => {
  const app = await launch();
  const { page, electron } = app;
  const web = await webServer();
  await stubSaving(electron, {});
  await start(page, { filter: `tcp port ${web.port} and tcp[tcpflags] = tcp-syn` });
  // when each row is first drawn, by the clock of this computer
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    (window as unknown as { seen: Record<string, number> }).seen = seen;
    const look = (): void => {
      for (const row of document.querySelectorAll<HTMLElement>('[data-testid=packet-row]'))
        seen[row.dataset.frame ?? ''] ??= performance.timeOrigin + performance.now();
      requestAnimationFrame(look);
    };
    look();
  });
  const times = 12; // as many rows as the smallest window shows
  for (let i = 1; i <= times; i++) {
    await web.fetch(1);
    await expect(page.locator(`[data-testid=packet-row][data-frame="${i}"]`)).toBeVisible();
    await page.waitForTimeout(30 + ((i * 37) % 100));
  }
  const seen = await page.evaluate(() => (window as unknown as { seen: Record<string, number> }).seen);
  await ask(page, 'stopCapture', {});
  const saved = path.join(folder, 'saved.pcapng');
  await stubSaving(electron, { file: saved });
  await ask(page, 'saveCapture', {});
  const lags = tsharkFrames(saved)
    .map(({ epoch }, i) => seen[String(i + 1)] - Number(epoch) * 1000)
    .sort((a, b) => a - b);
  expect(lags).toHaveLength(times);
  const text = `median ${lags[times / 2].toFixed(0)} ms, longest ${lags[times - 1].toFixed(0)} ms`;
  test.info().annotations.push({ type: 'from the packet to its row', description: text });
  console.log(`from the packet to its row: ${text}`);
  expect(lags[0]).toBeGreaterThan(-50);
  expect(lags[0]).toBeLessThan(300); // the machine may pause now and then, not always
  web.close();
});

test('saves as pcap too, and asks once about what is not saved', async ({ start: launch, folder }) => {
  const app = await launch();
  const { page, electron } = app;
  const web = await webServer();
  await start(page, { filter: `tcp port ${web.port}` });
  await web.fetch(2);
  await expect.poll(async () => (await statusOf(page))?.packets ?? 0).toBeGreaterThan(15);
  expect(await ask(page, 'saveCapture', {})).toMatchObject({ problem: { kind: 'capture.still-running' } });

  await stubSaving(electron, { unsaved: 'cancel' });
  await ask(page, 'closeCapture', {});
  expect(await timesAsked(electron)).toBe(1);
  expect(await statusOf(page)).toMatchObject({ phase: 'running' }); // it stays

  const saved = path.join(folder, 'old.pcap');
  await stubSaving(electron, { unsaved: 'save', file: saved });
  await ask(page, 'closeCapture', {});
  expect(await timesAsked(electron)).toBe(1);
  expect(await statusOf(page)).toBeNull();
  await expect(app.part('start-page')).toBeVisible();
  const frames = tsharkFrames(saved);
  expect(frames.length).toBeGreaterThan(15);
  expect(readFileSync(saved).readUInt32LE(0)).toBe(0xa1b23c4d); // pcap, nanoseconds
  expect(readdirSync(path.join(app.userData, 'live'))).toEqual([]);
  await expect.poll(() => processesOf(helper)).toEqual([]); // one may be listing the adapters
  web.close();
});

test('a restart begins anew; a ring of files keeps what is shown', async ({ start: launch }) => {
  const app = await launch();
  const { page, electron } = app;
  const web = await webServer();
  await stubSaving(electron, { unsaved: 'discard' });
  await start(page, { filter: `tcp port ${web.port}`, files: { bytes: 65_536, seconds: null, keep: 2 } });
  for (let i = 0; i < 40; i++) {
    await web.fetch(10);
    if (((await statusOf(page))?.files ?? 0) >= 4) break;
  }
  const status = await statusOf(page);
  expect(status?.files).toBeGreaterThanOrEqual(4);
  await ask(page, 'stopCapture', {});
  const packets = (await statusOf(page))?.packets ?? 0;
  await packetsShown(page, packets);
  const live = path.join(app.userData, 'live');
  expect(readdirSync(live).filter((name) => name.endsWith('.pcapng'))).toHaveLength(2);

  expect(await ask(page, 'restartCapture', {})).toEqual({ started: true, problem: null });
  expect(await timesAsked(electron)).toBe(1);
  await web.fetch(1);
  await expect(page.locator('[data-testid=packet-row][data-frame="1"]')).toContainText('[SYN]');
  expect((await statusOf(page))?.packets).toBeLessThan(packets);
  await ask(page, 'closeCapture', {});
  expect(readdirSync(live)).toEqual([]);
  web.close();
});

test('an ordinary user captures; only the helper has a privilege, and gives it up', async ({
  start: launch,
  folder,
}) => {
  const why = obstacle() ?? (spawnSync('sh', ['-c', 'command -v setcap']).status === 0 ? null : 'setcap is missing');
  test.skip(why !== null, why ?? '');
  chmodSync(folder, 0o755);
  const bin = path.join(folder, 'bin');
  mkdirSync(bin);
  const own = path.join(bin, 'capture-helper');
  copyFileSync(helper, own);
  chmodSync(own, 0o755);
  const app = await launch(asOrdinaryUser(folder, { SYNSCOPE_CAPTURE_HELPER: own }));
  const { electron, page } = app;
  const web = await webServer();
  try {
    await stubSaving(electron, {});
    await expect(page.getByTestId('start-page')).toBeVisible();
    // without its capability it says what to do
    const denied = await start(page, { filter: `tcp port ${web.port}` });
    expect(denied.problem).toMatchObject({
      kind: 'capture.no-permission',
      message: { args: { command: `sudo setcap cap_net_raw=ep ${own}` } },
    });
    const findings = await ask(page, 'checkCapture', {});
    expect(findings.find(({ id }) => id === 'permission')).toMatchObject({
      state: 'failed',
      command: `sudo setcap cap_net_raw=ep ${own}`,
    });

    execFileSync('setcap', ['cap_net_raw=ep', own]);
    expect(await start(page, { filter: `tcp port ${web.port}` })).toEqual({ started: true, problem: null });
    await web.fetch(1);
    await expect(page.locator('[data-testid=packet-row][data-frame="1"]')).toContainText('[SYN]');
    await web.fetch(2);
    await expect.poll(async () => (await statusOf(page))?.packets ?? 0).toBeGreaterThan(25);
    // one that was only asked for the adapters may just have begun
    await expect.poll(() => processesOf(own)).toHaveLength(1);
    for (const pid of [...processesOf(own), await electron.evaluate(() => process.pid)]) {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      expect(status).toMatch(/^CapEff:\t0+$/m);
      expect(status).toMatch(/^CapPrm:\t0+$/m);
      expect(status).not.toMatch(/^Uid:\t0\t/m);
    }
    await ask(page, 'stopCapture', {});
    const packets = (await statusOf(page))?.packets ?? 0;
    expect(packets).toBeGreaterThan(25);
    const saved = path.join(folder, 'home', 'saved.pcapng');
    await stubSaving(electron, { file: saved });
    expect(await ask(page, 'saveCapture', {})).toEqual({ saved: true, problem: null });
    expect(tsharkFrames(saved)).toHaveLength(packets);
    expect(statSync(saved).mode & 0o777).toBe(0o600);
  } finally {
    await app.close();
    web.close();
  }
  await expect.poll(() => processesOf(own)).toEqual([]);
});
