// Questions that people ask when they see such a connection, each with an answer out of its own numbers and the RFC that rules it.
import type { MessageKey } from '../../i18n/catalogue';
import type { VerdictAnswer } from '../../ipc/contracts/verdict-contract';
import { durationShort } from '../../text/duration';
import { ACK, RST, SYN } from '../../wire/tcp';
import { endingReset, finsOf, waiting } from './ending';
import { otherOf, type Findings } from './findings';
import { resetOf } from './reset-cause';

type Args = Record<string, string | number>;

export function answers(f: Findings): VerdictAnswer[] {
  if (f.flow.kind === 'udp') return [];
  return [...zero(f), ...plusOne(f), ...threeSegments(f), ...timeWait(f), ...whyReset(f), ...sentAgain(f)];
}

function answer(f: Findings, name: string, args: Args, segments: readonly number[]): VerdictAnswer {
  const { message, frames } = f.say(`verdict.answer.${name}` as MessageKey, args, segments);
  return { question: { key: `verdict.question.${name}`, args }, answer: message, frames };
}

/** Why the number is 0: the first SYN's sequence number as it was sent. */
function zero(f: Findings): VerdictAnswer[] {
  const syn = f.first('syn', 'synData', 'synAck');
  if (syn < 0) return [];
  return [answer(f, 'zero', { isn: f.columns.seq(f.s.rows[syn]) }, [syn])];
}

/** Why the answer to a SYN acknowledges one more than its number. */
function plusOne(f: Findings): VerdictAnswer[] {
  const syn = f.first('syn');
  const reply = f.first('synAck', 'refused');
  if (syn < 0 || reply < syn || (f.flags(reply) & ACK) === 0) return [];
  const seq = f.columns.seq(f.s.rows[syn]);
  const ack = f.columns.ack(f.s.rows[reply]);
  if (ack !== (seq + 1) >>> 0) return [];
  return [answer(f, 'plusOne', { seq, ack }, [syn, reply])];
}

function threeSegments(f: Findings): VerdictAnswer[] {
  if (f.flow.ending !== 'fin-3') return [];
  const { second, who } = finsOf(f);
  return [answer(f, 'three', { who: otherOf(who) }, [second])];
}

function timeWait(f: Findings): VerdictAnswer[] {
  const sides = waiting(f);
  if (sides.length === 0) return [];
  const last = f.all('lastAck', 'closingAck').at(-1) ?? finsOf(f).second;
  return [answer(f, 'timeWait', { who: sides.length > 1 ? 'both' : sides[0] }, [last])];
}

/** Why there is an RST: the one that ended it, or the first there is. */
function whyReset(f: Findings): VerdictAnswer[] {
  const at = endingReset(f) >= 0 ? endingReset(f) : f.first('resetLate');
  if (at < 0 || (f.flags(at) & RST) === 0) return [];
  const { who, cause, data, unlike } = resetOf(f, at);
  const { handshake } = f.flow;
  const why =
    handshake === 'refused'
      ? 'refused'
      : handshake === 'probe'
        ? 'probe'
        : f.first('resetLate') === at
          ? 'late'
          : unlike >= 0
            ? 'foreign'
            : cause === 'lateData' || cause === 'onData' || cause === 'idle' || cause === 'afterAnswer'
              ? cause
              : 'abort';
  return [
    answer(
      f,
      'reset',
      { who, why },
      why === 'lateData' || why === 'onData' || why === 'afterAnswer' ? [data, at] : [at],
    ),
  ];
}

/** Why a segment was sent again: the first one, with the one that it repeats and how much later it came. */
function sentAgain(f: Findings): VerdictAnswer[] {
  const data = [f.a, f.b].flatMap((end) => [...end.again, ...end.againAcked]);
  const again = [...data, ...f.all('synAgain', 'synAckAgain', 'finAgain')].sort((x, y) => x - y)[0];
  if (again === undefined) return [];
  const who = f.who(again);
  const seq = f.columns.seq(f.s.rows[again]);
  const first = f.sentFirst(again);
  const ofSyn = first >= 0 && (f.flags(first) & SYN) !== 0 && (f.flags(again) & SYN) === 0;
  const duplicates = first < 0 ? 0 : f.equalAcks(first, again, otherOf(who), seq);
  const acked = f.a.againAcked.includes(again) || f.b.againAcked.includes(again);
  const why = ofSyn ? 'syn' : acked ? 'acked' : duplicates >= 3 ? 'fast' : 'timer';
  const args = {
    who,
    why,
    duplicates,
    after: first < 0 ? '?' : durationShort(f.ns(first, again)),
    known: first < 0 ? 'no' : 'yes',
  };
  return [answer(f, 'again', args, [first, again])];
}
