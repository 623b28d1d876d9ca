// IEEE 802.11: the MAC header, and the body of data frames down to LLC. Management and control frames are shown with their headers, what
// is protected as data. Fragments are not put together: the first is read as far as it goes, later ones are data.
import { u32LE } from '../../../wire/read';
import * as wire from '../../../wire/wlan';
import type { FieldSink, Packet, Protocol } from '../../contract/protocol';
import { CHECKSUM_UNVERIFIED } from '../../values/checksum-field';
import { F, PARTS } from './wlan-fields';
import { controlHeader, dataHeader, frameControl, managementHeader, meshControl, qosControl } from './wlan-header';
import { flagText, kindName } from './wlan-names';

/** RADIO_* bits: what the header before this one knows. */
function radioOf(p: Packet): number {
  const { table, key } = p.layer(p.layerCount - 1);
  return table === 'wlan.radio' ? key : 0;
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  const radio = radioOf(p);
  const captured = p.end;
  const fcsAt = p.declaredEnd - wire.FCS_LEN;
  if ((radio & wire.RADIO_FCS) !== 0) p.trim(fcsAt);
  frame(p, at, radio, out);
  if ((radio & wire.RADIO_FCS) === 0 || fcsAt < at || fcsAt + wire.FCS_LEN > captured) return;
  out.uint(F.fcs, fcsAt, wire.FCS_LEN, u32LE(p.bytes, fcsAt));
  if (out.detail) out.note({ key: 'tree.checksum.off' });
  out.generated(F['fcs.status'], fcsAt, wire.FCS_LEN, CHECKSUM_UNVERIFIED);
}

function frame(p: Packet, at: number, radio: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at, wire.CONTROL_LEN)) return;
  out.length(wire.CONTROL_LEN);
  frameControl(b, at, out);
  if (wire.version(b, at) !== 0) return p.payload(at + 2, p.declaredEnd - at - 2);
  if (out.detail) out.head('', kindName(b, at));
  const len = wire.headerLen(b, at);
  if (!p.need(at, len)) return;
  out.length(len);
  if (out.detail) out.head('Flags', flagText(wire.flags(b, at)));
  const type = wire.type(b, at);
  if (type === wire.DATA) return dataFrame(p, at, (radio & wire.RADIO_PADDED) !== 0, out);
  if (type === wire.MANAGEMENT) managementHeader(p, at, out);
  else controlHeader(p, at, out);
  const body = at + len;
  if (type === wire.MANAGEMENT && (wire.flags(b, at) & wire.PROTECTED) !== 0) protectedBody(p, body, out);
  else p.payload(body, p.declaredEnd - body);
}

function dataFrame(p: Packet, at: number, padded: boolean, out: FieldSink): void {
  const b = p.bytes;
  dataHeader(p, at, out);
  let body = wire.bodyAt(b, at, padded);
  const hasData = wire.hasData(b, at);
  const mesh = hasData ? wire.meshLen(b, at, body, p.end) : 0;
  if (wire.isQos(b, at)) qosControl(b, at, mesh > 0, out);
  if (!hasData) return;
  const flags = wire.flags(b, at);
  if ((flags & wire.PROTECTED) !== 0) return protectedBody(p, body, out);
  if (wire.fragment(b, at) !== 0) return p.payload(body, p.declaredEnd - body);
  if (mesh > 0) {
    if (!p.need(body, mesh)) return;
    meshControl(b, body, mesh, out);
    body += mesh;
    out.length(body - at);
  }
  if ((flags & wire.MORE_FRAGMENTS) !== 0) p.markFragment();
  if (!wire.isAggregate(b, at)) bodyOf(p, at, body);
  else if (mesh > 0) p.payload(body, p.declaredEnd - body);
  else parts(p, body, out);
}

function bodyOf(p: Packet, at: number, body: number): void {
  const room = p.declaredEnd - body;
  switch (wire.bodyKind(p.bytes, at, body, p.end)) {
    case wire.BODY_ETHERNET:
      return void p.call('eth', body, room);
    case wire.BODY_IPX:
      return void p.call('ipx', body, room);
    case wire.BODY_PADDED_LLC:
      return void p.call('llc', body + 2, room - 2);
    default:
      return void p.call('llc', body, room);
  }
}

