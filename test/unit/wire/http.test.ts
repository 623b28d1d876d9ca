// Where messages of HTTP end, told from bytes alone, cut anywhere: RFC 9112 section 6.
import { describe, expect, it, test } from 'vitest';
import { httpFraming } from '../../../src-main/dissect/protocols/http/http-framing';
import { isOpen, NOT_MINE, ONE_MORE, UNTIL_END, wantedLength } from '../../../src-main/wire/framing';
import * as wire from '../../../src-main/wire/http';
import { random } from '../../bench/random';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const said = (text: string, answers = 0): number => {
  const b = bytes(text);
  return httpFraming.lengthAt(b, 0, b.length, answers);
};

const REQUEST = 'GET / HTTP/1.1\r\nHost: h\r\n\r\n';
const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n';
const whole: [text: string, answers?: number][] = [
  [REQUEST],
  [`\r\n\r\n${REQUEST}`],
  ['GET /\n\n'],
  ['POST / HTTP/1.1\r\ncontent-LENGTH:  3 \r\n\r\nabc'],
  ['HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc'],
  ['HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\n'],
  ['HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\n'],
  ['HTTP/1.1 100 Continue\r\n\r\n'],
  ['HTTP/1.1 101 Switching Protocols\r\n\r\n'],
  ['HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n', wire.METHOD_HEAD],
  ['HTTP/1.1 200 OK\r\n\r\n', wire.METHOD_CONNECT],
  [`${CHUNKED}0\r\n\r\n`],
  [`${CHUNKED}3;a=b\r\nabc\r\nA\r\n0123456789\r\n00\r\nT: v\r\nU: w\r\n\r\n`],
];

describe.each(whole)('%j', (text, answers) => {
  it('is a message, whatever follows', () => {
    expect(said(text, answers)).toBe(text.length);
    expect(said(`${text}${REQUEST}`, answers)).toBe(text.length);
    expect(said(`${text}\u0000\u0001`, answers)).toBe(text.length);
  });
  it('is open wherever it is cut, and never said to be longer than it is', () => {
    for (let end = 1; end < text.length; end++) {
      const told = said(text.slice(0, end), answers);
      expect(isOpen(told, end), `cut at ${end}: ${told}`).toBe(true);
      expect(wantedLength(told, end), `cut at ${end}`).toBeLessThanOrEqual(text.length);
    }
  });
});

test.each([
  ['HTTP/1.1 200 OK\r\n\r\n', UNTIL_END],
  ['HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nabc', UNTIL_END],
  ['HTTP/1.1 404 Not Found\r\n\r\n', UNTIL_END],
  ['hello\r\n', NOT_MINE],
  ['getx / HTTP/1.1\r\n\r\n', NOT_MINE],
  ['GE', ONE_MORE],
  ['HTTP', ONE_MORE],
])('%j', (text, told) => expect(said(text)).toBe(told));

describe('what is hostile', () => {
  it('a header without end is given up at 64 KiB', () => {
    expect(said(`GET / HTTP/1.1\r\n${'X: y\r\n'.repeat(5000)}`)).toBe(ONE_MORE);
    expect(said(`GET / HTTP/1.1\r\n${'X: y\r\n'.repeat(11_000)}`)).toBe(NOT_MINE);
    expect(said(`GET /${'a'.repeat(70_000)}`)).toBe(NOT_MINE);
  });
  it.each(['8000000000000000', 'ffffffffffffffffffffffff', '80000000', '-1', '', 'x'])(
    'a chunk of %s bytes',
    (size) => {
      const text = `${CHUNKED}${size}\r\nabc\r\n`;
      expect(said(text)).toBe(text.length);
    },
  );
  it('the largest chunk and the largest length that are waited for are in bounds', () => {
    const most = said(`${CHUNKED}7fffffff\r\nabc`);
    expect(wantedLength(most, 10)).toBeGreaterThan(2 ** 31 - 1);
    const long = said('HTTP/1.1 200 OK\r\nContent-Length: 9007199254740991\r\n\r\n');
    expect(long).toBeGreaterThan(0);
    expect(long).toBeLessThan(2 ** 31);
    expect(said('HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n')).toBe(UNTIL_END);
  });
  it('any bytes: it ends, and says something that can be', () => {
    const dice = random(7);
    const words = [
      'GET / ',
      'HTTP/1.1 200',
      '\r\n',
      '\n',
      ': ',
      'Content-Length',
      'Transfer-Encoding',
      'chunked',
      '5',
      'ff',
      '\u0000',
    ];
    for (let i = 0; i < 3000; i++) {
      let text = '';
      for (let n = Math.floor(dice() * 20); n >= 0; n--) text += words[Math.floor(dice() * words.length)];
      const told = said(text, Math.floor(dice() * 3));
      expect(Number.isSafeInteger(told)).toBe(true);
      if (isOpen(told, text.length) && told !== UNTIL_END)
        expect(wantedLength(told, text.length)).toBeGreaterThan(text.length);
    }
  });
});

test('what says how long a body is, in one walk, is what is found name by name', () => {
  const dice = random(5);
  const below = (n: number): number => Math.floor(dice() * n);
  const NAMES = [
    'Content-Length:',
    'transfer-encoding: ',
    'TRANSFER-ENCODING:\t',
    'content-length : ',
    'x:',
    '',
    'Content-Length',
  ];
  const found: wire.BodyFields = { codingAt: 0, codingEnd: 0, lengthAt: 0, lengthEnd: 0 };
  for (let round = 0; round < 2000; round++) {
    const lines = Array.from({ length: below(6) }, () => NAMES[below(NAMES.length)] + 'v'.repeat(below(3) * below(90)));
    const b = Buffer.from(`GET / HTTP/1.1\r\n${lines.join(below(2) ? '\r\n' : '\n')}${'\r\n\r\n'.slice(below(5))}`);
    const end = b.length - below(3);
    wire.bodyFields(b, 0, end, found);
    expect([found.codingAt, found.codingEnd]).toEqual(wire.headerField(b, 0, end, 'transfer-encoding'));
    expect([found.lengthAt, found.lengthEnd]).toEqual(wire.headerField(b, 0, end, 'content-length'));
    for (let at = 0; at < end; at += 1 + below(40)) {
      const feed = b.indexOf(10, at);
      expect(wire.lineFeed(b, at, end)).toBe(feed < end ? feed : -1);
    }
  }
});
