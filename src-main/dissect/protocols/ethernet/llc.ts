// IEEE 802.2 logical link control, with SNAP (RFC 1042). Layout of the control field: IEEE 802.2 clause 5.2.
import { u16LE } from '../../../wire/read';
import * as wire from '../../../wire/llc';
import { etherTypeName, sapName } from '../../values/number-names';
import { defineFields, type Field, type FieldSink, type Packet, type Protocol } from '../../contract/protocol';

const FRAME_TYPES = { 0: 'Information frame', 1: 'Supervisory frame', 3: 'Unnumbered frame' };
const SUPERVISORY = { 0: 'Receiver ready', 1: 'Receiver not ready', 2: 'Reject', 3: 'Selective reject' };
// the five modifier bits as they stand in the control byte (0xec)
const COMMANDS: Record<number, string> = {
  0x00: 'Unnumbered Information',
  0x08: 'Unnumbered Poll',
  0x10: 'Disconnect',
  0x18: 'Unnumbered Acknowledge',
  0x21: 'Frame reject',
  0x03: 'Set Asynchronous Response Mode',
  0x1b: 'Set Asynchronous Balanced Mode Extended',
  0x2b: 'Exchange identification',
  0x38: 'Test',
};
const SHORT: Record<number, string> = {
  0x00: 'UI',
  0x08: 'UP',
  0x10: 'DISC',
  0x18: 'UA',
  0x21: 'FRMR',
  0x03: 'DM',
  0x1b: 'SABME',
  0x2b: 'XID',
  0x38: 'TEST',
};
const ORGANISATIONS: Record<number, string> = {
  0x000000: 'Encapsulated Ethernet',
  0x00000c: 'Cisco',
  0x0000f8: 'Cisco 802.1H bridged Ethernet',
  0x080007: 'Apple',
};

const F = defineFields('llc', {
  dsap: ['DSAP', 'uint8', 'hex', { values: (v) => sapName(v & 0xfe) }],
  'dsap.sap': ['SAP', 'uint8', 'none', { mask: 0xfe, values: (v) => sapName(v * 2) ?? 'Unknown' }],
  'dsap.ig': ['IG Bit', 'bool', 8, { mask: 0x01, words: ['Group', 'Individual'] }],
  ssap: ['SSAP', 'uint8', 'hex', { values: (v) => sapName(v & 0xfe) }],
  'ssap.sap': ['SAP', 'uint8', 'none', { mask: 0xfe, values: (v) => sapName(v * 2) ?? 'Unknown' }],
  'ssap.cr': ['CR Bit', 'bool', 8, { mask: 0x01, words: ['Response', 'Command'] }],
  control: ['Control', 'uint16', 'hex'],
  'control.ftype': ['Frame type', 'uint8', 'hex', { values: FRAME_TYPES }],
  'control.u_modifier_cmd': ['Command', 'uint8', 'hex', { mask: 0xec, values: COMMANDS }],
  'control.u_modifier_resp': ['Response', 'uint8', 'hex', { mask: 0xec, values: COMMANDS }],
  'control.s_ftype': ['Supervisory frame type', 'uint16', 'hex', { values: SUPERVISORY }],
  'control.n_r': ['N(R)', 'uint16', 'dec'],
  'control.n_s': ['N(S)', 'uint16', 'dec'],
  oui: ['Organization Code', 'uint24', 'oui', { values: ORGANISATIONS }],
  type: ['Type', 'uint16', 'hex', { values: etherTypeName }],
  pid: ['Protocol ID', 'uint16', 'hex'],
  cisco_pid: ['PID', 'uint16', 'hex'],
  apple_atalk_pid: ['PID', 'uint16', 'hex'],
  nortel_pid: ['PID', 'uint16', 'hex'],
});

const CISCO = 0x00000c;
/** Organisations with numbers of their own. */
const PID_FIELDS: Readonly<Record<number, Field | undefined>> = {
  [CISCO]: F.cisco_pid,
  0x080007: F.apple_atalk_pid,
  0x000081: F.nortel_pid,
};

