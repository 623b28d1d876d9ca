// Linux netlink: messages between programs and the kernel, which a capture on a device of type nlmon has. See wire/netlink.ts. What the
// messages say is shown as data.
import * as wire from '../../wire/netlink';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../contract/protocol';
import { HARDWARE_TYPES } from '../values/number-names';

// include/uapi/linux/netlink.h
const FAMILIES: Readonly<Record<number, string>> = {
  0: 'Route',
  1: 'Unused',
  2: 'User-mode socket protocol',
  3: 'Unused (formerly: ip_queue)',
  4: 'Socket monitoring',
  5: 'Netfilter ULOG',
  6: 'IPsec',
  7: 'SELinux events',
  8: 'Open-iSCSI',
  9: 'Auditing',
  10: 'Forwarding Information Base lookup',
  11: 'Kernel connector',
  12: 'Netfilter',
  13: 'IPv6 Firewall',
  14: 'DECnet routing messages',
  15: 'Kernel messages to user space',
  16: 'Generic',
  18: 'SCSI transports',
  19: 'eCryptfs',
  20: 'RDMA',
  21: 'Linux kernel crypto API',
};
const TYPES: Readonly<Record<number, string>> = { 1: 'No-op', 2: 'Error', 3: 'Done', 4: 'Overrun' };

const F = defineFields('netlink', {
  hatype: ['Link-layer address type', 'uint16', 'dec', { values: HARDWARE_TYPES }],
  family: ['Family', 'uint16', 'hex', { values: FAMILIES }],
  hdr_len: ['Length', 'uint32', 'dec'],
  hdr_type: ['Message type', 'uint16', 'hex', { values: TYPES }],
  hdr_flags: ['Flags', 'uint16', 'hex'],
  'hdr_flags.request': ['Request', 'uint16', 'dec', { mask: 0x01 }],
  'hdr_flags.multi': ['Multipart message', 'uint16', 'dec', { mask: 0x02 }],
  'hdr_flags.ack': ['Ack', 'uint16', 'dec', { mask: 0x04 }],
  'hdr_flags.echo': ['Echo', 'uint16', 'dec', { mask: 0x08 }],
  'hdr_flags.dump_intr': ['Dump inconsistent', 'uint16', 'dec', { mask: 0x10 }],
  'hdr_flags.dump_filtered': ['Dump filtered', 'uint16', 'dec', { mask: 0x20 }],
  hdr_seq: ['Sequence', 'uint32', 'dec'],
  hdr_pid: ['Port ID', 'uint32', 'dec'],
});
const FLAGS = Object.values(F).filter((field) => field.abbrev.startsWith('netlink.hdr_flags.'));

function message(b: Uint8Array, at: number, little: boolean, out: FieldSink): void {
  const flags = wire.read16(b, at + 6, little);
  out.uint(F.hdr_len, at, 4, wire.read32(b, at, little));
  out.uint(F.hdr_type, at + 4, 2, wire.read16(b, at + 4, little));
  out.uint(F.hdr_flags, at + 6, 2, flags);
  out.open();
  for (const flag of FLAGS) out.uint(flag, at + 6, 2, (flags & flag.mask) === 0 ? 0 : 1);
  out.close();
  out.uint(F.hdr_seq, at + 8, 4, wire.read32(b, at + 8, little));
  out.uint(F.hdr_pid, at + 12, 4, wire.read32(b, at + 12, little));
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at, wire.HEADER_LEN)) return;
  out.uint(F.hatype, at + 2, 2, wire.hardwareType(b, at));
  out.uint(F.family, at + 14, 2, wire.family(b, at));
  let pos = at + wire.HEADER_LEN;
  const little = p.has(pos, 4) && wire.isLittleEndian(b, pos, p.declaredEnd - pos);
  while (p.declaredEnd - pos >= wire.MESSAGE_LEN) {
    if (!p.need(pos, wire.MESSAGE_LEN)) return;
    message(b, pos, little, out);
    const len = wire.read32(b, pos, little);
    if (len < wire.MESSAGE_LEN) return p.malformed(F.hdr_len, pos, 4);
    const end = Math.min(pos + len, p.declaredEnd);
    p.payload(pos + wire.MESSAGE_LEN, end - pos - wire.MESSAGE_LEN);
    pos += wire.padded(len);
  }
}

export const netlink: Protocol = {
  abbrev: 'netlink',
  name: 'Linux netlink protocol',
  fields: F,
  where: 'anywhere',
  under: [['linktype', 253]],
  dissect,
  column: 'Netlink',
  summary: (p, { at, end }) => {
    const family = end - at < wire.HEADER_LEN ? undefined : FAMILIES[wire.family(p.bytes, at)];
    return family === undefined ? 'Linux netlink' : `Linux netlink, ${family}`;
  },
};
