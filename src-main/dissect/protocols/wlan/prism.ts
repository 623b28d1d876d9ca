// Headers of old Wi-Fi drivers: Prism, and AVS under its own link type or under that of Prism. See wire/prism.ts.
import * as wire from '../../../wire/prism';
import { u16, u16LE, u32, u32LE, u64 } from '../../../wire/read';
import { defineFields, type Field, type FieldSink, type Packet, type Protocol } from '../../contract/protocol';

const VALUE_NAMES: Readonly<Record<number, string>> = {
  1: 'Host Time',
  2: 'Mac Time',
  3: 'Channel',
  4: 'RSSI',
  5: 'SQ',
  6: 'Signal',
  7: 'Noise',
  8: 'Rate',
  9: 'Is Tx',
  10: 'Frame Length',
};
/** Two generations of drivers number the values as n << 12 | 0x41 and n << 16 | 0x44. */
const valueOf = (id: number): number => ((id & 0xfff) === 0x41 ? id >>> 12 : (id & 0xffff) === 0x44 ? id >>> 16 : 0);

const P = defineFields('prism', {
  msgcode: ['Message Code', 'uint32', 'hex'],
  msglen: ['Message Length', 'uint32', 'dec'],
  devname: ['Device Name', 'string'],
  did: ['DID', 'none'],
  'did.type': ['DID', 'uint32', 'hex', { values: (id) => VALUE_NAMES[valueOf(id)] }],
  'did.status': ['Status', 'uint16', 'dec', { values: { 0: 'Supplied', 1: 'Not Supplied' } }],
  'did.length': ['Length', 'uint16', 'dec'],
  'did.hosttime': ['Host Time', 'uint32', 'dec'],
  'did.mactime': ['MAC timestamp (lower 32 bits)', 'uint32', 'dec'],
  'did.channel': ['Channel', 'uint32', 'dec'],
  'did.rssi': ['RSSI', 'int32', 'dec'],
  'did.sq': ['Signal Quality', 'uint32', 'dec'],
  'did.signal': ['Signal', 'int32', 'dec'],
  'did.noise': ['Noise', 'int32', 'dec'],
  'did.rate': ['Data rate (Mb/s)', 'uint32', 'dec'],
  'did.istx': ['IsTX', 'uint32', 'hex'],
  'did.frmlen': ['Frame Length', 'uint32', 'dec'],
  'did.unknown': ['Unknown DID Field', 'uint32', 'hex_dec'],
});
const VALUES: Readonly<Record<number, Field | undefined>> = {
  1: P['did.hosttime'],
  2: P['did.mactime'],
  3: P['did.channel'],
  4: P['did.rssi'],
  5: P['did.sq'],
  6: P['did.signal'],
  7: P['did.noise'],
  8: P['did.rate'],
  9: P['did.istx'],
  10: P['did.frmlen'],
};
const DEVICE_LEN = 16;

