// TCP options: lengths from their RFCs, see wire/tcp-options.ts. MPTCP: tcp-mptcp.ts.
import { seqDiff, seqSub } from '../../../wire/seq';
import * as tcp from '../../../wire/tcp';
import * as wire from '../../../wire/tcp-options';
import { u16, u32 } from '../../../wire/read';
import type { Field } from '../../contract/fields';
import type { FieldSink, Packet } from '../../contract/protocol';
import { dissectMptcp } from './tcp-mptcp';
import { ANALYSIS } from './tcp-analysis';
import { OPTION } from './tcp-option-fields';
import { isPadding, optionsLine, optionValue } from './tcp-option-texts';

/** How one option is read: `length` bytes at `at`, kind and length byte included. */
interface Reader {
  field: Field;
  /** least and most bytes; outside: an expert note, and only its length is shown */
  least: number;
  most?: number;
  /** all lengths that it can have, where those are not a range */
  lengths?: readonly number[];
  read?(context: Context, at: number, length: number): void;
}
interface Context {
  bytes: Uint8Array;
  out: FieldSink;
  flags: number;
  ack: number;
  sackBase: number;
}

/**
 * How a list of options ended: at its end, at one whose length is none, where the bytes ran out, or in one that is too short for what
 * it must hold: then nothing behind it is read.
 */
export type OptionsEnd = 'whole' | 'invalid' | 'cut' | 'malformed';

/** draft-ietf-tcpm-accurate-ecn: one to three counters of three bytes, or none */
const ACCURATE_ECN_LENGTHS = [2, 5, 8, 11];
const UNKNOWN: Reader = {
  field: OPTION['options.unknown'],
  least: 2,
  read: ({ out }, at, length) => {
    if (length > 2) out.bytes(OPTION['options.unknown.payload'], at + 2, length - 2);
  },
};
const READERS: Readonly<Record<number, Reader>> = {
  [wire.MSS]: { field: OPTION['options.mss'], least: 4, most: 4, read: readMss },
  [wire.WINDOW_SCALE]: { field: OPTION['options.wscale'], least: 3, most: 3, read: readWindowScale },
  [wire.SACK_PERMITTED]: { field: OPTION['options.sack_perm'], least: 2, most: 2 },
  [wire.SACK]: { field: OPTION['options.sack'], least: 2, read: readSack },
  6: { field: OPTION['options.echo'], least: 6, most: 6, read: readNumber(OPTION['options.echo_value']) },
  7: { field: OPTION['options.echo'], least: 6, most: 6, read: readNumber(OPTION['options.echo_value']) },
  [wire.TIMESTAMPS]: { field: OPTION['options.timestamp'], least: 10, most: 10, read: readTimestamps },
  11: { field: OPTION['options.cc'], least: 6, most: 6, read: readNumber(OPTION['options.cc_value']) },
  12: { field: OPTION['options.cc'], least: 6, most: 6, read: readNumber(OPTION['options.cc_value']) },
  13: { field: OPTION['options.cc'], least: 6, most: 6, read: readNumber(OPTION['options.cc_value']) },
  [wire.MD5]: { field: OPTION['options.md5'], least: 18, most: 18, read: readMd5 },
  [wire.USER_TIMEOUT]: { field: OPTION['options.user_to'], least: 4, most: 4, read: readUserTimeout },
  [wire.AO]: { field: OPTION['options.ao'], least: 4, read: readAo },
  [wire.FAST_OPEN]: {
    field: OPTION['options.tfo'],
    least: 2,
    read: (c, at, length) => readCookie(c, at, at + 2, at + length),
  },
  [wire.EXPERIMENT_1]: { field: OPTION['options.experimental'], least: 4, read: readExperiment },
  [wire.EXPERIMENT_2]: { field: OPTION['options.experimental'], least: 4, read: readExperiment },
  // not taken apart, but their lengths are known
  [wire.SNACK]: { ...UNKNOWN, least: 6, most: 6 },
  [wire.RECORD_BOUNDARY]: { ...UNKNOWN, most: 2 },
  [wire.CORRUPTION]: { ...UNKNOWN, most: 2 },
  [wire.QUICK_START]: { ...UNKNOWN, least: 8, most: 8 },
  [wire.RIVERBED_PROBE]: { ...UNKNOWN, least: 3 },
  [wire.ACCURATE_ECN_0]: { ...UNKNOWN, lengths: ACCURATE_ECN_LENGTHS },
  [wire.ACCURATE_ECN_1]: { ...UNKNOWN, lengths: ACCURATE_ECN_LENGTHS },
};