/** The parts of an aggregate, each behind addresses and a length (clause 9.3.2.2.2). */
function parts(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  for (let n = 0; at + wire.PART_HEADER_LEN <= p.declaredEnd && n < wire.MAX_PARTS; n++) {
    if (!p.need(at, wire.PART_HEADER_LEN)) return;
    const len = wire.partLen(b, at);
    out.none(PARTS['a_mdsu.subframe'], at, Math.min(wire.PART_HEADER_LEN + len, p.end - at));
    out.open();
    out.bytes(F.da, at, 6);
    out.bytes(F.sa, at + 6, 6);
    out.uint(PARTS['a_mdsu.length'], at + 12, 2, len);
    out.close();
    p.call('llc', at + wire.PART_HEADER_LEN, Math.min(len, p.declaredEnd - at - wire.PART_HEADER_LEN));
    at += wire.partAdvance(b, at);
  }
}

const WEP_ICV_LEN = 4;
const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');

/** Initialization vector and key of WEP, TKIP or CCMP, then what they protect. */
function protectedBody(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at, wire.IV_LEN)) return;
  if (!wire.hasExtendedIv(b, at)) {
    out.uint(F['wep.iv'], at, 3, (b[at] << 16) | (b[at + 1] << 8) | b[at + 2]);
    out.uint(F['wep.key'], at + 3, 1, wire.keyIndex(b, at));
    const icvAt = p.declaredEnd - WEP_ICV_LEN;
    if (icvAt < at + wire.IV_LEN) return;
    if (p.has(icvAt, WEP_ICV_LEN)) {
      const icv = ((b[icvAt] << 24) | (b[icvAt + 1] << 16) | (b[icvAt + 2] << 8) | b[icvAt + 3]) >>> 0;
      out.uint(F['wep.icv'], icvAt, WEP_ICV_LEN, icv);
    }
    return p.payload(at + wire.IV_LEN, icvAt - at - wire.IV_LEN);
  }
  if (!p.need(at, wire.EXTENDED_IV_LEN)) return;
  // the packet number, the highest byte first; TKIP and CCMP keep its two lowest bytes in different places
  const tkip = wire.isTkip(b, at);
  const low = tkip ? (b[at] << 8) | b[at + 2] : (b[at + 1] << 8) | b[at];
  const number = `0x${hex(u32LE(b, at + 4), 8)}${hex(low, 4)}`;
  out.string(tkip ? F['tkip.extiv'] : F['ccmp.extiv'], at, wire.EXTENDED_IV_LEN, number);
  out.uint(F['wep.key'], at + 3, 1, wire.keyIndex(b, at));
  p.payload(at + wire.EXTENDED_IV_LEN, p.declaredEnd - at - wire.EXTENDED_IV_LEN);
}

export const wlan: Protocol = {
  abbrev: 'wlan',
  name: 'IEEE 802.11 wireless LAN',
  fields: Object.fromEntries([...Object.values(F), ...Object.values(PARTS)].map((field) => [field.abbrev, field])),
  where: 'anywhere',
  under: [
    ['linktype', 105],
    ['wlan.radio', 0],
    ['wlan.radio', wire.RADIO_FCS],
    ['wlan.radio', wire.RADIO_PADDED],
    ['wlan.radio', wire.RADIO_FCS | wire.RADIO_PADDED],
  ],
  dissect,
  column: '802.11',
  summary: (p, layer) => {
    const { bytes: b } = p;
    const { at, table, key } = layer;
    if (layer.end - at < wire.CONTROL_LEN || wire.version(b, at) !== 0) return 'IEEE 802.11';
    const name = kindName(b, at);
    const type = wire.type(b, at);
    const flags = `Flags=${flagText(wire.flags(b, at))}${table === 'wlan.radio' && (key & wire.RADIO_FCS) !== 0 ? 'C' : ''}`;
    if (type === wire.CONTROL || type === wire.EXTENSION || layer.end - at < wire.headerLen(b, at))
      return `${name}, ${flags}`;
    if (type === wire.DATA && wire.fragment(b, at) !== 0 && (wire.flags(b, at) & wire.PROTECTED) === 0)
      return 'Fragmented IEEE 802.11 frame';
    return `${name}, SN=${wire.sequence(b, at)}, FN=${wire.fragment(b, at)}, ${flags}`;
  },
};
