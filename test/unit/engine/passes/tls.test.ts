// What the pass over messages finds of TLS: which keys a record is protected with and its number among these, handshake messages that span records
// and segments, TLS on ports that say nothing of it.
import { describe, expect, test } from 'vitest';
import { packetRows } from '../../../../src-main/engine/answers/packet-rows';
import { packetDetail } from '../../../../src-main/engine/answers/packet-detail';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { findMessages } from '../../../../src-main/engine/document/messages/message-finder';
import { line, sayings, talkOf } from '../../../fixtures/tls-talk';
import { save } from '../captures';

async function opened(bytes: Uint8Array): Promise<CaptureDocument> {
  const found = await CaptureDocument.open(save(bytes));
  if (!found.ok) throw new Error(found.problem.kind);
  await found.document.read({ progress: () => undefined, stopped: () => false });
  await findMessages(found.document);
  return found.document;
}

/** `c0.3`: the client's record number 3 with its first keys; `?`: something is missing before it, `!`: it is protected. */
function records(document: CaptureDocument): string {
  const all: string[] = [];
  for (let row = 0; row < document.frames; row++) {
    const view = document.context(row).tls();
    for (let place = 0; ; place++) {
      const record = view?.record(place);
      if (!record) break;
      const side = document.columns.fromA(row) ? 'c' : 's';
      all.push(`${side}${record.epoch}.${record.number}${record.isSure ? '' : '?'}${record.isProtected ? '!' : ''}`);
    }
  }
  return all.join(' ');
}

/** Protocol and Info of the rows that are of another protocol than TCP. */
function rows(document: CaptureDocument): string[] {
  const { protocol, info } = packetRows(document, 0, document.frames);
  return info.map((text, i) => `${protocol[i]} ${text}`).filter((text) => !text.startsWith('TCP'));
}

const FULL = 'c0.0 s0.0 s0.1 s0.2 s0.3 c0.1 c0.2 c1.0! s0.4 s0.5 s1.0! s1.1! c1.1!';

describe('numbers of records', () => {
  test.each([1, 7, 1400])('of TLS 1.2, in segments of %i bytes', async (most) => {
    expect(records(await opened(talkOf(await sayings('tls12.pcap'), most, 443)))).toBe(FULL);
  });

  test('of TLS 1.3, where a ChangeCipherSpec means nothing', async () => {
    const expected = 'c0.0 s0.0 s0.1 s1.0! s1.1! s1.2! s1.3! c0.1 c1.0! s1.4! s1.5! s1.6! c1.1!';
    expect(records(await opened(talkOf(await sayings('tls13.pcap'), 100, 443)))).toBe(expected);
  });

  test('behind a hole they are not sure, until the keys change', async () => {
    const expected = 'c0.0 s0.0 s0.1? s0.2? c0.1 c0.2 c1.0! s0.3? s0.4? s1.0! s1.1! c1.1!';
    expect(records(await opened(talkOf(await sayings('tls12.pcap'), 300, 443, [3])))).toBe(expected);
  });
});

const FRAGMENTED = [
  'TLSv1.2 [Client Hello Fragment]',
  'TLSv1.2 Client Hello',
  'TLSv1.2 Server Hello',
  'TLSv1.2 [Certificate Fragment]',
  'TLSv1.2 Certificate',
  'TLSv1.2 Server Key Exchange, Server Hello Done',
  'TLSv1.2 Client Key Exchange, Change Cipher Spec, Encrypted Handshake Message',
  'TLSv1.2 New Session Ticket, Change Cipher Spec, Encrypted Handshake Message',
  'TLSv1.2 Encrypted Alert',
  'TLSv1.2 Encrypted Alert',
];

describe('messages that span records and segments', () => {
  const CONNECT = [line(false, 'CONNECT www.example.org:443 HTTP/1.1\r\n\r\n'), line(true, 'HTTP/1.1 200 OK\r\n\r\n')];
  const LINES = Array.from({ length: 20 }, (_, i) => line(i % 2 === 0, 'a line of another protocol\r\n'));
  test.each([
    ['on a port of TLS', [], 443, []],
    ['on any port', [], 4433, []],
    ['on a port of HTTP', [], 8080, []],
    ['behind a CONNECT', CONNECT, 8080, ['HTTP CONNECT www.example.org:443 HTTP/1.1', 'HTTP HTTP/1.1 200 OK']],
    ['behind a STARTTLS', LINES, 25, []],
  ])('%s', async (_name, before, port, expected) => {
    const document = await opened(talkOf([...before, ...(await sayings('tls12-fragments.pcap'))], 300, port));
    expect(rows(document)).toEqual([...expected, ...FRAGMENTED]);
  });

  test('have bytes of their own in the record that completes them', async () => {
    const document = await opened(talkOf(await sayings('tls12-fragments.pcap'), 300, 443));
    const { info } = packetRows(document, 0, document.frames);
    const row = info.findIndex((text) => text === 'Certificate');
    const { sources } = packetDetail(document, row + 1);
    expect(sources.map(({ name }) => name.key)).toEqual([
      'packets.hex.frame',
      'packets.hex.message',
      'packets.hex.handshake',
    ]);
    const whole = sources[2].bytes;
    expect([whole[0], whole.length]).toEqual([11, 4 + whole[1] * 65536 + whole[2] * 256 + whole[3]]);
  });

  test('a handshake that a hole cuts is not put together', async () => {
    const document = await opened(talkOf(await sayings('tls12-fragments.pcap'), 300, 443, [2]));
    expect(rows(document)[0]).toBe('TLSv1.2 [Client Hello Fragment]');
    expect(rows(document)[1]).toBe('TLSv1.2 [TCP ACKed unseen segment] , Server Hello');
  });
});
