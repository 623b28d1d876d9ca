// Options of DHCP: the list of them, RFC 2132 section 2, which may go on in the fields of the names (section 9.3). What is no plain value
// is read in dhcp-values.ts.
import { u16, u32 } from '../../../wire/read';
import * as wire from '../../../wire/dhcp';
import type { FieldSink, Packet } from '../../contract/protocol';
import { plainText } from '../../values/escaped-text';
import { F } from './dhcp-fields';
import { OPTION_NAMES } from './dhcp-names';
import { PLAIN, type Plain } from './dhcp-plain';
import { VALUES } from './dhcp-values';

/** Where options go on, -1: they do not. */
export interface Overload {
  readonly server: number;
  readonly file: number;
}
const NOWHERE: Overload = { server: -1, file: -1 };

/** Options from `at` to the end of the layer, and what pads them. */
export function options(p: Packet, from: number, out: FieldSink, overload: Overload): void {
  let at = from;
  let ended = false;
  while (at < p.declaredEnd && !ended) {
    if (!p.need(at, 1)) return;
    ended = p.bytes[at] === wire.END;
    at = option(p, at, p.declaredEnd, out, overload);
    if (at < 0) return;
  }
  if (!ended) out.expert(F.end_option_missing, from, Math.max(0, p.end - from));
  if (at < p.declaredEnd && p.need(at, p.declaredEnd - at)) out.bytes(F['option.padding'], at, p.declaredEnd - at);
}

/** The same in the field of a name. */
function overloaded(p: Packet, from: number, len: number, out: FieldSink): void {
  out.open();
  for (let at = from; at >= 0 && at < from + len;) {
    const ended = p.bytes[at] === wire.END;
    at = option(p, at, from + len, out, NOWHERE);
    if (ended) break;
  }
  out.close();
}

/** One option before `limit`; where the next one begins, -1: there is none. */
function option(p: Packet, at: number, limit: number, out: FieldSink, overload: Overload): number {
  const b = p.bytes;
  const code = b[at];
  if (code === wire.PAD) {
    let end = at + 1;
    while (end < Math.min(limit, p.end) && b[end] === wire.PAD) end++;
    out.uint(F['option.type'], at, 1, code);
    out.open();
    out.bytes(F['option.padding'], at, end - at);
    out.close();
    return end;
  }
  if (code === wire.END) {
    out.uint(F['option.type'], at, 1, code);
    out.open();
    out.uint(F['option.end'], at, 1, code);
    out.close();
    return at + 1;
  }
  if (limit < at + 2 || !p.need(at, 2)) {
    out.uint(F['option.type'], at, 1, code);
    if (limit < at + 2) p.malformed(F['option.length'], at, 1);
    return -1;
  }
  const len = b[at + 1];
  out.uint(F['option.type'], at, 1, code);
  if (out.detail) out.display(`(${code}) ${OPTION_NAMES[code] ?? 'Unassigned'}`);
  out.open();
  out.uint(F['option.length'], at + 1, 1, len);
  const isWhole = p.need(at + 2, len);
  if (isWhole) value(p, code, at + 2, len, out);
  out.close();
  if (isWhole && code === wire.OVERLOAD) {
    if (overload.server >= 0) {
      out.line('Server host name option overload', overload.server, wire.SERVER_LEN);
      overloaded(p, overload.server, wire.SERVER_LEN, out);
    }
    if (overload.file >= 0) {
      out.line('Boot file name option overload', overload.file, wire.FILE_LEN);
      overloaded(p, overload.file, wire.FILE_LEN, out);
    }
  }
  return isWhole ? at + 2 + len : -1;
}

function value(p: Packet, code: number, at: number, len: number, out: FieldSink): void {
  if (Object.hasOwn(VALUES, code)) {
    if (len > 0) out.hiddenBytes(F['option.value'], at, len);
    VALUES[code](p, at, len, out);
  } else if (Object.hasOwn(PLAIN, code)) plain(p, PLAIN[code], at, len, out);
  else if (len > 0) out.bytes(F['option.value'], at, len);
}

/** As it is, with a note: its length is none that the option can have. */
function misfit(at: number, len: number, out: FieldSink): void {
  if (len > 0) out.bytes(F['option.value'], at, len);
  out.expert(F.bad_length, at, len);
}

function fits(how: Plain, len: number): boolean {
  switch (how.kind) {
    case 'text':
      return len > 0;
    case 'bool':
      return len === 1;
    case 'number':
      return how.first ? len >= how.len : len === how.len;
    case 'address':
      return how.only ? len === 4 : len >= 4;
    case 'numbers':
      return len >= 2;
    case 'pair':
      return len >= 8;
  }
}

function plain(p: Packet, how: Plain, at: number, len: number, out: FieldSink): void {
  const b = p.bytes;
  if (!fits(how, len)) return misfit(at, len, out);
  out.hiddenBytes(F['option.value'], at, len);
  switch (how.kind) {
    case 'text':
      if (out.wants(how.field)) out.string(how.field, at, len, plainText(b.subarray(at, at + len)));
      return;
    case 'bool':
      return out.uint(how.field, at, 1, b[at] === 0 ? 0 : 1);
    case 'number':
      if (how.field.type === 'int32') return out.uint(how.field, at, 4, u32(b, at) | 0);
      return out.uint(how.field, at, how.len, how.len === 4 ? u32(b, at) : how.len === 2 ? u16(b, at) : b[at]);
    case 'address':
      for (let i = at; i + 4 <= at + len; i += 4) out.bytes(how.field, i, 4);
      if (len % 4 !== 0) out.expert(F.bad_length, at, len);
      return;
    case 'numbers':
      for (let i = at; i + 2 <= at + len; i += 2) out.uint(how.field, i, 2, u16(b, i));
      if (len % 2 !== 0) out.expert(F.bad_length, at, len);
      return;
    case 'pair':
      for (let i = at; i + 8 <= at + len; i += 8) {
        out.bytes(how.field, i, 4);
        out.bytes(how.second, i + 4, 4);
      }
      if (len % 8 !== 0) out.expert(F.bad_length, at, len);
  }
}
