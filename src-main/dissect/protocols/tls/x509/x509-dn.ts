// Distinguished names, RFC 5280 section 4.1.2.4: a sequence of sets of attributes, each an object identifier and a string.
import * as der from '../../../../wire/der';
import type { Field } from '../../../contract/fields';
import type { FieldSink } from '../../../contract/protocol';
import { AF, IF, SAT } from './x509-fields';
import { attributeKind, attributeShort } from './x509-names';
import { addOid } from './x509-oid';
import { part, partOf, type Part } from './x509-part';

const decoder = new TextDecoder();
const latin = new TextDecoder('latin1');
const utf16 = new TextDecoder('utf-16be');

function stringOf(b: Uint8Array, { tag, from, to }: Part): string {
  const bytes = b.subarray(from, to);
  if (tag === der.BMP_STRING) return utf16.decode(bytes);
  return tag === der.TELETEX_STRING ? latin.decode(bytes) : decoder.decode(bytes);
}

/** [number of the choice, field] by the tag of a string */
const CHOICES: Readonly<Record<number, readonly [number, Field]>> = {
  [der.TELETEX_STRING]: [0, SAT.teletexString],
  [der.PRINTABLE_STRING]: [1, SAT.printableString],
  [der.UNIVERSAL_STRING]: [2, SAT.universalString],
  [der.BMP_STRING]: [3, SAT.bmpString],
  [der.UTF8_STRING]: [4, SAT.uTF8String],
};

/** Parts of `around` one behind the other. */
function* partsOf(b: Uint8Array, from: number, end: number): Generator<Part> {
  for (let next = part(b, from, end); next; next = part(b, next.to, end)) yield next;
}

/** The name from `at` to `end`. `owner`: the table whose field counts the parts of the name, where there is one. */
export function distinguishedName(
  b: Uint8Array,
  at: number,
  end: number,
  owner: 'x509if' | 'x509af' | null,
  out: FieldSink,
): void {
  const name = partOf(b, at, end, der.SEQUENCE);
  if (!name) return;
  const sets = [...partsOf(b, name.from, name.to)].filter(({ tag }) => tag === der.SET);
  if (owner) out.uint((owner === 'x509if' ? IF : AF).rdnSequence, at, name.to - at, sets.length);
  else out.line('rdnSequence', at, name.to - at);
  if (out.detail) out.display(namesText(b, at, end));
  out.open();
  for (const set of sets) relativeName(b, set, out);
  out.close();
}

function relativeName(b: Uint8Array, set: Part, out: FieldSink): void {
  const pairs = [...partsOf(b, set.from, set.to)].filter(({ tag }) => tag === der.SEQUENCE);
  out.uint(IF.RDNSequence_item, set.at, set.to - set.at, pairs.length);
  out.open();
  for (const pair of pairs) {
    out.none(IF.RelativeDistinguishedName_item_element, pair.at, pair.to - pair.at);
    if (out.detail) out.display(attributeText(b, pair));
    out.open();
    attribute(b, pair, out);
    out.close();
  }
  out.close();
}

function attribute(b: Uint8Array, { from, to }: Part, out: FieldSink): void {
  const type = partOf(b, from, to, der.OID);
  if (!type) return;
  const oid = der.oidText(b, type.from, type.to);
  addOid(b, type, IF.oid, out);
  const value = part(b, type.to, to);
  if (!value || value.to === value.from) return;
  const len = value.to - value.from;
  const kind = attributeKind(oid);
  const choice = CHOICES[value.tag] as (typeof CHOICES)[number] | undefined;
  if (kind === 'directory' && choice) {
    out.uint(SAT.DirectoryString, value.at, value.to - value.at, choice[0]);
    out.open();
    out.string(choice[1], value.from, len, stringOf(b, value));
    out.close();
  } else if (kind === 'country') out.string(SAT.CountryName, value.from, len, stringOf(b, value));
  else if (kind === 'printable') out.string(SAT.PrintableString, value.from, len, stringOf(b, value));
  else if (kind === 'ia5') out.string(SAT.IA5String, value.from, len, stringOf(b, value));
  else {
    out.line('Value', value.at, value.to - value.at);
    if (out.detail) out.display(stringOf(b, value));
  }
}

/** `CN=example.org` */
function attributeText(b: Uint8Array, { from, to }: Part): string {
  const type = partOf(b, from, to, der.OID);
  const value = type && part(b, type.to, to);
  return type && value ? `${attributeShort(der.oidText(b, type.from, type.to))}=${stringOf(b, value)}` : '';
}

/** A name of more is cut: texts are for a line. */
const MOST_ATTRIBUTES = 32;

/** `CN=example.org, O=Example, C=US`: the last one first, as RFC 4514 writes names. */
export function namesText(b: Uint8Array, at: number, end: number): string {
  const texts: string[] = [];
  const name = partOf(b, at, end, der.SEQUENCE);
  if (!name) return '';
  for (const set of partsOf(b, name.from, name.to)) {
    for (const pair of partsOf(b, set.from, set.to)) texts.push(attributeText(b, pair));
    if (texts.length >= MOST_ATTRIBUTES) break;
  }
  return texts
    .filter((text) => text !== '')
    .reverse()
    .join(', ');
}
