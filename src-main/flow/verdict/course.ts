// What happened between opening and end: data each way, and what was peculiar about it.
import type { VerdictSentence } from '../../ipc/contracts/verdict-contract';
import { durationShort } from '../../text/duration';
import { otherOf, selector, type Findings, type Side } from './findings';

const SIDES: readonly Side[] = ['a', 'b'];

export function course(f: Findings): VerdictSentence[] {
  return [...data(f), ...troubles(f)];
}

function data(f: Findings): VerdictSentence[] {
  const { a, b, flow } = f;
  if (a.bytes + b.bytes === 0) {
    const stood = flow.handshake === 'complete' || flow.handshake === 'simultaneous';
    return stood ? [f.say('verdict.course.none', {}, [])] : [];
  }
  const again = [a, b].reduce((sum, end) => sum + end.again.length + end.againAcked.length, 0);
  return [f.say('verdict.course.data', { ab: a.bytes, ba: b.bytes, again }, [a.firstData, b.firstData])];
}

function troubles(f: Findings): VerdictSentence[] {
  const out: VerdictSentence[] = [];
  for (const who of SIDES) {
    const sent = f.sent(who);
    if (sent.again.length > 0) out.push(f.say('verdict.course.again', { who, count: sent.again.length }, sent.again));
    if (sent.againAcked.length > 0)
      out.push(f.say('verdict.course.againAcked', { who, count: sent.againAcked.length }, sent.againAcked));
    out.push(...gaps(f, who));
    if (sent.zeroWindows.length > 0) {
      const args = { who, count: sent.zeroWindows.length, total: durationShort(sent.closedNs) };
      out.push(f.say('verdict.course.zeroWindow', args, sent.zeroWindows));
    }
    if (sent.windowProbes.length > 0)
      out.push(f.say('verdict.course.windowProbe', { who, count: sent.windowProbes.length }, sent.windowProbes));
    if (sent.keepAlives.length > 0)
      out.push(f.say('verdict.course.keepAlive', { who, count: sent.keepAlives.length }, sent.keepAlives));
  }
  for (const [reason, list] of f.ignored)
    out.push(f.say('verdict.course.ignored', { reason: selector(reason), count: list.length }, list));
  if (f.copies > 0) out.push(f.say('verdict.course.copies', { count: f.copies }, []));
  return out;
}

/** Numbers that are missing, or came late; and whether they were received all the same, so that only the capture lacks them. */
function gaps(f: Findings, who: Side): VerdictSentence[] {
  const { behindGap, late } = f.sent(who);
  const { acksUnseen } = f.sent(otherOf(who));
  const out: VerdictSentence[] = [];
  if (behindGap.length > 0)
    out.push(f.say('verdict.course.gap', { who, count: behindGap.length, late: late.length }, [...behindGap, ...late]));
  if (acksUnseen.length > 0) out.push(f.say('verdict.course.unseen', { who }, acksUnseen));
  return out;
}
