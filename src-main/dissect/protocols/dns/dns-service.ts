// Parameters of SVCB and HTTPS records, RFC 9460 sections 2.2 and 7.
import { ipv4Text, ipv6Text } from '../../../text/address';
import { u16 } from '../../../wire/read';
import { base64 } from '../../values/base64';
import { escapedText } from '../../values/escaped-text';
import type { Field } from '../../contract/protocol';
import { SERVICE_PARAMETERS } from './dns-names';
import type { Cursor } from './dns-cursor';
import { R } from './dns-record-fields';

const MANDATORY = 0;
const ALPN = 1;
const NO_DEFAULT_ALPN = 2;
const PORT = 3;
const IPV4_HINT = 4;
const ECH = 5;
const IPV6_HINT = 6;
const ODOH = 32769;

/** One parameter. False: it is not all there. */
export function serviceBinding(c: Cursor): boolean {
  const { at: from, out, p } = c;
  if (!p.need(from, 4)) return false;
  const key = u16(c.bytes, from);
  const len = u16(c.bytes, from + 2);
  const end = from + 4 + len;
  const there = p.has(from, 4 + len);
  out.none(R['svcb.svcparam'], from, Math.min(4 + len, p.end - from));
  if (out.detail && there) out.display(parameterText(c.bytes, key, from + 4, end));
  out.open();
  c.u16(R['svcb.svcparam.key']);
  c.u16(R['svcb.svcparam.value.length']);
  const whole = p.need(c.at, len) && value(c, key, end);
  out.close();
  c.at = end;
  return whole;
}

/** Reads on while there is more: each step moves on, or the value ends inside of one. */
function each(c: Cursor, end: number, step: () => boolean): boolean {
  while (c.at < end) if (!step()) return false;
  return true;
}

function value(c: Cursor, key: number, end: number): boolean {
  switch (key) {
    case MANDATORY:
      return each(c, end, () => c.u16(R['svcb.svcparam.mandatory.key']));
    case ALPN:
      return each(c, end, () => c.counted(R['svcb.svcparam.alpn.length'], R['svcb.svcparam.alpn']));
    case NO_DEFAULT_ALPN:
      return true;
    case PORT:
      return c.u16(R['svcb.svcparam.port']);
    case IPV4_HINT:
      return each(c, end, () => c.raw(R['svcb.svcparam.ipv4hint.ip'], 4));
    case IPV6_HINT:
      return each(c, end, () => c.raw(R['svcb.svcparam.ipv6hint.ip'], 16));
    case ECH:
      return keys(c, R['svcb.svcparam.echconfig'], end);
    case ODOH:
      return keys(c, R['svcb.svcparam.odohconfig'], end);
    default:
      return c.raw(R['svcb.svcparam.value'], end - c.at);
  }
}
function keys(c: Cursor, field: Field, end: number): boolean {
  const { at } = c;
  if (!c.raw(field, end - at)) return false;
  if (c.out.detail && end > at) c.out.display(base64(c.bytes.subarray(at, end)));
  return true;
}

/** `alpn=h2,h3`, as zone files have it; `end`: all of it is there. */
function parameterText(b: Uint8Array, key: number, at: number, end: number): string {
  const name = SERVICE_PARAMETERS[key] ?? `key${key}`;
  const parts: string[] = [];
  const step = key === IPV4_HINT ? 4 : key === IPV6_HINT ? 16 : 2;
  switch (key) {
    case NO_DEFAULT_ALPN:
      return name;
    case ALPN:
      for (let i = at; i < end; i += 1 + b[i]) parts.push(escapedText(b.subarray(i + 1, Math.min(end, i + 1 + b[i]))));
      break;
    case MANDATORY:
    case PORT:
    case IPV4_HINT:
    case IPV6_HINT:
      for (let i = at; i + step <= end; i += step)
        parts.push(key === IPV4_HINT ? ipv4Text(b, i) : key === IPV6_HINT ? ipv6Text(b, i) : number(key, u16(b, i)));
      break;
    default:
      parts.push(key === ECH || key === ODOH ? base64(b.subarray(at, end)) : escapedText(b.subarray(at, end)));
  }
  return `${name}=${parts.join(',')}`;
}
const number = (key: number, value: number): string =>
  key === MANDATORY ? (SERVICE_PARAMETERS[value] ?? `key${value}`) : value.toString();
