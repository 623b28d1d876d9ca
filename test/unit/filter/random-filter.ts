// Random filters that are right: every operator, over fields of every type.
import fc from 'fast-check';
import { registry } from '../../../src-main/dissect/protocols/registry';
import type { Field, FieldType } from '../../../src-main/dissect/contract/fields';
import { bitsOf, isInteger, isUnsigned, kindOf } from '../../../src-main/filter/check/types';
import { hasNames } from '../../../src-main/filter/check/value-names';

type Text = fc.Arbitrary<string>;

const FIELDS = [...registry.fields()];
const ofKind = (...kinds: string[]): Field[] => FIELDS.filter(({ type }) => kinds.includes(kindOf(type)));
const pick = <T>(all: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...all);
const hex2 = fc.integer({ min: 0, max: 255 }).map((n) => n.toString(16).padStart(2, '0'));
const text = (parts: TemplateStringsArray, ...values: Text[]): Text =>
  fc.tuple(...values).map((filled) => parts.map((part, i) => part + (filled[i] ?? '')).join(''));

const ipv4 = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 }).map((b) => b.join('.'));
const ipv6 = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 })
  .map((w) => w.map((n) => n.toString(16)).join(':'));
const quoted = fc.string({ maxLength: 6 }).map((s) => JSON.stringify(s));
const time = fc.integer({ min: 0, max: 4_000_000_000 }).map((sec) => `"${new Date(sec * 1000).toISOString()}"`);
const seconds = fc.tuple(fc.nat(100_000), fc.nat(999)).map(([s, ms]) => `${s}.${ms.toString().padStart(3, '0')}`);
const bytes = fc.oneof(
  fc.array(hex2, { minLength: 2, maxLength: 5 }).map((b) => b.join(':')),
  fc.array(hex2, { minLength: 2, maxLength: 5 }).map((b) => `:${b.join('')}`),
  hex2.map((b) => `0x${b}`),
  quoted,
);

function integer(type: FieldType): Text {
  const bits = Math.min(bitsOf(type) - (isUnsigned(type) ? 0 : 1), 48);
  const any = fc.maxSafeNat().map((n) => n % 2 ** bits);
  return fc.oneof(
    any.map(String),
    any.map((n) => `0x${n.toString(16)}`),
    any.map((n) => `-${n}`),
    any.map((n) => `0b${n.toString(2)}`),
  );
}

function literal({ type }: { type: FieldType }): Text {
  switch (type) {
    case 'bool':
      return pick(['0', '1', 'true', 'FALSE']);
    case 'ipv4':
      return fc.oneof(ipv4, text`${ipv4}/${fc.nat(32).map(String)}`);
    case 'ipv6':
      return fc.oneof(ipv6, text`${ipv6}/${fc.nat(128).map(String)}`);
    case 'ether':
      return fc.array(hex2, { minLength: 6, maxLength: 6 }).map((b) => b.join(':'));
    case 'string':
      return quoted;
    case 'protocol':
    case 'bytes':
      return bytes;
    case 'abstime':
      return time;
    case 'reltime':
    case 'float':
    case 'double':
      return seconds;
    default:
      return isInteger(type) ? integer(type) : fc.constant('0');
  }
}

const layered = (field: Field): Text =>
  pick(['', '', '', '#1', '#[1-2]', '#[-1]', '#[2:]', ' #[1,3]']).map((layers) => field.abbrev + layers);
const slice = pick(['[0]', '[1:2]', '[0-3]', '[-2:]', '[:3]', '[0,2-3,-1]']);