/**
 * The options in bytes[at … end).
 * @param declaredEnd where the header says that they end; beyond `end` they were not captured
 * @param sackBase    what is taken off the edges of SACK blocks
 */
export function dissectTcpOptions(
  p: Packet,
  at: number,
  end: number,
  declaredEnd: number,
  out: FieldSink,
  sackBase: number,
): OptionsEnd {
  const b = p.bytes;
  out.bytes(OPTION.options, at, end - at);
  if (out.detail) out.display(optionsLine(b, at, end, declaredEnd));
  out.open();
  const header = at - tcp.HEADER_LEN;
  const flags = tcp.flags(b, header);
  const context: Context = { bytes: b, out, flags, ack: tcp.ack(b, header), sackBase };
  let nops = 0;
  let hasMss = false;
  let ending: OptionsEnd = end === declaredEnd ? 'whole' : 'cut';
  for (let o = at; o < end;) {
    const kind = b[o];
    const length = wire.lengthAt(b, o, end);
    if (length === 0) {
      ending = wire.lengthIsWrong(b, o, end, declaredEnd) ? 'invalid' : 'cut';
      if (ending === 'invalid') out.expert(OPTION['option.len.invalid'], o, end - o);
      else {
        // cut off by the capture: no fault of the sender
        out.uint(OPTION.option_kind, o, 1, kind);
        if (o + 1 < end) out.uint(OPTION.option_len, o + 1, 1, b[o + 1]);
      }
      break;
    }
    if (kind === wire.MPTCP) dissectMptcp(b, o, length, out, OPTION.option_kind, OPTION.option_len);
    else if (kind === wire.EOL || kind === wire.NOP) {
      out.bytes(OPTION[kind === wire.EOL ? 'options.eol' : 'options.nop'], o, 1);
      if (out.detail) out.display('');
      nops = kind === wire.NOP ? nops + 1 : 0;
      if (nops === 4) out.expert(OPTION.nop, o, 1);
      out.open();
      out.uint(OPTION.option_kind, o, 1, kind);
      out.close();
    } else readOption(context, kind, o, length);
    if (kind !== wire.NOP) nops = 0;
    if (kind === wire.MSS) hasMss = true;
    o += length;
    if (kind === wire.EOL && !isPadding(b, o, end)) {
      out.expert(OPTION.non_zero_bytes_after_eol, o, end - o);
      out.close();
      return ending;
    }
    if (length < wire.leastLength(b, o - length)) {
      p.malformed(OPTION.options, o - length, length);
      out.close();
      return 'malformed';
    }
  }
  if (ending === 'whole' && !hasMss && flags & tcp.SYN) out.expert(OPTION['options.mss.absent'], at, end - at);
  out.close();
  return ending;
}

function readOption(context: Context, kind: number, at: number, length: number): void {
  const { out } = context;
  const reader = READERS[kind] ?? UNKNOWN;
  const fits = reader.lengths?.includes(length) ?? (length >= reader.least && length <= (reader.most ?? length));
  out.bytes(reader.field, at, length);
  const value = out.detail && fits ? optionValue(context.bytes, kind, at, length, context.sackBase) : '';
  if (out.detail) out.display(value);
  out.open();
  out.uint(OPTION.option_kind, at, 1, kind);
  out.uint(OPTION.option_len, at + 1, 1, length);
  if (fits) reader.read?.(context, at, length);
  else out.expert(OPTION['option.len.invalid'], at, length);
  out.close();
}

function readMss({ bytes: b, out, flags }: Context, at: number): void {
  if ((flags & tcp.SYN) === 0) out.expert(OPTION['options.mss.present'], at, 4);
  out.uint(OPTION['options.mss_val'], at + 2, 2, u16(b, at + 2));
}

