// QUIC in a capture: hellos over several datagrams in any order, connections that follow each other in a conversation, Retry, both versions.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CryptoStream } from '../../../src-main/wire/crypto-stream';
import { LONGEST_CID, longPacket, looksLikeQuic, V1, V2 } from '../../../src-main/wire/quic';
import { SAMPLE_FRAMES } from '../../fixtures/sample-frames';
import { fieldsOf, rowOf } from '../../fixtures/dissect-frame';
import { pcapFile } from '../../fixtures/make-capture';
import { bytesOf, ethernet, hex, ipv4, udp } from '../../fixtures/make-packet';
import * as make from '../../fixtures/quic-packets';
import { tempFolder } from '../../fixtures/temp-folder';
import { clientHello, extension, serverHello, v16, v8 } from '../../fixtures/tls-messages';
import { ourFields } from '../../oracle/ours';

const datagram = (payload: Uint8Array, fromServer = false): Uint8Array =>
  ethernet(
    {},
    ipv4(
      fromServer ? { src: '10.0.0.2', dst: '10.0.0.1' } : { src: '10.0.0.1', dst: '10.0.0.2' },
      udp(fromServer ? { srcPort: 443, dstPort: 50000 } : { srcPort: 50000, dstPort: 443 }, payload),
    ),
  );
/** With a key share as large as ML-KEM's: it needs two datagrams. */
const hello = (name: string): Uint8Array =>
  clientHello(
    [0x1301],
    extension(0, v16(0, v16(name))),
    extension(43, v8(hex('0304'))),
    extension(51, v16(hex('11ec'), v16(new Uint8Array(1216).fill(7)))),
  );
const part = (bytes: Uint8Array, from: number, to = bytes.length): Uint8Array =>
  make.cryptoFrame(from, bytes.subarray(from, to));
const client = (frames: Uint8Array, options: make.PacketOptions = {}): Uint8Array =>
  datagram(make.initialPacket(frames, options, 1200));
const server = (frames: Uint8Array, options: make.PacketOptions = {}): Uint8Array =>
  datagram(
    make.initialPacket(
      frames,
      { to: make.CLIENT, from: make.SERVER, cid: make.CLIENTS_FIRST, fromServer: true, ...options },
      1200,
    ),
    true,
  );
const ANSWER = part(serverHello(0x1301, new Uint8Array(32).fill(9), extension(43, hex('0304'))), 0);

async function rows(frames: Uint8Array[], names: string[]): Promise<string[][]> {
  const path = join(tempFolder(), 'quic.pcap');
  writeFileSync(path, pcapFile(frames));
  return (await ourFields(path, names, [])).rows;
}
const NAME = 'tls.handshake.extensions_server_name';

describe('hellos in several datagrams', () => {
  const bytes = hello('a.example');
  it.each([
    ['in order', [part(bytes, 0, 900), part(bytes, 900)]],
    ['the last part first', [part(bytes, 900), part(bytes, 0, 900)]],
    ['in overlapping parts', [part(bytes, 0, 1000), part(bytes, 300, 1000), part(bytes, 700)]],
    ['with parts that come again', [part(bytes, 0, 900), part(bytes, 0, 900), part(bytes, 900)]],
  ])('%s', async (_name, parts) => {
    const found = await rows(
      parts.map((frames, number) => client(frames, { number })),
      [NAME, 'quic.crypto.reassembled_in', 'quic.packet_number'],
    );
    const last = parts.length;
    expect(found[last - 1][0]).toBe('a.example');
    expect(found.slice(0, -1).map(([name]) => name)).toEqual(parts.slice(1).map(() => ''));
    expect(found[0][1]).toBe(String(last));
    expect(found.map(([, , number]) => number)).toEqual(parts.map((_part, i) => String(i)));
  });
  it('are told as such of QUIC by JA4', async () => {
    const found = await rows([client(part(bytes, 0, 900)), client(part(bytes, 900))], ['tls.handshake.ja4']);
    expect(found[1][0]).toMatch(/^q13d0103/);
  });
});

it.each([V1, V2])('both sides are read, and short headers by the IDs that were chosen: version %i', async (version) => {
  const found = await rows(
    [
      client(part(hello('a.example'), 0, 1000), { version }),
      server(ANSWER, { version }),
      datagram(make.shortPacket(make.SERVER)),
      datagram(make.shortPacket(make.CLIENT), true),
      datagram(make.shortPacket(hex('0102030405060708'))),
    ],
    ['tls.handshake.type', 'quic.dcid', 'quic.connection.number'],
  );
  expect(found).toEqual([
    ['', '8394c8f03e515708', '0'],
    ['2', 'c101c102', '0'],
    ['', 'f067a5502a4262b5', '0'],
    ['', 'c101c102', '0'],
    ['', '', '0'],
  ]);
});

