// DNS Stateful Operations, RFC 8490 section 5.4: TLVs in place of questions and records.
import { u16 } from '../../../wire/read';
import { DSO_TYPES } from './dns-names';
import type { Cursor } from './dns-cursor';
import { F } from './dns-fields';

const KEEPALIVE = 1;
const RETRY_DELAY = 2;
const PADDING = 3;

export function stateful(c: Cursor): boolean {
  const { out, p } = c;
  if (c.at >= p.declaredEnd) return true;
  out.none(F.dso, c.at, p.end - c.at);
  out.open();
  let whole = true;
  while (whole && c.at < p.declaredEnd) whole = tlv(c);
  out.close();
  return whole;
}

function tlv(c: Cursor): boolean {
  const { at, out, p } = c;
  if (!p.need(at, 4)) return false;
  const type = u16(c.bytes, at);
  const len = u16(c.bytes, at + 2);
  out.none(F['dso.tlv'], at, Math.min(4 + len, p.end - at));
  if (out.detail) out.display(DSO_TYPES[type] ?? `Unknown (${type})`);
  out.open();
  c.u16(F['dso.tlv.type']);
  c.u16(F['dso.tlv.length']);
  const whole = p.need(c.at, len) && value(c, type, len);
  out.close();
  c.at = at + 4 + len;
  return whole;
}

function value(c: Cursor, type: number, len: number): boolean {
  if (type === KEEPALIVE && len >= 8)
    return c.u32(F['dso.tlv.keepalive.inactivity']) && c.u32(F['dso.tlv.keepalive.interval']);
  if (type === RETRY_DELAY && len >= 4) return c.u32(F['dso.tlv.retrydelay.retrydelay']);
  return c.raw(type === PADDING ? F['dso.tlv.encpad.padding'] : F['dso.tlv.data'], len);
}
