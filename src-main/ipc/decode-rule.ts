// What a "decode as" rule must look like wherever it comes from another process or a file.
import * as v from 'valibot';
import type { DecodeRule } from './decode-as';

const port = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff));
const rule: v.GenericSchema<DecodeRule> = v.strictObject({
  table: v.picklist(['tcp.port', 'udp.port']),
  first: port,
  last: port,
  protocol: v.pipe(v.string(), v.regex(/^[a-z0-9._-]{1,64}$/)),
});

export const DECODE_RULES = v.pipe(v.array(rule), v.maxLength(100));
