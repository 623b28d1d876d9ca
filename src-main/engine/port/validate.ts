// Whether the arguments of a request make sense, before anything uses them. Shapes, ranges, bounded counts.
import { COMPARE_SORTS } from '../../ipc/contracts/compare-contract';
import { LANGUAGES } from '../../ipc/languages';
import * as v from 'valibot';
import type { EngineRequest, EngineRequests } from '../../ipc/contracts/engine-contract';
import { MOST_CHOSEN_FLOWS } from '../../ipc/contracts/export-contract';
import { EXPORT_WANTED } from '../../ipc/export-wanted';
import { FLOW_COLUMNS, type FlowColumn } from '../../ipc/flow-facts';
import {
  FOLLOW_ENCODINGS,
  FOLLOW_FORMS,
  FOLLOW_LAYERS,
  FOLLOW_SIDES,
  LAST_STREAM,
} from '../../ipc/contracts/follow-contract';
import { MAX_RULE_NAME, MOST_COLOUR_RULES, MOST_TEMPORARY } from '../../ipc/contracts/colour-contract';
import { MAX_COMMENT, MOST_COMMENTS } from '../../ipc/contracts/comment-contract';
import { GRAPH_KINDS } from '../../ipc/contracts/graph-contract';
import { MAX_FIELD_NAME, MOST_FIELD_COLUMNS } from '../../ipc/field-columns';
import { MAX_FILTER_TEXT } from '../../ipc/contracts/filter-contract';
import { MOST_RANGES } from '../../ipc/contracts/mark-contract';
import { KEY_STATES } from '../../ipc/contracts/key-contract';
import { MOST_IO_LINES } from '../../ipc/contracts/statistics-contract';
import { TLS_COLUMNS } from '../../ipc/contracts/tls-contract';
import { PASSES } from '../../ipc/passes';
import { SQL_ASKED } from '../../ipc/sql-rule';
import { STATISTICS_SORT, STATISTICS_VIEW, IO_QUERY } from '../../ipc/statistics-rule';
import { REPORT_QUERY } from '../../ipc/report-rule';

/** Rows that one request may ask for. */
export const MAX_ROWS = 2000;
/** Folds that may be open in a timeline. */
export const MAX_UNFOLDED = 100_000;
/** Macros that a filter may come with, and filters that may be counted at once. */
export const MAX_MACROS = 1000;
export const MAX_COUNTED = 10;
/** Points across a graph. */
export const MAX_GRAPH_COLUMNS = 16_384;
/** Groups of expert notes that may be open. */
export const MAX_OPEN = 10_000;

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
const text = v.pipe(v.string(), v.maxLength(MAX_FILTER_TEXT));
const flag = v.boolean();
const macros = v.pipe(v.array(v.strictObject({ name: text, text })), v.maxLength(MAX_MACROS));
const source = v.strictObject({
  text,
  macros,
  frame: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
});
/** seconds since the first segment */
const second = v.nullable(v.pipe(v.number(), v.finite()));
const place = v.picklist(['list', 'details', 'bytes']);
const language = v.picklist(LANGUAGES);
const what = v.variant('by', [
  v.strictObject({ by: v.literal('filter'), source }),
  v.strictObject({ by: v.literal('text'), place, text, caseSensitive: flag, language }),
  v.strictObject({ by: v.literal('hex'), hex: text }),
  v.strictObject({ by: v.literal('regex'), place, pattern: text, caseSensitive: flag, language }),
]);

const followed = v.strictObject({
  flow: id,
  layer: v.picklist(FOLLOW_LAYERS),
  stream: v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(LAST_STREAM)),
  side: v.picklist(FOLLOW_SIDES),
  form: v.picklist(FOLLOW_FORMS),
  encoding: v.picklist(FOLLOW_ENCODINGS),
});
const followedWhat = v.variant('by', [
  v.strictObject({ by: v.literal('text'), text }),
  v.strictObject({ by: v.literal('hex'), hex: text }),
]);
const pass = v.picklist(PASSES);
const view = v.strictObject({
  by: v.picklist(['kind', 'connection']),
  severities: v.pipe(v.array(v.picklist(['chat', 'note', 'warn', 'error'])), v.maxLength(4)),
  displayed: flag,
  open: v.pipe(v.array(row), v.maxLength(MAX_OPEN)),
});

const marked = v.picklist(['marked', 'ignored', 'reference']);
const packets = v.variant('by', [
  v.strictObject({
    by: v.literal('frames'),
    ranges: v.pipe(v.array(v.tuple([frame, frame])), v.maxLength(MOST_RANGES)),
  }),
  v.strictObject({ by: v.literal('displayed') }),
  v.strictObject({ by: v.literal('all') }),
]);
const fieldNames = v.pipe(v.array(v.pipe(v.string(), v.maxLength(MAX_FIELD_NAME))), v.maxLength(MOST_FIELD_COLUMNS));
const MOST_RULES = MOST_COLOUR_RULES + MOST_TEMPORARY;
const rules = v.pipe(
  v.array(v.strictObject({ name: v.pipe(v.string(), v.maxLength(MAX_RULE_NAME)), filter: text })),
  v.maxLength(MOST_RULES),
);
const comments = v.pipe(v.array(v.pipe(v.string(), v.maxLength(MAX_COMMENT))), v.maxLength(MOST_COMMENTS));
const listing = { sort: v.picklist(TLS_COLUMNS), descending, displayed: flag };

