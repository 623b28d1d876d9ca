// TCP options: lengths from their RFCs, see wire/tcp-options.ts. MPTCP: tcp-mptcp.ts.
import { seqSub } from '../../wire/seq';
import * as tcp from '../../wire/tcp';
import * as wire from '../../wire/tcp-options';
import { u16, u32 } from '../../wire/read';
import { defineFields, type Field, type FieldSink, type Packet } from '../protocol';
import { dissectMptcp, MPTCP_FIELDS } from './tcp-mptcp';

/** Kinds as `tcp.option_kind` names them (IANA). */
const KIND_NAMES: Readonly<Record<number, string>> = {
  0: 'End of Option List',
  1: 'No-Operation',
  2: 'Maximum Segment Size',
  3: 'Window Scale',
  4: 'SACK Permitted',
  5: 'SACK',
  6: 'Echo',
  7: 'Echo Reply',
  8: 'Time Stamp Option',
  9: 'Partial Order Connection Permitted',
  10: 'Partial Order Service Profile',
  11: 'CC',
  12: 'CC.NEW',
  13: 'CC.ECHO',
  14: 'TCP Alternate Checksum Request',
  15: 'TCP Alternate Checksum Data',
  19: 'MD5 Signature Option',
  20: 'SCPS Capabilities',
  21: 'Selective Negative Acknowledgements',
  22: 'Record Boundaries',
  23: 'Corruption experienced',
  27: 'Quick-Start Response',
  28: 'User Timeout Option',
  29: 'The TCP Authentication Option',
  30: 'Multipath TCP',
  34: 'TCP Fast Open Cookie',
  172: 'Accurate ECN Order 0',
  174: 'Accurate ECN Order 1',
  253: 'RFC3692-style Experiment 1',
  254: 'RFC3692-style Experiment 2',
};

/** Experiments by their identifier, RFC 6994 (IANA "TCP ExIDs"). */
const EXPERIMENTS: Readonly<Record<number, string>> = {
  0x0348: 'Tracking (ENO)',
  0xe2d4: 'Shared Memory Communications over RDMA',
  0xf989: 'Fast Open',
};

