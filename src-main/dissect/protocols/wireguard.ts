// WireGuard: its four messages as far as they stand in the clear. Known by type and length, on whatever port.
import { u64LE } from '../../wire/read';
import * as wire from '../../wire/wireguard';
import { base64 } from '../values/base64';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../contract/protocol';

const TYPES: Readonly<Record<number, string>> = {
  [wire.INITIATION]: 'Handshake Initiation',
  [wire.RESPONSE]: 'Handshake Response',
  [wire.COOKIE]: 'Cookie Reply',
  [wire.TRANSPORT]: 'Transport Data',
};

const F = defineFields('wg', {
  type: ['Type', 'uint8', 'dec', { values: TYPES }],
  reserved: ['Reserved', 'bytes'],
  sender: ['Sender', 'uint32', 'hex'],
  receiver: ['Receiver', 'uint32', 'hex'],
  ephemeral: ['Ephemeral', 'string'],
  encrypted_static: ['Encrypted Static', 'none'],
  encrypted_timestamp: ['Encrypted Timestamp', 'none'],
  encrypted_empty: ['Encrypted Empty', 'none'],
  mac1: ['mac1', 'bytes'],
  mac2: ['mac2', 'bytes'],
  nonce: ['Nonce', 'bytes'],
  encrypted_cookie: ['Encrypted Cookie', 'bytes'],
  counter: ['Counter', 'uint64', 'dec'],
  encrypted_packet: ['Encrypted Packet', 'none'],
  keepalive: ['This is a Keepalive message', 'none', 'none', { expert: 'chat', group: 'sequence' }],
});

/** Type, reserved bytes and length have to be right: the first byte alone is right in many a DNS query. */
const accepts = (p: Packet, at: number, len: number): boolean =>
  len >= wire.HEADER_LEN && p.has(at, wire.HEADER_LEN) && wire.isMessage(p.bytes, at, len);

/** One part of a message after the other: each is noted if it is there. */
function handshake(p: Packet, from: number, out: FieldSink): void {
  const isFirst = wire.type(p.bytes, from) === wire.INITIATION;
  let at = from + wire.HEADER_LEN;
  const part = (len: number, note: (at: number) => void): boolean => {
    if (!p.need(at, len)) return false;
    note(at);
    at += len;
    return true;
  };
  const b = p.bytes;
  const key = (at: number): void => {
    if (out.wants(F.ephemeral)) out.string(F.ephemeral, at, 32, base64(b.subarray(at, at + 32)));
  };
  void (
    part(4, (at) => out.uint(F.sender, at, 4, wire.index(b, at))) &&
    (isFirst || part(4, (at) => out.uint(F.receiver, at, 4, wire.index(b, at)))) &&
    part(32, key) &&
    (!isFirst || part(48, (at) => out.none(F.encrypted_static, at, 48))) &&
    (isFirst
      ? part(28, (at) => out.none(F.encrypted_timestamp, at, 28))
      : part(16, (at) => out.none(F.encrypted_empty, at, 16))) &&
    part(16, (at) => out.bytes(F.mac1, at, 16)) &&
    part(16, (at) => out.bytes(F.mac2, at, 16))
  );
}

function cookie(p: Packet, at: number, out: FieldSink): void {
  if (!p.need(at + 4, 4)) return;
  out.uint(F.receiver, at + 4, 4, wire.index(p.bytes, at + 4));
  if (!p.need(at + 8, 24)) return;
  out.bytes(F.nonce, at + 8, 24);
  if (p.need(at + 32, 32)) out.bytes(F.encrypted_cookie, at + 32, 32);
}

function transport(p: Packet, at: number, out: FieldSink): void {
  if (!p.need(at + 4, 4)) return;
  out.uint(F.receiver, at + 4, 4, wire.index(p.bytes, at + 4));
  if (!p.need(at + 8, 8)) return;
  out.uint64(F.counter, at + 8, 8, u64LE(p.bytes, at + 8));
  const len = p.declaredEnd - at - 16;
  out.none(F.encrypted_packet, at + 16, Math.min(len, p.end - at - 16));
  if (len === wire.CHECK_LEN) out.expert(F.keepalive, at + 16, Math.min(len, p.end - at - 16));
}

export const wireguard: Protocol = {
  abbrev: 'wg',
  name: 'WireGuard Protocol',
  fields: F,
  where: 'udp',
  under: [['udp.port', -1]],
  accepts,
  inside: [],
  dissect(p, at, out) {
    if (!p.need(at, 1)) return;
    const type = wire.type(p.bytes, at);
    out.uint(F.type, at, 1, type);
    if (!p.need(at, wire.HEADER_LEN)) return;
    out.bytes(F.reserved, at + 1, 3);
    if (type === wire.TRANSPORT) transport(p, at, out);
    else if (type === wire.COOKIE) cookie(p, at, out);
    else handshake(p, at, out);
  },
  column: 'WireGuard',
  summary: (p, { at, end, declaredEnd }) => {
    const type = wire.type(p.bytes, at);
    const name =
      type === wire.TRANSPORT && declaredEnd - at === wire.TRANSPORT_LEN ? 'Keepalive' : (TYPES[type] ?? 'WireGuard');
    if (end - at < 8) return name;
    const role = type === wire.INITIATION || type === wire.RESPONSE ? 'sender' : 'receiver';
    return `${name}, ${role}=0x${wire
      .index(p.bytes, at + 4)
      .toString(16)
      .padStart(8, '0')}`;
  },
};
