// Parses capture filters, after pcap-filter(7):
//
//   filter    = term { ("and" | "or") ( identifier | term ) }      both bind alike, from left to right
//   term      = "not" term | "(" filter ")" | head identifier | protocol | special | number relation number
//   head      = [protocol] [direction] [kind], at least a direction or a kind
//   identifier= address | port | number … | "not" identifier | "(" identifier { ("and" | "or") identifier } ")"
//
// An identifier without a head takes the head of the test before: `port 80 or 443`.
import type { Bpf, BpfDirection, BpfKind, BpfQualifiers } from './bpf-tree';
import { BpfArithmetic } from './bpf-arithmetic';
import { bpfTokens, type BpfToken } from './bpf-scanner';
import { bpfNumber, bpfProtocol, isBpfProtocol } from './bpf-words';

const KINDS: ReadonlySet<string> = new Set(['host', 'net', 'port', 'portrange', 'proto']);
/** Words that are a test by themselves; of some a number may follow, of others it must. */
const SPECIALS: Readonly<Record<string, 'alone' | 'may' | 'must'>> = {
  broadcast: 'alone',
  multicast: 'alone',
  inbound: 'alone',
  outbound: 'alone',
  vlan: 'may',
  mpls: 'may',
  pppoed: 'alone',
  pppoes: 'may',
  less: 'must',
  greater: 'must',
};
/** Above the network layer there are ports, and no addresses. */
const TRANSPORT: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp']);

class Parser extends BpfArithmetic {
  /** head of the test parsed last; null: none that could be inherited */
  #last: BpfQualifiers | null = null;

  filter(): Bpf | null {
    return this.nested(() => {
      let left = this.#term();
      while (left !== null) {
        const kind = this.#connective();
        if (kind === null) break;
        const right: Bpf | null = this.#beginsIdentifier() ? this.#identifier(this.#last) : this.#term();
        left = right === null ? null : { kind, left, right };
      }
      return left;
    });
  }

  #connective(): 'and' | 'or' | null {
    if (this.takeAny('and', '&&')) return 'and';
    return this.takeAny('or', '||') ? 'or' : null;
  }

  /** A word, number or address where a test is expected, after any number of `not`. */
  #beginsIdentifier(): boolean {
    let ahead = 0;
    while (this.is(ahead, 'not') || this.is(ahead, '!')) ahead++;
    const token = this.peek(ahead);
    if (!token || token.kind === 'sign') return false;
    if (token.kind !== 'word') return true;
    return !isKeyword(token.text) && !this.isCalculated(ahead);
  }

  #term(): Bpf | null {
    return this.nested(() => {
      if (this.takeAny('not', '!')) {
        const of = this.#term();
        return of === null ? null : { kind: 'not', of };
      }
      if (this.isCalculated(0)) {
        this.#last = null;
        return this.relation();
      }
      if (this.takeAny('(')) {
        const inner = this.filter();
        this.#last = null;
        return inner !== null && this.takeAny(')') ? inner : null;
      }
      return this.#primitive();
    });
  }

  #primitive(): Bpf | null {
    let proto = '';
    const word = this.peek(0)?.text ?? '';
    if (isBpfProtocol(word)) {
      this.skip();
      proto = bpfProtocol(word);
    }
    const special = this.#special(proto);
    if (special !== undefined) return special;
    const direction = this.#direction();
    const kind = this.#kind();
    if (direction === '' && kind === null) {
      this.#last = null;
      return proto === '' ? null : { kind: 'protocol', name: word };
    }
    const qualifiers: BpfQualifiers = { proto, direction, kind: kind ?? 'host' };
    if (TRANSPORT.has(proto) && qualifiers.kind !== 'port' && qualifiers.kind !== 'portrange') return null;
    return this.#identifier(qualifiers);
  }

  /** undefined: there is none here */
  #special(proto: string): Bpf | null | undefined {
    const name = this.peek(0)?.text ?? '';
    if (!Object.hasOwn(SPECIALS, name)) return undefined;
    const may = SPECIALS[name];
    if (proto !== '' && name !== 'broadcast' && name !== 'multicast') return null;
    this.skip();
    this.#last = null;
    const argument = may === 'alone' ? null : bpfNumber(this.peek(0)?.text ?? '');
    if (argument !== null) this.skip();
    else if (may === 'must') return null;
    return { kind: 'special', name, proto, argument };
  }

  #direction(): BpfDirection {
    const first = this.takeAny('src') ? 'src' : this.takeAny('dst') ? 'dst' : '';
    if (first === '') return '';
    const other = first === 'src' ? 'dst' : 'src';
    if (!this.is(1, other)) return first;
    const kind = this.#connective();
    if (kind === null) return first;
    this.skip();
    return kind === 'and' ? 'src and dst' : 'src or dst';
  }

  #kind(): BpfKind | null {
    const word = this.peek(0)?.text ?? '';
    if (!KINDS.has(word)) return null;
    this.skip();
    return word as BpfKind;
  }

  /** One address, port or number, or several in brackets. */
  #identifier(qualifiers: BpfQualifiers | null): Bpf | null {
    return this.nested(() => {
      if (qualifiers === null) return null;
      if (this.takeAny('not', '!')) {
        const of = this.#identifier(qualifiers);
        return of === null ? null : { kind: 'not', of };
      }
      if (this.takeAny('(')) {
        let left = this.#identifier(qualifiers);
        for (;;) {
          const kind = this.#connective();
          if (left === null || kind === null) break;
          const right = this.#identifier(qualifiers);
          left = right === null ? null : { kind, left, right };
        }
        return this.takeAny(')') ? left : null;
      }
      const token = this.peek(0);
      if (!token || token.kind === 'sign' || isKeyword(token.text)) return null;
      this.skip();
      this.#last = qualifiers;
      const bits = this.#bits();
      return bits === null ? null : { kind: 'primitive', qualifiers, id: token.text, bits };
    });
  }

  /** `/8` or `mask 255.0.0.0`: -1 without one, null for one that is none. */
  #bits(): number | null {
    if (this.takeAny('/')) {
      const bits = bpfNumber(this.peek(0)?.text ?? '');
      this.skip();
      return bits !== null && bits <= 128 ? bits : null;
    }
    if (!this.takeAny('mask')) return -1;
    const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(this.peek(0)?.text ?? '');
    this.skip();
    if (!parts) return null;
    const mask = parts
      .slice(1)
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
    return /^1*0*$/.test(mask) && mask.length === 32 ? mask.lastIndexOf('1') + 1 : null;
  }
}

const CONNECTING: ReadonlySet<string> = new Set([
  'and',
  'or',
  'not',
  'src',
  'dst',
  'mask',
  'len',
  'protochain',
  'gateway',
]);
const isKeyword = (word: string): boolean =>
  isBpfProtocol(word) || KINDS.has(word) || Object.hasOwn(SPECIALS, word) || CONNECTING.has(word);

/** Longer ones are not looked at: nobody types them, and the tree is as deep as the text is long. */
const MAX_TEXT = 1024;

/** The capture filter, or null where `text` is none. */
export function parseBpf(text: string): Bpf | null {
  if (text.length > MAX_TEXT) return null;
  const tokens: BpfToken[] | null = bpfTokens(text);
  if (tokens === null || tokens.length === 0) return null;
  const parser = new Parser(tokens);
  const filter = parser.filter();
  return parser.atEnd ? filter : null;
}
