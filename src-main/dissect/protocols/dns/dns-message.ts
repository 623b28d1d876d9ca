// A DNS message, RFC 1035 section 4: header, questions, three sections of resource records. The same for DNS, mDNS (RFC 6762) and LLMNR
// (RFC 4795), which use some of its bits otherwise; over UDP, or over TCP with the length before it (RFC 7766).
import { u16, u32 } from '../../../wire/read';
import * as wire from '../../../wire/dns';
import type { FieldSink, Packet } from '../../contract/protocol';
import { Cursor } from './dns-cursor';
import { F } from './dns-fields';
import { links } from './dns-link-fields';
import { NameReader, type MessageBytes } from '../../values/domain-name';
import { CLASSES, OPCODES, RCODES, typeName } from './dns-names';
import { RECORDS, unknownRecord } from './dns-records';
import { R } from './dns-record-fields';
import { stateful } from './dns-stateful';
import { recordText } from './dns-text';

export type Flavour = 'dns' | 'mdns' | 'llmnr';

const OPT = 41;
const SRV = 33;

const COUNTS = [F['count.queries'], F['count.answers'], F['count.auth_rr'], F['count.add_rr']];
/** RFC 2136 section 2.2 */
const UPDATE_COUNTS = [F['count.zones'], F['count.prerequisites'], F['count.updates'], F['count.add_rr']];

/** Dissects the message that the layer holds from `at` to its end. */
export function dissectMessage(p: Packet, at: number, flavour: Flavour, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at, 4)) return;
  const flags = wire.flags(b, at);
  if (out.detail) out.head('', wire.isResponse(flags) ? 'response' : 'query');
  out.uint(F.id, at, 2, wire.id(b, at));
  flagFields(out, at + 2, flags, flavour);
  const isUpdate = wire.opcode(flags) === wire.OPCODE_UPDATE;
  for (const [i, field] of (isUpdate ? UPDATE_COUNTS : COUNTS).entries()) {
    if (!p.need(at + 4 + 2 * i, 2)) return;
    out.uint(field, at + 4 + 2 * i, 2, u16(b, at + 4 + 2 * i));
  }
  const c = new Cursor(p, out, at, at + wire.HEADER_LEN);
  if (wire.opcode(flags) === wire.OPCODE_DSO) {
    if (!stateful(c)) return;
  } else if (!sections(c, isUpdate, flavour)) return;
  links(p, at, flags, out);
  if (c.at < p.declaredEnd) {
    const len = p.declaredEnd - c.at;
    if (!p.need(c.at, len)) return;
    out.line('Extraneous Data', c.at, len);
    if (out.detail) out.display(`(${len} bytes)`);
    out.open();
    out.bytes(F['extraneous.data'], c.at, len);
    out.generated(F['extraneous.length'], c.at, len, len);
    out.expert(F.extraneous, c.at, len);
    out.close();
  }
}

function flagFields(out: FieldSink, at: number, flags: number, flavour: Flavour): void {
  out.uint(F.flags, at, 2, flags);
  if (out.detail) out.display(`0x${flags.toString(16).padStart(4, '0')}`);
  out.open();
  const bit = (field: (typeof F)[keyof typeof F]): void => out.uint(field, at, 2, (flags & field.mask) !== 0 ? 1 : 0);
  const isResponse = wire.isResponse(flags);
  bit(F['flags.response']);
  out.uint(F['flags.opcode'], at, 2, wire.opcode(flags));
  if (flavour === 'llmnr') {
    bit(F['flags.conflict']);
    bit(F['flags.truncated']);
    bit(F['flags.tentative']);
  } else {
    if (isResponse) bit(F['flags.authoritative']);
    bit(F['flags.truncated']);
    bit(F['flags.recdesired']);
    if (isResponse) bit(F['flags.recavail']);
    bit(F['flags.z']);
    // RFC 6840 section 5.7: a query that sets it wants to know
    if (isResponse || (flags & F['flags.authenticated'].mask) !== 0) bit(F['flags.authenticated']);
    bit(F['flags.checkdisable']);
  }
  if (isResponse) out.uint(F['flags.rcode'], at, 2, wire.rcode(flags));
  out.close();
}

