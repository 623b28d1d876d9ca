// `tcp.port == 80 or 443`: the second value has no field. What was meant depends on the test before it.
import type { Operands } from './check-operand';
import { mistake, replace, say, type Edit, type FilterError } from '../language/mistake';
import type { Source } from '../language/source';
import type { OperandNode, TestNode } from '../language/syntax';
import { nodeText } from './typed';
import type { Span } from '../language/tree';

/** The value of an item that is one and nothing else. */
function valueOf(item: TestNode, operands: Operands): OperandNode | null {
  if (item.kind !== 'alone') return null;
  const { operand } = item;
  const literal =
    operand.kind === 'string' ||
    operand.kind === 'char' ||
    (operand.kind === 'word' && (operand.role === 'value' || /^[\d:]/.test(operand.text)));
  return literal && !operands.hasType(operand) ? operand : null;
}

/** `ip and tcp.port == 80 or 443`: what stands in front of the value. */
const lastOf = (test: TestNode): TestNode => (test.kind === 'and' ? test.items[test.items.length - 1] : test);

/** Complains about item `i` if it is a value alone. `kind`: what joins the items. */
export function bareValue(
  kind: 'and' | 'or',
  items: readonly TestNode[],
  i: number,
  operands: Operands,
  source: Source,
): FilterError | null {
  const value = valueOf(items[i], operands);
  if (!value) return null;
  const text = nodeText(value);
  const before = i > 0 ? lastOf(items[i - 1]) : null;
  if (before?.kind !== 'compare' || before.operators.length !== 1)
    return mistake('bare-value', value, say('filter.bareValue', { text }));
  const written = (span: Span): string => source.typed.slice(span.at, span.at + span.len);
  const [left, first] = before.operands;
  const [{ comparison, text: operator }] = before.operators;
  let last = i;
  const values = [first, value];
  for (; last + 1 < items.length; last++) {
    const next = valueOf(items[last + 1], operands);
    if (!next) break;
    values.push(next);
  }
  const end = items[last].at + items[last].len;
  const whole: Span = { at: before.at, len: end - before.at };
  const edits: Edit[] = [];
  if (comparison === 'eq' && kind === 'or')
    edits.push(replace(whole, `${written(left)} in {${values.map(written).join(', ')}}`));
  else if (comparison === 'ne')
    edits.push(replace(whole, `${written(left)} not in {${values.map(written).join(', ')}}`));
  else {
    const tests = values.map((each) => `${written(left)} ${operator} ${written(each)}`);
    edits.push(replace(whole, tests.join(kind === 'and' ? ' and ' : ' or ')));
  }
  return mistake('bare-value', value, say('filter.bareValue', { text }), {
    hint: say('filter.hint.bareValue', { field: written(left) }),
    edits,
  });
}
