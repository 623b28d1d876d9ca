// What Synscope says of a filter: the frames that match, or the mistake in it.
import type { FrameContext } from '../../../src-main/dissect/contract/context';
import { dissectFrame } from '../../../src-main/dissect/dissect';
import type { Field } from '../../../src-main/dissect/contract/fields';
import type { CaptureDocument } from '../../../src-main/engine/document/document';
import { compileFilter } from '../../../src-main/filter/compile';
import { createEvaluation } from '../../../src-main/filter/run/evaluate';
import type { FilterMistake } from '../../../src-main/ipc/contracts/filter-contract';
import { FILTER_OPTIONS } from './capture';

export type OurAnswer =
  { kind: 'packets'; packets: number[]; fields: readonly Field[] } | { kind: 'rejected'; mistake: FilterMistake };

/** No packet is selected, and the macro that every installation of Wireshark 4.0 has does not exist. */
const ENVIRONMENT = { macros: [], reference: () => null };

export const compileAlone = (text: string): ReturnType<typeof compileFilter> => compileFilter(text, ENVIRONMENT);

/** The frames of a capture, to be asked for many filters. */
export class OurFilters {
  private readonly frames: { bytes: Uint8Array; context: FrameContext }[] = [];

  constructor(document: CaptureDocument) {
    for (let row = 0; row < document.frames; row++)
      this.frames.push({ bytes: document.bytes(row).slice(), context: document.context(row) });
  }

  filter(text: string): OurAnswer {
    const compiled = compileAlone(text);
    if (!compiled.ok) return { kind: 'rejected', mistake: compiled.mistake };
    const evaluation = createEvaluation(compiled.filter);
    const packets: number[] = [];
    for (const { bytes, context } of this.frames) {
      dissectFrame(bytes, context, FILTER_OPTIONS, evaluation.sink);
      if (evaluation.matches()) packets.push(context.number);
    }
    return { kind: 'packets', packets, fields: compiled.filter.fields };
  }
}
