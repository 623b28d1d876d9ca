// What the filter bar shows where: marks under its text, what stands below it. Pure.
import type { FilterVerdict } from '../../../src-main/ipc/contracts/filter-contract';
import { splitAtMistake } from '../../format/filter-marks';

/** A capture filter stands in the bar: what is wrong with it as a display filter is beside the point. */
export const isCaptureFilter = (verdict: FilterVerdict): boolean =>
  verdict.advice.some((one) => one.kind === 'capture-filter');

/** The text in three parts, the middle one underlined: the mistake or, where there is none, what the first advice is about. */
export function markedParts(text: string, verdict: FilterVerdict | null): [string, string, string] {
  if (!verdict) return [text, '', ''];
  if (!verdict.ok && !isCaptureFilter(verdict)) return splitAtMistake(text, verdict.mistake.at, verdict.mistake.len);
  const advice = verdict.advice.find((one) => one.len > 0);
  return advice ? splitAtMistake(text, advice.at, advice.len) : [text, '', ''];
}

/** What Alt+Enter writes instead: the mistake put right, the display filter for a capture filter, or the other reading. */
export function suggestionOf(verdict: FilterVerdict | null): string | null {
  if (!verdict) return null;
  if (verdict.ok) return verdict.advice.find((one) => one.alternative)?.alternative?.text ?? null;
  const translated = verdict.advice.find((one) => one.kind === 'capture-filter')?.alternative?.text;
  return translated ?? verdict.mistake.suggestion;
}
