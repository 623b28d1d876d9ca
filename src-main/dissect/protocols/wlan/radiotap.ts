// Radiotap: what a Wi-Fi card knew of a frame, in front of it. See wire/radiotap.ts. Fields of 802.11n and later are passed over.
import { u16LE, u32LE } from '../../../wire/read';
import * as wire from '../../../wire/radiotap';
import { RADIO_FCS, RADIO_PADDED } from '../../../wire/wlan';
import { type Field, type FieldSink, type Packet, type Protocol } from '../../contract/protocol';
import { CHANNEL_BITS, F, FLAG_BITS, NAMESPACE_BITS, PRESENT_BITS } from './radiotap-fields';

type Add = (b: Uint8Array, at: number, out: FieldSink) => void;
const pass: Add = () => undefined;
const byte =
  (field: Field): Add =>
  (b, at, out) =>
    out.uint(field, at, 1, b[at]);
const signed =
  (field: Field): Add =>
  (b, at, out) =>
    out.uint(field, at, 1, (b[at] << 24) >> 24);
const word =
  (field: Field, bits: readonly Field[] = []): Add =>
  (b, at, out) => {
    out.uint(field, at, 2, u16LE(b, at));
    addBits(bits, at, 2, u16LE(b, at), out);
  };

function addBits(bits: readonly Field[], at: number, len: number, value: number, out: FieldSink): void {
  if (bits.length === 0) return;
  out.open();
  for (const bit of bits) out.uint(bit, at, len, (value & bit.mask) === 0 ? 0 : 1);
  out.close();
}

const mactime: Add = (b, at, out) =>
  out.uint64(F.mactime, at, 8, (BigInt(u32LE(b, at + 4)) << 32n) | BigInt(u32LE(b, at)));
const flags: Add = (b, at, out) => {
  out.uint(F.flags, at, 1, b[at]);
  addBits(FLAG_BITS, at, 1, b[at], out);
};
const rate: Add = (b, at, out) => out.uint(F.datarate, at, 1, b[at] / 2); // in units of 500 kbit/s
const channel: Add = (b, at, out) => {
  out.uint(F['channel.freq'], at, 2, u16LE(b, at));
  word(F['channel.flags'], CHANNEL_BITS)(b, at + 2, out);
};
const hopping: Add = (b, at, out) => {
  out.uint(F['fhss.hopset'], at, 1, b[at]);
  out.uint(F['fhss.pattern'], at + 1, 1, b[at + 1]);
};

/** By bit of the present words: alignment and length in bytes. */
const LAYOUT: readonly (readonly [align: number, len: number, add: Add])[] = [
  [8, 8, mactime],
  [1, 1, flags],
  [1, 1, rate],
  [2, 4, channel],
  [1, 2, hopping],
  [1, 1, signed(F.dbm_antsignal)],
  [1, 1, signed(F.dbm_antnoise)],
  [2, 2, word(F.quality)],
  [2, 2, word(F.txattenuation)],
  [2, 2, word(F.db_txattenuation)],
  [1, 1, signed(F.txpower)],
  [1, 1, byte(F.antenna)],
  [1, 1, byte(F.db_antsignal)],
  [1, 1, byte(F.db_antnoise)],
  [2, 2, word(F.rxflags)],
  [2, 2, word(F.txflags)],
  [1, 1, pass], // RTS retries
  [1, 1, byte(F.data_retries)],
  [4, 8, pass], // extended channel
  [1, 3, pass], // MCS
  [4, 8, pass], // A-MPDU
  [2, 12, pass], // VHT
  [8, 12, pass], // timestamp
  [2, 12, pass], // HE
  [2, 12, pass], // HE-MU
  [2, 6, pass], // HE-MU, another user
  [1, 1, pass], // PSDU of length 0
  [2, 4, pass], // L-SIG
];
/** of bits that are no field: the next word starts anew, or is a vendor's */
const NEXT_RADIOTAP = 0x20000000;
const NEXT_VENDOR = 0x40000000;
const VENDOR_HEADER_LEN = 6;
/** More words are not taken apart: one for each antenna of any card there is. */
const MAX_WORDS = 32;

