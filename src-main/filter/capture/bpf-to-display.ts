// A capture filter in the language of display filters. Where it can be said it is the same test, save that a display filter looks into
// tunnels, into VLAN tags and into what ICMP errors quote, and that its TCP fields mean IPv6 too.
import { registry } from '../../dissect/protocols/registry';
import { and, atom, not, or, type FilterText } from '../language/filter-text';
import { parseBpf } from './bpf-parser';
import { relationToDisplay } from './bpf-relation';
import type { Bpf, BpfDirection, BpfNumber, BpfQualifiers } from './bpf-tree';
import { bpfEtherType, bpfIpProtocol, bpfPort } from './bpf-words';

/** Fields for both ends, for the sender and for the receiver. */
interface Ends {
  any: string;
  src: string;
  dst: string;
}
const ends = (protocol: string, any: string, src: string, dst: string): Ends => ({
  any: `${protocol}.${any}`,
  src: `${protocol}.${src}`,
  dst: `${protocol}.${dst}`,
});
const IP = ends('ip', 'addr', 'src', 'dst');
const IPV6 = ends('ipv6', 'addr', 'src', 'dst');
const ETHER = ends('eth', 'addr', 'src', 'dst');
const TCP = ends('tcp', 'port', 'srcport', 'dstport');
const UDP = ends('udp', 'port', 'srcport', 'dstport');

/** `test`: what is asked of a field, `== 80`. */
function atEnds(fields: Ends, direction: BpfDirection, test: string): FilterText {
  switch (direction) {
    case 'src':
      return atom(`${fields.src} ${test}`);
    case 'dst':
      return atom(`${fields.dst} ${test}`);
    case 'src and dst':
      return and(atom(`${fields.src} ${test}`), atom(`${fields.dst} ${test}`));
    default:
      return atom(`${fields.any} ${test}`);
  }
}

/** ARP has no field for both ends. */
function arpEnds(direction: BpfDirection, test: string): FilterText {
  const src = atom(`arp.src.proto_ipv4 ${test}`);
  const dst = atom(`arp.dst.proto_ipv4 ${test}`);
  if (direction === 'src') return src;
  if (direction === 'dst') return dst;
  return direction === 'src and dst' ? and(src, dst) : or(src, dst);
}

/** `10.1` of a network is 10.1.0.0/16: full address and bits, or null. */
function ipv4Network(id: string, bits: number): { address: string; bits: number } | null {
  if (!/^\d{1,3}(\.\d{1,3}){0,3}$/.test(id)) return null;
  const parts = id.split('.');
  if (parts.some((part) => Number(part) > 255) || bits > 32) return null;
  const network = bits < 0 ? 8 * parts.length : bits;
  return { address: [...parts, '0', '0', '0'].slice(0, 4).map(Number).join('.'), bits: network };
}

function address(
  { proto, direction, kind }: BpfQualifiers,
  id: string,
  bits: number,
  ipOnly: boolean,
): FilterText | null {
  if (proto === 'ether') {
    const isMac = /^[0-9a-f]{1,2}([:.-][0-9a-f]{1,2}){5}$/i.test(id);
    return isMac && kind === 'host' ? atEnds(ETHER, direction, `== ${id.replace(/[.-]/g, ':').toLowerCase()}`) : null;
  }
  if (id.includes(':')) {
    if (proto !== '' && proto !== 'ip6') return null;
    return atEnds(IPV6, direction, `== ${id.toLowerCase()}${bits < 0 ? '' : `/${bits}`}`);
  }
  const network = kind === 'net' || bits >= 0 ? ipv4Network(id, bits) : ipv4Network(id, 32);
  if (network === null || (kind === 'host' && bits < 0 && id.split('.').length !== 4)) return null;
  const test = `== ${network.address}${network.bits === 32 ? '' : `/${network.bits}`}`;
  if (proto === 'ip' || (proto === '' && ipOnly)) return atEnds(IP, direction, test);
  if (proto === 'arp') return arpEnds(direction, test);
  return proto === '' ? or(atEnds(IP, direction, test), arpEnds(direction, test)) : null;
}

function port({ proto, direction, kind }: BpfQualifiers, id: string): FilterText | null {
  let test: string;
  const range = /^(\w+)-(\w+)$/.exec(id);
  const single = bpfPort(id);
  if (kind === 'portrange' && range) {
    const [low, high] = [bpfPort(range[1]), bpfPort(range[2])];
    if (low === null || high === null) return null;
    test = `in {${Math.min(low, high)}..${Math.max(low, high)}}`;
  } else if (single === null) return null;
  else test = `== ${single}`;
  if (proto === 'tcp') return atEnds(TCP, direction, test);
  if (proto === 'udp') return atEnds(UDP, direction, test);
  return proto === '' ? or(atEnds(TCP, direction, test), atEnds(UDP, direction, test)) : null;
}

const byNumber = (number: number): FilterText => or(...ipProtocol(number));
const ipProtocol = (number: number): FilterText[] => [atom(`ip.proto == ${number}`), ...ipv6Next(number)];
const ipv6Next = (number: number): FilterText[] => [
  atom(`ipv6.nxt == ${number}`),
  atom(`ipv6.fraghdr.nxt == ${number}`),
];

