// IPv4, RFC 791; differentiated services RFC 2474, ECN RFC 3168. Options: ipv4-options.ts.
import { expected, isValid, sum16 } from '../../../wire/checksum';
import { TYPE_IPV4 } from '../../../wire/ethernet';
import { NLPID_IPV4 } from '../../../wire/frame-relay';
import * as wire from '../../../wire/ipv4';
import { SAP_IP } from '../../../wire/llc';
import { ARCNET_IPV4, ARCNET_IPV4_1051 } from '../../../wire/old-links';
import { PROTO_IPV4 } from '../../../wire/ppp';
import { ipv4Text } from '../../../text/address';
import { addChecksum, CHECKSUM_STATUS, CHECKSUMS_OFF, type ChecksumVerdict } from '../../values/checksum-field';
import { DSCP_NAMES, DSCP_SHORT, ECN_NAMES, ECN_SHORT } from '../../values/diffserv';
import { ipProtocolName } from '../../values/number-names';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../../contract/protocol';
import { dissectFragment, fragmentFields } from '../../values/fragments';
import { dissectOptions, OPTION_FIELDS } from './ipv4-options';

const F = defineFields('ip', {
  version: ['Version', 'uint8', 'dec', { mask: 0xf0, shared: true }],
  hdr_len: ['Header Length', 'uint8', 'dec', { mask: 0x0f }],
  dsfield: ['Differentiated Services Field', 'uint8', 'hex'],
  'dsfield.dscp': ['Differentiated Services Codepoint', 'uint8', 'dec', { mask: 0xfc, values: DSCP_NAMES }],
  'dsfield.ecn': ['Explicit Congestion Notification', 'uint8', 'dec', { mask: 0x03, values: ECN_NAMES }],
  len: ['Total Length', 'uint16', 'dec'],
  id: ['Identification', 'uint16', 'hex_dec'],
  flags: ['Flags', 'uint8', 'hex', { mask: 0xe0 }],
  'flags.rb': ['Reserved bit', 'bool', 8, { mask: 0x80, words: ['Set', 'Not set'] }],
  'flags.df': ["Don't fragment", 'bool', 8, { mask: 0x40, words: ['Set', 'Not set'] }],
  'flags.mf': ['More fragments', 'bool', 8, { mask: 0x20, words: ['Set', 'Not set'] }],
  frag_offset: ['Fragment Offset', 'uint16', 'dec', { mask: 0x1fff }],
  ttl: ['Time to Live', 'uint8', 'dec', { popularity: 34 }],
  'ttl.too_small': ['Time To Live', 'none', 'none', { expert: 'note', group: 'sequence', message: 'tree.ip.smallTtl' }],
  'ttl.lncb': ['Time To Live', 'none', 'none', { expert: 'note', group: 'sequence', message: 'tree.ip.localTtl' }],
  proto: ['Protocol', 'uint8', 'dec', { values: ipProtocolName, popularity: 33 }],
  checksum: ['Header Checksum', 'uint16', 'hex'],
  'checksum.status': ['Header checksum status', 'uint8', 'none', { values: CHECKSUM_STATUS }],
  checksum_calculated: ['Calculated Checksum', 'uint16', 'hex'],
  'checksum_bad.expert': ['Bad checksum', 'none', 'none', { expert: 'error', group: 'checksum' }],
  src: ['Source Address', 'ipv4', 'none', { popularity: 22 }],
  dst: ['Destination Address', 'ipv4', 'none', { popularity: 23 }],
  addr: ['Source or Destination Address', 'ipv4', 'none', { popularity: 13, paired: true }],
  src_host: ['Source Host', 'string', 'none', { says: { of: 'src' } }],
  dst_host: ['Destination Host', 'string', 'none', { says: { of: 'dst' } }],
  host: ['Source or Destination Host', 'string', 'none', { paired: true, says: { of: 'addr' } }],
  bogus_ip_version: ['Bogus IP version', 'none', 'none', { expert: 'error', group: 'protocol' }],
  bogus_header_length: ['Bogus IP header length', 'none', 'none', { expert: 'error', group: 'protocol' }],
  bogus_ip_length: ['Bogus IP length', 'none', 'none', { expert: 'error', group: 'protocol' }],
});

const FRAGMENTS = fragmentFields('ip', 'IPv4', 'bytes', 'reassembled_in');

/** Multicast, and routing protocols that speak to the neighbour only (OSPF, PIM), have few hops on purpose. */
function staysLocal(b: Uint8Array, at: number): boolean {
  const protocol = wire.protocol(b, at);
  return (b[at + wire.DST] & 0xf0) === 0xe0 || protocol === 89 || protocol === 103;
}
/** A packet for one host with fewer hops left than this is worth a note. */
const SMALL_TTL = 5;

