// A page that was taken over asks for anything: random requests to the main process and to the engine, through the real bridge. Each is
// answered or refused in the form that the contract has for it; no process ends, nothing is thrown that nobody expected.
// SYNSCOPE_IPC_CALLS, SYNSCOPE_IPC_SEED: how many for each contract, and which (`node test/run/fuzz-ipc.mjs`).
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { GenericSchema } from 'valibot';
import { ENGINE_PORT } from '../../src-main/ipc/channels';
import { ENGINE_ARGUMENTS } from '../../src-main/engine/port/validate';
import { REQUEST_ARGUMENTS } from '../../src-main/shell/request-arguments';
import { random } from '../bench/random';
import { argumentsFor } from '../fixtures/schema-values';
import { expect, loaded, packetRow, sample, test, type App } from './app';
import { ask, engines } from './window-tools';
import { installFuzz, type Fuzz } from './ipc-page';

const CALLS = Number(process.env.SYNSCOPE_IPC_CALLS ?? 1500);
const SEED = Number(process.env.SYNSCOPE_IPC_SEED ?? 1);
/** on their way at once */
const BATCH = 250;
const ODD_NAMES = ['', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'shutdown', 'state ', '状态'];
/** These start programs or read the capture again, so they are seldom asked for properly. */
const DEAR = new Set([
  'checkCapture',
  'checkCaptureFilter',
  'refreshAdapters',
  'watchAdapters',
  'reload',
  'shiftTimes',
  'openSample',
  'closeCapture',
  'runCommand',
]);

interface Call {
  name: unknown;
  args: unknown;
}

function* calls(schemas: Record<string, GenericSchema>, chance: () => number): Generator<Call> {
  const names = Object.keys(schemas);
  for (;;) {
    const name = names[Math.floor(chance() * names.length)];
    const sound = chance() < (DEAR.has(name) ? 0.02 : 0.4);
    const args = argumentsFor(schemas[name], chance, sound);
    if (chance() < 0.95) yield { name, args };
    else yield { name: chance() < 0.5 ? ODD_NAMES[Math.floor(chance() * ODD_NAMES.length)] : args, args };
  }
}

/** What reaches out of the app does nothing: dialogs are cancelled, programs not started, the app does not end. */
async function keepInside(app: App): Promise<void> {
  await app.electron.evaluate(({ app: own, dialog, shell, BrowserWindow }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
    dialog.showErrorBox = (title, text) => console.error(`error box: ${title} ${text}`);
    shell.openPath = () => Promise.resolve('');
    shell.showItemInFolder = () => undefined;
    own.quit = () => undefined;
    const { webContents } = BrowserWindow.getAllWindows()[0];
    BrowserWindow.getAllWindows()[0].close = () => undefined;
    webContents.toggleDevTools = () => undefined;
    webContents.getPrintersAsync = () => Promise.resolve([]);
  });
}

/** Makes the calls and gives back those that ended otherwise than `isClean` allows, with how many were answered. */
async function make(
  app: App,
  contract: 'shell' | 'engine',
  schemas: Record<string, GenericSchema>,
  isClean: (outcome: string) => boolean,
): Promise<{ findings: string[]; answered: number; refused: number; names: number }> {
  const source = calls(schemas, random(SEED));
  const findings: string[] = [];
  const names = new Set<unknown>();
  let answered = 0;
  for (let done = 0; done < CALLS && findings.length < 20; done += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, CALLS - done) }, () => source.next().value as Call);
    const outcomes = await app.page.evaluate(
      ([which, asked]) => (window as unknown as { fuzz: Fuzz }).fuzz[which](asked),
      [contract, batch] as const,
    );
    for (const [i, outcome] of outcomes.entries()) {
      if (outcome === 'answered') {
        answered++;
        names.add(batch[i].name);
      } else if (!isClean(outcome)) findings.push(`${JSON.stringify(batch[i])}: ${outcome}`);
    }
  }
  return { findings, answered, refused: CALLS - answered, names: names.size };
}

/** Nothing was thrown that nobody caught, and no process ended that was not meant to. */
function expectQuietLog(app: App): void {
  const log = path.join(app.userData, 'logs/synscope.log');
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  expect(lines.filter((line) => /main process:|error box:|exit code|TypeError|RangeError/.test(line))).toEqual([]);
}

test(`${CALLS} random requests to the main process, and ${CALLS} to the engine`, async ({ start }) => {
  test.setTimeout(60_000 + CALLS * 20);
  const app = await start({ file: sample('https') });
  await loaded(app);
  await keepInside(app);
  await app.page.addInitScript(installFuzz, ENGINE_PORT);
  await app.page.reload();
  await loaded(app);
  await expect(packetRow(app, 1)).toBeVisible();

  const before = await engines(app);
  const engine = await make(
    app,
    'engine',
    ENGINE_ARGUMENTS,
    (outcome) => /^[\w.]+$|^not cloned$/.test(outcome) && outcome !== 'undefined',
  );
  expect(engine.findings).toEqual([]);
  expect(await engines(app)).toEqual(before);

  const names = Object.keys(REQUEST_ARGUMENTS).join('|');
  const refusal = new RegExp(
    `^Error: Error invoking remote method '[\\w:]+': Error: (not allowed|unknown request|(${names}): .+)$` +
      '|^Error: (of the page|An object could not be cloned\\.|openDropped: this path was not dropped here)$' +
      '|^TypeError: Electron contextBridge recursion depth exceeded',
  );
  const shell = await make(app, 'shell', REQUEST_ARGUMENTS, (outcome) => refusal.test(outcome));
  expect(shell.findings).toEqual([]);
  if (process.env.SYNSCOPE_IPC_CALLS) console.log(JSON.stringify({ calls: CALLS, seed: SEED, engine, shell }));
  // both ways have been gone
  for (const { answered, refused } of [engine, shell]) expect(Math.min(answered, refused)).toBeGreaterThan(CALLS / 10);

  expectQuietLog(app);
  await app.page.reload();
  await ask(app.page, 'openSample', { id: 'refused' });
  await expect(app.part('status-file')).toHaveText('refused.pcapng');
  await expect(packetRow(app, 2)).toBeVisible();
  await app.kill(); // it was kept from quitting
});
