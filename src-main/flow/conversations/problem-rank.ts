// How much a connection went wrong, for the order that shows these first.
import { FLOW_FACTS, type Ending, type HandshakeState, type Verdict } from '../../ipc/flow-facts';

/** Never stood, then broken off; what is merely peculiar comes behind, and what is not known behind that. */
const WORST: readonly (Ending | HandshakeState)[] = ['refused', 'icmp-refused', 'no-answer', 'rst'];
const VERDICTS: readonly Verdict[] = ['bad', 'odd', 'open', 'good', 'none'];

/** From 0, the worst. */
export function problemRank(handshake: HandshakeState, ending: Ending): number {
  const named = WORST.findIndex((word) => word === handshake || word === ending);
  if (named >= 0) return named;
  const verdicts = [FLOW_FACTS.handshake.words[handshake], FLOW_FACTS.ending.words[ending]];
  return WORST.length + Math.min(...verdicts.map((verdict) => VERDICTS.indexOf(verdict)));
}
