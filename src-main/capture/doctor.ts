// The capture check: is everything there that a capture needs, and does one work? Each step is a finding in words, with
// the one command that puts it right.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Message, Problem } from '../ipc/message';
import type { Adapter, CaptureDriver } from './driver';
import type { HelperDriver } from './helper-driver';
import { isProblem } from './problems';
import { rightsRemedy } from './remedies';

export type FindingId = 'helper' | 'libpcap' | 'adapters' | 'permission' | 'loopback' | 'cap';
export interface Finding {
  id: FindingId;
  /** `skipped`: something before it failed */
  state: 'ok' | 'warning' | 'failed' | 'skipped';
  message: Message;
  /** to copy into a terminal, or null */
  command: string | null;
  problem: Problem | null;
}

const TEST_PACKETS = 5;
/** after which a missing packet is a lost one */
const TEST_WAIT_MS = 3000;

/** Runs all steps, also after one has failed, and gives each finding as soon as it is there. */
export async function* checkCapture(helper: HelperDriver, cap: CaptureDriver): AsyncGenerator<Finding> {
  const version = await helper.version();
  if (version.ok) {
    const args = { version: version.value.version, file: helper.place.file };
    yield finding('helper', 'ok', 'capture.check.helper.ok', args);
    yield finding('libpcap', 'ok', 'capture.check.libpcap.ok', { version: version.value.libpcap });
  } else {
    const noLibrary = isProblem(version.problem, 'no-libpcap');
    yield noLibrary ? skipped('helper') : failed('helper', version.problem);
    yield noLibrary ? failed('libpcap', version.problem) : skipped('libpcap');
  }
  yield* version.ok ? checkAdapters(helper) : [skipped('adapters'), skipped('permission'), skipped('loopback')];
  const other = await cap.list();
  yield other.ok ? finding('cap', 'ok', 'capture.check.cap.ok') : { ...failed('cap', other.problem), state: 'warning' };
}

async function* checkAdapters(helper: HelperDriver): AsyncGenerator<Finding> {
  const listed = await helper.list();
  if (!listed.ok) {
    yield failed('adapters', listed.problem);
    yield skipped('permission');
    yield skipped('loopback');
    return;
  }
  const adapters = listed.value.filter((adapter) => adapter.network);
  yield adaptersFinding(adapters);
  const permission = permissionFinding(helper, adapters);
  yield permission;
  const loopback = adapters.find((adapter) => adapter.loopback && adapter.up);
  if (permission.state === 'failed') yield skipped('loopback');
  else if (!loopback) yield finding('loopback', 'warning', 'capture.check.loopback.none');
  else yield await tryLoopback(helper, loopback.name);
}

function adaptersFinding(adapters: Adapter[]): Finding {
  if (adapters.length === 0) return finding('adapters', 'failed', 'capture.check.adapters.none');
  const up = adapters.filter((adapter) => adapter.up);
  const names = adapters.map((adapter) => adapter.name).join(', ');
  return finding('adapters', 'ok', 'capture.check.adapters.ok', { count: adapters.length, up: up.length, names });
}

/** Listing has opened every adapter for a moment: whether that went well is the answer. */
function permissionFinding(helper: HelperDriver, adapters: Adapter[]): Finding {
  if (adapters.some((adapter) => isProblem(adapter.problem, 'no-permission'))) {
    const { command = null } = rightsRemedy(helper.place);
    return {
      ...finding('permission', 'failed', 'capture.check.permission.none', { command: command ?? '' }),
      command,
      problem: adapters.find((adapter) => adapter.problem)?.problem ?? null,
    };
  }
  if (!adapters.some((adapter) => adapter.linkTypes))
    return finding('permission', 'warning', 'capture.check.permission.noAdapter');
  const isRoot = process.getuid?.() === 0;
  return finding('permission', 'ok', isRoot ? 'capture.check.permission.root' : 'capture.check.permission.ok');
}

/** Captures a few datagrams that it sends to itself. */
async function tryLoopback(driver: CaptureDriver, device: string): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), 'synscope-check-'));
  const receiver = createSocket('udp4');
  const sender = createSocket('udp4');
  try {
    receiver.bind(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port } = receiver.address();
    const filter = `udp and dst port ${port}`;
    let seen = 0;
    let onSeen: () => void = () => {};
    const all = new Promise<void>((resolve) => (onSeen = resolve));
    const started = await driver.start({ devices: [device], file: join(folder, 'check.pcapng'), filter }, (event) => {
      if (event.kind !== 'progress') return;
      seen = event.progress.frames;
      if (seen >= TEST_PACKETS) onSeen();
    });
    if (!started.ok) return failed('loopback', started.problem);
    for (let i = 0; i < TEST_PACKETS; i++) sender.send(`synscope ${i}`, port, '127.0.0.1');
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([all, started.value.outcome, new Promise((next) => (timer = setTimeout(next, TEST_WAIT_MS)))]);
    clearTimeout(timer);
    const outcome = await started.value.stop();
    if (outcome.problem) return failed('loopback', outcome.problem);
    return loopbackFinding(device, outcome.progress.frames, started.value.isConfined ?? true);
  } finally {
    receiver.close();
    sender.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function loopbackFinding(device: string, seen: number, isConfined: boolean): Finding {
  const ok = isConfined ? 'capture.check.loopback.ok' : 'capture.check.loopback.open';
  if (seen >= TEST_PACKETS) return finding('loopback', 'ok', ok, { device, frames: seen });
  return finding('loopback', 'failed', 'capture.check.loopback.missed', { device, seen, sent: TEST_PACKETS });
}

function finding(id: FindingId, state: Finding['state'], key: string, args: Message['args'] = {}): Finding {
  return { id, state, message: { key, args }, command: null, problem: null };
}

function failed(id: FindingId, problem: Problem): Finding {
  const command = problem.message.args?.command;
  return {
    id,
    state: 'failed',
    message: problem.message,
    command: typeof command === 'string' && command !== '' ? command : null,
    problem,
  };
}

const skipped = (id: FindingId): Finding => finding(id, 'skipped', 'capture.check.skipped');