function proto({ proto: below, direction }: BpfQualifiers, id: string): FilterText | null {
  if (direction !== '') return null;
  if (below === 'ether') {
    const type = bpfEtherType(id);
    return type === null ? null : atom(`eth.type == 0x${type.toString(16).padStart(4, '0')}`);
  }
  const number = bpfIpProtocol(id);
  if (number === null) return null;
  if (below === 'ip') return atom(`ip.proto == ${number}`);
  if (below === 'ip6') return or(...ipv6Next(number));
  return below === '' ? byNumber(number) : null;
}

/** Protocols of the same name, and those of another. */
const SAME: ReadonlySet<string> = new Set(['ip', 'arp', 'tcp', 'udp', 'icmp', 'esp', 'ah']);
const NUMBERS: Readonly<Record<string, number>> = { igmp: 2, igrp: 9, pim: 103, vrrp: 112, carp: 112, sctp: 132 };

function protocol(name: string): FilterText | null {
  if (SAME.has(name)) return atom(name);
  if (name === 'ip6') return atom('ipv6');
  if (name === 'icmp6') return atom('icmpv6');
  if (name === 'rarp') return atom('eth.type == 0x8035');
  if (!Object.hasOwn(NUMBERS, name)) return null;
  return registry.protocol(name) ? atom(name) : byNumber(NUMBERS[name]);
}

function special(name: string, proto: string, argument: number | null): FilterText | null {
  switch (name) {
    case 'broadcast':
      return proto === '' || proto === 'ether' ? atom('eth.dst == ff:ff:ff:ff:ff:ff') : null;
    case 'multicast':
      if (proto === 'ip') return atom('ip.dst >= 224.0.0.0');
      if (proto === 'ip6') return atom('ipv6.dst == ff00::/8');
      return proto === '' || proto === 'ether' ? atom('eth.dst.ig == 1') : null;
    case 'vlan':
      return atom(argument === null ? 'vlan' : `vlan.id == ${argument}`);
    case 'mpls':
      return atom(argument === null ? 'mpls' : `mpls.label == ${argument}`);
    case 'pppoed':
      return atom('pppoed');
    case 'pppoes':
      return atom(argument === null ? 'pppoes' : `pppoe.session_id == ${argument}`);
    case 'less':
      return atom(`frame.len <= ${argument ?? 0}`);
    case 'greater':
      return atom(`frame.len >= ${argument ?? 0}`);
    default:
      return null; // the direction is not in every file
  }
}

/** Whether only IP packets pass: then an address is none of ARP. */
function needsIp(node: Bpf): boolean {
  switch (node.kind) {
    case 'and':
      return needsIp(node.left) || needsIp(node.right);
    case 'or':
      return needsIp(node.left) && needsIp(node.right);
    case 'primitive':
      return node.qualifiers.kind === 'port' || node.qualifiers.kind === 'portrange' || node.qualifiers.proto === 'ip';
    case 'protocol':
      return node.name !== 'arp' && node.name !== 'rarp';
    case 'relation':
      return readsIp(node.left) || readsIp(node.right);
    default:
      return false;
  }
}

const IP_BYTES: ReadonlySet<string> = new Set(['ip', 'tcp', 'udp', 'icmp']);
function readsIp(number: BpfNumber): boolean {
  if (number.kind === 'arithmetic') return readsIp(number.left) || readsIp(number.right);
  return number.kind === 'bytes' && IP_BYTES.has(number.proto);
}

function translate(node: Bpf, ipOnly: boolean): FilterText | null {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const narrowed = ipOnly || (node.kind === 'and' && needsIp(node));
      const left = translate(node.left, narrowed);
      const right = translate(node.right, narrowed);
      if (left === null || right === null) return null;
      return node.kind === 'and' ? and(left, right) : or(left, right);
    }
    case 'not': {
      const of = translate(node.of, ipOnly);
      return of === null ? null : not(of);
    }
    case 'primitive': {
      const { qualifiers, id, bits } = node;
      if (qualifiers.kind === 'host' || qualifiers.kind === 'net') return address(qualifiers, id, bits, ipOnly);
      if (bits >= 0) return null;
      return qualifiers.kind === 'proto' ? proto(qualifiers, id) : port(qualifiers, id);
    }
    case 'protocol':
      return protocol(node.name);
    case 'special':
      return special(node.name, node.proto, node.argument);
    case 'relation':
      return relationToDisplay(node);
  }
}

export interface BpfReading {
  /** the display filter that says the same; null: it cannot be said, or has names that only the system knows */
  display: string | null;
}

/** `vlan and vlan` asks for two tags, which a display filter that looks at each layer does not. */
const tags = (text: string): number => text.match(/\b(?:vlan|mpls|pppoes)\b/g)?.length ?? 0;

/** How `text` reads as a capture filter; null where it is none. */
export function readBpf(text: string): BpfReading | null {
  const filter = parseBpf(text);
  if (filter === null) return null;
  return { display: tags(text) > 1 ? null : (translate(filter, false)?.text ?? null) };
}
