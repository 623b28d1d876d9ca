// Holds a capture to limits, rule by rule.
import { DEFAULT_OPTIONS } from '../../engine/answers/packet-rows';
import type { CaptureDocument } from '../../engine/document/document';
import type { FlowRow } from '../../ipc/flow-facts';
import { RULES, type Example, type Limits, type Rule, type RuleId, type RuleResult } from '../../report/check/rules';
import { endpointText } from '../../text/endpoint';
import type { CommandContext } from '../context';
import { displayFilter, matchingRows, type CommandFilter } from '../display-filter';
import { flowPages } from '../flow-rows';

const MOST_EXAMPLES = 20;

/** `filter`: only packets that it matches count, and connections with such a packet. */
export async function checkCapture(
  context: CommandContext,
  document: CaptureDocument,
  limits: Limits,
  filter: CommandFilter | null,
): Promise<RuleResult[]> {
  const results = new Map([...limits].map(([rule, limit]) => [rule, emptyResult(rule, limit)]));
  const byConnection = [...results.values()].filter(({ rule }) => RULES[rule].by.startsWith('connection'));
  if (byConnection.length > 0)
    for await (const rows of flowPages(context, document, { filter, condition: null }))
      for (const row of rows) if (row.kind === 'tcp') for (const result of byConnection) countFlow(result, row);
  for (const result of results.values()) {
    const rule: Rule = RULES[result.rule];
    if (rule.by === 'packets') await countPackets(context, document, result, rule.filter, filter);
    else if (rule.by === 'share') {
      await countPackets(context, document, result, rule.filter, filter);
      const all = await countOf(context, document, rule.all, filter);
      result.value = all === 0 ? null : (100 * result.against) / all;
    } else if (rule.by === 'dropped') {
      for (const { dropped = 0 } of document.extras.statistics.values()) result.against += dropped;
      result.value = result.against;
    }
    result.passed = result.value === null || result.value <= result.limit;
  }
  return [...results.values()];
}

const emptyResult = (rule: RuleId, limit: number): RuleResult => ({
  rule,
  unit: RULES[rule].unit,
  limit,
  value: RULES[rule].by === 'connection-value' ? null : 0,
  passed: true,
  against: 0,
  examples: [],
});

function countFlow(result: RuleResult, flow: FlowRow): void {
  const rule: Rule = RULES[result.rule];
  if (rule.by === 'connection-count') {
    if (!rule.of(flow)) return;
    result.value = ++result.against;
    example(result, flow, null);
  } else if (rule.by === 'connection-value') {
    const value = rule.of(flow);
    if (value === null) return;
    result.value = Math.max(result.value ?? 0, value);
    if (value <= result.limit) return;
    result.against++;
    example(result, flow, value);
  }
}

function example(result: RuleResult, flow: FlowRow, value: number | null): void {
  if (result.examples.length >= MOST_EXAMPLES) return;
  const ends = `${endpointText(flow.addressA, flow.portA)} → ${endpointText(flow.addressB, flow.portB)}`;
  result.examples.push({ stream: flow.stream, packet: flow.firstFrame, ends, value });
}

async function countPackets(
  context: CommandContext,
  document: CaptureDocument,
  result: RuleResult,
  wanted: string,
  filter: CommandFilter | null,
): Promise<void> {
  const { columns } = document;
  for await (const rows of matchingRows(context, document, both(context, wanted, filter), DEFAULT_OPTIONS))
    for (const row of rows) {
      result.against++;
      if (result.examples.length >= MOST_EXAMPLES) continue;
      const stream = columns.streamKind(row) === 'tcp' ? columns.stream(row) : null;
      result.examples.push({ stream, packet: row + 1, ends: '', value: null } satisfies Example);
    }
  result.value = result.against;
}

async function countOf(
  context: CommandContext,
  document: CaptureDocument,
  wanted: string,
  filter: CommandFilter | null,
): Promise<number> {
  let count = 0;
  for await (const rows of matchingRows(context, document, both(context, wanted, filter), DEFAULT_OPTIONS))
    count += rows.length;
  return count;
}

const both = (context: CommandContext, wanted: string, filter: CommandFilter | null): CommandFilter | null =>
  displayFilter(context, filter === null || filter.test === null ? wanted : `(${wanted}) && (${filter.text})`);
