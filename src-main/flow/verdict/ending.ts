// How a connection ended: RFC 9293 section 3.6 and the ways that stand in no figure there.
import type { VerdictSentence } from '../../ipc/contracts/verdict-contract';
import { durationShort } from '../../text/duration';
import { TIME_WAIT } from '../tcp/tcp-state';
import { otherOf, type Findings, type Side } from './findings';
import { resetOf } from './reset-cause';

/** The segments of an orderly close; -1 where one is missing. */
interface Fins {
  first: number;
  second: number;
  /** acknowledges the first one before the second comes */
  acked: number;
  last: number;
  who: Side;
}

export function finsOf(f: Findings): Fins {
  const first = f.first('fin', 'finData');
  const second = f.first('finSecond', 'finAnswer', 'finCrossing');
  const last = f.all('lastAck', 'closingAck').at(-1) ?? -1;
  return { first, second, acked: f.first('finAcked'), last, who: first < 0 ? 'a' : f.who(first) };
}

export function ending(f: Findings): VerdictSentence[] {
  const { flow } = f;
  if (flow.ending === 'refused' || flow.ending === 'no-answer' || flow.ending === 'none') return [];
  // how a probe ends is how it opens, and what never opened was not left open
  if (flow.handshake === 'probe' || (flow.handshake === 'no-final-ack' && flow.ending === 'open')) return [];
  return [...closing(f), ...finAgain(f), ...timeWait(f), ...late(f)];
}

function closing(f: Findings): VerdictSentence[] {
  const fins = finsOf(f);
  const { first, second, acked, last, who } = fins;
  switch (f.flow.ending) {
    case 'fin-4':
      return [f.say('verdict.end.four', { who, data: dataOn(f, fins) }, [first, acked, second, last])];
    case 'fin-3':
      return [f.say('verdict.end.three', { who, data: dataOn(f, fins) }, [first, second, last])];
    case 'fin-half':
      return [
        f.say('verdict.end.half', { who, len: bytesAfter(f, first, otherOf(who)) }, [first, acked, second, last]),
      ];
    case 'fin-simultaneous':
      return [f.say('verdict.end.simultaneous', {}, [first, second, ...f.all('closingAck', 'lastAck', 'finAcked')])];
    case 'fin-no-last-ack':
      return [f.say('verdict.end.noLastAck', { who: otherOf(who) }, [first, second])];
    case 'fin-one-side': {
      const confirmed = acked >= 0 || last >= 0;
      return [f.say('verdict.end.oneSide', { who, acked: confirmed ? 'yes' : 'no' }, [first, acked])];
    }
    case 'fin-rst':
    case 'rst':
      return reset(f, fins);
    default:
      return [f.say('verdict.end.open', {}, [f.before(f.span.to)])];
  }
}

/** Which FINs brought data. */
function dataOn(f: Findings, { first, second }: Fins): 'both' | 'first' | 'second' | 'none' {
  const one = first >= 0 && f.len(first) > 0;
  const two = second >= 0 && f.len(second) > 0;
  return one ? (two ? 'both' : 'first') : two ? 'second' : 'none';
}

/** Payload that `side` sent behind segment i, repeats left out. */
function bytesAfter(f: Findings, i: number, side: Side): number {
  let sum = 0;
  for (let k = i + 1; k < f.span.to; k++) {
    const row = f.s.rows[k];
    if (f.who(k) === side && f.counts(k) && !f.columns.repeated(row)) sum += f.len(k);
  }
  return sum;
}

/** The RST that ended it: one in doubt (RFC 5961) counts where it was taken. */
export const endingReset = (f: Findings): number => f.first('reset', 'resetAfterFin', 'refused', 'probeReset');

function reset(f: Findings, fins: Fins): VerdictSentence[] {
  const at = endingReset(f);
  if (at < 0) return [f.say('verdict.end.resetBare', {}, [])];
  const { who, cause, before, idleNs, data, unlike } = resetOf(f, at);
  const leansOnData = cause === 'onData' || cause === 'lateData' || cause === 'afterAnswer';
  const leans = leansOnData ? data : cause === 'afterSending' ? f.sent(who).lastData : before;
  const closed = f.flow.ending === 'fin-rst';
  const args = { who, cause, idle: durationShort(idleNs), by: unlike < 0 ? 'end' : 'between' };
  const said = closed
    ? f.say('verdict.end.finReset', { ...args, first: fins.who, after: durationShort(f.ns(fins.first, at)) }, [
        fins.first,
        leans,
        at,
      ])
    : f.say('verdict.end.reset', args, [leans, at]);
  if (unlike < 0) return [said];
  return [said, f.say('verdict.end.resetForeign', { who, ttl: f.ttl(at), otherTtl: f.ttl(unlike) }, [at, unlike])];
}

function finAgain(f: Findings): VerdictSentence[] {
  return (['a', 'b'] as const).flatMap((who) => {
    const again = f.all('finAgain').filter((i) => f.who(i) === who);
    return again.length === 0 ? [] : [f.say('verdict.end.finAgain', { who, count: again.length }, again)];
  });
}

/** Who is in TIME-WAIT behind the last segment: inferred, nobody sees it. */
export function waiting(f: Findings): Side[] {
  const states = f.s.states[f.span.to - 1];
  return [
    ...((states & 15) === TIME_WAIT ? (['a'] as const) : []),
    ...(states >> 4 === TIME_WAIT ? (['b'] as const) : []),
  ];
}

function timeWait(f: Findings): VerdictSentence[] {
  const sides = waiting(f);
  if (sides.length === 0) return [];
  // where the last ACK was not captured, the FIN that it answers
  const last = f.all('lastAck', 'closingAck').at(-1) ?? finsOf(f).second;
  return [f.say('verdict.end.timeWait', { who: sides.length > 1 ? 'both' : sides[0] }, [last])];
}

function late(f: Findings): VerdictSentence[] {
  const all = f.all('resetLate');
  return all.length === 0 ? [] : [f.say('verdict.end.resetLate', { who: f.who(all[0]) }, all)];
}
