// A filter as the window sends it, and as a worker gets it: the same text, compiled on either side.
import { dissectGuarded } from '../dissect/dissect';
import { ValueSink } from '../dissect/field-sink';
import type { Field, FieldValue } from '../dissect/fields';

import { compileFilter, type CompiledFilter } from '../filter/compile';
import type { FilterMistake, FilterSource } from '../ipc/filter-contract';
import type { FilterTask } from './block';
import { reportBug } from './bug-log';
import type { CaptureDocument } from './document';
import { DEFAULT_OPTIONS } from './packet-rows';

/** In a worker: the filter that the engine has compiled before. */
export function compileTask({ text, macros, references }: FilterTask): CompiledFilter {
  const values = new Map(references);
  const compiled = compileFilter(text, { macros, reference: ({ abbrev }) => values.get(abbrev) ?? null });
  if (!compiled.ok) throw new Error(`no filter: ${compiled.mistake.kind}`);
  return compiled.filter;
}

export type CompiledSource =
  { ok: true; filter: CompiledFilter; task: FilterTask } | { ok: false; mistake: FilterMistake };

/** Compiles what the window sent. Field references are taken from the frame that is selected there. */
export function compileSource(document: CaptureDocument, { text, macros, frame }: FilterSource): CompiledSource {
  const references = new Map<string, readonly FieldValue[]>();
  const selected = frame > 0 && frame <= document.frames;
  const compiled = compileFilter(text, {
    macros,
    reference: (field) => {
      if (!selected) return null;
      const values = references.get(field.abbrev) ?? valuesOf(document, frame - 1, field);
      references.set(field.abbrev, values);
      return values;
    },
  });
  if (!compiled.ok) return { ok: false, mistake: compiled.mistake };
  return {
    ok: true,
    filter: compiled.filter,
    task: { kind: 'filter', text, macros, references: [...references] },
  };
}

/** Values of a field in one frame, as copies. */
function valuesOf(document: CaptureDocument, row: number, field: Field): FieldValue[] {
  const sink = new ValueSink([field]);
  dissectGuarded(document.bytes(row), document.context(row), DEFAULT_OPTIONS, sink, reportBug);
  return sink.values(0).map((value) => (value instanceof Uint8Array ? value.slice() : value));
}
