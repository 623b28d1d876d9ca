// A filter as the window sends it, and as a worker gets it: the same text, compiled on either side.
import { dissectGuarded } from '../../dissect/dissect';
import { ValueSink } from '../../dissect/sinks/field-sink';
import type { Field, FieldValue } from '../../dissect/contract/fields';
import { adviseOn } from '../../filter/help/advise';
import { compileFilter, type CompiledFilter, type FilterEnvironment } from '../../filter/compile';
import type { FilterMistake, FilterSource, FilterVerdict } from '../../ipc/contracts/filter-contract';
import type { FilterTask } from './block';
import { reportBug } from '../base/bug-log';
import type { CaptureDocument } from '../document/document';
import { DEFAULT_OPTIONS } from '../answers/row-options';

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
export function compileSource(document: CaptureDocument, source: FilterSource): CompiledSource {
  return checkSource(document, source, false).compiled;
}

/** The same, with what there is to say about the filter: advice costs about as much as some compilations. */
export function checkSource(
  document: CaptureDocument,
  { text, macros, frame }: FilterSource,
  advise = true,
): { compiled: CompiledSource; verdict: FilterVerdict } {
  const references = new Map<string, readonly FieldValue[]>();
  const selected = frame > 0 && frame <= document.frames;
  const environment: FilterEnvironment = {
    macros,
    reference: (field) => {
      if (!selected) return null;
      const values = references.get(field.abbrev) ?? valuesOf(document, frame - 1, field);
      references.set(field.abbrev, values);
      return values;
    },
  };
  const result = compileFilter(text, environment);
  const task: FilterTask = { kind: 'filter', text, macros, references: [...references] };
  const advice = advise ? adviseOn(text, result, environment) : [];
  if (!result.ok) return { compiled: result, verdict: { ok: false, mistake: result.mistake, advice } };
  return { compiled: { ok: true, filter: result.filter, task }, verdict: { ok: true, advice } };
}

/** Values of a field in one frame, as copies. */
function valuesOf(document: CaptureDocument, row: number, field: Field): FieldValue[] {
  const sink = new ValueSink([field]);
  dissectGuarded(document.bytes(row), document.context(row), DEFAULT_OPTIONS, sink, reportBug);
  return sink.values(0).map((value) => (value instanceof Uint8Array ? value.slice() : value));
}
