// Operands: which words are fields, what type each operand has, and the literals beside them as values of that type.
import { registry } from '../../dissect/protocols/registry';
import type { Field, FieldType, FieldValue } from '../../dissect/contract/fields';
import { checkCall, constantCall, isConstantCall } from './check-call';
import { checkArithmetic, constantArithmetic } from './check-arithmetic';
import { convert, type Wanted, type Written } from './literal';
import { mistake, replace, say } from '../language/mistake';
import { layersText } from '../language/ranges';
import type { OperandNode, WordNode } from '../language/syntax';
import { textOf } from '../language/text-escapes';
import type { ConstantOperand, Operand } from '../language/tree';
import {
  nameIn,
  noSuchField,
  nodeText,
  wrongType,
  type FilterEnvironment,
  type OperandChecker,
  type Typed,
} from './typed';
import { canBeNegative, canBeSliced, kindOf } from './types';
import { looksLikeField } from './known-names';

type ReferenceNode = Extract<OperandNode, { kind: 'reference' }>;

const negated = (value: FieldValue): FieldValue => {
  if (typeof value === 'number') return value === 0 ? 0 : -value;
  if (typeof value === 'bigint') return -value;
  if (typeof value === 'object' && value !== null && 'sec' in value)
    return { sec: value.sec === 0 ? 0 : -value.sec, nano: value.nano === 0 ? 0 : -value.nano };
  return value;
};

export class Operands implements OperandChecker {
  constructor(private readonly environment: FilterEnvironment) {}

  /** The field that a word names, null: it is a value. */
  fieldOf(node: WordNode): Field | null {
    if (node.role === 'value') return null;
    const field = registry.field(node.text);
    if (field) return field;
    // `.5` is no number in this language
    if (node.role === 'field' && /^\d+$/.test(node.text))
      throw mistake('unknown-field', node, say('filter.unknownField', { name: node.text }), {
        hint: say('filter.hint.write', { text: `0.${node.text}` }),
        edits: [replace(node, `0.${node.text}`)],
      });
    if (node.role === 'field' || node.raw || node.layers.length > 0)
      throw noSuchField(node.text, node, node.at + (node.role === 'field' ? 1 : 0) + (node.raw ? 1 : 0));
    return null;
  }

  hasType(node: OperandNode): boolean {
    switch (node.kind) {
      case 'word':
        return this.fieldOf(node) !== null;
      case 'string':
      case 'char':
        return false;
      case 'reference':
        return true;
      case 'slice':
      case 'negative':
        return this.hasType(node.of);
      case 'arithmetic':
        return this.hasType(node.left) || this.hasType(node.right);
      case 'call':
        return !isConstantCall(node) || node.args.length === 0 || node.args.some((arg) => this.hasType(arg));
    }
  }

  typed(node: OperandNode): Typed {
    switch (node.kind) {
      case 'word': {
        const field = this.fieldOf(node);
        if (!field) throw noSuchField(node.text, node);
        return this.field(node, field);
      }
      case 'reference':
        return this.reference(node);
      case 'slice':
        return this.slice(node);
      case 'call':
        return checkCall(node, this);
      case 'arithmetic':
        return checkArithmetic(node, this);
      case 'negative': {
        const of = this.typed(node.of);
        if (!canBeNegative(of.type)) throw wrongType(node.of, nodeText(node.of), '-', of.type);
        const { at, len } = node;
        const operand: Operand = { kind: 'negative', of: of.operand, valueKind: of.operand.valueKind, at, len };
        return { operand, type: of.type, field: null, slice: false };
      }
      default:
        throw mistake('constant', node, say('filter.constant'), { hint: say('filter.hint.constant') });
    }
  }

  private field(node: WordNode, field: Field): Typed {
    const type: FieldType = node.raw ? 'bytes' : field.type;
    const { raw, layers, at, len } = node;
    const operand: Operand = { kind: 'field', field, layers, raw, asName: false, valueKind: kindOf(type), at, len };
    return { operand, type, field: raw ? null : field, slice: raw };
  }