/**
 * The hops that packets to 224.0.0.0/24 are sent with, which no router forwards (RFC 5771 section 4): 255 where the protocol proves by it that
 * they come from the same link (VRRP, GLBP, mDNS), else 1; LLMNR takes any.
 */
function isLocalTtl(b: Uint8Array, at: number, ttl: number): boolean {
  const dst = at + wire.DST;
  if (b[dst] !== 224 || b[dst + 1] !== 0 || b[dst + 2] !== 0) return true;
  const last = b[dst + 3];
  return last === 252 || ttl === (last === 18 || last === 102 || last === 251 ? 255 : 1);
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at, 1)) return;
  const version = wire.version(b, at);
  const headerLen = wire.headerLen(b, at);
  out.length(Math.min(Math.max(headerLen, wire.HEADER_LEN), p.end - at));
  out.uint(F.version, at, 1, version);
  if (version !== 4) return out.expert(F.bogus_ip_version, at, 1);
  out.uint(F.hdr_len, at, 1, headerLen);
  if (out.detail) out.display(`${headerLen} bytes (${headerLen / 4})`);
  if (headerLen < wire.HEADER_LEN) return out.expert(F.bogus_header_length, at, 1);
  if (!p.need(at, wire.HEADER_LEN)) return fieldsOfStump(p, at, headerLen, out);

  p.ipHeader(4, at + wire.SRC, at + wire.DST);
  p.addresses('ipv4', at + wire.SRC, at + wire.DST);
  if (out.detail) {
    out.head('Src', ipv4Text(b, at + wire.SRC));
    out.head('Dst', ipv4Text(b, at + wire.DST));
  }
  services(p, at, out);

  const totalLen = totalLength(p, at, headerLen, out);
  if (totalLen === 0) return;
  p.trim(at + totalLen);

  out.uint(F.id, at + 4, 2, wire.id(b, at));
  const offset = fragmentation(p, at, out);
  const ttl = wire.ttl(b, at);
  out.uint(F.ttl, at + 8, 1, ttl);
  if (ttl < SMALL_TTL && !staysLocal(b, at)) out.expert(F['ttl.too_small'], at + 8, 1);
  if (!isLocalTtl(b, at, ttl)) out.expert(F['ttl.lncb'], at + 8, 1);
  const protocol = wire.protocol(b, at);
  out.uint(F.proto, at + 9, 1, protocol);
  addChecksum(out, CHECKSUM, at + 10, wire.checksum(b, at), verdict(p, at, headerLen));
  address(out, at);

  if (headerLen > wire.HEADER_LEN && !dissectOptions(p, at + wire.HEADER_LEN, at + headerLen, out)) return;
  const body = at + headerLen;
  if (body >= p.declaredEnd) return; // a header alone: no protocol of which something could be missing
  const datagram = wire.isFragment(b, at) ? p.datagram(p, body) : null;
  if (datagram)
    dissectFragment(p, datagram, body, { fields: FRAGMENTS, here: FRAGMENTS.reassembled_in, out }, (length) =>
      p.next('ip.proto', protocol, 0, length),
    );
  else if (offset === 0) p.next('ip.proto', protocol, body, p.declaredEnd - body);
  else p.payload(body, p.declaredEnd - body);
}

/** 0: less than the header, and so no length. */
function totalLength(p: Packet, at: number, headerLen: number, out: FieldSink): number {
  const room = p.declaredEnd - at;
  // 0: the network card was to cut the segment up (TSO); the rest of the frame is meant
  const declared = wire.totalLen(p.bytes, at);
  const length = declared === 0 ? room : declared;
  out.uint(F.len, at + 2, 2, length);
  if (declared === 0 && out.detail) out.note({ key: 'tree.ip.lengthZero', args: { length } });
  const tooShort = declared !== 0 && length < headerLen;
  if (tooShort || (length > room && !p.quoted)) out.expert(F.bogus_ip_length, at + 2, 2);
  return tooShort ? 0 : length;
}

function services(p: Packet, at: number, out: FieldSink): void {
  const tos = wire.tos(p.bytes, at);
  out.uint(F.dsfield, at + 1, 1, tos);
  if (out.detail) {
    const text = `0x${tos.toString(16).padStart(2, '0')}`;
    out.display(`${text} (DSCP: ${DSCP_SHORT[tos >> 2] ?? 'Unknown'}, ECN: ${ECN_SHORT[tos & 3]})`);
  }
  out.open();
  out.uint(F['dsfield.dscp'], at + 1, 1, tos >> 2);
  out.uint(F['dsfield.ecn'], at + 1, 1, tos & 3);
  out.close();
}

const FLAG_NAMES = ['', 'More fragments', "Don't fragment", "Don't fragment, More fragments"];

