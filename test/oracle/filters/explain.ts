// Why a filter may differ from tshark 4.0.17's: rules over the filter, the fields in it and what both sides say of it, never over
// names of files. Every rule has its row in DIFFERENCES.md, "Filters".
import { registry } from '../../../src-main/dissect/protocols/registry';
import { valueName, type Field, type FieldType } from '../../../src-main/dissect/contract/fields';
import type { Cells } from './cells';
import type { FilterDifference } from './compare';
import { explainCell } from './explain-cells';

export interface Explanation {
  /** null: nobody knows why */
  readonly reason: string | null;
  /** the first cell that differs, when that is why */
  readonly detail: string;
}

/** What tshark 4.0 rejects and 4.4 takes, by its message. */
const ONLY_OURS: readonly (readonly [RegExp, string])[] = [
  [/^Left side of .* expression must be a field or function, not /, 'a constant on the left'],
  [/^Constant arithmetic expression on the LHS is invalid/, 'a constant on the left'],
  [/^You cannot test whether a function is present/, 'a function as the whole test'],
  [/^Only a field may be tested for membership/, 'a set of more than fields'],
  [/^Only (?:string type )?fields can be used as parameter/, 'functions of functions and slices'],
  [/^Ethernet or other MAC address cannot be converted from a string/, 'text searched in an address'],
  [
    /cannot be found among the possible values for|cannot accept \[\w+\] strings as values|cannot be converted from a string/,
    'a name that tshark has no table for',
  ],
];

/** Words of a filter that could be names. */
const wordsOf = (text: string): string[] =>
  text.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/[A-Za-z_][A-Za-z0-9_.-]*/g) ?? [];

/** Whether a word of the filter is a name that tshark dissects and we do not. */
const foreignName = (text: string, known: ReadonlySet<string>): boolean =>
  wordsOf(text).some((word) => known.has(word) && !registry.field(word));

/** A rule for a filter that only one side takes. */
function explainVerdict(d: FilterDifference, known: ReadonlySet<string>): string | null {
  if (d.theirs === 'crashes') return 'tshark crashes';
  if (d.mistake) {
    if (/^(?:not-dissected|unknown-field)$/.test(d.mistake.kind) && foreignName(d.filter, known))
      return 'a field that is not dissected yet';
    if (d.mistake.kind === 'no-frame') return 'a field reference without a selected packet';
    if (d.mistake.message.key === 'filter.nameNotUnique') return 'the order of a name that several values have';
    if (NETWORK_RANGE.test(d.filter)) return 'a range between networks';
    return null;
  }
  const message = d.message ?? '';
  if (/ are not of compatible types\.$/.test(message) && foreignName(message, known))
    return 'a word that is the name of a protocol which is not dissected';
  return ONLY_OURS.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}

const NETWORK_RANGE = /\/\d+\s*\.\.|\.\.\s*[\da-f:.]+\/\d/i;
const ORDERED = /[<>]|\b[gl][te]\b|\.\./;
/** `> -1` */
const SIGNED = /(?:[<>=!]=*|\b(?:[gl][te]|eq|ne|any_\w+|all_\w+)\b)\s*-\s*\d/;
const BYTES: ReadonlySet<FieldType> = new Set(['bytes', 'ether', 'ipv4', 'ipv6', 'protocol']);
const CHAIN =
  /\b(?:any|all)\b[^()]*?(?:[<>=!]=*|\b(?:[gl][te]|eq|ne|any_\w+|all_\w+)\b)[^()]*?(?:[<>=!]=*|\b(?:[gl][te]|eq|ne|any_\w+|all_\w+)\b)/;
/** Results that need not fit 32 bits: a product of a sum, a number with the sign turned round. */
const WIDE = /\}\s*\*|(?:^|[\s(!])-\s*[a-z]/;
const STRING_SLICE = /([a-z][a-z0-9_.-]*)\)?(?:#(?:\d+|\[[^\]]*\]))?\s*\[/gi;

/** `ip.src#2 == x or ip.src == y` */
function layersMixed(filter: string): boolean {
  const names = [...filter.matchAll(/([a-z][a-z0-9_.-]*)\s*#/g)].map(([, name]) => name);
  return names.some((name) => wordsOf(filter).filter((word) => word === name).length > 1);
}

/** Whether a name in the filter is that of more than one value of a field in it. */
function severalNamed(filter: string, fields: readonly Field[]): boolean {
  const names = new Set([...filter.matchAll(/"([^"\\]*)"/g)].map(([, name]) => name.toLowerCase()));
  return fields.some(({ values }) => {
    const found = Array.from({ length: 256 }, (_, value) => valueName(values, value)?.toLowerCase() ?? '');
    return [...names].some((name) => found.indexOf(name) !== found.lastIndexOf(name));
  });
}

/** A rule for a filter that means something else to 4.0, though the values are the same. */
function explainMeaning(
  { filter }: FilterDifference,
  fields: readonly Field[],
  known: ReadonlySet<string>,
): string | null {
  if (foreignName(filter, known)) return 'a word that is the name of a protocol which is not dissected';
  if (layersMixed(filter)) return 'a field with and without layers';
  if (/\ball\s+\S+\s+(?:not\s+)?in\s*\{/.test(filter)) return 'every value in a set';
  for (const [, name] of filter.matchAll(STRING_SLICE))
    if (registry.field(name)?.type === 'string') return 'a slice of a text';
  if (ORDERED.test(filter) && fields.some(({ type }) => BYTES.has(type))) return 'the order of byte strings';
  if (/&|\bbit(?:wise_)?and\b/.test(filter) && fields.some(({ type }) => type === 'ipv6')) return 'IPv6 under a mask';
  if (fields.some(({ abbrev }) => abbrev === 'tcp.completeness')) return 'completeness after the last frame';
  if (SIGNED.test(filter) || fields.some(({ type }) => /^int/.test(type)))
    return 'a negative number beside an unsigned one';
  if (CHAIN.test(filter)) return 'a quantifier before a chain';
  if (WIDE.test(filter) && fields.some(({ type }) => type === 'uint32')) return 'a result beyond 32 bits';
  if (severalNamed(filter, fields)) return 'a name that several values have';
  if (/vlan\.priority/.test(filter)) return 'names of VLAN priorities';
  return null;
}

/** `fields`: those that the filter reads; `known`: all names that tshark has. */
export async function explain(
  d: FilterDifference,
  fields: readonly Field[],
  cells: Cells,
  known: ReadonlySet<string>,
): Promise<Explanation> {
  if (d.mistake || d.message !== null || d.theirs === 'crashes')
    return { reason: explainVerdict(d, known), detail: '' };
  let reason: string | null = null;
  for (const frame of [...d.oursOnly, ...d.theirsOnly]) {
    const cell = await cells.differing(fields, frame);
    if (!cell) {
      reason =
        explainMeaning(d, fields, known) ??
        (await cells.explainExtent(fields, frame)) ??
        (await cells.explainOverflow(d.filter, fields, frame));
      if (reason === null) return { reason, detail: `frame ${frame}: the values are the same` };
      continue;
    }
    reason = explainCell(cell, await cells.facts(frame));
    if (reason === null)
      return { reason, detail: `frame ${frame}, ${cell.field.abbrev}: ours "${cell.ours}", tshark "${cell.theirs}"` };
  }
  return { reason, detail: '' };
}
