// What the app and the process with the package cap say to each other. Both are ours; each checks what it hears all the
// same: a process that has gone wrong must not take the other one along.
import * as v from 'valibot';
import type { Problem } from '../../ipc/message';
import type { CapAdapter } from './cap-module';
import type { CaptureDevice, CaptureEvent, CaptureOptions, CaptureOutcome, CaptureProgress } from '../driver';

/** To the process. Paths are absolute: it may stand in another folder. */
export type CapOrder = { type: 'list' } | { type: 'start'; options: CaptureOptions } | { type: 'stop' };

/** From the process: one answer to `list`; to `start` either `failed`, or `started`, events and `ended`. */
export type CapNews =
  | { type: 'adapters'; adapters: CapAdapter[] }
  | { type: 'failed'; problem: Problem }
  | { type: 'started'; devices: CaptureDevice[] }
  | { type: 'event'; event: CaptureEvent }
  | { type: 'ended'; outcome: CaptureOutcome };

const MAX_TEXT = 32_768;
const MOST_DEVICES = 64;
const MOST_ADAPTERS = 4096;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(MAX_TEXT));
const unknown = v.nullable(count);
const limit = v.optional(count);

const problem: v.GenericSchema<Problem> = v.object({
  kind: text,
  message: v.object({ key: text, args: v.optional(v.record(text, v.union([text, v.number()]))) }),
  detail: v.optional(text),
});

const options: v.GenericSchema<CaptureOptions> = v.object({
  devices: v.pipe(v.array(text), v.maxLength(MOST_DEVICES)),
  file: text,
  filter: v.optional(text),
  promiscuous: v.optional(v.boolean()),
  snaplen: limit,
  bufferKib: limit,
  stopAfter: v.optional(v.object({ packets: limit, seconds: limit, bytes: limit })),
});

const progress: v.GenericSchema<CaptureProgress> = v.object({
  frames: count,
  bytes: count,
  file: text,
  fileBytes: count,
  devices: v.pipe(
    v.array(v.object({ frames: count, seen: unknown, droppedByKernel: unknown, droppedByInterface: unknown })),
    v.maxLength(MOST_DEVICES),
  ),
});

const device: v.GenericSchema<CaptureDevice> = v.object({
  name: text,
  dlt: count,
  linkType: count,
  linkName: text,
  snaplen: count,
  nanoseconds: v.boolean(),
  promiscuous: v.boolean(),
});

const adapter: v.GenericSchema<CapAdapter> = v.object({
  name: text,
  description: v.optional(text),
  addresses: v.array(v.object({ addr: v.optional(text), netmask: v.optional(text) })),
  flags: v.optional(text),
});

const event: v.GenericSchema<CaptureEvent> = v.variant('kind', [
  v.object({ kind: v.literal('file'), path: text, number: count }),
  v.object({ kind: v.literal('progress'), progress }),
  v.object({ kind: v.literal('lost'), device: count, problem }),
]);

export const capOrder: v.GenericSchema<CapOrder> = v.variant('type', [
  v.object({ type: v.literal('list') }),
  v.object({ type: v.literal('start'), options }),
  v.object({ type: v.literal('stop') }),
]);

export const capNews: v.GenericSchema<CapNews> = v.variant('type', [
  v.object({ type: v.literal('adapters'), adapters: v.pipe(v.array(adapter), v.maxLength(MOST_ADAPTERS)) }),
  v.object({ type: v.literal('failed'), problem }),
  v.object({ type: v.literal('started'), devices: v.pipe(v.array(device), v.maxLength(MOST_DEVICES)) }),
  v.object({ type: v.literal('event'), event }),
  v.object({
    type: v.literal('ended'),
    outcome: v.object({
      end: v.picklist(['stopped', 'packets', 'seconds', 'bytes', 'lost', 'failed']),
      problem: v.nullable(problem),
      progress,
      files: v.array(text),
    }),
  }),
]);