const O = defineFields('tcp', {
  options: ['Options', 'bytes'],
  option_kind: ['Kind', 'uint8', 'dec', { values: KIND_NAMES }],
  option_len: ['Length', 'uint8', 'dec'],
  'option.len.invalid': ['Invalid length for option', 'none', 'none', { expert: 'warn', group: 'protocol' }],
  nop: [
    '4 NOP in a row - a router may have removed some options',
    'none',
    'none',
    { expert: 'warn', group: 'protocol' },
  ],
  non_zero_bytes_after_eol: [
    'Non zero bytes in option space after EOL option',
    'none',
    'none',
    { expert: 'warn', group: 'protocol' },
  ],
  suboption_malformed: [
    'suboption would go past end of option',
    'none',
    'none',
    { expert: 'error', group: 'malformed' },
  ],
  'options.eol': ['TCP Option - End of Option List (EOL)', 'bytes'],
  'options.nop': ['TCP Option - No-Operation (NOP)', 'bytes'],
  'options.mss': ['TCP Option - Maximum segment size', 'bytes'],
  'options.mss_val': ['MSS Value', 'uint16', 'dec'],
  'options.mss.absent': [
    'The SYN packet does not contain a MSS option',
    'none',
    'none',
    { expert: 'note', group: 'protocol' },
  ],
  'options.mss.present': [
    'The non-SYN packet does contain a MSS option',
    'none',
    'none',
    { expert: 'warn', group: 'protocol' },
  ],
  'options.wscale': ['TCP Option - Window scale', 'bytes'],
  'options.wscale.shift': ['Shift count', 'uint8', 'dec'],
  'options.wscale.shift.invalid': [
    'Window scale shift exceeds 14',
    'none',
    'none',
    { expert: 'warn', group: 'protocol' },
  ],
  'options.wscale.multiplier': ['Multiplier', 'uint16', 'dec'],
  'options.sack_perm': ['TCP Option - SACK permitted', 'bytes'],
  'options.sack': ['TCP Option - SACK', 'bytes'],
  'options.sack_le': ['TCP SACK Left Edge', 'uint32', 'dec'],
  'options.sack_re': ['TCP SACK Right Edge', 'uint32', 'dec'],
  'options.sack.count': ['TCP SACK Count', 'uint8', 'dec'],
  'options.sack.dsack_le': ['TCP D-SACK Left Edge', 'uint32', 'dec'],
  'options.sack.dsack_re': ['TCP D-SACK Right Edge', 'uint32', 'dec'],
  'options.sack.dsack': ['D-SACK Sequence', 'none', 'none', { expert: 'warn', group: 'sequence' }],
  'options.echo': ['TCP Option - Echo', 'bytes'],
  'options.echo_value': ['TCP Echo Option', 'uint32', 'dec'],
  'options.timestamp': ['TCP Option - Timestamps', 'bytes'],
  'options.timestamp.tsval': ['Timestamp value', 'uint32', 'dec'],
  'options.timestamp.tsecr': ['Timestamp echo reply', 'uint32', 'dec'],
  'options.cc': ['TCP Option - CC', 'bytes'],
  'options.cc_value': ['TCP CC Option', 'uint32', 'dec'],
  'options.md5': ['TCP Option - TCP MD5 signature', 'bytes'],
  'options.md5.digest': ['MD5 digest', 'bytes'],
  'options.user_to': ['TCP Option - User Timeout', 'bytes'],
  'options.user_to_granularity': ['Granularity', 'bool', 16, { mask: 0x8000, words: ['Minutes', 'Seconds'] }],
  'options.user_to_val': ['User Timeout', 'uint16', 'dec', { mask: 0x7fff }],
  'options.ao': ['TCP Option - TCP AO', 'bytes'],
  'options.ao.keyid': ['AO KeyID', 'uint8', 'dec'],
  'options.ao.rnextkeyid': ['AO RNextKeyID', 'uint8', 'dec'],
  'options.ao.mac': ['AO MAC', 'bytes'],
  'options.tfo': ['TCP Option - TCP Fast Open', 'bytes'],
  'options.tfo.request': ['Fast Open Cookie Request', 'none'],
  'options.tfo.cookie': ['Fast Open Cookie', 'bytes'],
  'options.experimental': ['TCP Option - Experimental', 'bytes'],
  'options.experimental.exid': ['Experiment Identifier', 'uint16', 'hex', { values: EXPERIMENTS }],
  'options.experimental.data': ['Data', 'bytes'],
  'options.unknown': ['TCP Option - Unknown', 'bytes'],
  'options.unknown.payload': ['Payload', 'bytes'],
});
export const TCP_OPTION_FIELDS = { ...O, ...MPTCP_FIELDS };
/** Sequence numbers of the other direction, shown relative to its first. */
export const SACK_EDGES = [
  O['options.sack_le'],
  O['options.sack_re'],
  O['options.sack.dsack_le'],
  O['options.sack.dsack_re'],
];

/** What the line of all options calls each of them. */
const SHORT: Readonly<Record<number, string>> = {
  0: 'End of Option List (EOL)',
  1: 'No-Operation (NOP)',
  2: 'Maximum segment size',
  3: 'Window scale',
  4: 'SACK permitted',
  5: 'SACK',
  6: 'Echo',
  7: 'Echo reply',
  8: 'Timestamps',
  11: 'CC',
  12: 'CC.NEW',
  13: 'CC.ECHO',
  19: 'TCP MD5 signature',
  28: 'User Timeout',
  29: 'TCP AO',
  30: 'MPTCP',
  34: 'TCP Fast Open',
  253: 'Experimental',
  254: 'Experimental',
};
const shortName = (kind: number): string => SHORT[kind] ?? `Unknown (0x${kind.toString(16).padStart(2, '0')})`;

/** How one option is read: `length` bytes at `at`, kind and length byte included. */
interface Reader {
  field: Field;
  /** least and most bytes; outside: an expert note, and only its length is shown */
  least: number;
  most?: number;
  read?(context: Context, at: number, length: number): void;
}
interface Context {
  bytes: Uint8Array;
  out: FieldSink;
  flags: number;
  ack: number;
  sackBase: number;
}

