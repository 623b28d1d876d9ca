import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_LINE, MessageReader, type HelperMessage } from '../../../src-main/capture/helper-protocol';

const LINES = [
  '{"type":"hello","protocol":1,"version":"0.1.0","libpcap":"libpcap version 1.10.3"}',
  '{"type":"file","name":"é.pcapng","number":1}',
  '{"type":"counts","frames":5,"bytes":900,"fileBytes":1200,"file":1}',
  '{"type":"drops","device":0,"frames":5,"kernel":0,"interface":0}',
  '{"type":"done","reason":"signal"}',
];
const BYTES = Buffer.from(LINES.map((line) => `${line}\n`).join(''));
const EXPECTED = LINES.map((line) => JSON.parse(line) as HelperMessage);

describe('messages of the helper', () => {
  it('come out whole however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }), (sizes) => {
        const reader = new MessageReader();
        const messages: HelperMessage[] = [];
        let at = 0;
        for (const size of [...sizes, BYTES.length]) {
          messages.push(...reader.push(BYTES.subarray(at, at + size)));
          at = Math.min(at + size, BYTES.length);
        }
        expect(messages).toEqual(EXPECTED);
        expect(reader.fault).toBeNull();
      }),
    );
  });

  it.each([
    ['no JSON', 'hello'],
    ['no object', '[]'],
    ['no type', '{"kind":"hello"}'],
    ['an unknown type', '{"type":"packet"}'],
    ['a field too few', '{"type":"counts","frames":5}'],
    ['a negative count', '{"type":"counts","frames":-1,"bytes":0,"fileBytes":0,"file":1}'],
    ['a fraction', '{"type":"file","name":"x","number":1.5}'],
    ['another type of value', '{"type":"done","reason":7}'],
    ['an endless line', `"${'x'.repeat(MAX_LINE)}"`],
    ['an empty line', ''],
  ])('%s ends the reading', (_what, line) => {
    const reader = new MessageReader();
    expect(reader.push(Buffer.from(`${LINES[0]}\n${line}\n${LINES[4]}\n`))).toEqual([EXPECTED[0]]);
    expect(reader.fault).toMatch(/./);
    expect(reader.push(BYTES)).toEqual([]);
  });

  it('a line without an end is not kept for ever', () => {
    const reader = new MessageReader();
    for (let i = 0; i < 10 && reader.fault === null; i++) reader.push(Buffer.alloc(1024, 'x'));
    expect(reader.fault).toContain(String(MAX_LINE));
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        new MessageReader().push(Buffer.from(bytes));
      }),
    );
  });
});
