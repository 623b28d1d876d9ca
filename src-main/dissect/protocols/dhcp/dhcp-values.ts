// Options of DHCP that have a form of their own, each by its number.
import { hexText, ipv4Text } from '../../../text/address';
import { u16, u32 } from '../../../wire/read';
import type { Field, FieldSink, Packet } from '../../contract/protocol';
import { NameReader } from '../../values/domain-name';
import { plainText } from '../../values/escaped-text';
import { F } from './dhcp-fields';

/** Reads an option's value of `len` bytes, which are there. */
type Value = (p: Packet, at: number, len: number, out: FieldSink) => void;

export const VALUES: Readonly<Record<number, Value>> = {
  55: requestList,
  61: clientIdentifier,
  77: userClass,
  81: fullName,
  82: relayAgent,
  94: networkInterface,
  119: searchList,
  121: routes,
  249: routes,
};

/** RFC 2132 section 9.8 */
function requestList({ bytes: b }: Packet, at: number, len: number, out: FieldSink): void {
  for (let i = at; i < at + len; i++) out.uint(F['option.request_list_item'], i, 1, b[i]);
}

/** RFC 2132 section 9.14: a type with an address of its kind, or RFC 4361: an identifier as of DHCPv6. */
function clientIdentifier(p: Packet, at: number, len: number, out: FieldSink): void {
  const { bytes: b } = p;
  if (len === 0) return;
  const type = b[at];
  if (len === 7 && (type === 1 || type === 6)) {
    out.uint(F['hw.type'], at, 1, type);
    out.bytes(F['hw.mac_addr'], at + 1, 6);
  } else if (type === 255 && len >= 7) unique(p, at, len, out);
  else if (type === 0) {
    out.uint(F['client_id.type'], at, 1, type);
    if (len > 1) out.string(F['client_id.undef'], at + 1, len - 1, plainText(b.subarray(at + 1, at + len)));
  } else {
    out.line('Identifier', at, len);
    if (out.detail) out.display(hexText(b, at, len));
  }
}

const TIMED = 1;
const OF_ENTERPRISE = 2;
const LINK_LAYER = 3;

function unique({ bytes: b }: Packet, at: number, len: number, out: FieldSink): void {
  const end = at + len;
  out.string(F['client_id.iaid'], at + 1, 4, hexText(b, at + 1, 4));
  const kind = u16(b, at + 5);
  out.uint(F['client_id.duid_type'], at + 5, 2, kind);
  const body = at + 7;
  const address = (from: number): void => {
    if (end > from) out.string(F['client_id.link_layer_address'], from, end - from, hexText(b, from, end - from, ':'));
  };
  if (kind === TIMED && end >= body + 6) {
    out.uint(F['client_id.duid_llt_hw_type'], body, 2, u16(b, body));
    out.uint(F['client_id.time'], body + 2, 4, u32(b, body + 2));
    address(body + 6);
  } else if (kind === LINK_LAYER && end >= body + 2) {
    out.uint(F['client_id.duid_ll_hw_type'], body, 2, u16(b, body));
    address(body + 2);
  } else if (kind === OF_ENTERPRISE && end >= body + 4) {
    out.uint(F['client_id.enterprise_num'], body, 4, u32(b, body));
    if (end > body + 4) out.bytes(F.client_id, body + 4, end - body - 4);
  } else if (end > body) out.bytes(F.client_id, body, end - body);
}

/** RFC 3004 section 4. Some clients send the text alone. */
function userClass({ bytes: b }: Packet, from: number, len: number, out: FieldSink): void {
  const end = from + len;
  if (len < 2) return out.expert(F.bad_length, from, len);
  for (let at = from, i = 0; at < end; at += 1 + b[at], i++) {
    const size = b[at];
    if (at + 1 + size > end) {
      out.string(F['option.user_class.text'], at, end - at, plainText(b.subarray(at, end)));
      return out.expert(F['option.nonstd_data'], at, end - at);
    }
    out.uint(F['option.user_class'], at, 1 + size, i);
    out.open();
    out.uint(F['option.user_class.length'], at, 1, size);
    if (size > 0) out.bytes(F['option.user_class.data'], at + 1, size);
    out.close();
    if (size === 0) return out.expert(F.bad_length, at, 1);
  }
}

