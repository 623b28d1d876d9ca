// A display filter as capture filter. What BPF cannot say is left out where the rest still keeps all packets that match: then the capture
// filter keeps more, and says so. Where leaving it out would lose packets there is no translation.
import type { CaptureTranslation } from '../../ipc/contracts/filter-contract';
import { captureProtocol } from './capture-fields';
import { captureTest } from './capture-test';
import { and, atom, not, or, type CaptureText } from './capture-text';
import { say } from '../language/mistake';
import { operandsOf, joined, plainField } from '../language/tests';
import type { Test } from '../language/tree';

/** Keeps at least the packets that match; `exact`: no others. */
interface Bound {
  part: CaptureText;
  exact: boolean;
}

/** Longest list of fields in a sentence. */
const MOST_FIELDS = 5;

/** Each writes both of its sides twice. */
const MOST_XOR = 8;

class Translator {
  /** what BPF does not know, for the message */
  readonly unknown = new Set<string>();
  #xors = 0;

  /** What the test (negated: its opposite) lets through at most; null: anything. */
  bound(test: Test, negated: boolean): Bound | null {
    switch (test.kind) {
      case 'not':
        return this.bound(test.of, !negated);
      case 'and':
      case 'or': {
        const left = this.bound(test.left, negated);
        const right = this.bound(test.right, negated);
        return (test.kind === 'and') === negated ? either(left, right) : both(left, right);
      }
      case 'xor':
        return this.#xor(test.left, test.right, negated);
      default:
        return this.#single(test, negated);
    }
  }

  #single(test: Test, negated: boolean): Bound | null {
    const part = captureTest(test);
    if (part !== null && !(negated && part.level === 'all')) return { part: negated ? not(part) : part, exact: true };
    for (const operand of operandsOf(test)) if (operand.kind === 'field') this.unknown.add(operand.field.abbrev);
    // the field cannot be tested, but it is in packets of one protocol only
    const protocol = negated ? null : this.#protocol(test);
    return protocol === null ? null : { part: atom(protocol), exact: false };
  }

  #protocol(test: Test): string | null {
    for (const operand of operandsOf(test)) {
      const protocol = operand.kind === 'field' ? captureProtocol(operand.field.abbrev) : null;
      if (protocol !== null) return protocol;
    }
    return null;
  }

  /** a xor b = (a and not b) or (not a and b); negated: (a and b) or neither */
  #xor(left: Test, right: Test, negated: boolean): Bound | null {
    if (this.#xors++ >= MOST_XOR) return null;
    return either(
      both(this.bound(left, false), this.bound(right, !negated)),
      both(this.bound(left, true), this.bound(right, negated)),
    );
  }
}

function both(left: Bound | null, right: Bound | null): Bound | null {
  if (left === null || right === null) {
    const one = left ?? right;
    return one && { part: one.part, exact: false };
  }
  return { part: and(left.part, right.part), exact: left.exact && right.exact };
}
function either(left: Bound | null, right: Bound | null): Bound | null {
  if (left === null || right === null) return null;
  return { part: or(left.part, right.part), exact: left.exact && right.exact };
}

/** `vlan`, `vlan.id == 5` as libpcap's word; null for another test. It shifts what comes after it, so it can only stand first. */
function vlanOf(test: Test): string | null {
  if (test.kind === 'exists') return plainField(test.operand)?.abbrev === 'vlan' ? 'vlan' : null;
  if (test.kind !== 'compare' || test.relation !== 'eq' || test.right.kind !== 'constant') return null;
  const [id] = test.right.values;
  return plainField(test.left)?.abbrev === 'vlan.id' && typeof id === 'number' ? `vlan ${id}` : null;
}

/** Headers beyond Ethernet and lengths: there the outermost one counts. */
const looksInside = (text: string): boolean => /\b(?:ip6?|arp|icmp6?|tcp|udp)\b/.test(text);

/** The display filter `test` in libpcap's language, as far as that can say it. */
export function captureFilterOf(test: Test): CaptureTranslation {
  const translator = new Translator();
  const tests = joined('and', test);
  const tags = new Set(tests.map(vlanOf).filter((word) => word !== null));
  // a number says that there is a tag
  if (tags.size > 1) tags.delete('vlan');
  const [vlan = null] = tags;
  const rest = tests.filter((one) => vlanOf(one) === null);
  if (tags.size > 1) translator.unknown.add('vlan.id');
  let bound: Bound | null = vlan === null ? null : { part: atom(vlan), exact: tags.size === 1 };
  for (const [i, one] of rest.entries()) {
    const next = translator.bound(one, false);
    bound = i === 0 && vlan === null ? next : both(bound, next);
  }
  const fields = [...translator.unknown].slice(0, MOST_FIELDS).join(', ');
  if (bound === null) return { ok: false, message: say('captureFilter.impossible', { fields }) };
  const { part, exact } = bound;
  if (part.level === 'all') {
    if (!exact) return { ok: false, message: say('captureFilter.impossible', { fields }) };
    return { ok: true, text: '', exact: true, remark: say('captureFilter.everything') };
  }
  const remark = exact
    ? looksInside(part.text)
      ? say('captureFilter.outermost')
      : null
    : say('captureFilter.more', { fields });
  return { ok: true, text: part.text, exact, remark };
}
