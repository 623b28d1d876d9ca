// The IEEE 802.11 MAC header: frame control, addresses by what the direction makes of them, QoS and mesh control. See wire/wlan.ts.
import { u16, u16LE, u32LE } from '../../../wire/read';
import * as wire from '../../../wire/wlan';
import type { Field } from '../../contract/fields';
import type { FieldSink, Packet } from '../../contract/protocol';
import { F } from './wlan-fields';
import { kindOf } from './wlan-names';

const FLAG_FIELDS = [F['fc.frag'], F['fc.retry'], F['fc.pwrmgt'], F['fc.moredata'], F['fc.protected'], F['fc.order']];
/** bit of the first of them */
const FIRST_FLAG = 2;

export function frameControl(b: Uint8Array, at: number, out: FieldSink): void {
  const flags = wire.flags(b, at);
  const extended = wire.type(b, at) === wire.CONTROL && wire.subtype(b, at) === wire.CONTROL_EXTENSION;
  if (wire.version(b, at) === 0) out.uint(F['fc.type_subtype'], at, 1, kindOf(b, at));
  out.uint(F.fc, at, 2, u16(b, at));
  out.open();
  out.uint(F['fc.version'], at, 1, wire.version(b, at));
  out.uint(F['fc.type'], at, 1, wire.type(b, at));
  if (wire.version(b, at) === 0) {
    out.uint(F['fc.subtype'], at, 1, wire.subtype(b, at));
    if (extended) out.uint(F['fc.extension'], at + 1, 1, flags & 15);
    out.uint(F.flags, at + 1, 1, flags);
    out.open();
    if (!extended) directionFlags(flags, at, out);
    FLAG_FIELDS.forEach((field, i) => {
      // the lower four tell the kind of an extended control frame
      if (extended && i < 2) return;
      out.uint(field, at + 1, 1, (flags >> (i + FIRST_FLAG)) & 1);
      if (field === F['fc.retry'] && (flags & wire.RETRY) !== 0) out.expert(F['fc.retry.expert'], at + 1, 1);
    });
    out.close();
  }
  out.close();
}

function directionFlags(flags: number, at: number, out: FieldSink): void {
  out.uint(F['fc.ds'], at + 1, 1, flags & 3);
  out.hidden(F['fc.tods'], at + 1, 1, flags & wire.TO_DS);
  out.hidden(F['fc.fromds'], at + 1, 1, (flags & wire.FROM_DS) >> 1);
}

/** An address under all the names that it has. */
function address(at: number, out: FieldSink, ...names: Field[]): void {
  for (const name of names) out.bytes(name, at, 6);
  out.hiddenBytes(F.addr, at, 6);
}

/** Duration and addresses of a control or extension frame. */
export function controlHeader(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  const kind = wire.subtype(b, at);
  const isExtension = wire.type(b, at) === wire.EXTENSION;
  const isPoll = !isExtension && kind === wire.PS_POLL;
  if (isPoll) out.uint(F.aid, at + 2, 2, wire.associationId(b, at));
  else out.uint(F.duration, at + 2, 2, wire.duration(b, at));
  const [one, two] = [at + wire.ADDRESS1, at + wire.ADDRESS2];
  address(one, out, F.ra);
  if (isPoll) out.bytes(F.bssid, one, 6);
  if (isExtension && kind === wire.DMG_BEACON) address(one, out, F.bssid);
  const hasTwo = wire.headerLen(b, at) > wire.ADDRESS2;
  if (hasTwo) address(two, out, !isExtension && kind === wire.CF_END ? F.bssid : F.ta);
  p.addresses('ether', hasTwo ? two : -1, one);
}

export function managementHeader(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  const [one, two, three] = [at + wire.ADDRESS1, at + wire.ADDRESS2, at + wire.ADDRESS3];
  out.uint(F.duration, at + 2, 2, wire.duration(b, at));
  address(one, out, F.ra);
  out.bytes(F.da, one, 6);
  out.bytes(F.ta, two, 6);
  out.bytes(F.sa, two, 6);
  out.bytes(F.bssid, three, 6);
  out.hiddenBytes(F.addr, two, 6);
  out.hiddenBytes(F.addr, three, 6);
  sequenceControl(b, at, out);
  if ((wire.flags(b, at) & wire.ORDER) !== 0) out.uint(F.htc, at + 24, 4, u32LE(b, at + 24));
  p.addresses('ether', two, one);
}

function sequenceControl(b: Uint8Array, at: number, out: FieldSink): void {
  out.uint(F.frag, at + wire.SEQUENCE, 2, wire.fragment(b, at));
  out.uint(F.seq, at + wire.SEQUENCE, 2, wire.sequence(b, at));
}

