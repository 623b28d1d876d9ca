// HTTP/2 in streams: found by its preface on any port, and each block of header fields read by itself, whatever was looked at before.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FieldReader } from '../../../../src-main/engine/answers/field-reader';
import { packetRows } from '../../../../src-main/engine/answers/packet-rows';
import { DEFAULT_OPTIONS } from '../../../../src-main/engine/answers/row-options';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { findMessages } from '../../../../src-main/engine/document/messages/message-finder';
import { fieldOf } from '../../../fixtures/dissect-frame';
import { HTTP2_PREFACE, http2Frame, indexed } from '../../../fixtures/http2-frames';
import { pcapFile } from '../../../fixtures/make-capture';
import { talkFrames } from '../../../fixtures/make-talk';
import { tempFolder } from '../../../fixtures/temp-folder';

const letters = (...parts: Uint8Array[]): string =>
  parts.map((bytes) => Buffer.from(bytes).toString('latin1')).join('');

/** Values of header fields, and the row, by row from the first saying on. */
async function said(
  says: string[],
  port: number,
  without: number[] = [],
): Promise<{ values: string[]; info: string[] }> {
  const frames = talkFrames(says, port).filter((_, i) => !without.includes(i - 2));
  const file = join(tempFolder(), 'talk.pcap');
  writeFileSync(file, pcapFile(frames.map((bytes, i) => ({ bytes, sec: 1_700_000_000 + i, nano: 0 }))));
  const opened = await CaptureDocument.open(file);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  onTestFinished(() => document.close());
  await document.read({ progress: () => undefined, stopped: () => false });
  await findMessages(document);
  const reader = new FieldReader(document, [fieldOf('http2.header.value')], DEFAULT_OPTIONS);
  const values: string[] = [];
  for (let row = document.frames - 1; row >= 2; row--) values[row - 2] = reader.row(row)[0].join();
  return { values, info: packetRows(document, 0, document.frames).info.slice(2) };
}

const begin = letters(HTTP2_PREFACE, http2Frame(4, 0, 0));
const first = letters(http2Frame(1, 5, 1, [0x82, 0x84], indexed('x', 'one')));
const second = letters(http2Frame(1, 5, 3, [0xbe], indexed('x', 'two')));
const third = letters(http2Frame(1, 5, 5, [0xbe, 0xbf]));

describe.each([80, 8080, 9999])('on port %i', (port) => {
  it('names the fields that stand in the table', async () => {
    const { values, info } = await said(
      [`>${begin}`, `<${letters(http2Frame(4, 0, 0))}`, `>${first}`, `>${second}`, `>${third}`],
      port,
    );
    expect(values).toEqual(['', '', 'GET,/,one', 'one,two', 'two,one']);
    expect(info).toEqual(['Magic, SETTINGS[0]', 'SETTINGS[0]', 'HEADERS[1]: GET /', 'HEADERS[3]', 'HEADERS[5]']);
  });
});

it('frames and fields that span segments', async () => {
  const field = letters(indexed('x', 'one'));
  const half = letters(http2Frame(1, 1, 1, [0x82], Buffer.from(field.slice(0, 3), 'latin1')));
  const rest = letters(http2Frame(9, 4, 1, Buffer.from(field.slice(3), 'latin1')));
  const { values } = await said([`>${begin}${half.slice(0, 7)}`, `>${half.slice(7)}${rest}`, `>${third}`], 80);
  expect(values[1]).toBe('GET,one');
});

it('where a segment is missing, nothing is made up', async () => {
  const { values } = await said([`>${begin}`, `>${first}`, `>${second}`, `>${third}`], 80, [1]);
  expect(values).toEqual(['', '', '']);
});

it('each direction has a table of its own', async () => {
  const answer = letters(http2Frame(1, 4, 1, [0x88], indexed('y', 'other')));
  const again = letters(http2Frame(1, 4, 3, [0xbe]));
  const { values, info } = await said([`>${begin}`, `>${first}`, `<${answer}`, `>${again}`, `<${again}`], 80);
  expect(values).toEqual(['', 'GET,/,one', '200,other', 'one', 'other']);
  expect(info[2]).toBe('HEADERS[1]: 200 OK');
});
