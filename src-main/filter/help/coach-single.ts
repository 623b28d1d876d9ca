// Traps that one comparison steps into.
import type { Field } from '../../dissect/contract/fields';
import { nearest } from '../language/nearest';
import { replace, say } from '../language/mistake';
import { endOf, protocolOf, textOf, type Trap } from './trap';
import { comparisonOf, plainField, type Comparison } from '../language/tests';
import type { ConstantOperand, Span, Test } from '../language/tree';

/** What a test is seen with: the text, the `not` around it, protocols that other tests ask for anyway. */
export interface Sight {
  text: string;
  parent: Test | null;
  needed: ReadonlySet<string>;
}

/** Numbers that every packet of their protocol has, and the test that their name makes people think of. */
const EXISTS: Readonly<Record<string, string>> = {
  'tcp.ack': 'tcp.flags.ack == 1',
  'tcp.len': 'tcp.len > 0',
  'tcp.urgent_pointer': 'tcp.flags.urg == 1',
  'ip.frag_offset': 'ip.frag_offset > 0',
  'ip.flags': 'ip.flags != 0',
};

/** `not` and what it negates, when nothing but spaces is between them. */
const negates = (text: string, not: Test, of: Span): boolean => /^(?:not|!)\s*$/.test(text.slice(not.at, of.at));

function exists(test: Test, { text, parent }: Sight): Trap | null {
  const field = test.kind === 'exists' ? plainField(test.operand) : null;
  if (!field) return null;
  const args = { field: field.abbrev, protocol: protocolOf(field) };
  if (field.type === 'bool') {
    const negated = parent?.kind === 'not' && negates(text, parent, test);
    const span = negated ? { at: parent.at, len: endOf(test) - parent.at } : test;
    return {
      kind: 'exists-flag',
      place: test,
      message: say('advice.existsFlag', args),
      label: say(negated ? 'advice.existsFlag.not' : 'advice.existsFlag.set', args),
      edits: [replace(span, `${field.abbrev} == ${negated ? 0 : 1}`)],
    };
  }
  if (!Object.hasOwn(EXISTS, field.abbrev)) return null;
  const instead = EXISTS[field.abbrev];
  return {
    kind: 'exists-number',
    place: test,
    message: say('advice.existsNumber', args),
    label: say('advice.existsNumber.label', { filter: instead }),
    edits: [replace(test, instead)],
  };
}

/** Place and text of the operator between the two sides. */
function operatorOf(text: string, test: Extract<Test, { kind: 'compare' }>): Span {
  const between = text.slice(endOf(test.left), test.right.at);
  const at = endOf(test.left) + between.length - between.trimStart().length;
  return { at, len: between.trim().length };
}

/** `!=` and `!==` on a field that every packet has twice. */
function unequal(test: Test, { text }: Sight): Trap | null {
  const found = comparisonOf(test);
  if (test.kind !== 'compare' || !found || found.relation !== 'ne' || !found.field.paired) return null;
  const operator = operatorOf(text, test);
  const written = textOf(text, operator);
  const args = { field: found.field.abbrev, value: found.constant.text };
  if (written === '!=' || written === 'ne')
    return {
      kind: 'not-equal',
      place: test,
      message: say('advice.notEqual', args),
      label: say('advice.notEqual.label', args),
      edits: [replace(operator, '!==')],
    };
  if (written !== '!==' && written !== '~=') return null;
  return {
    kind: 'any-not-equal',
    place: test,
    message: say('advice.anyNotEqual', args),
    label: say('advice.anyNotEqual.label', args),
    edits: [replace(operator, '!=')],
  };
}

/** Packets without the field: `a != b` drops them, `not a == b` keeps them. */
function absent(test: Test, { text, parent, needed }: Sight): Trap | null {
  const found = comparisonOf(test);
  if (test.kind !== 'compare' || !found || needed.has(protocolOf(found.field))) return null;
  // every packet has the fields of the frame
  if (protocolOf(found.field) === 'frame') return null;
  const operator = operatorOf(text, test);
  const args = { field: found.field.abbrev, value: found.constant.text };
  if (found.relation === 'ne' && textOf(text, operator) === '!=' && !found.field.paired && parent?.kind !== 'not')
    return {
      kind: 'absent-dropped',
      place: test,
      message: say('advice.absentDropped', args),
      label: say('advice.absentDropped.label', args),
      edits: [replace({ at: test.at, len: 0 }, 'not '), replace(operator, '==')],
    };
  if (found.relation !== 'eq' || parent?.kind !== 'not' || !negates(text, parent, test)) return null;
  return {
    kind: 'absent-kept',
    place: parent,
    message: say('advice.absentKept', args),
    label: say('advice.absentKept.label', args),
    edits: [replace({ at: parent.at, len: test.at - parent.at }, ''), replace(operator, '!=')],
  };
}

