// What an order for an export must look like, at every border that it crosses.
import * as v from 'valibot';
import {
  EXPORTED_TABLES,
  MOST_CHOSEN_FLOWS,
  PACKET_FORMATS,
  TABLE_FORMATS,
  type ExportWanted,
} from './contracts/export-contract';

/** Ranges of packets that may be named. */
const MOST_RANGES = 10_000;

const frame = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(0xffffffff));
const all = v.strictObject({ by: v.literal('all') });
const displayed = v.strictObject({ by: v.literal('displayed') });
const marked = v.strictObject({ by: v.literal('marked') });
const frames = v.strictObject({
  by: v.literal('frames'),
  ranges: v.pipe(v.array(v.strictTuple([frame, frame])), v.maxLength(MOST_RANGES)),
});
/** Connections by FlowRow.id. */
export const CHOSEN_FLOWS = v.strictObject({
  by: v.literal('flows'),
  flows: v.pipe(
    v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff))),
    v.maxLength(MOST_CHOSEN_FLOWS),
  ),
});

/** Packets of the capture. */
export const PACKET_SCOPES = [all, displayed, marked, frames, CHOSEN_FLOWS] as const;

export const EXPORT_WANTED: v.GenericSchema<ExportWanted> = v.variant('what', [
  v.strictObject({
    what: v.literal('packets'),
    scope: v.variant('by', [...PACKET_SCOPES]),
    format: v.picklist(PACKET_FORMATS),
    cut: v.boolean(),
    anonymise: v.boolean(),
  }),
  v.strictObject({
    what: v.literal('table'),
    table: v.picklist(EXPORTED_TABLES),
    format: v.picklist(TABLE_FORMATS),
    scope: v.variant('by', [all, displayed, CHOSEN_FLOWS]),
  }),
  v.strictObject({
    what: v.literal('sql'),
    result: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER)),
    format: v.picklist(TABLE_FORMATS),
  }),
  v.strictObject({ what: v.literal('objects'), scope: v.variant('by', [all, displayed]) }),
]);
