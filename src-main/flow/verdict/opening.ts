// How a connection opened, or why it did not: RFC 9293 section 3.5 and what stands around it.
import type { VerdictSentence } from '../../ipc/contracts/verdict-contract';
import { durationShort } from '../../text/duration';
import { icmpReport } from '../columns/segment-mark';
import { REUSED_PORTS } from '../../dissect/contract/analysis-flags';
import { seqDiff } from '../../wire/seq';
import { selector, type Findings } from './findings';
import { icmpCause } from './icmp-cause';
import type { FrameLook } from './look';
import { refuserOf } from './refuser';

/** Waits named in a sentence at most. */
const MOST_GAPS = 6;

export function opening(f: Findings, look: FrameLook): VerdictSentence[] {
  const { flow } = f;
  const syns = f.all('syn', 'synData', 'synAgain');
  const before = [...reused(f, syns)];
  if (flow.refusedBefore > 0) before.push(f.say('verdict.open.before', { count: flow.refusedBefore }, []));
  switch (flow.handshake) {
    case 'complete':
      return [...before, ...complete(f, syns), ...retried(f, syns), ...fastOpen(f, syns)];
    case 'simultaneous': {
      const crossing = f.first('synCrossing');
      const answers = f.all('synAck', 'synAckAgain');
      return [...before, f.say('verdict.open.simultaneous', {}, [syns[0] ?? -1, crossing, ...answers])];
    }
    case 'refused':
      return [...before, ...refused(f, syns)];
    case 'icmp-refused':
      return [...before, ...icmpRefused(f, syns, look)];
    case 'no-answer':
      return [...before, ...noAnswer(f, syns), ...hints(f, look)];
    case 'no-final-ack': {
      const answers = f.all('synAck', 'synAckAgain');
      return [...before, f.say('verdict.open.noFinalAck', { count: answers.length }, [syns[0] ?? -1, ...answers])];
    }
    case 'probe': {
      const reset = f.first('probeReset', 'reset');
      return [...before, f.say('verdict.open.probe', {}, [syns[0] ?? -1, f.first('synAck'), reset])];
    }
    case 'partial':
      return [...before, f.say('verdict.open.partial', { syn: syns.length > 0 ? 'seen' : 'missing' }, [f.span.from])];
    case 'not-seen':
      return [...before, f.say('verdict.open.middle', { by: flow.clientBy }, [f.span.from])];
    case 'none':
      return [];
  }
}

/** A SYN with the addresses and ports of an earlier connection. */
function reused(f: Findings, syns: readonly number[]): VerdictSentence[] {
  const at = syns.find((i) => f.columns.analysis(f.s.rows[i]) & REUSED_PORTS);
  return at === undefined ? [] : [f.say('verdict.open.reused', {}, [at])];
}

const openerOf = (f: Findings, syns: readonly number[]): 'a' | 'b' => (syns.length > 0 ? f.who(syns[0]) : 'a');

function complete(f: Findings, syns: readonly number[]): VerdictSentence[] {
  const answer = f.first('synAck', 'synAckAgain');
  const done = f.first('established', 'establishedData');
  // the three of the handshake; that it took more tries is said behind it
  const three = [syns.findLast((i) => answer < 0 || i < answer) ?? syns[0] ?? -1, answer, done];
  const took = syns.length > 0 && done >= 0 ? durationShort(f.ns(syns[0], done)) : '';
  const key = took === '' ? 'verdict.open.completeUntimed' : 'verdict.open.complete';
  return [f.say(key, { who: openerOf(f, syns), ...(took === '' ? {} : { took }) }, three)];
}

/** The waits between segments that were sent again, and whether each is about twice the one before (RFC 6298 section 5.5). */
function gaps(f: Findings, list: readonly number[]): { gaps: string; backoff: 'doubling' | 'other' } {
  const waits = list.slice(1).map((i, k) => f.ns(list[k], i));
  const doubling = waits.length > 1 && waits.every((wait, k) => k === 0 || isTwice(wait, waits[k - 1]));
  const shown = waits.slice(0, MOST_GAPS).map(durationShort).join(' / ');
  return { gaps: waits.length > MOST_GAPS ? `${shown} / …` : shown, backoff: doubling ? 'doubling' : 'other' };
}
const isTwice = (wait: number, before: number): boolean => wait >= 1.7 * before && wait <= 2.4 * before;