  private reference(node: ReferenceNode): Typed {
    const field = registry.field(node.field);
    const nameAt = node.at + node.text.indexOf(node.field);
    if (!field && !node.field.includes('.'))
      throw mistake('unknown-macro', node, say('filter.unknownMacro', { name: node.field }), {
        hint: say('filter.hint.macro'),
      });
    if (!field) throw noSuchField(node.field, node, nameAt);
    const type: FieldType = node.raw ? 'bytes' : field.type;
    if (type === 'none' || type === 'protocol')
      throw mistake('type', node, say('filter.referenceType', { name: node.field }));
    const values = this.environment.reference(field, node.layers, node.raw);
    if (values === null)
      throw mistake('no-frame', node, say('filter.noFrame', { name: node.field }), {
        hint: say('filter.hint.noFrame'),
      });
    const { at, len } = node;
    const operand: ConstantOperand = {
      kind: 'constant',
      type,
      values,
      prefix: -1,
      text: referenceText(node),
      valueKind: kindOf(type),
      at,
      len,
    };
    return { operand, type, field: node.raw ? null : field, slice: node.raw };
  }

  private slice(node: Extract<OperandNode, { kind: 'slice' }>): Typed {
    if (!this.hasType(node.of)) throw this.notTyped(node.of);
    const of = this.typed(node.of);
    if (!canBeSliced(of.type)) {
      // `@tcp.port[0]` is there for it
      const raw = node.of.kind === 'word' && of.type !== 'none' ? [{ at: node.of.at, len: 0, text: '@' }] : [];
      throw mistake('type', node.of, say('filter.noSlice', { text: nodeText(node.of), type: of.type }), {
        hint: say('filter.hint.slice'),
        edits: raw,
      });
    }
    const type: FieldType = of.type === 'string' ? 'string' : 'bytes';
    const { ranges, at, len } = node;
    const operand: Operand = { kind: 'slice', of: of.operand, ranges, valueKind: kindOf(type), at, len };
    return { operand, type, field: null, slice: true };
  }

  /** For a word that a field was expected in place of. */
  notTyped(node: OperandNode): Error {
    const name = nameIn(node);
    if (name) return noSuchField(name.text, name);
    const inside = node.kind === 'string' ? textOf(node.bytes) : '';
    return mistake('constant', node, say('filter.notField', { text: nodeText(node) }), {
      // `"tcp"`
      edits: registry.field(inside) ? [replace(node, inside)] : [],
    });
  }

  constant(node: OperandNode, wanted: Wanted): Operand {
    switch (node.kind) {
      case 'negative':
        return this.negative(node, wanted);
      case 'arithmetic':
        return constantArithmetic(node, wanted, this);
      case 'call':
        return constantCall(node, wanted, this);
      case 'slice':
        throw this.notTyped(node.of);
      case 'reference':
        return this.reference(node).operand;
      default:
        return this.literal(node, wanted, false);
    }
  }

  private negative(node: Extract<OperandNode, { kind: 'negative' }>, wanted: Wanted): Operand {
    if (!canBeNegative(wanted.type) && wanted.type !== 'abstime')
      throw wrongType(node, nodeText(node.of), '-', wanted.type);
    const { at, len } = node;
    if (node.of.kind !== 'word' && node.of.kind !== 'char') {
      const of = this.constant(node.of, wanted);
      return { kind: 'negative', of, valueKind: of.valueKind, at, len };
    }
    const constant = this.literal(node.of, wanted, true);
    return { ...constant, values: constant.values.map(negated), text: `-${constant.text}`, at, len };
  }

  private literal(
    node: Extract<OperandNode, { kind: 'word' | 'string' | 'char' }>,
    wanted: Wanted,
    negative: boolean,
  ): ConstantOperand {
    const written = writtenOf(node);
    const result = convert(written, wanted, negative);
    const text = node.kind === 'word' && node.role === 'value' ? `:${node.text}` : node.text;
    if (result.ok) {
      const { values, prefix } = result;
      const { at, len } = node;
      return { kind: 'constant', type: wanted.type, values, prefix, text, valueKind: kindOf(wanted.type), at, len };
    }
    if (node.kind === 'word' && node.role === 'either' && looksLikeField(node.text)) throw noSuchField(node.text, node);
    throw mistake(result.kind, node, result.reason, {
      ...(result.hint ? { hint: result.hint } : {}),
      edits: result.instead === undefined ? [] : [replace(node, result.instead)],
    });
  }
}

function writtenOf(node: Extract<OperandNode, { kind: 'word' | 'string' | 'char' }>): Written {
  if (node.kind === 'word') return { form: 'word', text: node.text };
  if (node.kind === 'char') return { form: 'char', text: node.text, code: node.code };
  return { form: 'string', text: node.text, bytes: node.bytes };
}

const referenceText = ({ raw, field, layers }: ReferenceNode): string =>
  `\${${raw ? '@' : ''}${field}${layersText(layers)}}`;
