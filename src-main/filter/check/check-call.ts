// Functions: which there are, what they take and what they give.
import type { FieldType } from '../../dissect/contract/fields';
import type { Wanted } from './literal';
import { mistake, replace, say, type FilterError } from '../language/mistake';
import { nearest } from '../language/nearest';
import type { OperandNode } from '../language/syntax';
import type { CallOperand, FunctionName, Operand } from '../language/tree';
import { noSuchField, nodeText, type OperandChecker, type Typed } from './typed';
import { hasNames } from './value-names';
import { comparable, isAddress, isFloating, isInteger, isUnsigned, kindOf, largest } from './types';

export type CallNode = Extract<OperandNode, { kind: 'call' }>;

interface FunctionRule {
  /** number of arguments at most; at least one is needed */
  readonly most: number;
  /** a field itself, not something made of it */
  readonly fieldOnly: boolean;
  readonly takes: (arg: Typed) => boolean;
  /** null: the type of the arguments */
  readonly gives: FieldType | null;
}

const rule = (gives: FieldType | null, takes: (arg: Typed) => boolean, fieldOnly = false, most = 1): FunctionRule => ({
  most,
  fieldOnly,
  takes,
  gives,
});
const any = ({ type }: Typed): boolean => type !== 'none';
const ordered = ({ type, slice }: Typed): boolean => type !== 'none' && type !== 'protocol' && !slice;

const FUNCTIONS: Readonly<Record<FunctionName, FunctionRule>> = {
  len: rule('uint32', any),
  count: rule('uint32', () => true, true),
  upper: rule('string', ({ type }) => type === 'string'),
  lower: rule('string', ({ type }) => type === 'string'),
  string: rule('string', ({ type }) => isInteger(type) || isAddress(type) || type === 'ether', true),
  max: rule(null, ordered, false, Infinity),
  min: rule(null, ordered, false, Infinity),
  abs: rule(null, ({ type }) => isInteger(type) || isFloating(type) || type === 'reltime'),
  vals: rule('string', ({ field }) => field !== null && hasNames(field), true),
  dec: rule('string', ({ type }) => isUnsigned(type), true),
  hex: rule('string', ({ type }) => isUnsigned(type), true),
  ip_special_name: rule('string', ({ type }) => isAddress(type)),
  ip_special_mask: rule('uint32', ({ type }) => isAddress(type)),
  ip_linklocal: rule('bool', ({ type }) => isAddress(type)),
  ip_multicast: rule('bool', ({ type }) => isAddress(type)),
  ip_rfc1918: rule('bool', ({ type }) => type === 'ipv4'),
  ip_ula: rule('bool', ({ type }) => type === 'ipv6'),
};
export const isFunction = (name: string): name is FunctionName => Object.hasOwn(FUNCTIONS, name);
export const FUNCTION_NAMES = Object.keys(FUNCTIONS) as readonly FunctionName[];
/** The type of what a function gives; null: that of its argument. */
export const givenBy = (name: FunctionName): FieldType | null => FUNCTIONS[name].gives;

/** Functions of literals only are values: `max(5060, 5070)`, `abs(-67)`. */
export const isConstantCall = ({ name }: CallNode): boolean => name === 'max' || name === 'min' || name === 'abs';

function unknownFunction(node: CallNode): FilterError {
  const close = nearest(node.name, FUNCTION_NAMES);
  return mistake('unknown-function', node.nameSpan, say('filter.unknownFunction', { name: node.name }), {
    hint:
      close === null
        ? say('filter.hint.functions', { names: FUNCTION_NAMES.join(', ') })
        : say('filter.hint.didYouMean', { name: close }),
    edits: close === null ? [] : [replace(node.nameSpan, close)],
  });
}

function ruleOf(node: CallNode): { name: FunctionName; rule: FunctionRule } {
  const { name, args } = node;
  if (!isFunction(name)) throw unknownFunction(node);
  const found = FUNCTIONS[name];
  if (args.length < 1 || args.length > found.most)
    throw mistake('arguments', node.nameSpan, say('filter.argumentCount', { name, most: found.most === 1 ? 1 : 0 }));
  return { name, rule: found };
}

function callOperand(node: CallNode, name: FunctionName, args: readonly Operand[], type: FieldType): CallOperand {
  return { kind: 'call', name, args, valueKind: kindOf(type), at: node.at, len: node.len };
}

function argumentType(node: CallNode, arg: OperandNode, type: FieldType): FilterError {
  return mistake('arguments', arg, say('filter.argumentType', { name: node.name, text: nodeText(arg), type }), {
    hint: say('filter.hint.argument', { name: node.name }),
  });
}

/** A call with a field in it, or whose result has a type whatever it is given. */
export function checkCall(node: CallNode, operands: OperandChecker): Typed {
  const { name, rule: found } = ruleOf(node);
  // literals among them are of the type of the first field
  const lead = node.args.find((arg) => operands.hasType(arg));
  if (!lead) {
    const [arg] = node.args;
    if (arg.kind === 'word' && /^[A-Za-z_]/.test(arg.text)) throw noSuchField(arg.text, arg);
    throw mistake('arguments', arg, say('filter.argumentField', { name, text: nodeText(arg) }));
  }
  const first = operands.typed(lead);
  let type = first.type;
  const args = node.args.map((arg) => {
    if (!operands.hasType(arg)) {
      if (arg.kind === 'string' && kindOf(first.type) !== 'string' && kindOf(first.type) !== 'bytes')
        throw argumentType(node, arg, 'string');
      return operands.constant(arg, { type: first.type, field: null });
    }
    if (found.fieldOnly && arg.kind !== 'word')
      throw mistake('arguments', arg, say('filter.argumentField', { name, text: nodeText(arg) }));
    const typed = arg === lead ? first : operands.typed(arg);
    if (!found.takes(typed)) throw argumentType(node, arg, typed.type);
    if (!comparable(first.type, typed.type, false) && typed.type !== first.type)
      throw mistake(
        'arguments',
        arg,
        say('filter.argumentsDiffer', { name, text: nodeText(arg), type: typed.type, first: first.type }),
      );
    if (isInteger(type) && isInteger(typed.type) && largest(typed.type) > largest(type)) type = typed.type;
    return typed.operand;
  });
  const gives = found.gives ?? type;
  return { operand: callOperand(node, name, args, gives), type: gives, field: null, slice: false };
}

/** `max(5060, 5070)` as a value of the type that it is compared with. */
export function constantCall(node: CallNode, wanted: Wanted, operands: OperandChecker): Operand {
  const { name, rule: found } = ruleOf(node);
  const { type } = wanted;
  if (!found.takes({ type, field: null, slice: false, operand: callOperand(node, name, [], type) }))
    throw argumentType(node, node.args[0], type);
  const args = node.args.map((arg) => operands.constant(arg, { type, field: null }));
  return callOperand(node, name, args, type);
}