const IN_WIRE_FORM = 4;
/** RFC 4702 section 2 */
function fullName(p: Packet, at: number, len: number, out: FieldSink): void {
  const { bytes: b } = p;
  if (len < 3) return out.expert(F.bad_length, at, len);
  const flags = b[at];
  out.uint(F['fqdn.flags'], at, 1, flags);
  out.open();
  out.uint(F['fqdn.mbz'], at, 1, flags >> 4);
  for (const field of [F['fqdn.n'], F['fqdn.e'], F['fqdn.o'], F['fqdn.s']])
    out.uint(field, at, 1, (flags & field.mask) !== 0 ? 1 : 0);
  out.close();
  out.uint(F['fqdn.rcode1'], at + 1, 1, b[at + 1]);
  out.uint(F['fqdn.rcode2'], at + 2, 1, b[at + 2]);
  if (len === 3) return;
  const text = flags & IN_WIRE_FORM ? names(p, at + 3, len - 3)[0]?.text : plainText(b.subarray(at + 3, at + len));
  if (text !== undefined) out.string(F['fqdn.name'], at + 3, len - 3, text);
}

/** Names in the form of DNS up to the end of a value; pointers count from its beginning. What cannot be read ends them. */
function names({ bytes }: Packet, from: number, len: number): { at: number; len: number; text: string }[] {
  const found: { at: number; len: number; text: string }[] = [];
  const reader = new NameReader();
  const end = from + len;
  for (let at = from; at < end; at = reader.next) {
    if (!reader.read({ bytes, end, declaredEnd: end }, from, at)) break;
    found.push({ at, len: reader.next - at, text: reader.text() });
  }
  return found;
}

/** RFC 3397 */
function searchList(p: Packet, from: number, len: number, out: FieldSink): void {
  const found = names(p, from, len);
  for (const name of found) out.string(F['option.dhcp_dns_domain_search_list_fqdn'], name.at, name.len, name.text);
  const read = found.length === 0 ? from : found[found.length - 1].at + found[found.length - 1].len;
  if (read < from + len) out.expert(F.bad_length, read, from + len - read);
}

const AGENT: Readonly<Record<number, Field>> = {
  1: F['option.agent_information_option.agent_circuit_id'],
  2: F['option.agent_information_option.agent_remote_id'],
  5: F['option.agent_information_option.link_selection'],
  6: F['option.agent_information_option.subscriber_id'],
  10: F['option.agent_information_option.flags'],
  11: F['option.agent_information_option.server_id_override'],
  12: F['option.agent_information_option.relay_agent_id'],
};

/** RFC 3046 section 2.0 */
function relayAgent({ bytes: b }: Packet, from: number, len: number, out: FieldSink): void {
  const end = from + len;
  for (let at = from; at + 2 <= end; at += 2 + b[at + 1]) {
    const code = b[at];
    const size = b[at + 1];
    const body = at + 2;
    out.uint(F['option.agent_information_option.suboption'], at, 1, code);
    out.open();
    out.uint(F['option.suboption_length'], at + 1, 1, size);
    out.hiddenBytes(F['option.agent_information_option.value'], body, Math.min(size, end - body));
    if (body + size > end) out.expert(F.missing_subopt_value, at, end - at);
    else {
      const field = Object.hasOwn(AGENT, code) ? AGENT[code] : null;
      if (field === null) {
        out.line('Value', body, size);
        if (out.detail) out.display(hexText(b, body, size));
      } else if (field.type === 'ipv4' && size !== 4) out.expert(F.bad_length, body, size);
      else if (field.type === 'string') out.string(field, body, size, plainText(b.subarray(body, body + size)));
      else if (field.type === 'uint8') {
        if (size === 1) out.uint(field, body, 1, b[body]);
      } else if (size > 0) out.bytes(field, body, size);
    }
    out.close();
  }
}

/** RFC 4578 section 2.2: UNDI, and its version. */
function networkInterface({ bytes: b }: Packet, at: number, len: number, out: FieldSink): void {
  if (len < 3 || b[at] !== 1) return;
  out.uint(F.client_network_id_major, at + 1, 1, b[at + 1]);
  out.uint(F.client_network_id_minor, at + 2, 1, b[at + 2]);
}

/** RFC 3442: the bytes of the network that its mask covers, then the router. */
function routes({ bytes: b }: Packet, from: number, len: number, out: FieldSink): void {
  const end = from + len;
  if (len < 5) return out.expert(F.bad_length, from, len);
  for (let at = from; at < end;) {
    const width = b[at];
    const there = Math.ceil(width / 8);
    if (width > 32) return out.expert(F['option.classless_static.route'], at, 1);
    const next = at + 1 + there + 4;
    if (next > end) return out.expert(F.bad_length, at, end - at);
    out.bytes(F['option.classless_static_route'], at, next - at);
    if (out.detail) {
      const network = new Uint8Array(4);
      network.set(b.subarray(at + 1, at + 1 + there));
      out.display(`${ipv4Text(network, 0)}/${width}-${ipv4Text(b, next - 4)}`);
    }
    at = next;
  }
}
