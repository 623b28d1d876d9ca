// The counts above the list of connections: which words are shown, in which order, and the filter that finds them. Pure.
import type { FlowCounts } from '../../../src-main/ipc/contracts/engine-contract';
import { FLOW_FACTS, type Verdict } from '../../../src-main/ipc/flow-facts';

export type OutcomeFact = 'handshake' | 'ending';
export interface Outcome {
  word: string;
  count: number;
  verdict: Verdict;
  /** finds all packets of these connections */
  filter: string;
}

const SEVERITY: readonly Verdict[] = ['bad', 'odd', 'open', 'good', 'none'];

/** The worst first; of equal ones the more frequent. */
export function outcomes(counts: FlowCounts, fact: OutcomeFact): Outcome[] {
  const { words, field } = FLOW_FACTS[fact];
  const verdictOf: Readonly<Record<string, Verdict>> = words;
  return Object.entries(counts[fact])
    .map(([word, count]) => ({
      word,
      count,
      verdict: verdictOf[word],
      filter: `synscope.${field.name} == "${word}"`,
    }))
    .toSorted((a, b) => SEVERITY.indexOf(a.verdict) - SEVERITY.indexOf(b.verdict) || b.count - a.count);
}
