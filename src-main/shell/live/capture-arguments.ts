// What each argument of the requests about live capture must look like. The helper checks once more what it is handed.
import * as v from 'valibot';
import type { CaptureRequests, CaptureSettings, CaptureStart } from '../../ipc/contracts/capture-contract';

/** An adapter as the page names it: a name is none, see adapter-ids.ts. */
const adapter = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));
/** An adapter name as it is remembered. */
const device = v.pipe(v.string(), v.minLength(1), v.maxLength(255), v.regex(/^[^\0]*$/));
const filter = v.pipe(v.string(), v.maxLength(8192));
const id = v.strictObject({ id: v.pipe(v.string(), v.maxLength(64)) });
const nothing = v.strictObject({});
const limit = (least: number, most: number) =>
  v.nullable(v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most)));

/** of one capture, as the helper has it */
const MAX_ADAPTERS = 16;
const KIB = 1024;
const TIB = 1024 ** 4;
const LONGEST_SECONDS = 366 * 24 * 3600;

const RULES = {
  filter,
  promiscuous: v.boolean(),
  snaplen: limit(1, 262_144),
  bufferKib: limit(64, KIB * KIB),
  stopAfter: v.strictObject({
    packets: limit(1, Number.MAX_SAFE_INTEGER / KIB),
    seconds: limit(1, LONGEST_SECONDS),
    bytes: limit(1, TIB),
  }),
  files: v.strictObject({
    bytes: limit(64 * KIB, TIB),
    seconds: limit(1, LONGEST_SECONDS),
    keep: limit(1, 10_000),
  }),
};

export const CAPTURE_SETTINGS: v.GenericSchema<CaptureSettings> = v.strictObject({
  devices: v.pipe(v.array(device), v.maxLength(MAX_ADAPTERS)),
  ...RULES,
});
const CAPTURE_START: v.GenericSchema<CaptureStart> = v.strictObject({
  adapters: v.pipe(v.array(adapter), v.maxLength(MAX_ADAPTERS)),
  ...RULES,
});

export const CAPTURE_ARGUMENTS: Record<keyof CaptureRequests, v.GenericSchema> = {
  watchAdapters: v.strictObject({ on: v.boolean() }),
  refreshAdapters: nothing,
  checkCaptureFilter: v.strictObject({ filter, adapter: v.nullable(adapter) }),
  captureFilterPresets: nothing,
  startCapture: CAPTURE_START,
  stopCapture: nothing,
  restartCapture: nothing,
  saveCapture: nothing,
  recoverCapture: id,
  discardRecoverable: id,
  checkCapture: nothing,
};