function retried(f: Findings, syns: readonly number[]): VerdictSentence[] {
  const out: VerdictSentence[] = [];
  if (syns.length > 1)
    out.push(f.say('verdict.open.synAgain', { who: openerOf(f, syns), count: syns.length, ...gaps(f, syns) }, syns));
  const answers = f.all('synAck', 'synAckAgain');
  if (answers.length > 1) out.push(f.say('verdict.open.synAckAgain', { count: answers.length }, answers));
  return out;
}

/** RFC 7413: data in the SYN, and whether the SYN-ACK acknowledges it. */
function fastOpen(f: Findings, syns: readonly number[]): VerdictSentence[] {
  const first = syns.find((i) => f.len(i) > 0);
  const answer = f.first('synAck');
  if (first === undefined || answer < 0) return [];
  const len = f.len(first);
  const taken = seqDiff(f.columns.ack(f.s.rows[answer]), f.columns.seq(f.s.rows[first])) - 1;
  const result = taken >= len ? 'all' : taken > 0 ? 'part' : 'none';
  return [f.say('verdict.open.fastOpen', { len, result }, [first, answer])];
}

function refused(f: Findings, syns: readonly number[]): VerdictSentence[] {
  const reset = f.first('refused');
  if (reset < 0) return [f.say('verdict.open.refusedBare', {}, syns)];
  const syn = syns.findLast((i) => i < reset) ?? -1;
  const port = f.who(reset) === 'b' ? f.flow.portB : f.flow.portA;
  const took = syn < 0 ? '' : durationShort(f.ns(syn, reset));
  const said = f.say('verdict.open.refused', { port, took, count: Math.max(1, syns.length) }, [syn, reset]);
  const { by, ttl, otherTtl, otherFrame } = refuserOf(f, reset);
  const key = ({ host: 'verdict.refuser.host', between: 'verdict.refuser.between', unknown: null } as const)[by];
  if (key === null) return [said, f.say('verdict.refuser.unknown', {}, [])];
  const compared = f.say(key, { ttl, otherTtl }, [reset]);
  compared.frames.push(otherFrame);
  return [said, compared];
}

function icmpRefused(f: Findings, syns: readonly number[], look: FrameLook): VerdictSentence[] {
  const error = f.icmp.find((i) => icmpReport(f.columns.mark(f.s.rows[i])) === 'refused') ?? f.icmp[0] ?? -1;
  const seen = error < 0 ? null : look.icmp(f.frame(error));
  const syn = syns.findLast((i) => error < 0 || i < error) ?? syns[0] ?? -1;
  if (seen === null) return [f.say('verdict.open.icmpUnread', {}, [syn, error])];
  const by = seen.from === f.flow.addressB ? 'host' : 'between';
  return [f.say('verdict.open.icmp', { from: seen.from, by, what: icmpCause(seen) }, [syn, error])];
}

function noAnswer(f: Findings, syns: readonly number[]): VerdictSentence[] {
  const who = openerOf(f, syns);
  if (syns.length < 2) return [f.say('verdict.open.noAnswerOnce', { who }, syns)];
  const over = durationShort(f.ns(syns[0], syns[syns.length - 1]));
  return [f.say('verdict.open.noAnswer', { who, count: syns.length, over, ...gaps(f, syns) }, syns)];
}

/** ICMP errors that ended nothing: what they hint at. */
function hints(f: Findings, look: FrameLook): VerdictSentence[] {
  if (f.icmp.length === 0) return [];
  const [first] = f.icmp;
  const seen = look.icmp(f.frame(first));
  const report = icmpReport(f.columns.mark(f.s.rows[first])) ?? 'unreachable';
  return [
    f.say('verdict.open.hint', { from: seen?.from ?? '?', report: selector(report), count: f.icmp.length }, f.icmp),
  ];
}
