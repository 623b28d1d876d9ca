// The connection in numbers: round trips of each side, how much was sent again, pauses, how long the server thinks, and Zeek's words for it.
import type { VerdictSentence } from '../../ipc/verdict-contract';
import { durationShort } from '../../text/duration';
import { isRetransmission } from '../../dissect/contract/analysis-flags';
import { otherOf, type Findings, type Side } from './findings';
import { zeekHistory, zeekState } from './zeek';

/** Nothing was sent for so long: a pause. ns */
const PAUSE_NS = 1e9;
const SIDES: readonly Side[] = ['a', 'b'];

export function numbers(f: Findings): VerdictSentence[] {
  return [
    ...SIDES.flatMap((who) => roundTrips(f, who)),
    ...SIDES.flatMap((who) => sentAgain(f, who)),
    ...pauses(f),
    ...thinking(f),
    f.say('verdict.number.zeek', { state: zeekState(f.events), history: zeekHistory(f) }, []),
  ];
}

/** Of sorted values the smallest that so much of them (0 … 1) do not exceed: the nearest rank. */
export const rankOf = (sorted: Float64Array, share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];

interface Measured {
  ns: number;
  /** segments that it was measured between */
  from: number;
  to: number;
}

/**
 * From a segment of `who` to the ACK of it. What was sent again is left out: nobody knows which copy the ACK answers (Karn's algorithm,
 * RFC 6298 section 3).
 */
function roundTripsOf(f: Findings, who: Side): Measured[] {
  const { columns, s, span } = f;
  const out: Measured[] = [];
  const places = new Map<number, number>();
  const again = new Set<number>();
  for (let i = span.from; i < span.to; i++) {
    const row = s.rows[i];
    if (!f.counts(i)) continue;
    if (f.who(i) === who) {
      places.set(row + 1, i);
      if (isRetransmission(columns.analysis(row))) again.add(columns.seq(row));
      continue;
    }
    const from = places.get(columns.acksFrame(row));
    if (from === undefined || again.has(columns.seq(s.rows[from]))) continue;
    const ns = f.ns(from, i);
    if (ns >= 0) out.push({ ns, from, to: i });
  }
  return out;
}

function roundTrips(f: Findings, who: Side): VerdictSentence[] {
  const found = roundTripsOf(f, who);
  if (found.length === 0) return [];
  const sorted = Float64Array.from(found, ({ ns }) => ns).sort();
  const longest = found.find(({ ns }) => ns === sorted[sorted.length - 1]);
  const text = (share: number): string => durationShort(rankOf(sorted, share));
  const args = { who, count: found.length, least: text(0), median: text(0.5), high: text(0.95), most: text(1) };
  return [f.say('verdict.number.roundTrip', args, longest ? [longest.from, longest.to] : [])];
}

/** The share of segments with data that were sent again. */
function sentAgain(f: Findings, who: Side): VerdictSentence[] {
  const { again } = f.sent(who);
  let sent = 0;
  for (let i = f.span.from; i < f.span.to; i++) if (f.who(i) === who && f.len(i) > 0 && f.counts(i)) sent++;
  if (sent === 0) return [];
  const percent = ((100 * again.length) / sent).toFixed(1);
  return [f.say('verdict.number.again', { who, count: again.length, sent, percent }, again)];
}

function pauses(f: Findings): VerdictSentence[] {
  let count = 0;
  let longest = 0;
  let at = -1;
  for (let i = f.span.from + 1; i < f.span.to; i++) {
    const ns = f.ns(i - 1, i);
    if (ns < PAUSE_NS) continue;
    count++;
    if (ns <= longest) continue;
    longest = ns;
    at = i;
  }
  return count === 0 ? [] : [f.say('verdict.number.pauses', { count, longest: durationShort(longest) }, [at - 1, at])];
}

/** From the last data of the client to the first data with which the server answers, each time the turn changes. */
function thinking(f: Findings): VerdictSentence[] {
  const turns: Measured[] = [];
  let asked = -1;
  for (let i = f.span.from; i < f.span.to; i++) {
    if (f.len(i) === 0 || !f.counts(i) || f.columns.repeated(f.s.rows[i])) continue;
    if (f.who(i) === 'a') asked = i;
    else if (asked >= 0) {
      turns.push({ ns: f.ns(asked, i), from: asked, to: i });
      asked = -1;
    }
  }
  if (turns.length === 0) return [];
  const sorted = Float64Array.from(turns, ({ ns }) => ns).sort();
  const longest = turns.find(({ ns }) => ns === sorted[sorted.length - 1]) ?? turns[0];
  const args = { count: turns.length, median: durationShort(rankOf(sorted, 0.5)), most: durationShort(longest.ns) };
  return [f.say('verdict.number.thinking', { who: otherOf('a'), ...args }, [longest.from, longest.to])];
}
