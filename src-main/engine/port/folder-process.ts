// Entry of the utility process of folders of captures: one brings a store up to date and ends, another answers statements over one. Electron's
// main process sends where things lie.
import { constants, setPriority } from 'node:os';
import * as v from 'valibot';
import { MOST_CAPTURE_ID, MOST_FOLDER_ROWS, type FromFolder, type ToFolder } from '../../ipc/contracts/folder-contract';
import { SQL_ASKED } from '../../ipc/sql-rule';
import { detailOf } from '../base/problems';
import { useSystemZoneNames } from '../base/time-zone';
import { FolderConsole } from '../folder/folder-console';
import { updateFolder } from '../folder/folder-update';
import { StatusThrottle } from './port-server';

// The shape of Electron's process.parentPort; this folder does not know Electron.
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: FromFolder): void;
}
const { parentPort } = process as unknown as { parentPort?: ParentPort };

const PROGRESS_EVERY_MS = 100;

const place = v.pipe(v.string(), v.minLength(1));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const orders: v.GenericSchema<ToFolder> = v.variant('type', [
  v.object({ type: v.literal('index'), folder: place, database: place, cacheFolder: place }),
  v.object({ type: v.literal('stop') }),
  v.object({ type: v.literal('ask'), id: whole, database: place, version: whole, copies: place, ...SQL_ASKED }),
  v.object({ type: v.literal('stopAsk') }),
  v.object({
    ...{ type: v.literal('rows'), id: whole, result: whole, from: whole },
    count: v.pipe(whole, v.maxValue(MOST_FOLDER_ROWS)),
  }),
  v.object({
    ...{ type: v.literal('capture'), id: whole, database: place },
    capture: v.pipe(whole, v.maxValue(MOST_CAPTURE_ID)),
  }),
]);

let isStopped = false;

/** Brings a store up to date, behind whatever else the machine has to do. */
function index({ folder, database, cacheFolder }: Extract<ToFolder, { type: 'index' }>, parent: ParentPort): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // then not behind it
  }
  let last: Extract<FromFolder, { type: 'progress' }> | null = null;
  const throttle = new StatusThrottle(PROGRESS_EVERY_MS, () => {
    if (last) parent.postMessage(last);
  });
  void updateFolder(
    { folder, database, cacheFolder },
    {
      stopped: () => isStopped,
      progress: (now, captures) => {
        last = { type: 'progress', now, captures };
        throttle.changed('loading');
      },
    },
  ).then((end) => {
    throttle.changed('ready');
    parent.postMessage({ type: 'indexed', end });
  });
}

const asking = new FolderConsole();

async function answer(
  order: Extract<ToFolder, { type: 'ask' | 'rows' | 'capture' }>,
): Promise<Extract<FromFolder, { type: 'answer' }>['value']> {
  switch (order.type) {
    case 'ask':
      return asking.run(order);
    case 'rows':
      return asking.rows(order.result, order.from, order.count);
    case 'capture':
      return asking.capture(order.database, order.capture);
  }
}

function take(order: ToFolder, parent: ParentPort): void {
  if (order.type === 'index') index(order, parent);
  else if (order.type === 'stop') isStopped = true;
  else if (order.type === 'stopAsk') asking.stop();
  else void answer(order).then((value) => parent.postMessage({ type: 'answer', id: order.id, value }));
}

// A bug: the last words go to stderr, and main sees the exit.
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    console.error(`folder: ${detailOf(error)}`);
    process.exit(70);
  });
useSystemZoneNames();

parentPort?.on('message', ({ data }) => {
  if (v.is(orders, data)) take(data, parentPort);
});
if (!parentPort) {
  console.error('folder: this program is started by Synscope itself');
  process.exitCode = 2;
}
