// What people write who have the other language in mind: flags by their names (`tcp.flags == SYN|ACK`), byte accesses of capture filters
// (`tcp[tcpflags] & tcp-syn != 0`). Looked for where a filter is refused, in its text: no grammar of ours goes so far.
import { readBpf } from './bpf-to-display';
import { mistake, replace, say, type FilterError } from '../language/mistake';
import type { Span } from '../language/tree';

/** RFC 9293 section 3.1 and 3168; the names of libpcap, the letters of tcpdump. */
const FLAGS: Readonly<Record<string, string>> = {
  fin: 'fin',
  syn: 'syn',
  rst: 'reset',
  reset: 'reset',
  psh: 'push',
  push: 'push',
  ack: 'ack',
  urg: 'urg',
  ece: 'ece',
  cwr: 'cwr',
  ae: 'ae',
  f: 'fin',
  s: 'syn',
  r: 'reset',
  p: 'push',
  a: 'ack',
};

const NAME = '(?:tcp[-_.])?[a-z]{1,5}';
const NAMES = `${NAME}(?:(?:\\s*[|+,&/-]\\s*|\\s+)${NAME})*`;
/** field, operator, names in brackets or quotes or neither; for `&` perhaps a comparison behind it */
const BY_NAME = new RegExp(
  `tcp\\.flags\\s*(?<operator>={1,3}|eq|!=|<>|ne|&|bitand|contains|has|is|in)\\s*(?<open>[({"'])?\\s*(?<names>${NAMES})\\s*(?<close>[)}"'])?` +
    `(?<behind>\\s*(?:!=|==?|>|eq|ne|gt)\\s*(?:0x)?\\d+(?![\\w.]))?`,
  'dgi',
);

const flagOf = (name: string): string | undefined => {
  const word = name.toLowerCase().replace(/^tcp[-_.]/, '');
  return Object.hasOwn(FLAGS, word) ? FLAGS[word] : undefined;
};

const overlap = (a: Span, b: Span): boolean => a.at <= b.at + b.len && b.at <= a.at + a.len;

/** The tests that flag names were meant as. */
function byName(text: string, error: Span): FilterError | null {
  for (const match of text.matchAll(BY_NAME)) {
    const groups = match.groups as Record<'operator' | 'names', string> & Partial<Record<'open' | 'behind', string>>;
    const place = { at: match.index, len: match[0].length };
    if (!overlap(place, error)) continue;
    // `and`, `or` belong to the filter, not to the names
    const [whole] = groups.names.split(/\s+(?=(?:and|or|xor)\b)/i);
    const flags = whole.split(/[\s|+,&/]+|(?<!tcp)-/i).map(flagOf);
    if (flags.some((flag) => flag === undefined)) continue;
    const cut = whole.length < groups.names.length;
    const namesAt = match.indices?.groups?.names[0] ?? 0;
    const len = cut ? namesAt + whole.length - place.at : place.len;
    const negative = /^(?:!=|<>|ne)$/i.test(groups.operator);
    const masked = /^(?:&|bitand)$/i.test(groups.operator);
    const zero = !cut && /^\s*(?:==?|eq)\s*0+(?:x0+)?$/i.test(groups.behind ?? '');
    const tests = [...new Set(flags)].map((flag) => `tcp.flags.${flag} == ${negative || zero ? 0 : 1}`);
    // a mask asks for one of its bits, and for none of them when it is compared with 0; a set for one; unequal is one that differs
    const any = (masked && !zero) || negative || groups.operator.toLowerCase() === 'in';
    const joined = tests.join(any ? ' or ' : ' and ');
    const instead = tests.length > 1 ? `(${joined})` : joined;
    const quoted = /["']/.test(groups.open ?? '') && !cut ? 1 : 0;
    const at = { at: namesAt - quoted, len: whole.length + 2 * quoted };
    return mistake('value', at, say('filter.flagName', { text: whole }), {
      hint: say('filter.hint.flagFields', { text: joined }),
      edits: [replace({ at: place.at, len }, instead)],
    });
  }
  return null;
}

/** Where a joined test ends. */
const JOINT = /&&|\|\||\band\b|\bor\b/gi;
/** Brackets that are taken off: no filter has more inside each other. */
const MOST_BRACKETS = 100;

/** The test around a place: what stands between two joints, without brackets that are closed elsewhere. */
function testAround(text: string, place: Span): Span {
  let from = 0;
  let to = text.length;
  for (const joint of text.matchAll(JOINT)) {
    const end = joint.index + joint[0].length;
    if (end <= place.at) from = end;
    else if (joint.index >= place.at && joint.index < to) to = joint.index;
  }
  const count = (sign: string): number => text.slice(from, to).split(sign).length - 1;
  const trim = (): void => {
    from += text.slice(from, to).length - text.slice(from, to).trimStart().length;
    to = from + text.slice(from, to).trimEnd().length;
  };
  trim();
  for (let i = 0; i < MOST_BRACKETS && text[from] === '(' && count('(') > count(')'); i++, trim()) from++;
  for (let i = 0; i < MOST_BRACKETS && text[to - 1] === ')' && count(')') > count('('); i++, trim()) to--;
  return { at: from, len: to - from };
}

/** The display filter that a byte access of a capture filter was meant as; `compiles`: only such a one is offered. */
function byBytes(text: string, error: FilterError, compiles: (text: string) => boolean): FilterError | null {
  if (!text.includes('[')) return null;
  for (const place of [{ at: 0, len: text.length }, testAround(text, error.span)]) {
    const part = text.slice(place.at, place.at + place.len);
    const display = part.includes('[') ? (readBpf(part.trim())?.display ?? null) : null;
    if (display === null || !compiles(display)) continue;
    const whole = place.len === text.length || !/ (?:and|or) /.test(display);
    return mistake(error.kind, error.span, error.reason, {
      hint: say('filter.hint.captureFilter', { text: display }),
      edits: [replace(place, whole ? display : `(${display})`)],
    });
  }
  return null;
}

/** The same mistake told better, where it is one of these. */
export const inOtherWords = (text: string, error: FilterError, compiles: (text: string) => boolean): FilterError =>
  byName(text, error.span) ?? byBytes(text, error, compiles) ?? error;