/** Relative numbers begin at 0; one as large as this was copied from somewhere that shows them raw. */
const LOOKS_RAW = 100_000_000;
const RAW: Readonly<Record<string, string>> = { 'tcp.seq': 'tcp.seq_raw', 'tcp.ack': 'tcp.ack_raw' };

function relativeNumber(test: Test): Trap | null {
  const found = comparisonOf(test);
  if (!found || !Object.hasOwn(RAW, found.field.abbrev)) return null;
  const value = found.constant.values[0];
  if (typeof value !== 'number' || value < LOOKS_RAW) return null;
  const args = { field: found.field.abbrev, raw: RAW[found.field.abbrev], value: found.constant.text };
  return {
    kind: 'relative-number',
    place: test,
    message: say('advice.relativeNumber', args),
    label: say('advice.relativeNumber.label', args),
    edits: [replace(found.operand, args.raw)],
  };
}

/** The literal as the text that it stands for, where it is printable ASCII in quotation marks. */
function quotedText({ constant }: Comparison): string | null {
  const value = constant.values[0];
  if (!/^[rR]?"/.test(constant.text)) return null;
  const text = typeof value === 'string' ? value : value instanceof Uint8Array ? String.fromCharCode(...value) : null;
  return text !== null && /^[\x20-\x7e]+$/.test(text) ? text : null;
}

/** The text as a regular expression in quotation marks. */
function patternOf(text: string): string {
  const escaped = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return `"${escaped.replace(/[\\"]/g, '\\$&')}"`;
}

function containsCase(test: Test, { text }: Sight): Trap | null {
  const found = comparisonOf(test);
  if (test.kind !== 'compare' || !found || found.relation !== 'contains') return null;
  const wanted = quotedText(found);
  if (wanted === null || !/[a-z]/i.test(wanted)) return null;
  const operator = operatorOf(text, test);
  const pattern = patternOf(wanted);
  return {
    kind: 'contains-case',
    place: test,
    message: say('advice.containsCase', { value: found.constant.text }),
    label: say('advice.containsCase.label', { value: found.constant.text }),
    edits: [replace({ at: operator.at, len: endOf(test.right) - operator.at }, `matches ${pattern}`)],
  };
}

/** The literals that a field is asked to be, or not to be. */
function asked(test: Test): { field: Field; constants: ConstantOperand[] } | null {
  if (test.kind === 'in') {
    const field = plainField(test.operand);
    const constants = test.items.flatMap(({ low, high }) => (low.kind === 'constant' && high === null ? [low] : []));
    return field && { field, constants };
  }
  const found = comparisonOf(test);
  if (!found || (found.relation !== 'eq' && found.relation !== 'ne')) return null;
  return { field: found.field, constants: [found.constant] };
}

/** A word that a field out of a closed list never is. */
function unknownWord(test: Test): Trap | null {
  const found = asked(test);
  const choices = found?.field.choices;
  if (!found || !choices) return null;
  for (const constant of found.constants) {
    const [value] = constant.values;
    if (typeof value !== 'string' || choices.includes(value)) continue;
    const meant = nearest(value, choices);
    return {
      kind: 'unknown-word',
      place: constant,
      message: say('advice.unknownWord', { value, choices: choices.join(', ') }),
      label: say('advice.unknownWord.label', { value: meant ?? '' }),
      edits: meant === null ? null : [replace(constant, `"${meant}"`)],
    };
  }
  return null;
}

function emptyRange(test: Test, { text }: Sight): Trap | null {
  if (test.kind !== 'in') return null;
  for (const { low, high } of test.items) {
    if (low.kind !== 'constant' || high?.kind !== 'constant') continue;
    const [from] = low.values;
    const [to] = high.values;
    if (typeof from !== 'number' || typeof to !== 'number' || from <= to) continue;
    const args = { low: textOf(text, low), high: textOf(text, high) };
    return {
      kind: 'empty-range',
      place: { at: low.at, len: endOf(high) - low.at },
      message: say('advice.emptyRange', args),
      label: say('advice.emptyRange.label', args),
      edits: [replace(low, args.high), replace(high, args.low)],
    };
  }
  return null;
}

const SINGLE = [exists, unequal, absent, relativeNumber, containsCase, unknownWord, emptyRange] as const;

/** The traps that this test alone steps into. */
export const singleTraps = (test: Test, sight: Sight): Trap[] => SINGLE.flatMap((look) => look(test, sight) ?? []);
