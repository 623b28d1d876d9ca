// DTLS in a capture: handshake messages in fragments, in whatever order they come; connection IDs, and what is protected in DTLS 1.3, by what the hellos said.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packetRows } from '../../../../src-main/engine/answers/packet-rows';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { findMessages } from '../../../../src-main/engine/document/messages/message-finder';
import { fieldsOf, rowOf } from '../../../fixtures/dissect-frame';
import { dtlsCapture } from '../../../fixtures/dtls-captures';
import * as make from '../../../fixtures/dtls-messages';
import { pcapFile } from '../../../fixtures/make-capture';
import { be16, bytesOf, hex } from '../../../fixtures/make-packet';
import { SAMPLE_DTLS } from '../../../fixtures/sample-dtls';
import { tempFolder } from '../../../fixtures/temp-folder';
import { extension, message, v16, v8 } from '../../../fixtures/tls-messages';
import { ourFields } from '../../../oracle/ours';

function captureOf(frames: Uint8Array[]): string {
  const path = join(tempFolder(), 'dtls.pcap');
  writeFileSync(path, pcapFile(frames));
  return path;
}
const rows = async (frames: Uint8Array[], names: string[]): Promise<string[][]> =>
  (await ourFields(captureOf(frames), names, [])).rows;

async function shown(path: string): Promise<string[]> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  await document.read({ progress: () => undefined, stopped: () => false });
  await findMessages(document);
  const page = packetRows(document, 0, document.frames);
  document.close();
  return page.protocol.map((protocol, i) => `${protocol} ${page.info[i]}`);
}

const HELLO = make.dtlsClientHello(hex('0102'), extension(0, v16(0, v16('a.example'))), make.srtp);
const NAMES = [
  'dtls.handshake.extensions_server_name',
  'dtls.reassembled.in',
  'dtls.fragment',
  'dtls.fragment.overlap.conflicts',
  'dtls.fragment.error',
];
const piece = (from: number, to = HELLO.length - 4, sequence = 0): Uint8Array =>
  make.datagram(make.dtlsRecord(22, make.fragment(HELLO, sequence, from, to)));

describe('messages in fragments', () => {
  it.each([
    ['in order', [piece(0, 40), piece(40, 60), piece(60)], '1,2,3'],
    ['the last one first', [piece(60), piece(40, 60), piece(0, 40)], '3,2,1'],
    ['overlapping', [piece(0, 50), piece(30, 70), piece(60)], '1,2,3'],
    ['one again', [piece(0, 40), piece(0, 40), piece(40)], '1,2,3'],
  ])('%s', async (_name, frames, pieces) => {
    const found = await rows(frames, NAMES);
    expect(found.at(-1)?.slice(0, 3)).toEqual(['a.example', '', pieces]);
    expect(found.slice(0, -1).map(([name, where]) => [name, where])).toEqual(
      frames.slice(1).map(() => ['', String(frames.length)]),
    );
  });
  it('say where they contradict each other', async () => {
    const other = make.dtlsClientHello(hex('0909'), extension(0, v16(0, v16('a.example'))), make.srtp);
    const frames = [piece(0, 72), make.datagram(make.dtlsRecord(22, make.fragment(other, 0, 30)))];
    expect((await rows(frames, NAMES))[1].slice(2)).toEqual(['1', '1', '2']);
  });
  it('of other messages, or of the other side, are kept apart', async () => {
    const wrongSide = make.datagram(make.dtlsRecord(22, make.fragment(HELLO, 0, 40)), true);
    const found = await rows([piece(0, 40), wrongSide, piece(40, undefined, 1)], NAMES);
    expect(found.flat().join('')).toBe('');
  });
  it('are named as such in the list', async () => {
    expect((await shown(dtlsCapture('dtls12-fragments.pcap'))).slice(3, 7)).toEqual([
      'DTLSv1.2 Server Hello, Certificate (Fragment)',
      'DTLSv1.2 Certificate (Fragment)',
      'DTLSv1.2 Certificate (Reassembled), Server Key Exchange (Fragment)',
      'DTLSv1.2 Server Key Exchange (Reassembled), Server Hello Done',
    ]);
  });
  it('of a message that would be endless wait for nothing', async () => {
    const body = new Uint8Array(1000);
    const part = (at: number): Uint8Array =>
      make.datagram(make.dtlsRecord(22, bytesOf(11, hex('ffffff'), be16(0), hex('00'), be16(at), hex('0003e8'), body)));
    const found = await rows([part(0), part(1000), part(0xffff)], ['dtls.handshake.length', 'dtls.reassembled.in']);
    expect(found).toEqual(Array.from({ length: 3 }, () => ['16777215', '']));
  });
});