const READERS: Readonly<Record<number, Reader>> = {
  [wire.MSS]: { field: O['options.mss'], least: 4, most: 4, read: readMss },
  [wire.WINDOW_SCALE]: { field: O['options.wscale'], least: 3, most: 3, read: readWindowScale },
  [wire.SACK_PERMITTED]: { field: O['options.sack_perm'], least: 2, most: 2 },
  [wire.SACK]: { field: O['options.sack'], least: 2, read: readSack },
  6: { field: O['options.echo'], least: 6, most: 6, read: readNumber(O['options.echo_value']) },
  7: { field: O['options.echo'], least: 6, most: 6, read: readNumber(O['options.echo_value']) },
  [wire.TIMESTAMPS]: { field: O['options.timestamp'], least: 10, most: 10, read: readTimestamps },
  11: { field: O['options.cc'], least: 6, most: 6, read: readNumber(O['options.cc_value']) },
  12: { field: O['options.cc'], least: 6, most: 6, read: readNumber(O['options.cc_value']) },
  13: { field: O['options.cc'], least: 6, most: 6, read: readNumber(O['options.cc_value']) },
  [wire.MD5]: { field: O['options.md5'], least: 18, most: 18, read: readMd5 },
  [wire.USER_TIMEOUT]: { field: O['options.user_to'], least: 4, most: 4, read: readUserTimeout },
  [wire.AO]: { field: O['options.ao'], least: 4, read: readAo },
  [wire.FAST_OPEN]: {
    field: O['options.tfo'],
    least: 2,
    read: (c, at, length) => readCookie(c, at, at + 2, at + length),
  },
  [wire.EXPERIMENT_1]: { field: O['options.experimental'], least: 2, read: readExperiment },
  [wire.EXPERIMENT_2]: { field: O['options.experimental'], least: 2, read: readExperiment },
};
const UNKNOWN: Reader = {
  field: O['options.unknown'],
  least: 2,
  read: ({ out }, at, length) => {
    if (length > 2) out.bytes(O['options.unknown.payload'], at + 2, length - 2);
  },
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
): void {
  const b = p.bytes;
  out.bytes(O.options, at, end - at);
  if (out.detail) out.display(optionsLine(b, at, end, declaredEnd));
  out.open();
  const header = at - tcp.HEADER_LEN;
  const flags = tcp.flags(b, header);
  const context: Context = { bytes: b, out, flags, ack: tcp.ack(b, header), sackBase };
  let nops = 0;
  let hasMss = false;
  let whole = end === declaredEnd;
  for (let o = at; o < end;) {
    const kind = b[o];
    const length = wire.lengthAt(b, o, end);
    if (length === 0) {
      if (end === declaredEnd) out.expert(O['option.len.invalid'], o, end - o);
      else {
        // cut off by the capture: no fault of the sender
        out.uint(O.option_kind, o, 1, kind);
        if (o + 1 < end) out.uint(O.option_len, o + 1, 1, b[o + 1]);
      }
      whole = false;
      break;
    }
    if (kind === wire.MPTCP) dissectMptcp(b, o, length, out, O.option_kind, O.option_len);
    else if (kind === wire.EOL || kind === wire.NOP) {
      out.bytes(O[kind === wire.EOL ? 'options.eol' : 'options.nop'], o, 1);
      if (out.detail) out.display('');
      nops = kind === wire.NOP ? nops + 1 : 0;
      if (nops === 4) out.expert(O.nop, o, 1);
      out.open();
      out.uint(O.option_kind, o, 1, kind);
      out.close();
    } else readOption(context, kind, o, length);
    if (kind !== wire.NOP) nops = 0;
    if (kind === wire.MSS) hasMss = true;
    o += length;
    if (kind === wire.EOL && !isPadding(b, o, end)) {
      out.expert(O.non_zero_bytes_after_eol, o, end - o);
      break;
    }
  }
  if (whole && !hasMss && flags & tcp.SYN) out.expert(O['options.mss.absent'], at, end - at);
  out.close();
}

/** Behind the end of the list there should be nothing but zeros, RFC 9293 section 3.1. */
const isPadding = (b: Uint8Array, at: number, end: number): boolean =>
  b.subarray(at, end).every((byte) => byte === wire.EOL);