function fragmentation(p: Packet, at: number, out: FieldSink): number {
  const flags = wire.flags(p.bytes, at);
  out.uint(F.flags, at + 6, 1, flags);
  if (out.detail) {
    const names = [flags & 4 ? 'Reserved bit' : '', FLAG_NAMES[flags & 3]].filter((name) => name !== '');
    out.display([`0x${flags.toString(16)}`, ...names].join(', '));
  }
  out.open();
  out.uint(F['flags.rb'], at + 6, 1, flags >> 2);
  out.uint(F['flags.df'], at + 6, 1, (flags >> 1) & 1);
  out.uint(F['flags.mf'], at + 6, 1, flags & 1);
  out.close();
  const offset = wire.fragmentOffset(p.bytes, at);
  out.uint(F.frag_offset, at + 6, 2, offset / 8);
  if (out.detail) out.display(offset.toString());
  if (wire.isFragment(p.bytes, at)) p.markFragment();
  return offset;
}

const CHECKSUM = {
  checksum: F.checksum,
  status: F['checksum.status'],
  bad: F['checksum_bad.expert'],
  calculated: F.checksum_calculated,
};

function verdict(p: Packet, at: number, headerLen: number): ChecksumVerdict {
  if (!p.options.checkChecksums) return CHECKSUMS_OFF;
  if (!p.has(at, headerLen)) return { kind: 'unverified', why: 'truncated' };
  const sum = sum16(p.bytes, at, at + headerLen);
  if (isValid(sum)) return { kind: 'good' };
  return { kind: 'bad', expected: expected(sum, wire.checksum(p.bytes, at)) };
}

function address(out: FieldSink, at: number): void {
  out.bytes(F.src, at + wire.SRC, 4);
  out.hiddenBytes(F.addr, at + wire.SRC, 4);
  out.bytes(F.dst, at + wire.DST, 4);
  out.hiddenBytes(F.addr, at + wire.DST, 4);
}

/** What can be read of a header that was cut short. */
function fieldsOfStump(p: Packet, at: number, headerLen: number, out: FieldSink): void {
  const b = p.bytes;
  if (p.has(at, 2)) services(p, at, out);
  if (p.has(at, 4) && totalLength(p, at, headerLen, out) === 0) return;
  if (p.has(at, 6)) out.uint(F.id, at + 4, 2, wire.id(b, at));
  if (p.has(at, 8)) fragmentation(p, at, out);
  if (p.has(at, 9)) out.uint(F.ttl, at + 8, 1, wire.ttl(b, at));
  if (p.has(at, 10)) out.uint(F.proto, at + 9, 1, wire.protocol(b, at));
  if (p.has(at, 12))
    addChecksum(out, CHECKSUM, at + 10, wire.checksum(b, at), { kind: 'unverified', why: 'truncated' });
  if (p.has(at, 16)) {
    out.bytes(F.src, at + wire.SRC, 4);
    out.hiddenBytes(F.addr, at + wire.SRC, 4);
  }
}

/** Also found in IPv6 packets, whose version stands in the same bits. */
export const IP_VERSION = F.version;

export const ipv4: Protocol = {
  abbrev: 'ip',
  name: 'Internet Protocol Version 4',
  fields: { ...F, ...FRAGMENTS, ...OPTION_FIELDS },
  where: 'ipv4',
  line: { popularity: 3 },
  under: [
    ['ethertype', TYPE_IPV4],
    ['ip.proto', wire.PROTO_IPV4],
    ['linktype', 228],
    ['null.type', 2],
    ['ppp.protocol', PROTO_IPV4],
    ['gre.proto', TYPE_IPV4],
    ['nsh.next_proto', 1],
    ['llc.dsap', SAP_IP],
    ['fr.nlpid', NLPID_IPV4],
    ['arcnet.protocol_id', ARCNET_IPV4],
    ['arcnet.protocol_id', ARCNET_IPV4_1051],
  ],
  dissect,
  column: 'IPv4',
  summary: (p, layer) => {
    const { bytes } = p;
    const at = layer.at;
    if (layer.end - at < 1 || wire.version(bytes, at) !== 4) return 'Bogus IPv4 version';
    const headerLen = wire.headerLen(bytes, at);
    if (headerLen < wire.HEADER_LEN) return `Bogus IP header length (${headerLen}, must be at least 20)`;
    if (layer.end - at < wire.HEADER_LEN) return 'IPv4';
    const protocol = wire.protocol(bytes, at);
    const name = ipProtocolName(protocol) ?? 'Unknown';
    const datagram = wire.isFragment(bytes, at) ? p.datagram(layer, at + headerLen) : null;
    if (wire.fragmentOffset(bytes, at) === 0 && !datagram) return `${name} (${protocol})`;
    const id = wire.id(bytes, at).toString(16).padStart(4, '0');
    const where = datagram && datagram.reassembledIn > 0 ? ` [Reassembled in #${datagram.reassembledIn}]` : '';
    return `Fragmented IP protocol (proto=${name} ${protocol}, off=${wire.fragmentOffset(bytes, at)}, ID=${id})${where}`;
  },
};
