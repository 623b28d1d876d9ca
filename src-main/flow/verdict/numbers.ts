// The connection in numbers: round trips of each side, how much was sent again, pauses, how long the server thinks, and Zeek's words for it.
import type { VerdictSentence } from '../../ipc/contracts/verdict-contract';
import { durationShort } from '../../text/duration';
import { lowestOf } from '../timing/all-timings';
import { ConnectionTiming } from '../timing/connection-timing';
import type { Samples } from '../timing/samples';
import type { Findings, Side } from './findings';
import { zeekHistory, zeekState } from './zeek';

const SIDES: readonly Side[] = ['a', 'b'];

export function numbers(f: Findings): VerdictSentence[] {
  const timing = timingOf(f);
  return [
    ...SIDES.flatMap((who, side) => roundTrips(timing.roundTrips[side], who)),
    ...SIDES.flatMap((who, side) => sentAgain(f, timing.sent[side], who)),
    ...pauses(timing),
    ...thinking(timing.thinking),
    f.say('verdict.number.zeek', { state: zeekState(f.events), history: zeekHistory(f) }, []),
  ];
}

/** What the pass over all connections counts, of this one. */
function timingOf({ analysis, s, span }: Findings): ConnectionTiming {
  const timing = new ConnectionTiming(analysis);
  timing.begin(lowestOf(s.rows, span.from, span.to));
  for (let i = span.from; i < span.to; i++) timing.take(s.rows[i]);
  timing.end();
  return timing;
}

const said = (key: string, args: Record<string, string | number>, ...rows: number[]): VerdictSentence => ({
  message: { key, args },
  frames: rows.map((row) => row + 1),
});

function roundTrips(found: Samples, who: Side): VerdictSentence[] {
  if (found.count === 0) return [];
  const text = (share: number): string => durationShort(found.within(share));
  const args = { who, count: found.count, least: text(0), median: text(0.5), high: text(0.95), most: text(1) };
  return [said('verdict.number.roundTrip', args, found.from, found.to)];
}

/** The share of segments with data that were sent again, whether they had been acknowledged or not. */
function sentAgain(f: Findings, sent: number, who: Side): VerdictSentence[] {
  if (sent === 0) return [];
  const again = [...f.sent(who).again, ...f.sent(who).againAcked].sort((x, y) => x - y);
  const percent = ((100 * again.length) / sent).toFixed(1);
  return [f.say('verdict.number.again', { who, count: again.length, sent, percent }, again)];
}

function pauses({ pauses: count, idleNs, idleFrom, idleTo }: ConnectionTiming): VerdictSentence[] {
  return count === 0
    ? []
    : [said('verdict.number.pauses', { count, longest: durationShort(idleNs) }, idleFrom, idleTo)];
}

/** From the last data of the client to the first data with which the server answers, each time the turn changes. */
function thinking(found: Samples): VerdictSentence[] {
  if (found.count === 0) return [];
  const args = { count: found.count, median: durationShort(found.within(0.5)), most: durationShort(found.most) };
  return [said('verdict.number.thinking', { who: 'b', ...args }, found.from, found.to)];
}