/** Wide enough for the numbers below. */
const wide = ofKind('integer').filter(({ type }) => bitsOf(type) >= 16);
/** A computed whole number. */
const number: Text = fc.letrec<{ sum: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    pick(wide).chain(layered),
    fc.nat(1000).map(String),
    pick(FIELDS.filter(({ type }) => type !== 'none')).map(({ abbrev }) => `len(${abbrev})`),
    pick(FIELDS).map(({ abbrev }) => `count(${abbrev})`),
    text`max(${tie('sum')},${tie('sum')})`,
    text`-${tie('atom')}`,
    text`{${tie('sum')}}`,
  ),
  sum: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    tie('atom'),
    text`${tie('sum')} ${pick(['+', ' -', '*', '/', '%', '&'])} ${tie('atom')}`,
  ),
})).sum;

const RELATIONS = ['==', '!=', '===', '!==', '<', '<=', '>', '>=', 'eq', 'ne', 'any_ne', 'all_eq', 'gt'];
const relation = pick(RELATIONS);
const quantifier = pick(['', '', 'any ', 'all ']);
const valued = FIELDS.filter(({ type }) => type !== 'none');
const sliceable = ofKind('bytes', 'string', 'ether', 'ipv4', 'ipv6');
const searchable = ofKind('bytes', 'string');
const pattern = pick(['"a"', 'r"\\d+"', '"(?-i)x|y"', '"\\\\x00"', '"\\xff"']);

const compare = pick(valued).chain((field) => text`${quantifier}${layered(field)} ${relation} ${literal(field)}`);
const reversed = pick(valued).chain((field) => text`${literal(field)} ${relation} ${layered(field)}`);
const chain = pick(ofKind('integer')).chain(
  (field) => text`${literal(field)} < ${layered(field)} <= ${literal(field)}`,
);
const member = pick(valued).chain((field) => {
  const item = fc.oneof(literal(field), text`${literal(field)} .. ${literal(field)}`);
  const items = fc.array(item, { minLength: 1, maxLength: 4 }).map((all) => all.join(', '));
  return text`${quantifier}${layered(field)} ${pick(['in', 'not in', '!in'])} {${items}}`;
});
const named = pick(FIELDS.filter((field) => hasNames(field) && field.type !== 'protocol')).chain((field) => {
  const { values, words } = field;
  const names = typeof values === 'object' && values !== null ? Object.values(values) : (words ?? ['True', 'False']);
  const wanted = names.length === 0 || typeof values === 'function' ? '0' : JSON.stringify(names[0]);
  return fc.constantFrom(
    `${field.abbrev} == ${wanted}`,
    `${field.abbrev} in {${wanted}}`,
    `${field.abbrev} contains "a"`,
  );
});
const sliced = pick(sliceable).chain((field) => text`${layered(field)}${slice} ${relation} ${bytes}`);
const raw = pick(valued).chain(({ abbrev }) => text`@${fc.constant(abbrev)} ${relation} ${bytes}`);
const search = pick(searchable).chain((field) => text`${quantifier}${layered(field)} contains ${literal(field)}`);
const match = pick(searchable).chain(
  (field) => text`${quantifier}${layered(field)} ${pick(['matches', '~'])} ${pattern}`,
);
const computed = text`${number} ${relation} ${pick(wide).map(({ abbrev }) => abbrev)} + ${number}`;
const references = pick(['frame.number < ${frame.number}', 'ip.src == $ip.src', 'tcp.port in {${tcp.port} + 1}']);
const macro = pick(['${web}', '$between(ip.ttl,1,9)']);

const single: Text = fc.oneof(
  pick(FIELDS).chain(layered),
  compare,
  compare,
  reversed,
  chain,
  member,
  named,
  sliced,
  raw,
  search,
  match,
  computed,
  references,
  macro.map((call) => `(${call})`),
);

/** A filter without a mistake (ENVIRONMENT has its macros and references). */
export const anyFilter: Text = fc.letrec<{ filter: string; part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    single,
    text`(${tie('filter')})`,
    text`${pick(['not ', '!'])}${tie('part')}`,
  ),
  filter: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    tie('part'),
    text`${tie('part')} ${pick(['and', '&&', 'or', '||', 'xor', '^^'])} ${tie('filter')}`,
  ),
})).filter;
