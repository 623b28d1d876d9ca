// Cuts a capture filter into words and signs, as libpcap's scanner does: the longest fit wins, so `80-90` is one word and `len-4` too.

export interface BpfToken {
  kind: 'word' | 'ether' | 'ipv6' | 'sign';
  text: string;
}

const SPACE = /\s+/y;
const ETHER = /[0-9a-f]{1,2}(?:([:.-])[0-9a-f]{1,2})(?:\1[0-9a-f]{1,2}){4}(?![\w:.-])/iy;
const IPV6 =
  /(?:(?:[0-9a-f]{1,4}:){1,7}|:):(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?(?![\w:])|(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\w:])/iy;
const WORD = /\\?[a-z0-9](?:[-_.a-z0-9]*[.a-z0-9])?/iy;
const SIGN = /&&|\|\||>=|<=|!=|==|<<|>>|[()[\]:&|^+\-*/%=<>!]/y;

/** The tokens, or null where a character belongs to none. */
export function bpfTokens(text: string): BpfToken[] | null {
  const tokens: BpfToken[] = [];
  let at = 0;
  const fits = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? '';
  };
  while (at < text.length) {
    const space = fits(SPACE);
    if (space !== '') {
      at += space.length;
      continue;
    }
    const found =
      token('ether', fits(ETHER)) ??
      token('ipv6', fits(IPV6)) ??
      token('word', fits(WORD)) ??
      token('sign', fits(SIGN));
    if (found === null) return null;
    tokens.push(found);
    at += found.text.length;
  }
  return tokens;
}

const token = (kind: BpfToken['kind'], text: string): BpfToken | null => (text === '' ? null : { kind, text });
