// Options of EDNS0, RFC 6891 section 6.1.2; what they hold: RFC 6975 (algorithms), 7871 (client subnet), 7873 (cookies), 7828 (keepalive),
// 7830 (padding), 7901 (chain), 8914 (extended errors).
import { u16 } from '../../../wire/read';
import type { Field } from '../../contract/protocol';
import { OPTIONS } from './dns-names';
import type { Cursor } from './dns-cursor';
import { F } from './dns-fields';

const LISTS: Readonly<Record<number, Field>> = { 5: F['opt.dau'], 6: F['opt.dhu'], 7: F['opt.n3u'] };
const SUBNET = 8;
const SUBNET_EXPERIMENTAL = 20730;
const COOKIE = 10;
const KEEPALIVE = 11;
const PADDING = 12;
const CHAIN = 13;
const EXTENDED_ERROR = 15;
/** of a cookie that is the client's */
const CLIENT_COOKIE_LEN = 8;

/** One option. False: it is not all there. */
export function optionList(c: Cursor): boolean {
  const { at: from, out, p } = c;
  if (!p.need(from, 4)) return false;
  const code = u16(c.bytes, from);
  const len = u16(c.bytes, from + 2);
  out.none(F.opt, from, Math.min(4 + len, p.end - from));
  if (out.detail) out.display(OPTIONS[code] ?? `Unknown (${code})`);
  out.open();
  c.u16(F['opt.code']);
  c.u16(F['opt.len']);
  let whole = p.need(c.at, len);
  if (whole) {
    out.bytes(F['opt.data'], c.at, len);
    whole = value(c, code, len);
  }
  out.close();
  c.at = from + 4 + len;
  return whole;
}

function value(c: Cursor, code: number, len: number): boolean {
  const { at, out } = c;
  const list = LISTS[code];
  if (list !== undefined) for (let i = 0; i < len; i++) c.u8(list);
  else if (code === SUBNET || code === SUBNET_EXPERIMENTAL) return subnet(c, len);
  else if (code === COOKIE) {
    c.raw(F['opt.cookie.client'], Math.min(len, CLIENT_COOKIE_LEN));
    if (len >= CLIENT_COOKIE_LEN) out.bytes(F['opt.cookie.server'], c.at, len - CLIENT_COOKIE_LEN);
  } else if (code === KEEPALIVE) {
    if (len === 2) c.u16(F['opt.edns_tcp_keepalive.timeout']);
  } else if (code === PADDING) out.bytes(F['opt.padding'], at, len);
  else if (code === CHAIN) c.text(F['opt.chain.fqdn'], len);
  else if (code === EXTENDED_ERROR && len >= 2) {
    c.u16(F['opt.ext_error.info_code']);
    if (len > 2) c.text(F['opt.ext_error.extra_text'], len - 2);
  }
  return true;
}

function subnet(c: Cursor, len: number): boolean {
  if (len < 4) {
    c.p.malformed(F['opt.len'], c.at - 2, 2);
    return false;
  }
  c.u16(F['opt.client.family']);
  const family = u16(c.bytes, c.at - 2);
  c.u8(F['opt.client.netmask']);
  c.u8(F['opt.client.scope']);
  const there = len - 4;
  const whole = family === 1 ? 4 : 16;
  if (family !== 1 && family !== 2) return c.raw(F['opt.client.addr'], there);
  if (there > whole) {
    c.out.expert(F['rr.opt.bad_length'], c.at, there);
    return true;
  }
  const address = new Uint8Array(whole);
  address.set(c.bytes.subarray(c.at, c.at + there));
  c.out.address(F[family === 1 ? 'opt.client.addr4' : 'opt.client.addr6'], c.at, there, address);
  return true;
}