function readOption(context: Context, kind: number, at: number, length: number): void {
  const { out } = context;
  const reader = READERS[kind] ?? UNKNOWN;
  const fits = length >= reader.least && length <= (reader.most ?? length);
  out.bytes(reader.field, at, length);
  const value = out.detail && fits ? optionValue(context, kind, at, length) : '';
  if (out.detail) out.display(value);
  out.open();
  out.uint(O.option_kind, at, 1, kind);
  out.uint(O.option_len, at + 1, 1, length);
  if (fits) reader.read?.(context, at, length);
  else out.expert(O['option.len.invalid'], at, length);
  out.close();
}

/** The option's line behind its name: `1460 bytes`. */
function optionValue({ bytes: b, sackBase }: Context, kind: number, at: number, length: number): string {
  switch (kind) {
    case wire.MSS:
      return `${u16(b, at + 2)} bytes`;
    case wire.WINDOW_SCALE:
      return `${b[at + 2]} (multiply by ${2 ** Math.min(b[at + 2], tcp.MAX_SHIFT)})`;
    case wire.TIMESTAMPS:
      return `TSval ${u32(b, at + 2)}, TSecr ${u32(b, at + 6)}`;
    case wire.SACK: {
      const blocks: string[] = [];
      for (let o = at + 2; o + 8 <= at + length; o += 8)
        blocks.push(`${seqSub(u32(b, o), sackBase)}-${seqSub(u32(b, o + 4), sackBase)}`);
      return blocks.join(' ');
    }
    case 6:
    case 7:
      return String(u32(b, at + 2));
    case wire.EXPERIMENT_1:
    case wire.EXPERIMENT_2:
      return length >= 4 ? (EXPERIMENTS[u16(b, at + 2)] ?? 'Unknown') : '';
    default:
      return '';
  }
}

function readMss({ bytes: b, out, flags }: Context, at: number): void {
  if ((flags & tcp.SYN) === 0) out.expert(O['options.mss.present'], at, 4);
  out.uint(O['options.mss_val'], at + 2, 2, u16(b, at + 2));
}

function readWindowScale({ bytes: b, out }: Context, at: number): void {
  const shift = b[at + 2];
  out.uint(O['options.wscale.shift'], at + 2, 1, shift);
  if (shift > tcp.MAX_SHIFT) out.expert(O['options.wscale.shift.invalid'], at + 2, 1);
  out.generated(O['options.wscale.multiplier'], at + 2, 1, 2 ** Math.min(shift, tcp.MAX_SHIFT));
}

function readSack({ bytes: b, out, ack, sackBase }: Context, at: number, length: number): void {
  const end = at + length;
  let count = 0;
  for (let o = at + 2; o + 8 <= end; o += 8, count++) {
    out.uint(O['options.sack_le'], o, 4, seqSub(u32(b, o), sackBase));
    out.uint(O['options.sack_re'], o + 4, 4, seqSub(u32(b, o + 4), sackBase));
  }
  if ((length - 2) % 8 !== 0) out.expert(O.suboption_malformed, at + 2 + 8 * count, end - at - 2 - 8 * count);
  out.generated(O['options.sack.count'], at, length, count);
  // RFC 2883 section 4: the first block lies below the acknowledgement, or inside the second: a duplicate was received.
  if (count === 0) return;
  const left = u32(b, at + 2);
  const right = u32(b, at + 6);
  const below = ((left - ack) | 0) < 0;
  const inside = count > 1 && ((left - u32(b, at + 10)) | 0) >= 0 && ((right - u32(b, at + 14)) | 0) <= 0;
  if (below || inside) {
    out.generated(O['options.sack.dsack_le'], at + 2, 4, seqSub(left, sackBase));
    out.generated(O['options.sack.dsack_re'], at + 6, 4, seqSub(right, sackBase));
    out.expert(O['options.sack.dsack'], at + 2, 8);
  }
}

function readNumber(field: Field): (c: Context, at: number) => void {
  return ({ bytes: b, out }, at) => {
    out.uint(field, at + 2, 4, u32(b, at + 2));
  };
}

function readTimestamps({ bytes: b, out }: Context, at: number): void {
  out.uint(O['options.timestamp.tsval'], at + 2, 4, u32(b, at + 2));
  out.uint(O['options.timestamp.tsecr'], at + 6, 4, u32(b, at + 6));
}

function readMd5({ out }: Context, at: number): void {
  out.bytes(O['options.md5.digest'], at + 2, 16);
}

