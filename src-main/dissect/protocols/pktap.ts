// Apple's PKTAP: the interface and the process that a packet belongs to, before the packet. See wire/pktap.ts.
import * as wire from '../../wire/pktap';
import { u16LE, u32LE } from '../../wire/read';
import type { Field } from '../contract/fields';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../contract/protocol';

const F = defineFields('pktap', {
  hdrlen: ['Header length', 'uint32', 'dec'],
  rectype: ['Record type', 'uint32', 'dec'],
  dlt: ['DLT', 'uint32', 'dec'],
  ifname: ['Interface name', 'string'],
  flags: ['Flags', 'uint32', 'hex'],
  pfamily: ['Protocol family', 'uint32', 'dec'],
  llhdrlen: ['Link-layer header length', 'uint32', 'dec'],
  lltrlrlen: ['Link-layer trailer length', 'uint32', 'dec'],
  pid: ['Process ID', 'uint32', 'dec'],
  cmdname: ['Command name', 'string'],
  svc_class: ['Service class', 'uint32', 'dec'],
  iftype: ['Interface type', 'uint16', 'dec'],
  ifunit: ['Interface unit', 'uint16', 'dec'],
  epid: ['Effective process ID', 'uint32', 'dec'],
  ecmdname: ['Effective command name', 'string'],
  hdrlen_too_short: ['Header length is too short', 'none', 'none', { expert: 'error', group: 'malformed' }],
});

/** The fields behind the length, in their order; lengths in bytes. */
const LAYOUT: readonly (readonly [Field, number])[] = [
  [F.rectype, 4],
  [F.dlt, 4],
  [F.ifname, 24],
  [F.flags, 4],
  [F.pfamily, 4],
  [F.llhdrlen, 4],
  [F.lltrlrlen, 4],
  [F.pid, 4],
  [F.cmdname, 20],
  [F.svc_class, 4],
  [F.iftype, 2],
  [F.ifunit, 2],
  [F.epid, 4],
  [F.ecmdname, 20],
];

/** Text up to its zero, or to the end of its place. */
function text(b: Uint8Array, at: number, len: number): string {
  const bytes = b.subarray(at, at + len);
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

function add(b: Uint8Array, field: Field, at: number, len: number, out: FieldSink): void {
  if (field.type !== 'string') out.uint(field, at, len, len === 2 ? u16LE(b, at) : u32LE(b, at));
  else if (out.wants(field)) out.string(field, at, len, text(b, at, len));
  if (field !== F.flags || !out.detail) return;
  const direction = u32LE(b, at) & (wire.INCOMING | wire.OUTGOING);
  if (direction === wire.INCOMING) out.note({ key: 'tree.pktap.incoming' });
  else if (direction === wire.OUTGOING) out.note({ key: 'tree.pktap.outgoing' });
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at, 4)) return;
  const headerLen = wire.headerLen(b, at);
  out.length(Math.min(headerLen, p.end - at));
  out.uint(F.hdrlen, at, 4, headerLen);
  if (headerLen < wire.HEADER_LEN) {
    out.expert(F.hdrlen_too_short, at, 4);
    return;
  }
  let pos = at + 4;
  for (const [field, len] of LAYOUT) {
    if (!p.need(pos, len)) return;
    add(b, field, pos, len, out);
    pos += len;
  }
  if (!p.need(at, headerLen)) return;
  const body = at + headerLen;
  const room = p.declaredEnd - body;
  if (wire.recordType(b, at) === wire.RECORD_PACKET) p.linkType(wire.linkType(b, at), body, room);
  else p.payload(body, room);
}

export const pktap: Protocol = {
  abbrev: 'pktap',
  name: 'PKTAP packet header',
  fields: F,
  where: 'anywhere',
  inside: ['linktype'],
  under: [
    ['linktype', 149],
    ['linktype', 258],
  ],
  dissect,
  column: 'PKTAP',
  summary: (p, layer) =>
    layer.end - layer.at < 4 ? 'PKTAP' : `PKTAP, ${wire.headerLen(p.bytes, layer.at)} byte header`,
};
