// What a "decode as" rule must look like wherever it comes from another process or a file.
import * as v from 'valibot';
import type { DecodeRule } from './decode-as';

const port = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff));
const address = v.pipe(v.string(), v.regex(/^[0-9a-f.:]{2,45}$/));
const table = v.picklist(['tcp.port', 'udp.port']);
const protocol = v.pipe(v.string(), v.regex(/^[a-z0-9._-]{1,64}$/));
const ends = v.strictObject({ addressA: address, portA: port, addressB: address, portB: port });
const rule: v.GenericSchema<DecodeRule> = v.union([
  v.strictObject({ table, first: port, last: port, protocol }),
  v.strictObject({ table, between: ends, protocol }),
]);

export const DECODE_RULES = v.pipe(v.array(rule), v.maxLength(100));