function readUserTimeout({ bytes: b, out }: Context, at: number): void {
  const value = u16(b, at + 2);
  out.uint(O['options.user_to_granularity'], at + 2, 2, value >> 15);
  out.uint(O['options.user_to_val'], at + 2, 2, value & 0x7fff);
}

function readAo({ bytes: b, out }: Context, at: number, length: number): void {
  out.uint(O['options.ao.keyid'], at + 2, 1, b[at + 2]);
  out.uint(O['options.ao.rnextkeyid'], at + 3, 1, b[at + 3]);
  if (length > 4) out.bytes(O['options.ao.mac'], at + 4, length - 4);
}

/** RFC 7413 section 4.1.1: without a cookie it is a request for one. */
function readCookie({ out }: Context, at: number, from: number, end: number): void {
  if (end > from) out.bytes(O['options.tfo.cookie'], from, end - from);
  else out.none(O['options.tfo.request'], at, end - at);
}

function readExperiment(context: Context, at: number, length: number): void {
  const { bytes: b, out } = context;
  if (length < 4) return;
  const id = u16(b, at + 2);
  out.uint(O['options.experimental.exid'], at + 2, 2, id);
  if (id === wire.FAST_OPEN_EXID) readCookie(context, at + 2, at + 4, at + length);
  else if (length > 4) out.bytes(O['options.experimental.data'], at + 4, length - 4);
}

function optionsLine(b: Uint8Array, at: number, end: number, declaredEnd: number): string {
  const names = [`(${declaredEnd - at} bytes)`];
  for (let o = at; o < end;) {
    const length = wire.lengthAt(b, o, end);
    if (length === 0) break;
    names.push(shortName(b[o]));
    if (b[o] === wire.EOL && !isPadding(b, o, end)) break;
    o += length;
  }
  return names.join(', ');
}

/** The options as the Info text has them: ` MSS=1460 WS=128 SACK_PERM TSval=1 TSecr=2`. */
export function optionTexts(b: Uint8Array, at: number, end: number, sackBase: number): string {
  let text = '';
  for (let o = at; o < end;) {
    const length = wire.lengthAt(b, o, end);
    if (length === 0 || b[o] === wire.EOL) break;
    text += optionText(b, o, length, sackBase);
    o += length;
  }
  return text;
}

function optionText(b: Uint8Array, at: number, length: number, sackBase: number): string {
  const kind = b[at];
  const cookie = (n: number): string => ` TFO=${n > 0 ? 'C' : 'R'}`;
  switch (kind) {
    case wire.MSS:
      return length === 4 ? ` MSS=${u16(b, at + 2)}` : '';
    case wire.WINDOW_SCALE:
      return length === 3 ? ` WS=${2 ** Math.min(b[at + 2], tcp.MAX_SHIFT)}` : '';
    case wire.SACK_PERMITTED:
      return ' SACK_PERM';
    case wire.SACK: {
      let text = '';
      for (let o = at + 2; o + 8 <= at + length; o += 8)
        text += ` SLE=${seqSub(u32(b, o), sackBase)} SRE=${seqSub(u32(b, o + 4), sackBase)}`;
      return text;
    }
    case 6:
    case 7:
      return length === 6 ? ` ECHO=${u32(b, at + 2)}` : '';
    case wire.TIMESTAMPS:
      return length === 10 ? ` TSval=${u32(b, at + 2)} TSecr=${u32(b, at + 6)}` : '';
    case 11:
    case 12:
    case 13:
      return length === 6 ? ` CC=${u32(b, at + 2)}` : '';
    case wire.MD5:
      return length === 18 ? ' MD5' : '';
    case wire.USER_TIMEOUT:
      return length === 4 ? ` USER_TO=${u16(b, at + 2) & 0x7fff}` : '';
    case wire.AO:
      return 'TCP AO'; // as the reference prints it, without a space
    case wire.FAST_OPEN:
      return cookie(length - 2);
    case wire.EXPERIMENT_1:
    case wire.EXPERIMENT_2: {
      if (length < 4) return '';
      const id = u16(b, at + 2);
      if (id === wire.FAST_OPEN_EXID) return cookie(length - 4);
      return ` ExID=${id.toString(16).toUpperCase().padStart(4, '0')}`;
    }
    default:
      return '';
  }
}