/** Table 9-30: what the addresses of a data frame are; those of an aggregate's parts stand before each part. */
export function dataHeader(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  const [one, two, three, four] = [wire.ADDRESS1, wire.ADDRESS2, wire.ADDRESS3, wire.ADDRESS4].map((n) => at + n);
  const direction = wire.flags(b, at) & 3;
  const aggregate = wire.isAggregate(b, at);
  out.uint(F.duration, at + 2, 2, wire.duration(b, at));
  address(one, out, F.ra);
  address(two, out, F.ta);
  const hasDestination = !aggregate || (direction & wire.TO_DS) === 0;
  const hasSource = !aggregate || (direction & wire.FROM_DS) === 0;
  if (hasDestination) out.bytes(F.da, wire.destinationOf(b, at), 6);
  if (hasSource) out.bytes(F.sa, wire.sourceOf(b, at), 6);
  if (direction === 0) out.bytes(F.bssid, three, 6);
  if (direction === wire.TO_DS) {
    out.bytes(F.bssid, one, 6);
    out.bytes(F.staa, two, 6);
  }
  if (direction === wire.FROM_DS) {
    out.bytes(F.bssid, two, 6);
    out.bytes(F.staa, one, 6);
  }
  const isBridge = wire.hasAddress4(b, at);
  if (isBridge && aggregate) {
    out.bytes(F.bssid, three, 6);
    out.bytes(F.bssid, four, 6);
  }
  sequenceControl(b, at, out);
  if (isBridge && !aggregate) out.hiddenBytes(F.addr, four, 6);
  if (!aggregate || direction === 0 || isBridge) out.hiddenBytes(F.addr, three, 6);
  if (isBridge && aggregate) out.hiddenBytes(F.addr, four, 6);
  p.addresses('ether', hasSource ? wire.sourceOf(b, at) : -1, hasDestination ? wire.destinationOf(b, at) : -1);
}

const QOS_DATA_POLL = 10;

/** Clause 9.2.4.5: what the upper eight bits mean hangs on who sent the frame, and on its kind. */
export function qosControl(b: Uint8Array, at: number, mesh: boolean, out: FieldSink): void {
  const pos = wire.qosAt(b, at);
  const value = u16LE(b, pos);
  const upper = value >> 8;
  const add = (field: Field, bits: number): void => out.uint(field, pos, 2, bits);
  add(F.qos, value);
  out.open();
  add(F['qos.tid'], value & 15);
  add(F['qos.priority'], value & 7);
  const bit4 = (value >> 4) & 1;
  const fromAp = (wire.flags(b, at) & wire.FROM_DS) !== 0;
  add(fromAp ? F['qos.eosp'] : F['qos.bit4'], bit4);
  add(F['qos.ack'], (value >> 5) & 3);
  if (wire.hasData(b, at)) add(F['qos.amsdupresent'], (value >> 7) & 1);
  if (mesh) add(F['qos.mesh_ctl_present'], 1);
  else if (!fromAp) {
    if (bit4 === 0) add(F['qos.txop_dur_req'], upper);
    else if (wire.subtype(b, at) !== QOS_DATA_POLL) add(F['qos.queue_size'], upper);
  } else if ((wire.subtype(b, at) & 2) !== 0) add(F['qos.txop_limit'], upper);
  else bufferState(add, out, upper);
  out.close();
  if ((wire.flags(b, at) & wire.ORDER) !== 0) out.uint(F.htc, pos + 2, 4, u32LE(b, pos + 2));
}

function bufferState(add: (field: Field, bits: number) => void, out: FieldSink, upper: number): void {
  add(F['qos.ps_buf_state'], upper);
  out.open();
  add(F['qos.buf_state_indicated'], (upper >> 1) & 1);
  if ((upper & 2) !== 0) {
    add(F['qos.highest_pri_buf_ac'], (upper >> 2) & 3);
    add(F['qos.qap_buf_load'], upper >> 4);
  }
  out.close();
}

export function meshControl(b: Uint8Array, at: number, len: number, out: FieldSink): void {
  out.none(F['mesh.control_field'], at, len);
  out.open();
  out.uint(F['fixed.mesh_flags'], at, 1, b[at]);
  out.uint(F['fixed.mesh_ttl'], at + 1, 1, b[at + 1]);
  out.uint(F['fixed.mesh_sequence'], at + 2, 4, u32LE(b, at + 2));
  // one more address is the fourth, two are the fifth and sixth
  if (b[at] === 1) out.bytes(F['fixed.mesh_addr4'], at + 6, 6);
  if (b[at] === 2) {
    out.bytes(F['fixed.mesh_addr5'], at + 6, 6);
    out.bytes(F['fixed.mesh_addr6'], at + 12, 6);
  }
  out.close();
}