describe('a datagram alone', () => {
  it.each([
    [/dtls, hello$/, 'DTLS', 'Client Hello'],
    [/verify request/, 'DTLSv1.2', 'Hello Verify Request'],
    [/several/, 'DTLSv1.2', 'Server Hello, Change Cipher Spec, Encrypted Handshake Message'],
    [/dtls, alert/, 'DTLSv1.2', 'Alert (Level: Fatal, Description: Handshake Failure)'],
    [/protected records/, 'DTLSv1.3', 'Server Hello, Protected Record (epoch 2), Protected Record (epoch 2)'],
  ])('%s', (name, protocol, info) => {
    const sample = SAMPLE_DTLS.find((one) => name.test(one.name));
    expect(rowOf({ bytes: sample?.bytes ?? new Uint8Array(0) })).toMatchObject({ protocol, info });
  });
  it.each([
    ['of another version', make.dtlsRecord(22, hex('00'), { version: 0x0303 })],
    ['longer than the datagram', make.dtlsRecord(23, new Uint8Array(9)).subarray(0, 20)],
    ['with bytes behind it', bytesOf(make.dtlsRecord(23, new Uint8Array(9)), 1, 2, 3)],
    ['of no type', make.dtlsRecord(19, hex('00'))],
  ])('is none with a record %s', (_name, payload) => {
    expect(fieldsOf({ bytes: make.datagram(payload) }, ['dtls', 'dtls.record.length'])).toEqual({
      dtls: '',
      'dtls.record.length': '',
    });
  });
});

describe('what the hellos have agreed on', () => {
  const server = (suite: number, ...extensions: Uint8Array[]): Uint8Array =>
    make.datagram(make.dtlsRecord(22, make.fragment(make.dtlsServerHello(suite, ...extensions), 0)), true);
  const client = (...extensions: Uint8Array[]): Uint8Array =>
    make.datagram(make.dtlsRecord(22, make.fragment(make.dtlsClientHello(new Uint8Array(0), ...extensions), 0)));

  it('connection IDs: each side writes what the other wants', async () => {
    const inside = (cid: Uint8Array): Uint8Array => make.dtlsRecord(25, new Uint8Array(20), { epoch: 1, cid });
    const frames = [
      client(make.connectionId(1)),
      server(0xc02b, make.connectionId(2, 3, 4)),
      make.datagram(inside(hex('020304'))),
      make.datagram(inside(hex('01')), true),
    ];
    const found = await rows(frames, ['dtls.record.connection_id', 'dtls.record.length', 'dtls.record.special_type']);
    expect(found.slice(2)).toEqual([
      ['020304', '20', '25'],
      ['01', '20', '25'],
    ]);
  });
  it('protected records of DTLS 1.3 are read where nothing but the connection tells what they are', async () => {
    const record = make.unifiedRecord(0x1f, hex('0a0b'), hex('7777'), new Uint8Array(30));
    const talk = [
      client(make.connectionId()),
      server(0x1301, make.choosesVersion13, make.connectionId(10, 11)),
      make.datagram(record),
    ];
    const names = ['dtls.unified_header.epoch_bits', 'dtls.record.connection_id', 'dtls.record.length'];
    expect((await rows(talk, names))[2]).toEqual(['3', '0a0b', '30']);
    expect((await rows([make.datagram(record)], names))[0]).toEqual(['', '', '']);
    expect((await shown(captureOf(talk)))[2]).toBe('DTLSv1.3 Protected Record (epoch 3)');
  });
  it('a cipher suite that encrypts nothing: what follows is read', async () => {
    const finished = make.dtlsRecord(22, make.fragment(message(20, new Uint8Array(12)), 1), { epoch: 1 });
    for (const [suite, type] of [
      [0x0002, '20'],
      [0xc02b, ''],
    ] as const)
      expect((await rows([client(), server(suite), make.datagram(finished)], ['dtls.handshake.type']))[2]).toEqual([
        type,
      ]);
  });
  it('JA4 knows the carrier, and that versions count down', async () => {
    const found = await rows([client(extension(43, v8(hex('fefdfefc'))))], ['dtls.handshake.ja4']);
    expect(found[0][0]).toMatch(/^dd3i0201/);
  });
});
