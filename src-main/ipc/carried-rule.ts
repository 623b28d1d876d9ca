// What the reader has put on a capture must look like this wherever it comes from another process.
import * as v from 'valibot';
import { MAX_COMMENT, MOST_COMMENTS } from './contracts/comment-contract';
import type { Carried } from './contracts/carried-contract';

/** Packets with comments of the reader's (flow/columns/reader-comments.ts has as many). */
const MOST_COMMENTED = 10_000;

const uint32 = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff));
const comments = v.pipe(v.array(v.pipe(v.string(), v.maxLength(MAX_COMMENT))), v.maxLength(MOST_COMMENTS));

export const CARRIED: v.GenericSchema<Carried> = v.pipe(
  v.strictObject({
    places: v.instance(Uint32Array),
    bits: v.instance(Uint8Array),
    sums: v.instance(Uint32Array),
    comments: v.pipe(v.array(v.strictObject({ place: uint32, sum: uint32, comments })), v.maxLength(MOST_COMMENTED)),
    capture: v.nullable(comments),
  }),
  v.check(({ places, bits, sums }) => places.length === bits.length && places.length === sums.length),
);
