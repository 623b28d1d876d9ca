// An object identifier as a field: its numbers, and its name where it has one.
import * as der from '../../../../wire/der';
import type { Field } from '../../../contract/fields';
import type { FieldSink } from '../../../contract/protocol';
import { oidName } from './x509-names';
import type { Part } from './x509-part';

export function addOid(b: Uint8Array, { from, to }: Part, field: Field, out: FieldSink): void {
  if (!out.wants(field)) return;
  const text = der.oidText(b, from, to);
  out.string(field, from, to - from, text);
  const name = oidName(text);
  if (out.detail && name !== undefined) out.display(`${text} (${name})`);
}