/** What each argument of the engine's contract must look like. */
export const ENGINE_ARGUMENTS: Schemas = {
  status: nothing,
  cancelLoad: nothing,
  packetRows: v.strictObject({ from: row, count, fields: v.optional(fieldNames), colours: v.optional(flag) }),
  setColouring: v.strictObject({ id, rules, macros }),
  checkRules: v.strictObject({ filters: v.pipe(v.array(text), v.maxLength(MOST_RULES)), macros }),
  packetDetail: v.strictObject({ frame }),
  rowOfFrame: v.strictObject({ frame, nearest: flag }),
  frameInFlow: v.strictObject({ flow: id, frame, by: v.picklist([1, -1]) }),
  mark: v.strictObject({ what: marked, packets, on: v.nullable(flag) }),
  comments: v.strictObject({ frame: v.nullable(frame) }),
  setComments: v.strictObject({ frame: v.nullable(frame), comments }),
  nextMarked: v.strictObject({ what: marked, frame, by: v.picklist([1, -1]) }),
  flows: v.strictObject({ kind, sort, descending, from: row, count }),
  flowIds: v.strictObject({
    ...{ kind, sort, descending, from: row },
    count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_CHOSEN_FLOWS)),
  }),
  decodable: v.strictObject({ table: v.picklist(['tcp.port', 'udp.port']) }),
  flowCounts: nothing,
  flow: v.strictObject({ id }),
  rowOfFlow: v.strictObject({ id, kind, sort, descending }),
  timeline: v.strictObject({ flow: id, unfolded }),
  verdict: v.strictObject({ flow: id }),
  report: v.strictObject(REPORT_QUERY),
  keySummary: nothing,
  keyRows: v.strictObject({ state: v.nullable(v.picklist(KEY_STATES)), from: row, count }),
  compareStatus: nothing,
  stopCompare: nothing,
  comparePairs: v.strictObject({ sort: v.picklist(COMPARE_SORTS), descending, from: row, count }),
  compareSegments: v.strictObject({ pair: id, from: row, count }),
  tlsLook: v.strictObject({ flow: id }),
  tlsSummary: v.strictObject({ displayed: flag }),
  tlsRows: v.strictObject({ ...listing, from: row, count }),
  tlsRowOfFlow: v.strictObject({ ...listing, flow: id }),
  graph: v.strictObject({
    flow: id,
    kind: v.picklist(GRAPH_KINDS),
    fromA: flag,
    from: second,
    to: second,
    columns: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_GRAPH_COLUMNS)),
  }),
  cancelFollowSave: v.strictObject({}),
  followSummary: v.strictObject({ view: followed }),
  followRows: v.strictObject({ view: followed, from: id, count }),
  http2StreamOf: v.strictObject({ frame }),
  followFind: v.strictObject({ view: followed, what: followedWhat, from: id, backward: flag }),
  timelineRows: v.strictObject({ flow: id, unfolded, from: row, count, sack: flag }),
  timelineRowOfFrame: v.strictObject({ flow: id, unfolded, frame }),
  checkFilter: v.strictObject({ source }),
  completeFilter: v.strictObject({ text, cursor: row, macros }),
  setFilter: v.strictObject({ source }),
  cancelFilter: nothing,
  filterStatus: nothing,
  courseFacts: v.strictObject({
    packets: text,
    field: v.pipe(v.string(), v.maxLength(MAX_FIELD_NAME)),
    frame: row,
  }),
  countMatches: v.strictObject({ sources: v.pipe(v.array(source), v.maxLength(MAX_COUNTED)) }),
  find: v.strictObject({ what, from: row, backward: flag, wrap: flag }),
  frameAtTime: v.strictObject({
    sec: v.pipe(v.number(), v.safeInteger()),
    nano: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999_999_999)),
  }),
  captureFilterOf: v.strictObject({ source }),
  exportCount: v.strictObject({ wanted: EXPORT_WANTED }),
  cancelExport: nothing,
  statisticsSummary: v.strictObject({ view: STATISTICS_VIEW, again: flag }),
  statisticsRows: v.strictObject({ view: STATISTICS_VIEW, sort: STATISTICS_SORT, from: row, count }),
  flowHosts: v.strictObject({ view: STATISTICS_VIEW }),
  stopStatistics: v.strictObject({ view: STATISTICS_VIEW }),
  captureProperties: v.strictObject({ displayed: flag }),
  ioGraph: v.strictObject({
    query: v.strictObject({ ...IO_QUERY, filters: v.pipe(v.array(source), v.maxLength(MOST_IO_LINES)) }),
  }),
  sqlRun: v.strictObject(SQL_ASKED),
  flowOfStream: v.strictObject({ kind, stream: row }),
  sqlRows: v.strictObject({ id, from: row, count }),
  stopPass: v.strictObject({ id: pass }),
  resumePass: v.strictObject({ id: pass }),
  expertSummary: v.strictObject({ view }),
  expertRows: v.strictObject({ view, from: row, count }),
};

export type Checked<N extends EngineRequest> =
  { ok: true; args: EngineRequests[N]['args'] } | { ok: false; detail: string };

/** Whether `name` is a request of the contract. */
export const isRequest = (name: unknown): name is EngineRequest =>
  typeof name === 'string' && Object.hasOwn(ENGINE_ARGUMENTS, name);

/** The arguments as the contract has them, or what is wrong with them (English, for a bug report). */
export function checkArguments<N extends EngineRequest>(name: N, args: unknown): Checked<N> {
  const result = v.safeParse<v.GenericSchema<EngineRequests[N]['args']>>(ENGINE_ARGUMENTS[name], args);
  if (result.success) return { ok: true, args: result.output };
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  return { ok: false, detail: `${name}${path ? `.${path}` : ''}: ${issue.message}` };
}
