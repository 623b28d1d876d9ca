// What ends a capture badly, or keeps it from starting, as the window tells it: in words, with what was captured kept.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { builtHelper, cannotCapture, libraryOf, TestFolder, TestNetwork, tsharkFrames } from '../native/staging';
import { expect, packetRow, test, type App } from './app';
import { packetsShown, start, statusOf, stubSaving } from './live-app';
import { ask } from './window-tools';

test.skip(cannotCapture !== null, cannotCapture ?? '');

const FILTER = 'udp port 9';
let scripts: TestFolder;
let net: TestNetwork;
test.beforeEach(() => {
  scripts = new TestFolder();
  net = new TestNetwork();
});
test.afterEach(() => {
  net.remove();
  scripts.remove();
});
/** The app with the helper inside the test's network. */
const inside = (): Record<string, string> => ({ SYNSCOPE_CAPTURE_HELPER: net.place(scripts, builtHelper()).file });

/** The capture has ended by itself; saves what there is and gives its packets. */
async function savedPackets(app: App, saved: string, problem: string): Promise<number> {
  await expect.poll(async () => (await statusOf(app.page))?.phase).toBe('stopped');
  const status = await statusOf(app.page);
  expect(status).toMatchObject({ problem: { kind: problem }, unsaved: true });
  await expect(app.part('status-bar')).toHaveAttribute('data-phase', 'ready');
  await packetsShown(app.page, status?.packets ?? 0);
  expect(await ask(app.page, 'saveCapture', {})).toEqual({ saved: true, problem: null });
  expect(tsharkFrames(saved)).toHaveLength(status?.packets ?? -1);
  return status?.packets ?? 0;
}

for (const [what, command, kind, words] of [
  ['is removed', ['link', 'del', 'va0'], 'capture.device-gone', 'was removed'],
  ['is taken down', ['link', 'set', 'va0', 'down'], 'capture.device-down', 'is down'],
] as const)
  test(`an adapter that ${what} ends the capture; its packets stay and can be saved`, async ({
    start: launch,
    folder,
  }) => {
    const app = await launch({ env: inside() });
    const saved = path.join(folder, 'saved.pcapng');
    await stubSaving(app.electron, { file: saved, unsaved: 'discard' });
    expect(await start(app.page, { devices: ['va0'], filter: FILTER })).toEqual({ started: true, problem: null });
    await net.flood(20);
    await expect(packetRow(app, 20)).toBeVisible();
    net.ip(...command);
    await expect(app.part('capture-ended')).toContainText('va0');
    await expect(app.part('capture-ended')).toContainText(words);
    expect(await savedPackets(app, saved, kind)).toBe(20);
  });

/** A small disk where the app keeps its captures. */
function smallDisk(userData: string, size: string): string {
  const live = path.join(userData, 'live');
  mkdirSync(live, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', live]);
  return live;
}

test('a disk that is full ends the capture; its packets stay and can be saved elsewhere', async ({
  start: launch,
  folder,
}) => {
  const userData = path.join(folder, 'user');
  const live = smallDisk(userData, '72m');
  try {
    const app = await launch({ userData, env: inside() });
    const saved = path.join(folder, 'saved.pcapng');
    await stubSaving(app.electron, { file: saved, unsaved: 'discard' });
    expect(await start(app.page, { devices: ['va0'], filter: FILTER })).toEqual({ started: true, problem: null });
    const { bavail, bsize } = statfsSync(live);
    writeFileSync(path.join(live, 'filler'), Buffer.alloc(bavail * bsize - 512 * 1024));
    await net.flood(5000, 200);
    await expect(app.part('capture-ended')).toContainText('full');
    expect(await savedPackets(app, saved, 'capture.disk-full')).toBeGreaterThan(1000);

    // and no other one begins there
    expect(await start(app.page, { devices: ['va0'] })).toMatchObject({
      started: false,
      problem: { kind: 'capture.low-space' },
    });
    await app.close();
  } finally {
    execFileSync('umount', [live]);
  }
});

test('a folder for captures that is none is said in words', async ({ start: launch, folder }) => {
  const userData = path.join(folder, 'user');
  mkdirSync(userData);
  writeFileSync(path.join(userData, 'live'), 'a file');
  const app = await launch({ userData, env: inside() });
  expect(await start(app.page, { devices: ['va0'] })).toMatchObject({
    started: false,
    problem: { kind: 'capture.folder', message: { args: { file: path.join(userData, 'live') } } },
  });
  rmSync(path.join(userData, 'live'));
  expect(await start(app.page, { devices: ['va0'] })).toEqual({ started: true, problem: null });
});

test('a missing libpcap is said on the start page, with the command that installs it', async ({ start: launch }) => {
  const unshared = `unshare -m sh -c 'mount --bind /dev/null ${libraryOf('libpcap.so.0.8')} && exec "$0" "$@"'`;
  const helper = scripts.script('no-libpcap', `${unshared} ${builtHelper().file}`);
  const app = await launch({ env: { SYNSCOPE_CAPTURE_HELPER: helper } });
  await expect(app.part('capture-problem')).toContainText('libpcap library is missing');
  await expect(app.part('capture-problem').getByTestId('command')).toContainText('libpcap');
  expect(await start(app.page, { devices: ['lo'] })).toMatchObject({ problem: { kind: 'capture.no-libpcap' } });
});
