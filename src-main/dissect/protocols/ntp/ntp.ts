// NTP, RFC 5905 (version 4), RFC 1305 (version 3) and their elders. Of control messages (RFC 9327) and of ntpdc's private ones the header:
// what they carry is left as bytes.
import { ipv4Text } from '../../../text/address';
import { u16, u32 } from '../../../wire/read';
import * as wire from '../../../wire/ntp';
import type { Field, FieldSink, Packet, Protocol } from '../../contract/protocol';
import { escapedText } from '../../values/escaped-text';
import { F } from './ntp-fields';
import { MODES, REQUESTS, VERSIONS } from './ntp-names';

/** RFC 7822 section 7.5: an extension field has 16 bytes at least, and what follows the last one is none, or key and digest. */
const LEAST_EXTENSION = 16;
const LEAST_MAC = 20;
const KEY_LEN = 4;

function dissect(p: Packet, at: number, out: FieldSink): void {
  if (!p.need(at, 1)) return;
  const b = p.bytes;
  const mode = wire.mode(b, at);
  if (out.detail) out.head('', `${VERSIONS[wire.version(b, at)]}, ${modeWord(mode)}`);
  out.uint(F.flags, at, 1, b[at]);
  out.open();
  if (mode === wire.MODE_PRIVATE) {
    out.uint(F['priv.flags.r'], at, 1, b[at] >> 7);
    out.uint(F['priv.flags.more'], at, 1, (b[at] >> 6) & 1);
  } else out.uint(F['flags.li'], at, 1, wire.leap(b, at));
  out.uint(F['flags.vn'], at, 1, wire.version(b, at));
  out.uint(F['flags.mode'], at, 1, mode);
  out.close();
  if (mode === wire.MODE_CONTROL) control(p, at, out);
  else if (mode === wire.MODE_PRIVATE) privately(p, at, out);
  else time(p, at, out);
}

function modeWord(mode: number): string {
  if (mode === wire.MODE_CONTROL) return 'control';
  return mode === wire.MODE_PRIVATE ? 'private' : MODES[mode];
}

/** A number of the header with what it means. */
type Part = readonly [field: Field, at: number, len: number, meaning?: (b: Uint8Array, at: number) => string];

const secondsText = (seconds: number): string => `${seconds.toFixed(6)} seconds`;
const power = (exponent: number): number => 2 ** ((exponent << 24) >> 24);
const fixedPoint = (b: Uint8Array, at: number): string => secondsText(u32(b, at) / 65536);
const NUMBERS: readonly Part[] = [
  [F.stratum, 1, 1],
  [F.ppoll, 2, 1, (b, at) => `${b[at]} (${power(b[at])} seconds)`],
  [F.precision, 3, 1, (b, at) => secondsText(power(b[at]))],
  [F.rootdelay, 4, 4, fixedPoint],
  [F.rootdispersion, 8, 4, fixedPoint],
];
const TIMES: readonly (readonly [field: Field, at: number])[] = [
  [F.reftime, 16],
  [F.org, 24],
  [F.rec, 32],
  [F.xmt, 40],
];
const REFERENCE_AT = 12;

function time(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  for (const [field, offset, len, meaning] of NUMBERS) {
    const here = at + offset;
    if (!p.need(here, len)) return;
    out.uint(field, here, len, len === 1 ? b[here] : u32(b, here));
    if (out.detail && meaning) out.display(meaning(b, here));
  }
  if (!p.need(at + REFERENCE_AT, 4)) return;
  out.bytes(F.refid, at + REFERENCE_AT, 4);
  if (out.detail) out.display(reference(b, at + REFERENCE_AT, b[at + 1]));
  for (const [field, offset] of TIMES) {
    if (!p.need(at + offset, 8)) return;
    timestamp(b, field, at + offset, out);
  }
  trailer(p, at + wire.HEADER_LEN, wire.version(b, at) === 4, out);
}

/** RFC 5905 section 7.3: four letters up to stratum 1, an address (or a hash of it) above. */
const reference = (b: Uint8Array, at: number, stratum: number): string =>
  stratum > 1 ? ipv4Text(b, at) : escapedText(b.subarray(at, at + 4)).replace(/(\\000)+$/, '');

function timestamp(b: Uint8Array, field: Field, at: number, out: FieldSink): void {
  const isSet = u32(b, at) !== 0 || u32(b, at + 4) !== 0;
  if (isSet) return out.time(field, at, 8, wire.seconds(b, at), wire.nanoseconds(b, at));
  out.time(field, at, 8, 0, 0);
  if (out.detail) out.display('NULL');
}

