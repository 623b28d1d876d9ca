// Checked tree -> indented lines, for `synscope filter --explain` and for tests: filters that mean the same give the same lines.
import { etherText, hexText, ipv4Text, ipv6Text } from '../../text/address';
import type { FieldType, FieldValue } from '../../dissect/contract/fields';
import { RELATION_SIGNS } from '../language/print';
import { quotedText } from '../language/text-escapes';
import { layersText, slicesText } from '../language/ranges';
import type { Operand, Quantifier, Test } from '../language/tree';

function valueText(type: FieldType, value: FieldValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return quotedText(value);
  if (value instanceof Uint8Array) {
    if (type === 'ipv4') return ipv4Text(value, 0);
    if (type === 'ipv6') return ipv6Text(value, 0);
    return type === 'ether' ? etherText(value, 0) : `[${hexText(value, 0, value.length, ' ')}]`;
  }
  if (typeof value !== 'object') return value.toString();
  const negative = value.sec < 0 || value.nano < 0;
  return `${negative ? '-' : ''}${Math.abs(value.sec)}.${Math.abs(value.nano).toString().padStart(9, '0')} s`;
}

function headOf(operand: Operand): string {
  switch (operand.kind) {
    case 'field': {
      const { field, raw, layers, asName } = operand;
      return `field ${raw ? '@' : ''}${field.abbrev}${layersText(layers)}: ${raw ? 'bytes' : field.type}${asName ? ', by name' : ''}`;
    }
    case 'constant': {
      const { type, values, prefix } = operand;
      const text = values.map((value) => valueText(type, value)).join(', ');
      return `constant ${text}${prefix < 0 ? '' : `/${prefix}`}: ${type}`;
    }
    case 'pattern':
      return `pattern ${operand.source}`;
    case 'slice':
      return `slice ${slicesText(operand.ranges)}`;
    case 'call':
      return `${operand.name}()`;
    case 'arithmetic':
      return `arithmetic ${operand.operator}`;
    case 'negative':
      return 'negative';
  }
}
function insideOf(operand: Operand): readonly Operand[] {
  if (operand.kind === 'slice' || operand.kind === 'negative') return [operand.of];
  if (operand.kind === 'call') return operand.args;
  return operand.kind === 'arithmetic' ? [operand.left, operand.right] : [];
}

const quantified = (quantifier: Quantifier, word: string): string => `${quantifier} ${word}`;

class Lines {
  readonly lines: string[] = [];

  private add(depth: number, text: string): void {
    this.lines.push('  '.repeat(depth) + text);
  }
  private operand(operand: Operand, depth: number): void {
    this.add(depth, `${headOf(operand)} (${operand.valueKind})`);
    for (const part of insideOf(operand)) this.operand(part, depth + 1);
  }
  /** The tests that an `and` joins, side by side. */
  private joined(kind: 'and' | 'or' | 'xor', test: Test, depth: number): void {
    if (test.kind !== kind) return this.test(test, depth);
    this.joined(kind, test.left, depth);
    this.joined(kind, test.right, depth);
  }

  test(test: Test, depth: number): void {
    switch (test.kind) {
      case 'and':
      case 'or':
      case 'xor':
        this.add(depth, test.kind);
        this.joined(test.kind, test, depth + 1);
        break;
      case 'not':
        this.add(depth, 'not');
        this.test(test.of, depth + 1);
        break;
      case 'exists':
      case 'truth':
        this.add(depth, test.kind === 'exists' ? 'exists' : 'not zero');
        this.operand(test.operand, depth + 1);
        break;
      case 'compare':
        this.add(depth, quantified(test.quantifier, RELATION_SIGNS[test.relation]));
        this.operand(test.left, depth + 1);
        this.operand(test.right, depth + 1);
        break;
      case 'in':
        this.add(depth, quantified(test.quantifier, 'in'));
        this.operand(test.operand, depth + 1);
        for (const { low, high } of test.items) {
          this.add(depth + 1, high ? 'range' : 'value');
          this.operand(low, depth + 2);
          if (high) this.operand(high, depth + 2);
        }
    }
  }
}

/** What is tested, one line a node, children indented by two; `null`: an empty filter. */
export function planLines(test: Test | null): string[] {
  if (!test) return ['every packet'];
  const lines = new Lines();
  lines.test(test, 0);
  return lines.lines;
}