/** Whether the bits of the word behind `word` are radiotap's, not a vendor's. */
const isOwnNext = (word: number, own: boolean): boolean =>
  (word & NEXT_VENDOR) !== 0 ? false : own || (word & NEXT_RADIOTAP) !== 0;

const bitOf = (value: number, bit: number): boolean => ((value >>> bit) & 1) !== 0;

function presentWords(b: Uint8Array, at: number, fields: number, out: FieldSink): void {
  const first = at + wire.FIRST_WORD;
  out.none(F.present, first, fields - first);
  out.open();
  for (let pos = first, own = true; pos < fields; pos += wire.WORD_LEN) {
    const value = wire.present(b, pos);
    out.uint(F['present.word'], pos, wire.WORD_LEN, value);
    addBits(own ? PRESENT_BITS : NAMESPACE_BITS, pos, wire.WORD_LEN, value, out);
    own = isOwnNext(value, own);
  }
  out.close();
}

/** The fields of all words, as far as their lengths are known. */
function values(b: Uint8Array, at: number, fields: number, out: FieldSink): void {
  const end = at + wire.headerLen(b, at);
  let pos = fields;
  for (let w = at + wire.FIRST_WORD, own = true; w < fields; w += wire.WORD_LEN) {
    const present = wire.present(b, w);
    // a vendor's bits mean nothing here: what follows has the length that its own header says
    for (let bit = 0; own && bit < 29; bit++) {
      if (!bitOf(present, bit)) continue;
      if (bit >= LAYOUT.length) return;
      const [align, len, add] = LAYOUT[bit];
      pos = wire.align(pos, at, align);
      if (pos + len > end) return out.expert(F.data_past_header, at + wire.FIRST_WORD, wire.WORD_LEN);
      add(b, pos, out);
      pos += len;
    }
    const next = isOwnNext(present, own);
    if ((present & NEXT_VENDOR) !== 0) {
      pos = wire.align(pos, at, 2);
      if (pos + VENDOR_HEADER_LEN > end) return out.expert(F.data_past_header, at + wire.FIRST_WORD, wire.WORD_LEN);
      pos += VENDOR_HEADER_LEN + u16LE(b, pos + 4);
    } else if (own && (present & NEXT_RADIOTAP) === 0 && wire.hasMore(present)) return; // bits above 31 have no meaning yet
    own = next;
  }
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at, 4)) return;
  const len = wire.headerLen(b, at);
  out.length(Math.min(len, p.end - at));
  out.uint(F.version, at, 1, wire.version(b, at));
  out.uint(F.pad, at + 1, 1, b[at + 1]);
  out.uint(F.length, at + 2, 2, len);
  if (out.detail) out.head('Length', len.toString());
  if (len < wire.HEADER_LEN) return out.expert(F['length.invalid'], at + 2, 2);
  if (!p.need(at, len)) return;
  const fields = wire.fieldsAt(b, at);
  if (wire.version(b, at) === 0 && fields >= 0 && fields - at <= wire.FIRST_WORD + MAX_WORDS * wire.WORD_LEN) {
    presentWords(b, at, fields, out);
    values(b, at, fields, out);
  }
  const bits = wire.flags(b, at);
  const radio = ((bits & wire.FLAG_FCS) !== 0 ? RADIO_FCS : 0) | ((bits & wire.FLAG_PADDED) !== 0 ? RADIO_PADDED : 0);
  p.next('wlan.radio', radio, at + len, p.declaredEnd - at - len);
}

export const radiotap: Protocol = {
  abbrev: 'radiotap',
  name: 'IEEE 802.11 Radiotap Capture header',
  fields: F,
  where: 'anywhere',
  inside: ['wlan.radio'],
  under: [['linktype', 127]],
  dissect,
  column: 'WLAN',
  summary: (p, layer) =>
    layer.end - layer.at < 4
      ? 'Radiotap Capture'
      : `Radiotap Capture v${wire.version(p.bytes, layer.at)}, Length ${wire.headerLen(p.bytes, layer.at)}`,
};
