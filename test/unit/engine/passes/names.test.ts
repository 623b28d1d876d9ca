// Names of addresses in whole captures: the newest answer before a packet, what a connection says of itself, in the lists of the window.
import { describe, expect, test } from 'vitest';
import { NAME_PROOFS } from '../../../../src-main/ipc/contracts/names-contract';
import { CaptureNames } from '../../../../src-main/engine/passes/names';
import { packName, unpackNames } from '../../../../src-main/engine/search/name-test';
import type { ProvenName } from '../../../../src-main/dissect/name-proofs';
import { pcapFile, type Frame } from '../../../fixtures/make-capture';
import { ethernet, ipv4, ipv4Bytes, tcp, udp } from '../../../fixtures/make-packet';
import { dnsMessage, dnsName, dnsQuestion, dnsRecord } from '../../../fixtures/sample-names';
import { clientHello, extension, handshakeRecord, v16 } from '../../../fixtures/tls-messages';
import { save } from '../captures';
import { ask, loaded, until } from '../open-session';

const dns = (name: string, last = 7): ProvenName => ({ by: 'dns', address: Uint8Array.of(192, 0, 2, last), name });
const tls = (name: string): ProvenName => ({ ...dns(name), by: 'tls' });
const IP = '192.0.2.7';

describe('which name holds', () => {
  test('the newest one that was proven up to the packet, else the first one later', () => {
    const names = new CaptureNames();
    names.add(9, -1, dns('old'));
    names.add(14, -1, dns('old'));
    names.add(19, -1, dns('new'));
    const at = (frame: number): unknown => names.of(IP, frame, -1);
    expect(at(1)).toEqual({ name: 'old', frame: 10, by: 'dns' });
    expect(at(10)).toEqual({ name: 'old', frame: 10, by: 'dns' });
    expect(at(19)).toEqual({ name: 'old', frame: 10, by: 'dns' });
    expect(at(20)).toEqual({ name: 'new', frame: 20, by: 'dns' });
    expect(at(4_000_000_000)).toEqual({ name: 'new', frame: 20, by: 'dns' });
    expect(names.of('192.0.2.8', 20, -1)).toBeNull();
  });

  test('of a connection what it says itself, about its server alone', () => {
    const names = new CaptureNames();
    names.add(0, -1, dns('asked'));
    names.add(3, 5, tls('own'));
    names.add(7, 6, tls('another'));
    names.add(9, 5, tls('too late'));
    expect(names.of(IP, 2, 5)).toEqual({ name: 'own', frame: 4, by: 'tls' });
    expect(names.of(IP, 20, 6)).toEqual({ name: 'another', frame: 8, by: 'tls' });
    expect(names.of(IP, 2, -1)).toEqual({ name: 'asked', frame: 1, by: 'dns' });
    expect(names.of('192.0.2.8', 2, 5)).toBeNull();
  });

  test('only so many are kept, of one address and in all; the others are counted', () => {
    const names = new CaptureNames({ all: 3, ofAddress: 2 });
    for (const [row, name] of ['a', 'b', 'c', 'b', 'd'].entries()) names.add(row, -1, dns(name));
    expect(names.lost).toBe(2); // c, d: b is known
    expect(names.of(IP, 9, -1)?.name).toBe('b');
    names.add(6, -1, dns('e', 8));
    names.add(7, -1, dns('f', 9));
    expect([names.lost, names.of('192.0.2.8', 9, -1)?.name, names.of('192.0.2.9', 9, -1)]).toEqual([3, 'e', null]);
  });
});

test('names come from a worker as they were found', () => {
  const words: number[] = [];
  const proofs = NAME_PROOFS.map((by, i): [number, ProvenName] => [
    i * 1000,
    { by, address: new Uint8Array(i % 2 ? 4 : 16).fill(i), name: 'x'.repeat(i * 100) + '\u540d' },
  ]);
  for (const [row, proof] of proofs) packName(words, row, proof);
  const found: typeof proofs = [];
  unpackNames(Uint32Array.from(words), (row, proof) => found.push([row, proof]));
  expect(found).toEqual(proofs);
});

const CLIENT = '10.0.0.1';
const SERVER = '198.51.100.9';
const frames = (all: Uint8Array[]): Frame[] => all.map((bytes, i) => ({ bytes, sec: 1_700_000_000 + i, nano: 0 }));
const answer = (name: string, address: string): Uint8Array =>
  ethernet(
    {},
    ipv4(
      { src: '10.0.0.53', dst: CLIENT },
      udp(
        { srcPort: 53, dstPort: 5000 },
        dnsMessage({ questions: [dnsQuestion(dnsName(name), 1)], answers: [dnsRecord(1, ipv4Bytes(address))] }),
      ),
    ),
  );
const segment = (port: number, from: string, flags: string, payload = new Uint8Array(0)): Uint8Array => {
  const [srcPort, dstPort] = from === CLIENT ? [port, 443] : [443, port];
  const dst = from === CLIENT ? SERVER : CLIENT;
  return ethernet({}, ipv4({ src: from, dst }, tcp({ srcPort, dstPort, flags, seq: flags === 'S' ? 0 : 1 }, payload)));
};
const hello = (name: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(handshakeRecord(clientHello([0x1301], extension(0, v16(0, v16(new TextEncoder().encode(name)))))));

test('in the lists of packets and connections', async () => {
  const session = await loaded(
    save(
      pcapFile(
        frames([
          answer('shop.example', SERVER),
          segment(4001, CLIENT, 'S'),
          segment(4001, SERVER, 'SA'),
          answer('blog.example', SERVER),
          segment(4002, CLIENT, 'S'),
          segment(4003, CLIENT, 'S'),
          segment(4003, CLIENT, 'PA', hello('tls.example')),
        ]),
      ),
    ),
  );
  await until('the names', () => session.status().passes.some(({ id, state }) => id === 'names' && state === 'done'));
  const rows = ask(session, 'packetRows', { from: 0, count: 10 });
  const named = (list: typeof rows.sourceName): (string | undefined)[] => list.map((one) => one?.name);
  expect(named(rows.destinationName)).toEqual([
    undefined,
    'shop.example',
    undefined,
    undefined,
    'blog.example',
    'tls.example',
    'tls.example',
  ]);
  expect(rows.sourceName[2]).toEqual({ name: 'shop.example', frame: 1, by: 'dns' });
  const { rows: flows } = ask(session, 'flows', { kind: 'tcp', sort: 'stream', descending: false, from: 0, count: 9 });
  expect(flows.map(({ nameA, nameB }) => [nameA, nameB?.name, nameB?.frame, nameB?.by])).toEqual([
    [null, 'shop.example', 1, 'dns'],
    [null, 'blog.example', 4, 'dns'],
    [null, 'tls.example', 7, 'tls'],
  ]);
  expect(ask(session, 'flow', { id: flows[2].id })?.nameB?.name).toBe('tls.example');
});