/** The five modifier bits of an unnumbered frame's control byte, without poll/final and type. */
const modifier = (control: number): number => (control & 0xec) >> 2;

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at, 2)) return;
  const [dsap, ssap] = [b[at], b[at + 1]];
  out.uint(F.dsap, at, 1, dsap);
  out.open();
  out.uint(F['dsap.sap'], at, 1, dsap >> 1);
  out.uint(F['dsap.ig'], at, 1, dsap & 1);
  out.close();
  out.uint(F.ssap, at + 1, 1, ssap);
  out.open();
  out.uint(F['ssap.sap'], at + 1, 1, ssap >> 1);
  out.uint(F['ssap.cr'], at + 1, 1, ssap & 1);
  out.close();
  if (!p.need(at, wire.MIN_LEN)) return;
  const headerLen = wire.headerLen(b, at);
  out.length(Math.min(headerLen, p.end - at));
  if (!p.need(at, headerLen)) return;
  control(p, at + 2, (ssap & 1) !== 0, out);

  let body = at + headerLen;
  if (!wire.isSnap(b, at)) {
    // only frames that carry data: unnumbered information, and information frames
    p.next('llc.dsap', dsap, body, p.declaredEnd - body);
    return;
  }
  if (!p.need(body, wire.SNAP_LEN)) return;
  const oui = wire.snapOui(b, body);
  const pid = wire.snapPid(b, body);
  out.length(headerLen + wire.SNAP_LEN);
  out.uint(F.oui, body, 3, oui);
  if (wire.snapIsEtherType(oui)) out.uint(F.type, body + 3, 2, pid);
  else out.uint(PID_FIELDS[oui] ?? F.pid, body + 3, 2, pid);
  body += wire.SNAP_LEN;
  const table = wire.snapIsEtherType(oui) ? 'ethertype' : oui === CISCO ? 'llc.cisco_pid' : 'llc.pid';
  p.next(table, pid, body, p.declaredEnd - body);
}

function control(p: Packet, at: number, response: boolean, out: FieldSink): void {
  const b = p.bytes;
  if ((b[at] & 3) === 3) {
    out.uint(F.control, at, 1, b[at]);
    out.open();
    out.uint(response ? F['control.u_modifier_resp'] : F['control.u_modifier_cmd'], at, 1, modifier(b[at]));
    out.uint(F['control.ftype'], at, 1, 3);
    out.close();
    return;
  }
  // two bytes, sequence numbers in the low-order first
  const value = u16LE(b, at);
  out.uint(F.control, at, 2, value);
  out.open();
  out.uint(F['control.n_r'], at, 2, value >> 9);
  if ((value & 1) === 0) out.uint(F['control.n_s'], at, 2, (value >> 1) & 0x7f);
  else out.uint(F['control.s_ftype'], at, 2, (value >> 2) & 3);
  out.uint(F['control.ftype'], at, 2, value & 1);
  out.close();
}

export const llc: Protocol = {
  abbrev: 'llc',
  name: 'Logical-Link Control',
  fields: F,
  where: 'anywhere',
  withPayload: true,
  under: [['sll.ltype', 0x0004]],
  dissect,
  column: 'LLC',
  summary: (p, layer) => {
    const b = p.bytes;
    const at = layer.at;
    if (layer.end - at < wire.MIN_LEN) return 'LLC';
    const what = wire.isUnnumbered(b, at) ? `U, func=${SHORT[modifier(b[at + 2])] ?? 'Unknown'}` : 'numbered frame';
    if (wire.isSnap(b, at) && layer.end - at >= 8) {
      const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');
      return `${what}; SNAP, OUI 0x${hex(wire.snapOui(b, at + 3), 6)}, PID 0x${hex(wire.snapPid(b, at + 3), 4)}`;
    }
    const sap = (value: number): string => sapName(value & 0xfe) ?? `0x${value.toString(16).padStart(2, '0')}`;
    return `${what}; DSAP ${sap(b[at])}, SSAP ${sap(b[at + 1])}`;
  },
};