/** Extension fields, then key and digest. */
function trailer(p: Packet, from: number, hasExtensions: boolean, out: FieldSink): void {
  const b = p.bytes;
  let at = from;
  while (hasExtensions && p.declaredEnd - at >= LEAST_EXTENSION) {
    if (!p.need(at, 4)) return;
    const len = u16(b, at + 2);
    const left = p.declaredEnd - at - len;
    if (len < LEAST_EXTENSION || (left !== 0 && left < LEAST_MAC)) break;
    out.none(F.ext, at, Math.min(len, p.end - at));
    out.open();
    out.uint(F['ext.type'], at, 2, u16(b, at));
    out.uint(F['ext.length'], at + 2, 2, len);
    const isWhole = len % 4 === 0 && p.need(at + 4, len - 4);
    if (len % 4 !== 0) out.expert(F['ext.invalid_length'], at + 2, 2);
    else if (isWhole) out.bytes(F['ext.value'], at + 4, len - 4);
    out.close();
    if (!isWhole) return;
    at += len;
  }
  const left = p.declaredEnd - at;
  if (left < KEY_LEN || !p.need(at, KEY_LEN)) return;
  out.bytes(F.keyid, at, KEY_LEN);
  if (left > KEY_LEN && p.need(at + KEY_LEN, left - KEY_LEN)) out.bytes(F.mac, at + KEY_LEN, left - KEY_LEN);
}

const CONTROL_WORDS = [F['ctrl.sequence'], F['ctrl.status'], F['ctrl.associd'], F['ctrl.offset'], F['ctrl.count']];

function control(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at + 1, 1)) return;
  const flags = b[at + 1];
  out.uint(F['ctrl.flags2'], at + 1, 1, flags);
  out.open();
  out.uint(F['ctrl.flags2.r'], at + 1, 1, flags >> 7);
  out.uint(F['ctrl.flags2.error'], at + 1, 1, (flags >> 6) & 1);
  out.uint(F['ctrl.flags2.more'], at + 1, 1, (flags >> 5) & 1);
  out.uint(F['ctrl.flags2.opcode'], at + 1, 1, flags & 31);
  out.close();
  for (const [i, field] of CONTROL_WORDS.entries()) {
    if (!p.need(at + 2 + 2 * i, 2)) return;
    out.uint(field, at + 2 + 2 * i, 2, u16(b, at + 2 + 2 * i));
  }
  const len = u16(b, at + 10);
  if (len > 0 && p.has(at + 12, 1)) out.none(F['ctrl.data'], at + 12, Math.min(len, p.end - at - 12));
  p.need(at + 12, len);
}

/** Those whose messages are known: any, and ntpd before and after it learnt IPv6. */
const NTPD: ReadonlySet<number> = new Set([0, 2, 3]);

function privately(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at + 1, 1)) return;
  out.uint(F['priv.auth_seq'], at + 1, 1, b[at + 1]);
  out.open();
  out.uint(F['priv.auth'], at + 1, 1, b[at + 1] >> 7);
  out.uint(F['priv.seq'], at + 1, 1, b[at + 1] & 0x7f);
  out.close();
  if (!p.need(at + 2, 1)) return;
  out.uint(F['priv.impl'], at + 2, 1, b[at + 2]);
  if (!p.need(at + 3, 1)) return;
  out.uint(F['priv.reqcode'], at + 3, 1, b[at + 3]);
  if (!NTPD.has(b[at + 2]) || p.declaredEnd < at + 8 || !p.need(at + 4, 4)) return;
  out.uint(F['priv.err'], at + 4, 1, b[at + 4] >> 4);
  out.uint(F['priv.numitems'], at + 4, 2, u16(b, at + 4) & 0x0fff);
  out.uint(F['priv.reserved'], at + 6, 1, b[at + 6] >> 4);
  out.uint(F['priv.itemsize'], at + 6, 2, u16(b, at + 6) & 0x0fff);
}

export const ntp: Protocol = {
  abbrev: 'ntp',
  name: 'Network Time Protocol',
  fields: F,
  where: 'udp',
  under: [['udp.port', wire.PORT]],
  inside: [],
  inQuotes: true,
  dissect,
  column: 'NTP',
  summary: (p, { at, end }) => {
    if (end <= at) return '';
    const b = p.bytes;
    const mode = wire.mode(b, at);
    const text = `${VERSIONS[wire.version(b, at)]}, ${modeWord(mode)}`;
    if (mode !== wire.MODE_PRIVATE || end - at < 4) return text;
    return `${text}, ${b[at] >> 7 ? 'Response' : 'Request'}, ${REQUESTS[b[at + 3]] ?? 'Unknown'}`;
  },
};
