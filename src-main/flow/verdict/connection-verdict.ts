// All that is said of one connection, out of its segments and of a few of its frames. No prose: keys, numbers and frames.
import type { FlowRow } from '../../ipc/contracts/engine-contract';
import type {
  ConnectionVerdict,
  VerdictPart,
  VerdictPartSentence,
  VerdictSentence,
} from '../../ipc/contracts/verdict-contract';
import type { FlowTimeline } from '../timeline/timeline';
import { answers } from './answers';
import { checks } from './checks';
import { course } from './course';
import { ending } from './ending';
import { Findings } from './findings';
import type { FrameLook } from './look';
import { numbers } from './numbers';
import { opening } from './opening';
import { opinionSentences } from './opinion-sentences';
import { options } from './options';

const within = (part: VerdictPart, sentences: VerdictSentence[]): VerdictPartSentence[] =>
  sentences.map((sentence) => ({ part, ...sentence }));

/** `look`: what single frames tell beside their columns. */
export function connectionVerdict({ shown }: FlowTimeline, look: FrameLook): ConnectionVerdict {
  const { analysis, flow, segments, span } = shown;
  if (flow.kind === 'udp') return udp(flow);
  const f = new Findings(analysis, flow, segments, span);
  const syns = f.all('syn', 'synData', 'synAgain');
  const synAck = f.first('synAck', 'synAckAgain');
  // what was agreed on follows from the SYN that was answered
  const syn = syns.findLast((i) => synAck < 0 || i < synAck) ?? syns[0] ?? -1;
  const synOf = (i: number): ReturnType<FrameLook['syn']> => (i < 0 ? null : look.syn(f.frame(i)));
  return {
    flow: flow.id,
    sentences: [...within('opening', opening(f, look)), ...within('course', course(f)), ...within('ending', ending(f))],
    checks: checks(f, look),
    numbers: numbers(f),
    answers: answers(f),
    opinions: opinionSentences(segments.rows, look),
    options: options({
      client: synOf(syn),
      server: synOf(synAck),
      firstClient: syns.length > 0 && syns[0] !== syn ? synOf(syns[0]) : null,
      isV6: analysis.isIpv6(flow.id),
    }),
    synFrame: syn < 0 ? 0 : f.frame(syn),
    synAckFrame: synAck < 0 ? 0 : f.frame(synAck),
  };
}

function udp(flow: FlowRow): ConnectionVerdict {
  const { packetsAB, packetsBA, bytesAB, bytesBA } = flow;
  const message = { key: 'verdict.udp', args: { packetsAB, packetsBA, bytesAB, bytesBA } };
  const sentence: VerdictPartSentence = { part: 'course', message, frames: [flow.firstFrame] };
  return {
    flow: flow.id,
    sentences: [sentence],
    checks: [],
    numbers: [],
    answers: [],
    opinions: [],
    options: [],
    synFrame: 0,
    synAckFrame: 0,
  };
}
