// What `check` has found, as text, as JSON, or as JUnit XML, which build servers read.
import type { MessageKey } from '../../i18n/catalogue';
import type { Example, RuleResult } from '../../report/check/rules';
import type { CommandContext } from '../context';
import { forXml } from '../../text/harmless';

export type CheckFormat = 'text' | 'json' | 'junit';

/** Digits of a value: as many as anybody wants to read. */
const rounded = (value: number): string => String(Math.round(value * 1000) / 1000);

const title = (context: CommandContext, { rule }: RuleResult): string =>
  context.text(`check.rule.${rule}` as MessageKey);

const valueText = (context: CommandContext, value: number | null, unit: string): string =>
  value === null
    ? context.text('check.noValue')
    : unit === 'ms' || unit === '%'
      ? `${rounded(value)} ${unit}`
      : rounded(value);

function sentence(context: CommandContext, result: RuleResult): string {
  const { value, limit, unit } = result;
  const args = { value: valueText(context, value, unit), limit: valueText(context, limit, unit) };
  return context.text('check.result', { title: title(context, result), ...args });
}

function exampleText(context: CommandContext, { stream, packet, ends, value }: Example, unit: string): string {
  const parts = [
    stream === null ? '' : context.text('check.stream', { stream }),
    ends,
    context.text('check.packet', { packet }),
    value === null ? '' : valueText(context, value, unit),
  ];
  return parts.filter((part) => part !== '').join('  ');
}

export function printText(context: CommandContext, results: readonly RuleResult[]): void {
  const { out } = context;
  for (const result of results) {
    out.line(`${context.text(result.passed ? 'check.passed' : 'check.broken')}  ${sentence(context, result)}`);
    if (result.passed) continue;
    for (const found of result.examples) out.line(`      ${exampleText(context, found, result.unit)}`);
    const more = result.against - result.examples.length;
    if (more > 0 && result.examples.length > 0) out.line(`      ${context.text('check.more', { count: more })}`);
  }
  const broken = results.filter(({ passed }) => !passed).length;
  out.line(context.text('check.summary', { broken, rules: results.length }));
}

export function printJson({ out }: CommandContext, file: string, results: readonly RuleResult[]): void {
  out.json({ file, passed: results.every(({ passed }) => passed), rules: results }, 2);
}

export function printJunit(context: CommandContext, file: string, results: readonly RuleResult[]): void {
  const { out } = context;
  const failures = results.filter(({ passed }) => !passed).length;
  out.ready('<?xml version="1.0" encoding="UTF-8"?>');
  out.ready(`<testsuites tests="${results.length}" failures="${failures}">`);
  out.ready(`  <testsuite name="${forXml(file)}" tests="${results.length}" failures="${failures}">`);
  for (const result of results) {
    const open = `    <testcase classname="synscope.check" name="${result.rule}"`;
    if (result.passed) {
      out.ready(`${open}/>`);
      continue;
    }
    out.ready(`${open}>`);
    out.ready(`      <failure type="limit" message="${forXml(sentence(context, result))}">`);
    for (const found of result.examples) out.ready(forXml(exampleText(context, found, result.unit)));
    out.ready('      </failure>');
    out.ready('    </testcase>');
  }
  out.ready('  </testsuite>');
  out.ready('</testsuites>');
}