function readWindowScale({ bytes: b, out }: Context, at: number): void {
  const shift = b[at + 2];
  out.uint(OPTION['options.wscale.shift'], at + 2, 1, shift);
  if (shift > tcp.MAX_SHIFT) out.expert(OPTION['options.wscale.shift.invalid'], at + 2, 1);
  out.generated(OPTION['options.wscale.multiplier'], at + 2, 1, 2 ** Math.min(shift, tcp.MAX_SHIFT));
}

function readSack({ bytes: b, out, ack, sackBase }: Context, at: number, length: number): void {
  const end = at + length;
  let count = 0;
  let o = at + 2;
  for (; o + 4 <= end; o += 8, count++) {
    out.uint(OPTION['options.sack_le'], o, 4, seqSub(u32(b, o), sackBase));
    if (o + 8 > end) {
      o += 4;
      break;
    }
    out.uint(OPTION['options.sack_re'], o + 4, 4, seqSub(u32(b, o + 4), sackBase));
  }
  if (o < end || (length - 2) % 8 !== 0) out.expert(OPTION.suboption_malformed, o, end - o);
  out.generated(OPTION['options.sack.count'], at, length, count);
  // RFC 2883 section 4: the first block lies below the acknowledgement, or inside the second: a duplicate was received.
  if (count === 0) return;
  const left = u32(b, at + 2);
  const right = u32(b, at + 6);
  const below = seqDiff(left, ack) < 0;
  const inside = count > 1 && seqDiff(left, u32(b, at + 10)) >= 0 && seqDiff(right, u32(b, at + 14)) <= 0;
  if (below || inside) {
    out.generated(OPTION['options.sack.dsack_le'], at + 2, 4, seqSub(left, sackBase));
    out.generated(OPTION['options.sack.dsack_re'], at + 6, 4, seqSub(right, sackBase));
    out.expert(OPTION['options.sack.dsack'], at + 2, 8);
  }
}

function readNumber(field: Field): (c: Context, at: number) => void {
  return ({ bytes: b, out }, at) => {
    out.uint(field, at + 2, 4, u32(b, at + 2));
  };
}

function readTimestamps({ bytes: b, out }: Context, at: number): void {
  out.uint(OPTION['options.timestamp.tsval'], at + 2, 4, u32(b, at + 2));
  out.uint(OPTION['options.timestamp.tsecr'], at + 6, 4, u32(b, at + 6));
}

function readMd5({ out }: Context, at: number): void {
  out.bytes(OPTION['options.md5.digest'], at + 2, 16);
}

function readUserTimeout({ bytes: b, out }: Context, at: number): void {
  const value = u16(b, at + 2);
  out.uint(OPTION['options.user_to_granularity'], at + 2, 2, value >> 15);
  out.uint(OPTION['options.user_to_val'], at + 2, 2, value & 0x7fff);
}

function readAo({ bytes: b, out }: Context, at: number, length: number): void {
  out.uint(OPTION['options.ao.keyid'], at + 2, 1, b[at + 2]);
  out.uint(OPTION['options.ao.rnextkeyid'], at + 3, 1, b[at + 3]);
  if (length > 4) out.bytes(OPTION['options.ao.mac'], at + 4, length - 4);
}

/** RFC 7413 section 4.1.1: without a cookie it is a request for one. */
function readCookie({ out, flags }: Context, at: number, from: number, end: number): void {
  if (end > from) {
    out.bytes(OPTION['options.tfo.cookie'], from, end - from);
    if ((flags & (tcp.SYN | tcp.ACK)) === tcp.SYN) out.expert(ANALYSIS['analysis.tfo_syn'], at, end - at);
  } else out.none(OPTION['options.tfo.request'], at, end - at);
}

function readExperiment(context: Context, at: number, length: number): void {
  const { bytes: b, out } = context;
  if (length < 4) return;
  const id = u16(b, at + 2);
  out.uint(OPTION['options.experimental.exid'], at + 2, 2, id);
  if (id === wire.FAST_OPEN_EXID) readCookie(context, at + 2, at + 4, at + length);
  else if (length > 4) out.bytes(OPTION['options.experimental.data'], at + 4, length - 4);
}
