// The numbers of a TCP header as the tree and the row show them: relative to the conversation's start, windows scaled.
import { seqAdd, seqSub } from '../../../wire/seq';
import * as wire from '../../../wire/tcp';
import { setFlags } from '../../../text/tcp-flags';
import type { ConversationView } from '../../contract/context';
import type { Packet } from '../../contract/protocol';
import type { Bounds } from '../../values/transport-checksum';

export interface Numbers {
  headerLen: number;
  /** declared payload bytes; null where the header stands alone (quoted, first fragment, longer than its packet) */
  len: number | null;
  seqRaw: number;
  ackRaw: number;
  hasAck: boolean;
  /** what was taken off, null: nothing */
  seqBase: number | null;
  ackBase: number | null;
  seq: number;
  ack: number;
  /** behind this segment; null where its length is not known */
  next: number | null;
  window: number;
  /** what is taken off the edges of SACK blocks: they are numbers of the other direction */
  sackBase: number;
}

/** Needs 16 bytes of the header. */
export function numbersOf(p: Packet, bounds: Bounds, at: number, view: ConversationView | null): Numbers {
  const b = p.bytes;
  const headerLen = wire.headerLen(b, at);
  const flags = wire.flags(b, at);
  const declared = bounds.declaredEnd - at;
  const alone = bounds.quoted || bounds.fragmented || declared < headerLen;
  const len = alone ? null : declared - headerLen;
  const hasAck = (flags & wire.ACK) !== 0;
  const relative = !alone && view !== null && p.options.relativeSequenceNumbers;
  const seqBase = relative ? view.baseSeq : null;
  // The acknowledgement number of a segment without ACK belongs to nothing.
  const ackBase = relative && hasAck ? view.baseAck : null;
  const seqRaw = wire.seq(b, at);
  const ackRaw = wire.ack(b, at);
  const seq = seqSub(seqRaw, seqBase ?? 0);
  const counted = (len ?? 0) + (flags & (wire.SYN | wire.FIN) ? 1 : 0);
  const scale = alone || flags & wire.SYN ? 0 : Math.max(0, view?.windowScale ?? 0);
  return {
    headerLen,
    len,
    seqRaw,
    ackRaw,
    hasAck,
    seqBase,
    ackBase,
    seq,
    ack: seqSub(ackRaw, ackBase ?? 0),
    next: alone ? null : seqAdd(seq, counted),
    window: wire.window(b, at) * 2 ** scale,
    sackBase: relative ? (view.baseAck ?? 0) : 0,
  };
}

/** `SYN, ACK`, lowest bit first; `<None>`. */
export function flagNames(flags: number): string {
  const names = setFlags(flags);
  if (flags & 0xe00) names.push('Reserved');
  return names.length > 0 ? names.join(', ') : '<None>';
}

const FLAG_LETTERS = 'RRRACEUAPRSF';

/** `·······A··S·`: twelve places, a letter where the flag is set. */
export function flagString(flags: number): string {
  let text = '';
  for (let i = 0; i < 12; i++) text += flags & (0x800 >> i) ? FLAG_LETTERS[i] : '·';
  return text;
}

/** Name of tcp.completeness, a bit set: 1 SYN, 2 SYN-ACK, 4 ACK, 8 data, 16 FIN, 32 RST. */
export function completenessName(value: number): string {
  switch (value) {
    case 1:
      return 'Incomplete, SYN_SENT';
    case 3:
      return 'Incomplete, CLIENT_ESTABLISHED';
    case 7:
      return 'Incomplete, ESTABLISHED';
    case 15:
      return 'Incomplete, DATA';
    case 23:
    case 39:
    case 55:
      return 'Complete, NO_DATA';
    case 31:
    case 47:
    case 63:
      return 'Complete, WITH_DATA';
    default:
      return 'Incomplete';
  }
}