it('behind a Retry keys are made of the ID that it gave', async () => {
  const bytes = hello('b.example');
  const token = hex('00112233');
  const to = hex('9999aaaabbbbcccc');
  const found = await rows(
    [
      client(part(bytes, 0, 1000)),
      datagram(make.retryPacket(token, { from: to }), true),
      client(part(bytes, 0, 1000), { to, token, number: 1 }),
      client(part(bytes, 1000), { to, token, number: 2 }),
      server(ANSWER, { cid: to }),
      datagram(make.retryPacket(token, { from: to }), true),
    ],
    [NAME, 'tls.handshake.type', 'quic.retry_token', 'quic.token', 'quic.connection.number', 'quic.bad_retry'],
  );
  expect(found).toEqual([
    ['', '', '', '', '0', ''],
    ['', '', '00112233', '', '0', ''],
    ['', '', '', '00112233', '0', ''],
    ['b.example', '1', '', '00112233', '0', ''],
    ['', '2', '', '', '0', ''],
    ['', '', '00112233', '', '0', '1'],
  ]);
});

it('connections follow each other between the same ports', async () => {
  const to = hex('1111222233334444');
  const frames = [part(hello('a.example'), 0, 1000), part(hello('a.example'), 1000)];
  const others = [part(hello('b.example'), 0, 1000), part(hello('b.example'), 1000)];
  const found = await rows(
    [
      ...frames.map((one, number) => client(one, { number })),
      ...others.map((one, number) => client(one, { number, to, from: hex('77') })),
    ],
    [NAME, 'quic.connection.number'],
  );
  expect(found).toEqual([
    ['', '0'],
    ['a.example', '0'],
    ['', '1'],
    ['b.example', '1'],
  ]);
});

it('a server of which the client was not captured keeps what it says', async () => {
  const found = await rows([server(ANSWER)], ['quic.version', 'quic.remaining_payload', 'tls.handshake.type']);
  expect(found[0][0]).toBe('0x00000001');
  expect(found[0][1]).not.toBe('');
  expect(found[0][2]).toBe('');
});

it('a row tells of what its last packet has', () => {
  const info = (name: string): string => {
    const sample = SAMPLE_FRAMES.find((one) => one.name === `quic, ${name}`);
    return rowOf({ bytes: sample?.bytes ?? new Uint8Array() }).info;
  };
  expect(info('hello')).toBe('Initial, DCID=8394c8f03e515708, SCID=c101c102, PKN: 0, CRYPTO');
  expect(info('acknowledgements')).toBe('Initial, DCID=8394c8f03e515708, SCID=c101c102, PKN: 0, ACK, ACK, CC, CC');
  expect(info('0-RTT behind a hello')).toBe('0-RTT, DCID=8394c8f03e515708, SCID=c101c102');
  expect(info('negotiation')).toBe('Version Negotiation, DCID=c101c102, SCID=f067a5502a4262b5');
});

it('what is no QUIC is not taken for it', () => {
  const looks = (...bytes: (string | number)[]): boolean => {
    const all = bytesOf(...bytes.map((one) => (typeof one === 'string' ? hex(one) : [one])));
    return looksLikeQuic(all, 0, all.length, all.length);
  };
  expect(looks('c0 00000001 00 00 00')).toBe(true);
  expect(looks('80 00000001 00 00 00')).toBe(false);
  expect(looks('c0 12345678 00 00 00')).toBe(false);
  expect(looks('c0 00000001', LONGEST_CID + 1)).toBe(false);
  expect(looks('80 00000000 00 00 00000001')).toBe(false);
  expect(looks('80 00000000 01 aa 00 00000001')).toBe(true);
  expect(looks('80 00000000 01 aa 00 000001')).toBe(false);
  expect(longPacket(hex('c0 00000001 00 00'), 0, 7)).toBeNull();
  expect(fieldsOf({ bytes: datagram(make.shortPacket(make.SERVER)) }, ['quic.short'])).toEqual({ 'quic.short': '' });
});

it('CRYPTO data is bounded', () => {
  const stream = new CryptoStream();
  let noted = 0;
  const note = (): void => void noted++;
  for (let at = 0; at < 2000; at += 2) stream.add(at + 1, Uint8Array.of(0), note);
  stream.add(70_000, Uint8Array.of(0), note);
  expect(noted).toBe(256);
  expect(stream.take()).toBeNull();
});
