// Every way a capture comes in, and what happens when it cannot be read.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type App, expect, loaded, packetRow, sample, test } from './app';
import { engines } from './window-tools';

const SAMPLES = JSON.parse(readFileSync(path.join(sample('x'), '../index.json'), 'utf8')) as {
  id: string;
  packets: number;
}[];

async function shows(app: App, name: string, packets: number): Promise<void> {
  await loaded(app);
  await expect(app.part('status-file')).toHaveText(name);
  await expect(app.part('status-packets')).toContainText(String(packets));
  await expect(packetRow(app, 1)).toContainText('[SYN]');
  await expect(packetRow(app, 1)).toContainText('192.168.1.20');
}

test('a sample from the command line', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await shows(app, 'https.pcapng', 37);
  const title = () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getTitle());
  expect(await title()).toContain('https.pcapng');
});

test('every sample through the dialog, each in place of the one before', async ({ start }) => {
  const app = await start();
  await app.stubDialog(sample(SAMPLES[0].id));
  await app.part('open-button').click();
  await shows(app, `${SAMPLES[0].id}.pcapng`, SAMPLES[0].packets);
  for (const { id, packets } of SAMPLES.slice(1)) {
    await app.stubDialog(sample(id));
    await app.menu('open');
    await shows(app, `${id}.pcapng`, packets);
  }
});

test('every sample from the start page', async ({ start }) => {
  const app = await start();
  for (const { id, packets } of SAMPLES) {
    await app.part(`sample-${id}`).click();
    await shows(app, `${id}.pcapng`, packets);
    await app.menu('close');
    await expect(app.part('start-page')).toBeVisible();
  }
  await expect(app.part('recent-entry')).toHaveCount(0); // samples are not the user's files
});

test('a dialog that is cancelled changes nothing', async ({ start }) => {
  const app = await start();
  await app.stubDialog(null);
  await app.part('open-button').click();
  await expect(app.part('start-page')).toBeVisible();
  await expect(app.part('problem-notice')).toHaveCount(0);
});

test('another file replaces the open one', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await shows(app, 'https.pcapng', 37);
  await app.stubDialog(sample('refused'));
  await app.menu('open');
  await shows(app, 'refused.pcapng', 2);
  await expect(packetRow(app, 3)).toHaveCount(0);
});

test('a file dropped on the window is opened', async ({ start }) => {
  const app = await start();
  await expect(app.part('start-page')).toBeVisible();
  // a real file of the system can only come out of a file input; it is then dropped as from a file manager
  await app.page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'for-drop';
    document.body.append(input);
  });
  await app.page.locator('#for-drop').setInputFiles(sample('reset'));
  await app.page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#for-drop');
    const file = input?.files?.[0];
    if (!input || !file) throw new Error('no file');
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    input.remove();
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  });
  await shows(app, 'reset.pcapng', 15);
});

test('a second start hands its file to the window that is there', async ({ start, folder }) => {
  const userData = path.join(folder, 'user');
  const app = await start({ userData });
  await expect(app.part('start-page')).toBeVisible();
  const { spawn } = await import('node:child_process');
  const program = await app.electron.evaluate(({ app: own }) => own.getPath('exe'));
  const args = ['--no-sandbox', '.', `--user-data-dir=${userData}`, sample('refused')];
  const second = spawn(program, args, { cwd: path.join(sample('x'), '../../..'), stdio: 'ignore' });
  const code = await new Promise((resolve) => second.on('close', resolve));
  expect(code).toBe(0);
  await shows(app, 'refused.pcapng', 2);
});

test('a damaged file shows what was good and says where the damage is', async ({ start, folder }) => {
  const file = path.join(folder, 'cut.pcapng');
  writeFileSync(file, readFileSync(sample('https')).subarray(0, 9000));
  const app = await start({ file });
  await loaded(app);
  await expect(app.part('status-bar')).toHaveAttribute('data-phase', 'damaged');
  await expect(packetRow(app, 1)).toContainText('[SYN]');
  const notice = app.part('load-notice');
  await expect(notice).toBeVisible();
  await expect(notice).toContainText(/packets/);
  await expect(notice).toContainText(/\d[\d,]{3}/); // an offset
  await app.picture('damaged-en-light');
});

test('a file that is no capture is named as such', async ({ start, folder }) => {
  const file = path.join(folder, 'notes.txt');
  writeFileSync(file, 'nothing but text, and enough of it to be looked at\n');
  const app = await start({ file });
  await loaded(app);
  await expect(app.part('status-bar')).toHaveAttribute('data-phase', 'failed');
  await expect(app.part('empty-capture')).toContainText(/pcap/);
});

test('an empty file says so', async ({ start, folder }) => {
  const file = path.join(folder, 'empty.pcap');
  writeFileSync(file, '');
  const app = await start({ file });
  await loaded(app);
  await expect(app.part('empty-capture')).toContainText(/empty/i);
});

test('a file that is not there says so, and the start page stays', async ({ start, folder }) => {
  const app = await start({ file: path.join(folder, 'gone.pcap') });
  await expect(app.part('problem-notice')).toContainText('gone.pcap');
  await expect(app.part('start-page')).toBeVisible();
  await app.part('problem-dismiss').click();
  await expect(app.part('problem-notice')).toHaveCount(0);
});

test('when the engine dies the window says so and reads again', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await app.electron.evaluate(({ app: own }) => {
    const engine = own.getAppMetrics().find((one) => one.name === 'Synscope engine');
    if (!engine) throw new Error('no engine runs');
    process.kill(engine.pid, 'SIGKILL');
  });
  await expect(app.part('problem-notice')).toContainText('https.pcapng');
  await app.part('problem-reload').click();
  await shows(app, 'https.pcapng', 37);
  await expect(app.part('problem-notice')).toHaveCount(0);
});

test('closing a capture ends its engine; one that waits for the next capture stands ready', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  const [first, ...others] = await engines(app);
  expect(others).toEqual([]);
  await app.menu('reload');
  // one in its place: the old one may be there a moment longer
  await expect.poll(async () => (await engines(app)).map((pid) => pid === first)).toEqual([false]);
  await loaded(app);
  const [second] = await engines(app);
  await app.menu('close');
  await expect.poll(async () => (await engines(app)).map((pid) => pid === second)).toEqual([false]);
  const [waiting] = await engines(app);
  await app.part('sample-refused').click();
  await expect(packetRow(app, 1)).toBeVisible();
  expect(await engines(app)).toEqual([waiting]);
});
