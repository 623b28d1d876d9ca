// The coach: classic traps that a valid filter steps into, each with the filter that was probably meant. The traps were measured on real
// captures; a filter that steps into one is not wrong, so it is applied as it is.
import type { FilterAdvice } from '../../ipc/contracts/filter-contract';
import { bracketTraps } from './coach-brackets';
import { joinedTraps } from './coach-joined';
import { singleTraps } from './coach-single';
import { compileFilter, type CompiledFilter, type FilterEnvironment } from '../compile';
import { edited, type Edit } from '../language/mistake';
import { protocolOf, type Trap, type TrapKind } from './trap';
import { comparisonOf, joined, plainField } from '../language/tests';
import type { Test } from '../language/tree';

/** More advice than this is not read. */
const MAX_ADVICE = 6;

/** Protocols that the whole filter asks for besides `except`: what lacks their fields is dropped anyway. */
function needed(root: Test, except: Test): Set<string> {
  const found = new Set<string>();
  for (const test of joined('and', root)) {
    if (test === except) continue;
    const field =
      test.kind === 'exists' || test.kind === 'in' ? plainField(test.operand) : (comparisonOf(test)?.field ?? null);
    if (field) found.add(protocolOf(field));
  }
  return found;
}

function* traps(test: Test, parent: Test | null, root: Test, text: string): Generator<Trap> {
  switch (test.kind) {
    case 'and':
    case 'or':
    case 'xor':
      // neighbours are looked at once, where the joining begins
      if (parent?.kind !== test.kind) yield* joinedTraps(test, text);
      yield* traps(test.left, test, root, text);
      yield* traps(test.right, test, root, text);
      break;
    case 'not':
      yield* traps(test.of, test, root, text);
      break;
    default:
      yield* singleTraps(test, { text, parent, needed: needed(root, parent?.kind === 'not' ? parent : test) });
  }
}

/** Changes in the order of the text; null where two of them meet. */
function sorted(edits: readonly Edit[]): Edit[] | null {
  const list = [...edits].sort((a, b) => a.at - b.at);
  return list.some((edit, i) => i > 0 && edit.at < list[i - 1].at + list[i - 1].len) ? null : list;
}

/** The filter after all changes of traps of one kind; null where it would be no filter, or the same. */
function alternative(list: readonly Trap[], text: string, environment: FilterEnvironment): string | null {
  for (const chosen of [list, list.slice(0, 1)]) {
    const edits = sorted(chosen.flatMap((trap) => trap.edits ?? []));
    if (edits === null || edits.length === 0) continue;
    const changed = edited(text, edits);
    // a place inside a macro is the macro's: there the change makes no filter, or loses the macro
    if (edits.some((edit) => text.slice(edit.at, edit.at + edit.len).includes('$'))) continue;
    if (changed !== text && compileFilter(changed, environment).ok) return changed;
  }
  return null;
}

/** Advice on a filter that compiles. Traps of one kind are told once, and put right together. */
export function coach(filter: CompiledFilter, environment: FilterEnvironment): FilterAdvice[] {
  const { text, test } = filter;
  if (test === null) return [];
  const kinds = new Map<TrapKind, Trap[]>();
  for (const trap of [...traps(test, null, test, text), ...bracketTraps(text)]) {
    const list = kinds.get(trap.kind);
    if (list) list.push(trap);
    else kinds.set(trap.kind, [trap]);
  }
  const advice: FilterAdvice[] = [];
  for (const list of kinds.values()) {
    const [{ kind, place, message, label, edits }] = list;
    const changed = alternative(list, text, environment);
    if (changed === null && edits !== null) continue; // not to be put right in this text: better silent than vague
    advice.push({
      kind,
      at: place.at,
      len: place.len,
      message,
      alternative: changed === null ? null : { text: changed, label },
    });
  }
  return advice.sort((a, b) => a.at - b.at).slice(0, MAX_ADVICE);
}
