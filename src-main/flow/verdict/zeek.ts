// What Zeek's conn.log says of such a connection: `conn_state` and `history`, by its documentation (base/protocols/conn/main.zeek).
import { isRetransmission } from '../../dissect/contract/analysis-flags';
import { ACK, FIN, RST, SYN } from '../../wire/tcp';
import * as E from '../tcp/verdict';
import type { Findings } from './findings';

/** Who opened is a; b is the responder. */
export function zeekState(events: number): string {
  const has = (mask: number): boolean => (events & mask) !== 0;
  const finA = has(E.EVENT_FIN_A);
  const finB = has(E.EVENT_FIN_B);
  if (!has(E.EVENT_SYN_A)) {
    if (!has(E.EVENT_SYN_ACK_B)) return 'OTH'; // begins in the middle
    if (has(E.EVENT_RST_B)) return 'RSTRH';
    return finB ? 'SHR' : 'OTH';
  }
  const answered = has(E.EVENT_SYN_ACK_B | E.EVENT_SYN_B);
  if (!answered) {
    if (has(E.EVENT_RST_B)) return 'REJ';
    if (has(E.EVENT_RST_A)) return 'RSTOS0';
    return finA ? 'SH' : 'S0';
  }
  // a RST after the close changes nothing any more
  if (!has(E.EVENT_RST_AFTER_CLOSE)) {
    if (has(E.EVENT_RST_A)) return 'RSTO';
    if (has(E.EVENT_RST_B)) return 'RSTR';
  }
  if (finA && finB) return 'SF';
  return finA ? 'S2' : finB ? 'S3' : 'S1';
}

/** Told again at the 10th, 100th … time. */
const REPEATED = new Set(['t', 'w']);
/** Told again where the sequence number is another than that of the last such segment of its side. */
const NUMBERED = new Set(['s', 'h', 'f', 'r']);

/**
 * A letter for what each side did, in order; capitals are the originator's: s SYN, h SYN-ACK, a an ACK alone, d data, f FIN, r RST, i FIN with
 * RST, q SYN with FIN or RST, t data again, w a window of 0. Left out: c (a wrong checksum is mostly one that the network card fills in) and g
 * (a gap that Zeek's own reassembly met).
 */
export function zeekHistory(f: Findings): string {
  const { columns, s, span } = f;
  const counts = new Map<string, number>();
  const numbers = new Map<string, number>();
  let history = '';
  const note = (i: number, letter: string): void => {
    const own = f.who(i) === 'a' ? letter.toUpperCase() : letter;
    const count = (counts.get(own) ?? 0) + 1;
    const seq = columns.seq(s.rows[i]);
    const isOther = NUMBERED.has(letter) && numbers.get(own) !== seq;
    counts.set(own, count);
    numbers.set(own, seq);
    if (count === 1 || isOther || (REPEATED.has(letter) && Number.isInteger(Math.log10(count)))) history += own;
  };
  for (let i = span.from; i < span.to; i++) {
    if (!f.counts(i)) continue;
    const row = s.rows[i];
    const flags = f.flags(i);
    const len = f.len(i);
    if (flags & SYN && flags & (FIN | RST)) note(i, 'q');
    else if (flags & FIN && flags & RST) note(i, 'i');
    else {
      if (flags & SYN) note(i, flags & ACK ? 'h' : 's');
      if (len > 0) note(i, isRetransmission(columns.analysis(row)) ? 't' : 'd');
      if (flags & FIN) note(i, 'f');
      if (flags & RST) note(i, 'r');
      if (len === 0 && (flags & (SYN | FIN | RST | ACK)) === ACK) note(i, 'a');
      if ((flags & (SYN | FIN | RST | ACK)) === ACK && columns.window(row) === 0) note(i, 'w');
    }
  }
  return history;
}