function sections(c: Cursor, isUpdate: boolean, flavour: Flavour): boolean {
  const { bytes: b, start } = c;
  return (
    section(c, isUpdate ? 'Zone' : 'Queries', wire.questions(b, start), () => question(c, flavour)) &&
    section(c, isUpdate ? 'Prerequisites' : 'Answers', wire.answers(b, start), () => record(c, flavour)) &&
    section(c, isUpdate ? 'Updates' : 'Authoritative nameservers', wire.authorities(b, start), () =>
      record(c, flavour),
    ) &&
    section(c, 'Additional records', wire.additionals(b, start), () => record(c, flavour))
  );
}

/** As many as are announced, or as are there: the packet has its verdict where it holds fewer. */
function section(c: Cursor, name: string, count: number, entry: () => boolean): boolean {
  if (count === 0) return true;
  const { at, out } = c;
  out.line(name, at, Math.max(0, c.p.end - at));
  out.open();
  let whole = true;
  for (let i = 0; i < count && whole; i++) whole = entry();
  out.close();
  return whole;
}

function question(c: Cursor, flavour: Flavour): boolean {
  const { at, name, out, p, bytes: b } = c;
  if (!c.reads(at)) return false;
  const behind = name.next;
  if (!p.need(behind, wire.QUESTION_LEN)) return false;
  const type = u16(b, behind);
  out.line('Query', at, behind + wire.QUESTION_LEN - at);
  if (out.detail) out.display(`${name.text()} ${className(u16(b, behind + 2), flavour)} ${typeName(type)}`);
  out.open();
  if (out.wants(F['qry.name'])) out.string(F['qry.name'], at, behind - at, name.text());
  out.generated(F['qry.name.len'], at, behind - at, name.length);
  out.generated(F['count.labels'], at, behind - at, name.labels);
  out.uint(F['qry.type'], behind, 2, type);
  classFields(c, behind + 2, flavour, 'qry');
  out.close();
  c.at = behind + wire.QUESTION_LEN;
  return true;
}

const className = (cls: number, flavour: Flavour): string => {
  const value = flavour === 'mdns' ? cls & 0x7fff : cls;
  return CLASSES[value] ?? `CLASS${value}`; // RFC 3597 section 5
};

/** RFC 6762 sections 5.4 and 10.2: mDNS has a bit of its own in front of the class. */
function classFields({ out, bytes: b }: Cursor, at: number, flavour: Flavour, where: 'qry' | 'resp'): void {
  const cls = u16(b, at);
  out.uint(F[`${where}.class`], at, 2, flavour === 'mdns' ? cls & 0x7fff : cls);
  if (flavour === 'mdns') out.uint(where === 'qry' ? F['qry.qu'] : F['resp.cache_flush'], at, 2, cls >> 15);
}

function record(c: Cursor, flavour: Flavour): boolean {
  const { at, name, out, p, bytes: b } = c;
  if (!c.reads(at)) return false;
  const behind = name.next;
  if (!p.need(behind, wire.RECORD_LEN)) return false;
  const type = u16(b, behind);
  const len = u16(b, behind + 8);
  const data = behind + wire.RECORD_LEN;
  if (!p.need(data, len)) return false;
  out.line('Record', at, data + len - at);
  const owner = out.detail || out.wants(F['resp.name']) || type === SRV ? name.text() : '';
  if (out.detail) {
    const text = recordText(p, name, { type, start: c.start, at: data, len, owner: '' });
    const cls = type === OPT ? '' : ` ${className(u16(b, behind + 2), flavour)}`;
    out.display(`${owner}${cls} ${typeName(type)}${text ? ` ${text}` : ''}`);
  }
  out.open();
  if (type === SRV) service(out, owner, at, behind - at);
  else if (out.wants(F['resp.name'])) out.string(F['resp.name'], at, behind - at, owner);
  out.uint(F['resp.type'], behind, 2, type);
  if (type === OPT) optionHeader(c, behind, flavour);
  else {
    classFields(c, behind + 2, flavour, 'resp');
    out.uint(F['resp.ttl'], behind + 4, 4, u32(b, behind + 4));
    if (b[behind + 4] >= 0x80) out.expert(F['ttl.high_bit_set'], behind + 4, 4);
  }
  out.uint(F['resp.len'], behind + 8, 2, len);
  c.at = data;
  const whole = len === 0 || contents(c, type, data + len);
  out.close();
  c.at = data + len;
  return whole;
}

