// The bytes that every match of a pattern must contain: searching them first is much cheaper than the expression.
import { bytesOfSet } from './byte-set';
import type { PatternNode } from './pattern-tree';

export interface RequiredLiteral {
  /** lower case where `caseless` */
  readonly bytes: Uint8Array;
  /** upper and lower case of ASCII letters are the same */
  readonly caseless: boolean;
}
interface Literal extends RequiredLiteral {
  /** the pattern says nothing else: where the literal is, there is a match */
  readonly exact: boolean;
}

/** One position of a literal. */
interface Step {
  byte: number;
  bothCases: boolean;
}
function stepOf(node: PatternNode): Step | null {
  if (node.kind !== 'set') return null;
  const bytes = bytesOfSet(node.set);
  if (bytes.length === 1) return { byte: bytes[0], bothCases: false };
  // upper case first
  if (bytes.length === 2 && bytes[0] >= 0x41 && bytes[0] <= 0x5a && bytes[1] === bytes[0] + 0x20)
    return { byte: bytes[1], bothCases: true };
  return null;
}

/** The longest run of bytes that no match can do without. */
function longest(node: PatternNode): Step[] {
  let best: Step[] = [];
  let run: Step[] = [];
  const end = (): void => {
    if (run.length > best.length) best = run;
    run = [];
  };
  const walk = (part: PatternNode): void => {
    const step = stepOf(part);
    if (step) run.push(step);
    else if (part.kind === 'sequence') part.items.forEach(walk);
    else if (part.kind !== 'assert') {
      // an assertion takes no bytes: what stands beside it is neighbours
      end();
      if (part.kind !== 'repeat' || part.least === 0) return;
      walk(part.of);
      end();
    }
  };
  walk(node);
  end();
  return best;
}

const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

export function literalOf(tree: PatternNode): Literal | null {
  const steps = longest(tree);
  if (steps.length === 0) return null;
  const caseless = steps.some((step) => step.bothCases);
  const bytes = Uint8Array.from(steps, ({ byte }) => (caseless && isLetter(byte) ? byte | 0x20 : byte));
  const items = tree.kind === 'sequence' ? tree.items : [tree];
  const plain = items.length === steps.length && items.every((item) => item.kind === 'set');
  const sameCase = steps.every(({ byte, bothCases }) => !isLetter(byte) || bothCases === caseless);
  return { bytes, caseless, exact: plain && sameCase };
}
