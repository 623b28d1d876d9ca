// From the name of a value back to the value: `ip.proto == "TCP"`, `tcp.flags.syn == "Set"`. Case does not matter.
import { valueName, type Field } from '../../dissect/contract/fields';
import { nearest } from '../language/nearest';
import { bitsOf, isUnsigned } from './types';

/** Where names come from a function, values below this are asked for. */
const MOST_ASKED = 0x10000;

interface Named {
  /** as the table writes it */
  readonly name: string;
  readonly values: number[];
}
type Names = ReadonlyMap<string, Named>;
const tables = new WeakMap<object, Names>();

function* valuesOf(field: Field): Generator<number> {
  if (typeof field.values === 'function') {
    const most = Math.min(MOST_ASKED, 2 ** bitsOf(field.type));
    // the upper half of a signed type is negative
    const half = isUnsigned(field.type) ? 0 : most / 2;
    for (let value = -half; value < most - half; value++) yield value;
  } else for (const key of Object.keys(field.values ?? {})) yield Number(key);
}

function namesOf(field: Field): Names {
  // what a function is asked for depends on the field's width
  const key = typeof field.values === 'function' ? field : (field.values ?? field.words ?? field);
  const known = tables.get(key);
  if (known) return known;
  const names = new Map<string, Named>();
  const add = (name: string, value: number): void => {
    const same = names.get(name.toLowerCase());
    if (same) same.values.push(value);
    else names.set(name.toLowerCase(), { name, values: [value] });
  };
  for (const value of valuesOf(field)) {
    const name = valueName(field.values, value);
    if (name !== undefined) add(name, value);
  }
  if (field.type === 'bool') {
    const [yes, no] = field.words ?? ['True', 'False'];
    add(yes, 1);
    add(no, 0);
  }
  tables.set(key, names);
  return names;
}

/** Values of that name, maybe several, maybe none. */
export const valuesNamed = (field: Field, name: string): readonly number[] =>
  namesOf(field).get(name.toLowerCase())?.values ?? [];

/** The name of one of the field's values that is closest to `text`, or null. */
export function nameLike(field: Field, text: string): string | null {
  const names = namesOf(field);
  const close = nearest(text, names.keys());
  return close === null ? null : (names.get(close)?.name ?? null);
}

export const hasNames = (field: Field): boolean => field.values !== null || field.type === 'bool';
