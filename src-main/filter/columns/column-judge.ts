// What is sure about a part of a filter for all frames of a class, before any of them is looked at.
import { columnField, type ColumnField, type DependsOn } from './column-fields';
import { NO, NOT, YES } from './column-verdict';
import { createEvaluation } from '../run/evaluate';
import { joined, fieldsOf } from '../language/tests';
import { classesWithout } from './row-class';
import type { Operand, Test } from '../language/tree';

/** As NO and YES; DISSECT: the columns do not know; COMPUTE: the columns know, frame by frame. */
export const COMPUTE = 3;
const UNSURE = 2;

/** Tests that are no combination of others. */
export type Atom = Exclude<Test, { kind: 'and' | 'or' | 'xor' | 'not' }>;

export const isAtom = (test: Test): test is Atom =>
  test.kind !== 'and' && test.kind !== 'or' && test.kind !== 'xor' && test.kind !== 'not';

/** Operands that an atom consists of. */
function sidesOf(atom: Atom): Operand[] {
  switch (atom.kind) {
    case 'compare':
      return [atom.left, atom.right];
    case 'in':
      return [atom.operand];
    case 'exists':
    case 'truth':
      return [atom.operand];
  }
}

/** Columns hold values, not the bytes they came from, and plain frames only: parts of protocols and layers are not theirs. */
function isPlain(operand: Operand, alone: boolean): boolean {
  switch (operand.kind) {
    case 'field':
      return operand.layers.length === 0 && !operand.raw && (alone || operand.field.type !== 'protocol');
    case 'slice':
    case 'negative':
      return isPlain(operand.of, false);
    case 'call':
      return operand.args.every((arg) => isPlain(arg, false));
    case 'arithmetic':
      return isPlain(operand.left, false) && isPlain(operand.right, false);
    case 'constant':
    case 'pattern':
      return true;
  }
}

function isPlainAtom(atom: Atom): boolean {
  if (atom.kind === 'exists') return isPlain(atom.operand, true);
  if (!sidesOf(atom).every((side) => isPlain(side, false))) return false;
  return (
    atom.kind !== 'in' ||
    atom.items.every(({ low, high }) => isPlain(low, false) && (high === null || isPlain(high, false)))
  );
}

/** No frame of the class has a value for it. */
function isEmpty(operand: Operand, rowClass: number): boolean {
  switch (operand.kind) {
    case 'field':
      return (classesWithout(operand.field) & (1 << rowClass)) !== 0;
    case 'slice':
    case 'negative':
      return isEmpty(operand.of, rowClass);
    case 'call': // `count` of nothing is 0
      return operand.name !== 'count' && operand.args.every((arg) => isEmpty(arg, rowClass));
    case 'arithmetic':
      return isEmpty(operand.left, rowClass) || isEmpty(operand.right, rowClass);
    case 'constant':
      return operand.values.length === 0;
    case 'pattern':
      return false;
  }
}

function judgeAtom(atom: Atom, rowClass: number): number {
  if (sidesOf(atom).some((side) => isEmpty(side, rowClass))) return NO;
  const bit = 1 << rowClass;
  const present: ColumnField[] = [];
  for (const field of fieldsOf(atom).fields) {
    if (classesWithout(field) & bit) continue;
    const known = columnField(field);
    if (!known || (known.classes & bit) === 0) return UNSURE;
    present.push(known);
  }
  if (!isPlainAtom(atom)) return UNSURE;
  if (present.length === 0) return onNothing(atom);
  const [first] = present;
  if (atom.kind === 'exists' && atom.operand.kind === 'field' && first.always && !first.known) return YES;
  return COMPUTE;
}

/** What the test says of a frame that has none of its fields. */
export function onNothing(test: Test): number {
  const { sink, matches } = createEvaluation({ test });
  sink.begin(new Uint8Array(0));
  return matches() ? YES : NO;
}

/** What holds for every frame of a class (row-class.ts). */
export function judge(test: Test, rowClass: number): number {
  if (isAtom(test)) return judgeAtom(test, rowClass);
  if (test.kind === 'not') {
    const inner = judge(test.of, rowClass);
    return inner === COMPUTE ? COMPUTE : NOT[inner];
  }
  let unsure = false;
  let compute = false;
  let yes = 0;
  let no = 0;
  for (const term of joined(test.kind, test)) {
    const verdict = judge(term, rowClass);
    if (verdict === UNSURE) unsure = true;
    else if (verdict === COMPUTE) compute = true;
    else if (verdict === YES) yes++;
    else no++;
  }
  if (test.kind === 'and' && no > 0) return NO;
  if (test.kind === 'or' && yes > 0) return YES;
  if (unsure) return UNSURE;
  if (compute) return COMPUTE;
  if (test.kind === 'xor') return yes % 2 === 1 ? YES : NO;
  return test.kind === 'and' ? YES : NO;
}

/** What the answer depends on alone where the columns have one; null: on more than one thing, or on what they do not have. */
export function dependencyOf(test: Test): DependsOn | null {
  let found: DependsOn | null = null;
  for (const field of fieldsOf(test).fields) {
    const known = columnField(field);
    if (!known || known.known !== null) return null;
    if (found !== null && found !== known.dependsOn) return null;
    found = known.dependsOn;
  }
  return found;
}
