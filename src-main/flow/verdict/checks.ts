// What to look at next where something went wrong. Nothing is said of a connection that did well.
import type { VerdictSentence } from '../../ipc/contracts/verdict-contract';
import { SYN } from '../../wire/tcp';
import { endingReset } from './ending';
import { otherOf, type Findings, type Side } from './findings';
import { icmpCause } from './icmp-cause';
import { icmpReport } from '../columns/segment-mark';
import type { FrameLook } from './look';
import { refuserOf } from './refuser';
import { resetOf } from './reset-cause';

export function checks(f: Findings, look: FrameLook): VerdictSentence[] {
  return [...ofOpening(f, look), ...ofCourse(f), ...ofEnding(f)];
}

function ofOpening(f: Findings, look: FrameLook): VerdictSentence[] {
  const { flow } = f;
  const host = flow.addressB;
  const port = flow.portB;
  switch (flow.handshake) {
    case 'refused': {
      const reset = f.first('refused');
      const between = reset >= 0 && refuserOf(f, reset).by === 'between';
      return [
        between ? f.say('verdict.check.between', { host, port }, []) : f.say('verdict.check.host', { host, port }, []),
      ];
    }
    case 'icmp-refused': {
      const [error] = f.icmp;
      const seen = error === undefined ? null : look.icmp(f.frame(error));
      if (seen === null) return [];
      const what = icmpCause(seen);
      // a router that says so of a host is a packet filter: what Linux answers where a rule rejects
      return what === 'port' && seen.from === host
        ? [f.say('verdict.check.host', { host, port }, [])]
        : [f.say('verdict.check.icmp', { from: seen.from, what: what === 'port' ? 'prohibited' : what }, [error])];
    }
    case 'no-answer':
      return [...ofHint(f, look), f.say('verdict.check.noAnswer', { host, port }, [])];
    case 'no-final-ack':
      return [f.say('verdict.check.noFinalAck', {}, [])];
    case 'probe':
      return [f.say('verdict.check.probe', {}, [])];
    case 'not-seen':
    case 'partial':
      return [f.say('verdict.check.middle', {}, [])];
    default:
      return [];
  }
}

/** Who says that the host cannot be reached. */
function ofHint(f: Findings, look: FrameLook): VerdictSentence[] {
  const at = f.icmp.find((i) => icmpReport(f.columns.mark(f.s.rows[i])) === 'unreachable');
  const seen = at === undefined ? null : look.icmp(f.frame(at));
  if (at === undefined || seen === null) return [];
  return [f.say('verdict.check.icmp', { from: seen.from, what: 'other' }, [at])];
}

function ofCourse(f: Findings): VerdictSentence[] {
  const out: VerdictSentence[] = [];
  const again = [...f.a.again, ...f.b.again].sort((x, y) => x - y);
  // data of a SYN that the SYN-ACK did not take were not lost
  const ofSyn = (i: number): boolean => i >= 0 && (f.flags(i) & SYN) !== 0;
  const lost = again.find((i) => !ofSyn(f.sentFirst(i)));
  if (lost !== undefined) {
    const first = f.sentFirst(lost);
    const args = { known: first < 0 ? 'no' : 'yes', to: otherOf(f.who(lost)) };
    out.push(f.say('verdict.check.again', args, [first, lost]));
  }
  for (const who of ['a', 'b'] as const satisfies readonly Side[]) {
    const { againAcked, late } = f.sent(who);
    const { acksUnseen } = f.sent(otherOf(who));
    if (againAcked.length > 0) out.push(f.say('verdict.check.againAcked', { who }, againAcked.slice(0, 1)));
    if (acksUnseen.length > 0) out.push(f.say('verdict.check.unseen', {}, acksUnseen.slice(0, 1)));
    else if (late.length > 0) out.push(f.say('verdict.check.late', { who }, late.slice(0, 1)));
    if (f.sent(who).zeroWindows.length > 0)
      out.push(f.say('verdict.check.zeroWindow', { who }, f.sent(who).zeroWindows.slice(0, 1)));
  }
  return out;
}

function ofEnding(f: Findings): VerdictSentence[] {
  const { flow } = f;
  if (flow.handshake === 'probe' || flow.handshake === 'refused') return [];
  switch (flow.ending) {
    case 'rst':
    case 'fin-rst': {
      const at = endingReset(f);
      if (at < 0) return [];
      const { who, cause, unlike } = resetOf(f, at);
      if (unlike >= 0) return [f.say('verdict.check.resetForeign', { who }, [at])];
      return [f.say('verdict.check.reset', { who, cause }, [])];
    }
    case 'fin-one-side':
      return [f.say('verdict.check.oneSide', { who: f.who(f.first('fin', 'finData')) === 'a' ? 'b' : 'a' }, [])];
    case 'fin-no-last-ack':
      return [f.say('verdict.check.noLastAck', {}, [])];
    default:
      return [];
  }
}