/** Text up to its zero, or to the end of its place. */
function deviceName(b: Uint8Array, at: number): string {
  const bytes = b.subarray(at, at + DEVICE_LEN);
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

function prismHeader(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  const little = wire.isLittleEndian(b, at);
  const long = (pos: number): number => (little ? u32LE(b, pos) : u32(b, pos));
  const short = (pos: number): number => (little ? u16LE(b, pos) : u16(b, pos));
  out.uint(P.msgcode, at, 4, long(at));
  out.uint(P.msglen, at + 4, 4, long(at + 4));
  out.string(P.devname, at + 8, DEVICE_LEN, deviceName(b, at + 8));
  for (let pos = at + wire.VALUES; pos < at + wire.HEADER_LEN; pos += wire.VALUE_LEN) {
    const id = long(pos);
    const value = valueOf(id);
    out.none(P.did, pos, wire.VALUE_LEN);
    if (out.detail) out.display(VALUE_NAMES[value] ?? '');
    out.open();
    out.uint(P['did.type'], pos, 4, id);
    out.uint(P['did.status'], pos + 4, 2, short(pos + 4));
    out.uint(P['did.length'], pos + 6, 2, short(pos + 6));
    const supplied = short(pos + 4) === 0;
    const field = VALUES[value] ?? P['did.unknown'];
    if (supplied) out.uint(field, pos + 8, 4, field.type === 'int32' ? long(pos + 8) | 0 : long(pos + 8));
    out.close();
  }
}

export const prism: Protocol = {
  abbrev: 'prism',
  name: 'Prism capture header',
  fields: P,
  where: 'anywhere',
  under: [['linktype', 119]],
  dissect(p, at, out) {
    if (!p.need(at, wire.AVS_MIN_LEN)) return;
    const isPrism = wire.isPrism(p.bytes, at);
    out.length(isPrism ? Math.min(wire.HEADER_LEN, p.end - at) : 0);
    if (wire.isAvs(p.bytes, at)) return void p.call('wlancap', at, p.declaredEnd - at);
    if (!isPrism) return void p.next('wlan.radio', 0, at, p.declaredEnd - at);
    if (!p.need(at, wire.HEADER_LEN)) return;
    prismHeader(p, at, out);
    const body = at + wire.HEADER_LEN;
    p.next('wlan.radio', 0, body, p.declaredEnd - body);
  },
  column: 'Prism',
  summary: (p, { at, end }) =>
    end - at >= wire.VALUES && wire.isPrism(p.bytes, at) ? `Device: ${deviceName(p.bytes, at + 8)}` : 'Prism',
};

const PHYS = {
  1: "FHSS 802.11 '97",
  2: "DSSS 802.11 '97",
  3: 'IR Baseband',
  4: 'DSSS 802.11b',
  5: 'PBCC 802.11b',
  6: 'OFDM 802.11g',
  7: 'PBCC 802.11g',
  8: 'OFDM 802.11a',
};
const SIGNALS = { 0: 'None', 1: 'Normalized RSSI', 2: 'dBm', 3: 'Raw RSSI' };
const ENCODINGS = { 0: 'Unknown', 1: 'CCK', 2: 'PBCC', 3: 'OFDM' };

const A = defineFields('wlancap', {
  magic: ['Header magic', 'uint32', 'hex', { mask: 0xfffffff0 }],
  version: ['Header revision', 'uint32', 'dec', { mask: 0xf }],
  length: ['Header length', 'uint32', 'dec'],
  mactime: ['MAC timestamp', 'uint64', 'dec'],
  hosttime: ['Host timestamp', 'uint64', 'dec'],
  phytype: ['PHY type', 'uint32', 'dec', { values: PHYS }],
  'fhss.hop_set': ['Hop set', 'uint8', 'hex'],
  'fhss.hop_pattern': ['Hop pattern', 'uint8', 'hex'],
  'fhss.hop_index': ['Hop index', 'uint8', 'hex'],
  channel: ['Channel', 'uint8', 'dec'],
  channel_frequency: ['Channel frequency', 'uint32', 'dec', { unit: ' kHz' }],
  data_rate: ['Data Rate', 'uint64', 'dec'],
  antenna: ['Antenna', 'uint32', 'dec'],
  priority: ['Priority', 'uint32', 'dec'],
  ssi_type: ['SSI Type', 'uint32', 'dec', { values: SIGNALS }],
  normrssi_antsignal: ['Normalized RSSI Signal', 'uint32', 'dec'],
  dbm_antsignal: ['SSI Signal (dBm)', 'int32', 'dec'],
  rawrssi_antsignal: ['Raw RSSI Signal', 'uint32', 'dec'],
  normrssi_antnoise: ['Normalized RSSI Noise', 'uint32', 'dec'],
  dbm_antnoise: ['SSI Noise (dBm)', 'int32', 'dec'],
  rawrssi_antnoise: ['Raw RSSI Noise', 'uint32', 'dec'],
  preamble: ['Preamble', 'uint32', 'dec', { values: { 0: 'Unknown', 1: 'Short', 2: 'Long' } }],
  encoding: ['Encoding Type', 'uint32', 'dec', { values: ENCODINGS }],
  sequence: ['Receive sequence', 'uint32', 'dec'],
  drops: ['Known Dropped Frames', 'uint32', 'dec'],
  receiver_addr: ['Receiver Address', 'ether'],
  padding: ['Padding', 'bytes'],
});
/** By the kind of signal. */
const SIGNAL = [null, A.normrssi_antsignal, A.dbm_antsignal, A.rawrssi_antsignal];
const NOISE = [null, A.normrssi_antnoise, A.dbm_antnoise, A.rawrssi_antnoise];
const V1_LEN = 64;
const V2_LEN = 80;
const FHSS = 1;

function avsHeader(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  const long = (field: Field | null | undefined, offset: number): void => {
    const value = u32(b, at + offset);
    if (field) out.uint(field, at + offset, 4, field.type === 'int32' ? value | 0 : value);
  };
  out.uint64(A.mactime, at + 8, 8, u64(b, at + 8));
  out.uint64(A.hosttime, at + 16, 8, u64(b, at + 16));
  long(A.phytype, 24);
  if (u32(b, at + 24) === FHSS) {
    out.uint(A['fhss.hop_set'], at + 28, 1, b[at + 28]);
    out.uint(A['fhss.hop_pattern'], at + 29, 1, b[at + 29]);
    out.uint(A['fhss.hop_index'], at + 30, 1, b[at + 30]);
    // a number, or the frequency in kHz
  } else long(u32(b, at + 28) < 256 ? A.channel : A.channel_frequency, 28);
  const rate = BigInt(u32(b, at + 32));
  // some drivers count in units of 100 kbit/s
  out.uint64(A.data_rate, at + 32, 4, rate < 100_000n ? rate * 100_000n : rate);
  long(A.antenna, 36);
  long(A.priority, 40);
  long(A.ssi_type, 44);
  const kind = u32(b, at + 44);
  long(SIGNAL[kind], 48);
  long(NOISE[kind], 52);
  long(A.preamble, 56);
  long(A.encoding, 60);
  if (wire.avsVersion(b, at) < 2 || wire.avsLen(b, at) < V2_LEN) return;
  long(A.sequence, 64);
  long(A.drops, 68);
  out.bytes(A.receiver_addr, at + 72, 6);
  out.bytes(A.padding, at + 78, 2);
}

export const wlancap: Protocol = {
  abbrev: 'wlancap',
  name: 'AVS WLAN Capture header',
  fields: A,
  where: 'anywhere',
  inside: ['wlan.radio'],
  under: [['linktype', 163]],
  dissect(p, at, out) {
    const b = p.bytes;
    if (!p.need(at, wire.AVS_MIN_LEN)) return;
    const len = wire.avsLen(b, at);
    out.length(Math.min(len, p.end - at));
    const known = wire.isAvs(b, at);
    if (known) {
      out.uint(A.magic, at, 4, u32(b, at) >>> 4);
      out.uint(A.version, at, 4, wire.avsVersion(b, at));
      out.uint(A.length, at + 4, 4, len);
    }
    if (len < wire.AVS_MIN_LEN) return p.malformed(A.length, at + 4, 4);
    if (!p.need(at, len)) return;
    if (known && len >= V1_LEN) avsHeader(p, at, out);
    p.next('wlan.radio', 0, at + len, p.declaredEnd - at - len);
  },
  column: 'WLAN',
  summary: (p, { at, end }) =>
    end - at < wire.AVS_MIN_LEN ? 'AVS WLAN Capture' : `AVS WLAN Capture v${wire.avsVersion(p.bytes, at)}`,
};
