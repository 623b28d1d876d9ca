// How soon a packet is on the screen while many come: the app in the real Electron follows a capture of a bounded flood.
// A packet counts as shown when a frame has been painted whose last row is that packet or a later one: at such rates most
// are scrolled past before anybody could see them. Linux, root.
//   node test/bench/row-lag-bench.mjs [RATE...]      packets a second, default 100 20000 50000
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureBuilt } from '../../native/build.mjs';
import { ensureCaptureHelper } from '../../native/capture-helper.mjs';
import { blast, buildBlast, DEVICE, makeCable } from '../network/cable.mjs';
import {
  hasDisplay,
  IS_LINUX,
  IS_ROOT,
  isStarted,
  ROOT,
  run,
  runScript,
  Stop,
  underXvfb,
} from '../../native/project.mjs';
import { setup } from '../../native/setup.mjs';

const SECONDS = 8;
const BYTES = 200;
/** ms after the flood in which the last packets have to be shown */
const PATIENCE_MS = 10_000;
const PACKET_BLOCK = 6;

/** One start of the app, one capture; gives the row of the table. */
async function measure(rate, folder, helper, sender) {
  const { _electron } = await import('@playwright/test');
  const cable = makeCable();
  const userData = fs.mkdtempSync(path.join(folder, 'user-'));
  const inside = path.join(userData, 'helper');
  fs.writeFileSync(inside, `#!/bin/sh\nexec ${cable.inside.join(' ')} ${helper} "$@"\n`, { mode: 0o755 });
  const electron = await _electron.launch({
    cwd: ROOT,
    args: ['.', `--user-data-dir=${userData}`, '--force-device-scale-factor=1'],
    env: { ...process.env, SYNSCOPE_CAPTURE_HELPER: inside },
  });
  try {
    const page = await electron.firstWindow();
    await page.getByTestId('start-page').waitFor();
    await page.evaluate(watchRows);
    await startCapture(page);
    const { sent, reached } = await blast(cable, sender, { rate, seconds: SECONDS, bytes: BYTES });
    const captured = await untilShown(page, sent);
    const shown = await page.evaluate(() => window.shown);
    await page.evaluate(() => window.synscope.request('stopCapture', {}));
    const { dropped } = await statusOf(page);
    const live = path.join(userData, 'live');
    const [file] = fs.readdirSync(live).filter((name) => name.endsWith('.pcapng'));
    const lags = lagsOf(timesOf(fs.readFileSync(path.join(live, file))), shown);
    return { rate, 'reached/s': reached, sent, captured, dropped: dropped.kernel, ...summaryOf(lags, shown) };
  } finally {
    await electron.evaluate(({ app }) => app.exit(0)).catch(() => undefined);
    await electron.close().catch(() => undefined);
    cable.remove();
  }
}

/** In the page: notes which frame the last row shows, and when that was painted. */
function watchRows() {
  window.shown = [];
  let newest = 0;
  const painted = new MessageChannel();
  painted.port1.onmessage = ({ data }) => window.shown.push([data, Date.now()]);
  const look = () => {
    let last = 0;
    for (const row of document.querySelectorAll('[data-testid=packet-row]:not([hidden])'))
      last = Math.max(last, Number(row.dataset.frame ?? 0));
    // the message comes after the painting that this callback belongs to
    if (last > newest) painted.port2.postMessage((newest = last));
    requestAnimationFrame(look);
  };
  look();
}

const statusOf = (page) => page.evaluate(async () => (await window.synscope.request('state', {})).capture);

async function startCapture(page) {
  const started = await page.evaluate(async (device) => {
    const { preferences } = await window.synscope.request('state', {});
    const settings = { ...preferences.capture, devices: [device], filter: 'udp port 9' };
    return window.synscope.request('startCapture', settings);
  }, DEVICE);
  if (!started.started) throw new Stop(`no capture: ${JSON.stringify(started.problem)}`);
}

/** Waits until the last packet is on the screen; gives how many were captured. */
async function untilShown(page, sent) {
  let packets = 0;
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(100)) {
    const { packets: now, dropped } = await statusOf(page);
    const last = await page.evaluate(() => window.shown.at(-1)?.[0] ?? 0);
    packets = now;
    if (packets + (dropped.kernel ?? 0) >= sent && last >= packets) return packets;
  }
  throw new Stop(`the last of ${packets} packets did not come on the screen`);
}

/** Time of each packet in ms since 1970. The helper writes nanoseconds, little-endian on every machine it runs on. */
function timesOf(bytes) {
  const times = [];
  for (let at = 0; at + 12 <= bytes.length; at += bytes.readUInt32LE(at + 4))
    if (bytes.readUInt32LE(at) === PACKET_BLOCK)
      times.push((bytes.readUInt32LE(at + 12) * 2 ** 32 + bytes.readUInt32LE(at + 16)) / 1e6);
  return times;
}

/** Of each packet, ms until it, or a later one, was on the screen. */
function lagsOf(times, shown) {
  const lags = new Float64Array(times.length);
  let frame = 0;
  for (const [last, atMs] of shown) for (; frame < last; frame++) lags[frame] = atMs - times[frame];
  return lags.subarray(0, frame);
}

function summaryOf(inOrder, shown) {
  const lags = inOrder.toSorted();
  const at = (share) => Math.round(lags[Math.min(lags.length - 1, Math.floor(lags.length * share))]);
  const gaps = shown.slice(1).map(([, atMs], i) => atMs - shown[i][1]);
  return {
    // waits for the engine, whose process starts with the capture
    'first ms': Math.round(inOrder[0]),
    'median ms': at(0.5),
    '95 % ms': at(0.95),
    'longest ms': at(1),
    'over 300 ms': `${((100 * lags.filter((lag) => lag > 300).length) / lags.length).toFixed(2)} %`,
    'pictures/s': Math.round((1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0)),
  };
}

if (isStarted(import.meta.url))
  await runScript(async () => {
    if (!IS_LINUX || !IS_ROOT) throw new Stop('this needs Linux and root: it makes network namespaces.');
    const rates = process.argv.slice(2).map(Number);
    if (rates.some((rate) => !(rate > 0))) throw new Stop('rates are packets a second, greater than 0');
    if (!hasDisplay()) {
      const [program, ...rest] = underXvfb([process.execPath, ...process.argv.slice(1)]);
      return run(program, rest);
    }
    await setup(['display'], 'this bench');
    await ensureBuilt();
    const helper = await ensureCaptureHelper();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-bench-'));
    try {
      const sender = buildBlast(folder);
      const rows = [];
      for (const rate of rates.length > 0 ? rates : [100, 20_000, 50_000])
        rows.push(await measure(rate, folder, helper, sender));
      console.table(rows);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
    return 0;
  });
