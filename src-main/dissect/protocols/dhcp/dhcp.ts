// DHCP, RFC 2131, and BOOTP, RFC 951, whose header it has.
import { etherText } from '../../../text/address';
import { u32 } from '../../../wire/read';
import * as wire from '../../../wire/dhcp';
import type { Field, FieldSink, Layer, Packet, Protocol } from '../../contract/protocol';
import { plainText } from '../../values/escaped-text';
import { F } from './dhcp-fields';
import { MESSAGES } from './dhcp-names';
import { options } from './dhcp-options';

const ETHERNET = 1;
const TOKEN_RING = 6;
/** RFC 2132 section 9.3: bits of the option that says where options go on. */
const IN_FILE = 1;
const IN_SERVER = 2;

const isMac = (type: number, len: number): boolean => len === 6 && (type === ETHERNET || type === TOKEN_RING);

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  const message = messageType(b, at, p.end);
  if (out.detail && message >= 0) out.head('', MESSAGES[message] ?? String(message));
  if (message < 0) out.hidden(F.bootp, at, 0, 1);
  if (!numbers(p, at, out) || !addresses(p, at, out) || !hardware(p, at, out)) return;
  const overload = p.has(at, wire.OPTIONS_AT)
    ? Math.max(0, wire.byteOption(b, at + wire.OPTIONS_AT, p.end, wire.OVERLOAD))
    : 0;
  if (!p.need(at + wire.SERVER_AT, wire.SERVER_LEN)) return;
  if (overload & IN_SERVER) out.expert(F.server_name_overloaded_by_dhcp, at + wire.SERVER_AT, wire.SERVER_LEN);
  else name(out, b, F.server, at + wire.SERVER_AT, wire.SERVER_LEN);
  if (!p.need(at + wire.FILE_AT, wire.FILE_LEN)) return;
  if (overload & IN_FILE) out.expert(F.boot_filename_overloaded_by_dhcp, at + wire.FILE_AT, wire.FILE_LEN);
  else name(out, b, F.file, at + wire.FILE_AT, wire.FILE_LEN);
  const vendor = at + wire.VENDOR_AT;
  if (p.declaredEnd <= vendor) return;
  if (!p.need(vendor, Math.min(4, p.declaredEnd - vendor))) return;
  if (p.declaredEnd < vendor + 4 || wire.cookie(b, at) !== wire.COOKIE) {
    if (p.need(vendor, p.declaredEnd - vendor)) out.bytes(F.vendor_specific_options, vendor, p.declaredEnd - vendor);
    return;
  }
  out.bytes(F.cookie, vendor, 4);
  if (out.detail) out.display('DHCP');
  options(p, at + wire.OPTIONS_AT, out, {
    server: overload & IN_SERVER ? at + wire.SERVER_AT : -1,
    file: overload & IN_FILE ? at + wire.FILE_AT : -1,
  });
}

const messageType = (b: Uint8Array, at: number, end: number): number =>
  end >= at + wire.OPTIONS_AT && wire.cookie(b, at) === wire.COOKIE
    ? wire.byteOption(b, at + wire.OPTIONS_AT, end, wire.MESSAGE_TYPE)
    : -1;

function numbers(p: Packet, at: number, out: FieldSink): boolean {
  const b = p.bytes;
  for (const [i, field] of [F.type, F['hw.type'], F['hw.len'], F.hops].entries()) {
    if (!p.need(at + i, 1)) return false;
    out.uint(field, at + i, 1, b[at + i]);
  }
  if (!p.need(at + 4, 4)) return false;
  out.uint(F.id, at + 4, 4, wire.transaction(b, at));
  if (!p.need(at + 8, 2)) return false;
  seconds(out, at + 8, wire.seconds(b, at));
  if (!p.need(at + 10, 2)) return false;
  const flags = wire.flags(b, at);
  out.uint(F.flags, at + 10, 2, flags);
  out.open();
  out.uint(F['flags.bc'], at + 10, 2, flags >> 15);
  out.uint(F['flags.reserved'], at + 10, 2, flags & 0x7fff);
  out.close();
  return true;
}

/** Some senders write them with the low byte first: no client waits for more than 255 seconds in steps of 256. */
function seconds(out: FieldSink, at: number, value: number): void {
  const swapped = value > 0xff && (value & 0xff) === 0;
  out.uint(F.secs, at, 2, swapped ? value >> 8 : value);
  if (swapped) out.expert(F.secs_le, at, 2);
}

function addresses(p: Packet, from: number, out: FieldSink): boolean {
  const fields = [F['ip.client'], F['ip.your'], F['ip.server'], F['ip.relay']];
  return fields.every((field, i) => {
    const at = from + wire.ADDRESSES_AT + 4 * i;
    if (!p.need(at, 4)) return false;
    out.bytes(field, at, 4);
    return true;
  });
}

function hardware(p: Packet, from: number, out: FieldSink): boolean {
  const at = from + wire.HARDWARE_AT;
  const len = Math.min(wire.hardwareLen(p.bytes, from), wire.HARDWARE_LEN);
  if (!p.need(at, wire.HARDWARE_LEN)) return false;
  if (len > 0) {
    const mac = isMac(wire.hardwareType(p.bytes, from), len);
    if (mac) out.bytes(F['hw.mac_addr'], at, len);
    else out.bytes(F['hw.addr'], at, wire.HARDWARE_LEN);
  }
  if (len > 0 && len < wire.HARDWARE_LEN) out.bytes(F['hw.addr_padding'], at + len, wire.HARDWARE_LEN - len);
  return true;
}

/** A name that may not be given. */
function name(out: FieldSink, b: Uint8Array, field: Field, at: number, len: number): void {
  const text = plainText(b.subarray(at, at + len));
  out.string(field, at, len, text);
  if (out.detail && text === '') out.display('-');
}

/** `DHCP Discover - Transaction ID 0x3d1d`; of BOOTP `Boot Request from 02:00:00:00:00:01`. */
function summary(p: Packet, { at, end }: Layer): string {
  const b = p.bytes;
  const message = messageType(b, at, end);
  if (message >= 0 && end >= at + 8) {
    const word = MESSAGES[message] ?? `Unknown Message Type (0x${message.toString(16).padStart(2, '0')})`;
    return `DHCP ${word.padEnd(8)} - Transaction ID 0x${u32(b, at + 4).toString(16)}`;
  }
  if (end <= at) return '';
  if (wire.operation(b, at) === 2) return 'Boot Reply';
  if (wire.operation(b, at) !== 1) return `Unknown BOOTP message type (${wire.operation(b, at)})`;
  const isKnown = end >= at + wire.HARDWARE_AT + 6 && isMac(wire.hardwareType(b, at), wire.hardwareLen(b, at));
  return isKnown ? `Boot Request from ${etherText(b, at + wire.HARDWARE_AT)}` : 'Boot Request';
}

export const dhcp: Protocol = {
  abbrev: 'dhcp',
  name: 'Dynamic Host Configuration Protocol',
  fields: F,
  where: 'udp',
  under: [
    ['udp.port', wire.SERVER_PORT],
    ['udp.port', wire.CLIENT_PORT],
  ],
  inside: [],
  inQuotes: true,
  dissect,
  column: (p, { at, end }) => (messageType(p.bytes, at, end) >= 0 ? 'DHCP' : 'BOOTP'),
  summary,
};
