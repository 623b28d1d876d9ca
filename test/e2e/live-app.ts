// Live capture in the app under test: started and stopped through the window's bridge, with traffic of known make.
import type { ElectronApplication, Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import type { CaptureSettings, CaptureStarted, CaptureStatus } from '../../src-main/ipc/contracts/capture-contract';
import { adapterId } from '../../src-main/shell/live/adapter-ids';
import { DEFAULT_CAPTURE } from '../../src-main/ipc/capture-defaults';
import { expect } from './app';
import { ask } from './window-tools';

const run = promisify(execFile);

export const statusOf = async (page: Page): Promise<CaptureStatus | null> => (await ask(page, 'state', {})).capture;

/** As the window does it: the adapters by their ids; one that is not listed keeps the id that it had, or would have. */
export async function start(page: Page, settings: Partial<CaptureSettings>): Promise<CaptureStarted> {
  const { devices, ...rules } = { ...DEFAULT_CAPTURE, devices: ['lo'], ...settings };
  await ask(page, 'refreshAdapters', {});
  return ask(page, 'startCapture', { ...rules, adapters: devices.map(adapterId) });
}

/** The dialogs of the main process, answered without showing them. */
export async function stubSaving(
  electron: ElectronApplication,
  answers: { file?: string; unsaved?: 'save' | 'discard' | 'cancel' },
): Promise<void> {
  await electron.evaluate(({ dialog }, { file, unsaved }) => {
    if (file !== undefined) dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
    const counted = globalThis as { asked?: number };
    counted.asked = 0;
    dialog.showMessageBox = () => {
      counted.asked = (counted.asked ?? 0) + 1;
      return Promise.resolve({
        response: ['save', 'discard', 'cancel'].indexOf(unsaved ?? 'discard'),
        checkboxChecked: false,
      });
    };
  }, answers);
}
/** How often it was asked about packets that are not saved, since `stubSaving`. */
export const timesAsked = (electron: ElectronApplication): Promise<number> =>
  electron.evaluate(() => (globalThis as { asked?: number }).asked ?? 0);

/** A web server on loopback, and curl to fetch from it. */
export async function webServer(): Promise<{
  port: number;
  fetch: (times: number) => Promise<void>;
  close: () => void;
}> {
  const server = createServer((_request, response) => response.setHeader('Connection', 'close').end('synscope'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async fetch(times) {
      for (let i = 0; i < times; i++) await run('curl', ['-s', '-o', '/dev/null', `http://127.0.0.1:${port}/${i}`]);
    },
    close: () => server.close(),
  };
}

/** Waits until the window holds `packets` packets of the capture. */
export async function packetsShown(page: Page, packets: number): Promise<void> {
  await expect(page.getByTestId('status-packets')).toContainText(packets.toLocaleString('en'), { timeout: 20_000 });
}

/** Processes that run this program, by its path. */
export function processesOf(program: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] === program;
      } catch {
        return false; // it has ended meanwhile
      }
    })
    .map(Number);
}
