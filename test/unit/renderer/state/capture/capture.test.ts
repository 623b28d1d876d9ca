// The live capture of the window: when it can be started, on what, and what is said where it fails.
import { expect, test } from 'vitest';
import { DEFAULT_CAPTURE, DEFAULT_RULES } from '../../../../../src-main/ipc/capture-defaults';
import type { AdapterList, CaptureStatus } from '../../../../../src-main/ipc/contracts/capture-contract';
import type { Problem } from '../../../../../src-main/ipc/message';
import { Capture } from '../../../../../src-renderer/state/capture/capture.svelte';
import { fakeEngine, fakePreferences, fakeShell, settled } from '../fakes';

const PROBLEM = { kind: 'test', message: { key: 'test' } } as unknown as Problem;
const ETH0 = { name: 'eth0', id: 'a'.repeat(16) };
const listOf = (...adapters: { name: string; id: string }[]) => ({ adapters, problem: null }) as unknown as AdapterList;
const statusOf = (phase: CaptureStatus['phase']) => ({ phase, saving: null }) as unknown as CaptureStatus;

function make(devices: string[], list: AdapterList | null = listOf(ETH0)) {
  const shell = fakeShell({ startCapture: () => ({ started: true, problem: null }), stopCapture: () => null });
  const engine = fakeEngine({});
  const preferences = Object.assign(fakePreferences({ capture: { ...DEFAULT_CAPTURE, devices } }), { capture: null });
  const adapters = {
    list,
    chosen: devices.filter((name) => list?.adapters.some((one) => one.name === name)),
    listed: () => Promise.resolve(list ?? listOf(ETH0)),
  };
  const session = { isOpen: false, status: null as { live: boolean } | null };
  const capture = new Capture({ shell, engine, preferences, adapters, session: session as never });
  capture.listen();
  return { shell, engine, capture, session, preferences };
}

test('starts with the rules as they are, on the ids of the adapters chosen', async () => {
  const { capture, shell } = make(['eth0']);
  expect(capture.canStart).toBe(true);
  capture.start();
  expect(capture.starting).toBe(true);
  capture.start(); // a second click while it starts
  await settled();
  expect(shell.asked).toEqual([{ name: 'startCapture', args: { ...DEFAULT_RULES, adapters: [ETH0.id] } }]);
  expect(capture.starting).toBe(false);
});

test('without an adapter it asks for one', async () => {
  const { capture, shell } = make(['gone0']);
  expect(capture.canStart).toBe(false);
  capture.start();
  await settled();
  expect(shell.asked).toEqual([]);
  expect(capture.optionsOpen).toBe(true);
});

test('before adapters are listed, those of the last time count; one that is gone has an id that no adapter has', async () => {
  const { capture, shell } = make(['eth0', 'gone0'], null);
  expect(capture.devices).toEqual(['eth0', 'gone0']);
  capture.start();
  await settled();
  expect(shell.asked[0].args).toMatchObject({ adapters: [ETH0.id, '0'.repeat(16)] });
});

test('a start that fails says why, and another one puts that away', async () => {
  const { capture, shell } = make(['eth0']);
  shell.answers.startCapture = () => ({ started: false, problem: PROBLEM });
  capture.start();
  await settled();
  expect(capture.problem).toBe(PROBLEM);
  expect(capture.canStart).toBe(true);
  capture.start();
  expect(capture.problem).toBeNull();
});

test('while packets come it cannot be started, and stops on the same command', async () => {
  const { capture, shell, session } = make(['eth0']);
  shell.tell('captureStatus', statusOf('running'));
  expect([capture.isRunning, capture.isLive, capture.canStart]).toEqual([true, true, false]);
  capture.toggle();
  shell.tell('captureStatus', statusOf('stopped'));
  expect([capture.isRunning, capture.isLive]).toEqual([false, false]);
  capture.stop(); // there is nothing to stop any more
  await settled();
  expect(shell.namesAsked()).toEqual(['stopCapture']);
  // the last packets are still being read
  session.isOpen = true;
  session.status = { live: true };
  shell.tell('captureStatus', null);
  expect(capture.isLive).toBe(true);
});

test('a page that was loaded again finds the capture that runs', () => {
  const { capture, engine, preferences } = make(['eth0']);
  preferences.capture = statusOf('running') as never;
  engine.connect();
  expect(capture.isRunning).toBe(true);
});

test('a saved capture is told, one that was not is not', async () => {
  const { capture, shell } = make(['eth0']);
  let told = 0;
  capture.onSaved = () => told++;
  await capture.save(); // nothing is there to be saved
  expect(shell.asked).toEqual([]);
  shell.tell('captureStatus', statusOf('stopped'));
  shell.answers.saveCapture = () => ({ saved: false, problem: PROBLEM });
  await capture.save();
  expect([told, capture.problem]).toEqual([0, PROBLEM]);
  shell.answers.saveCapture = () => ({ saved: true, problem: null });
  await capture.save();
  expect([told, capture.problem]).toEqual([1, null]);
});
