// Name of a phase with its size and duration: `data · 132 segments · 180 kB → · 1.2 s`. Pure.
import type { TimelinePhase } from '../ipc/contracts/engine-contract';
import { byteSize } from '../text/amount';
import { durationShort } from '../text/duration';

/** @param name what the engine calls the phase, in the reader's language */
export function phaseTitle(
  phase: Pick<TimelinePhase, 'kind' | 'segments' | 'durationNs' | 'bytesAB' | 'bytesBA'>,
  name: string,
): string {
  const parts = [name];
  if (phase.kind === 'data' || phase.kind === 'middle') {
    if (phase.bytesAB > 0) parts.push(`${byteSize(phase.bytesAB)} →`);
    if (phase.bytesBA > 0) parts.push(`← ${byteSize(phase.bytesBA)}`);
  }
  if (phase.segments > 1) parts.push(durationShort(phase.durationNs));
  return parts.join(' · ');
}