function contents(c: Cursor, type: number, end: number): boolean {
  if (!Object.hasOwn(RECORDS, type)) return unknownRecord(c, end);
  return RECORDS[type].every((part) => part(c, end));
}

/** The pseudo record of EDNS0 has other things where records have class and time to live, RFC 6891 section 6.1.3. */
function optionHeader({ out, bytes: b }: Cursor, at: number, flavour: Flavour): void {
  const size = u16(b, at + 2);
  out.uint(F['rr.udp_payload_size'], at + 2, 2, flavour === 'mdns' ? size & 0x7fff : size);
  if (flavour === 'mdns') out.uint(F['resp.cache_flush'], at + 2, 2, size >> 15);
  out.uint(F['resp.ext_rcode'], at + 4, 1, b[at + 4]);
  out.uint(F['resp.edns0_version'], at + 5, 1, b[at + 5]);
  out.uint(F['resp.z'], at + 6, 2, u16(b, at + 6));
  out.open();
  out.uint(F['resp.z.do'], at + 6, 2, b[at + 6] >> 7);
  out.uint(F['resp.z.reserved'], at + 6, 2, u16(b, at + 6) & 0x7fff);
  out.close();
}

/** RFC 2782: `_service._proto.name`. */
function service(out: FieldSink, owner: string, at: number, len: number): void {
  const [first, second, ...others] = owner.split('.');
  out.string(R['srv.service'], at, len, first);
  if (second !== undefined) out.string(R['srv.proto'], at, len, second);
  if (others.length > 0) out.string(R['srv.name'], at, len, others.join('.'));
}

/** More is not put into the Info column, as in Wireshark. */
const MOST_INFO = 4095;

/** `Standard query response 0x1234 A example.org A 192.0.2.1` */
export function messageText(m: MessageBytes, at: number, flavour: Flavour): string {
  const b = m.bytes;
  if (m.end - at < 4) return '';
  const flags = wire.flags(b, at);
  const opcode = wire.opcode(flags);
  const rcode = wire.rcode(flags);
  let text = OPCODES[opcode] ?? `Unknown operation (${opcode})`;
  if (wire.isResponse(flags)) text += ' response';
  text += ` 0x${wire.id(b, at).toString(16).padStart(4, '0')}`;
  if (wire.isResponse(flags) && rcode !== 0) text += ` ${RCODES[rcode] ?? `Unknown error (${rcode})`}`;
  if (m.end - at < wire.HEADER_LEN || opcode === wire.OPCODE_DSO) return text;
  return text + entryTexts(m, at, flavour, MOST_INFO - text.length);
}

function entryTexts(m: MessageBytes, start: number, flavour: Flavour, most: number): string {
  const { bytes: b, end } = m;
  const names = new NameReader();
  const isMdns = flavour === 'mdns';
  const records = wire.answers(b, start) + wire.authorities(b, start) + wire.additionals(b, start);
  let text = '';
  let at = start + wire.HEADER_LEN;
  for (let left = wire.questions(b, start); left > 0 && text.length < most; left--) {
    if (!names.read(m, start, at) || names.next + wire.QUESTION_LEN > end) return text;
    at = names.next + wire.QUESTION_LEN;
    text += ` ${typeName(u16(b, at - 4))} ${names.text()}${isMdns ? `, "Q${u16(b, at - 2) >= 0x8000 ? 'U' : 'M'}" question` : ''}`;
  }
  for (let left = records; left > 0 && text.length < most; left--) {
    if (!names.read(m, start, at) || names.next + wire.RECORD_LEN > end) return text;
    const behind = names.next;
    const owner = names.text();
    const type = u16(b, behind);
    const len = u16(b, behind + 8);
    const data = behind + wire.RECORD_LEN;
    if (data + len > end) return text;
    text += ` ${typeName(type)}${isMdns && type !== OPT && u16(b, behind + 2) >= 0x8000 ? ', cache flush' : ''}`;
    const said = recordText(m, names, { type, start, at: data, len, owner });
    if (said === null) return text;
    if (said !== '') text += ` ${said}`;
    at = data + len;
  }
  return text.slice(0, most);
}
