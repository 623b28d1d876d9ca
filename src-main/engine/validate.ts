// Whether the arguments of a request make sense, before anything uses them. Shapes, ranges, bounded counts.
import * as v from 'valibot';
import type { EngineRequest, EngineRequests, FlowColumn } from '../ipc/engine-contract';
import { FLOW_COLUMNS } from '../store/flow-order';

/** Rows that one request may ask for. */
export const MAX_ROWS = 2000;
/** Folds that may be open in a timeline. */
export const MAX_UNFOLDED = 100_000;

type Schemas = { [N in EngineRequest]: v.GenericSchema<EngineRequests[N]['args']> };

const row = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff));
const frame = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(0xffffffff));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_ROWS));
const id = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const unfolded = v.pipe(v.array(id), v.maxLength(MAX_UNFOLDED));
const kind = v.picklist(['tcp', 'udp']);
const sort = v.picklist(FLOW_COLUMNS as [FlowColumn, ...FlowColumn[]]);
const descending = v.boolean();
const nothing = v.strictObject({});

const schemas: Schemas = {
  status: nothing,
  cancelLoad: nothing,
  packetRows: v.strictObject({ from: row, count }),
  packetDetail: v.strictObject({ frame }),
  rowOfFrame: v.strictObject({ frame }),
  flows: v.strictObject({ kind, sort, descending, from: row, count }),
  flow: v.strictObject({ id }),
  rowOfFlow: v.strictObject({ id, kind, sort, descending }),
  timeline: v.strictObject({ flow: id, unfolded }),
  timelineRows: v.strictObject({ flow: id, unfolded, from: row, count }),
  timelineRowOfFrame: v.strictObject({ flow: id, unfolded, frame }),
};

export type Checked<N extends EngineRequest> =
  { ok: true; args: EngineRequests[N]['args'] } | { ok: false; detail: string };

/** Whether `name` is a request of the contract. */
export const isRequest = (name: unknown): name is EngineRequest =>
  typeof name === 'string' && Object.hasOwn(schemas, name);

/** The arguments as the contract has them, or what is wrong with them (English, for a bug report). */
export function checkArguments<N extends EngineRequest>(name: N, args: unknown): Checked<N> {
  const result = v.safeParse<v.GenericSchema<EngineRequests[N]['args']>>(schemas[name], args);
  if (result.success) return { ok: true, args: result.output };
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  return { ok: false, detail: `${name}${path ? `.${path}` : ''}: ${issue.message}` };
}
