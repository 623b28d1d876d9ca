// Messages of HTTP that the engine finds by their framing alone, and what a dissection of every frame finds: the same ones, at the same places.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FieldValue } from '../../../../../src-main/dissect/contract/fields';
import { FrameDissector } from '../../../../../src-main/dissect/dissect';
import { ChosenFields } from '../../../../../src-main/dissect/sinks/chosen-fields';
import { CaptureDocument } from '../../../../../src-main/engine/document/document';
import { findMessages } from '../../../../../src-main/engine/document/messages/message-finder';
import { captureFiles, corpusFolder, named } from '../../../../fixtures/corpus';
import { fieldOf } from '../../../../fixtures/dissect-frame';
import { pcapFile } from '../../../../fixtures/make-capture';
import { segment } from '../../../../fixtures/make-stream';
import { smallCorpus } from '../../../../fixtures/small-corpus';
import { random } from '../../../../bench/random';
import { save } from '../../captures';

const fail = (error: unknown): never => {
  throw error;
};

class Told extends ChosenFields {
  readonly detail = false;
  constructor(private readonly tell: (what: 'request' | 'response' | 'code') => void) {
    super([fieldOf('http.request.method'), fieldOf('http.response'), fieldOf('http.response.code')]);
  }
  begin(bytes: Uint8Array): void {
    this.frame = bytes;
  }
  protected add(slot: number, _at: number, _len: number, _value: FieldValue): void {
    this.tell((['request', 'response', 'code'] as const)[slot]);
  }
  protected addLine(): void {}
  protected addAddress(): void {}
  protected addBytes(): void {}
}

/** Messages by a dissection that the table does not have, or has otherwise; how many there are, and how many the table has beside. */
async function compared(path: string): Promise<{ wrong: string[]; found: number }> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) return { wrong: [], found: 0 };
  const { document } = opened;
  await document.read({ progress: () => undefined, stopped: () => false });
  await findMessages(document);
  const { exchanges } = document.analysis;
  const wrong: string[] = [];
  let found = 0;
  let row = 0;
  let place = 0;
  const dissector = new FrameDissector(
    { checkChecksums: false, relativeSequenceNumbers: false },
    new Told((what) => {
      const exchange = exchanges.find(row, place);
      if (exchange > 0 && what !== 'code') found++;
      // one without a code is known only where it answers something
      const there = exchange > 0 && (what !== 'request' || exchanges.request(exchange) === row + 1);
      if (!there && what !== 'response') wrong.push(`${what} ${place} of packet ${row + 1}`);
    }),
    fail,
  );
  for (row = 0; row < document.frames; row++) {
    if (document.columns.streamKind(row) !== 'tcp' || document.columns.partial(row)) continue;
    const context = document.context(row);
    dissector.dissect(document.bytes(row), {
      ...context,
      // what is inside of TLS is another stream
      tls: () => null,
      exchange: (at) => {
        place = at;
        return context.exchange(at);
      },
    });
  }
  if (exchanges.messages !== found) wrong.push(`${exchanges.messages} in the table, ${found} in the packets`);
  document.close();
  return { wrong, found };
}

const WORDS = [
  'GET / HTTP/1.1\r\nHost: h\r\n\r\n',
  'HEAD /h HTTP/1.0\r\n\r\n',
  'POST /p HTTP/1.1\r\nContent-Length: 5\r\n\r\n01234',
  'CONNECT x:1 HTTP/1.1\r\n\r\n',
  'NOTIFY * HTTP/1.1\r\n\r\n',
  '\r\n',
  'G',
  'nothing of it\r\n',
  'HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n0123456',
  'HTTP/1.1 100 Continue\r\n\r\n',
  'HTTP/1.1 204 No\r\n\r\n',
  'HTTP/1.1 xyz\r\nContent-Length: 2\r\n\r\nab',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
  'HTTP/1.0 200 OK\r\n\r\nuntil the end',
  'ICY 200 OK\r\n\r\n',
];

/** A connection in which both ends say words of HTTP at random, cut anywhere, some segments late, twice or never. */
function chatter(seed: number): Uint8Array {
  const chance = random(seed);
  const pick = (n: number): number => Math.floor(chance() * n);
  const server = [80, 8080, 12345, 53][pick(4)];
  const frames: Uint8Array[] = [
    segment({ seq: 1000, flags: 'S', ack: 0, server }),
    segment({ seq: 0, flags: 'SA', ack: 1001, back: true, server }),
  ];
  const next = [1001, 1];
  for (let i = 0; i < 12; i++) {
    const back = chance() < 0.5;
    const words = Array.from({ length: 1 + pick(3) }, () => WORDS[(back ? 5 : 0) + pick(back ? 10 : 8)]).join('');
    const bytes = Uint8Array.from(words, (c) => c.charCodeAt(0));
    for (let at = 0; at < bytes.length;) {
      const to = Math.min(bytes.length, at + 1 + pick(120));
      const side = back ? 1 : 0;
      const frame = segment({ seq: next[side], ack: next[1 - side], bytes: bytes.subarray(at, to), back, server });
      next[side] += to - at;
      at = to;
      const fate = chance();
      if (fate < 0.01) continue;
      if (fate < 0.04) frames.splice(Math.max(2, frames.length - 1), 0, frame);
      else frames.push(frame);
      if (fate > 0.95) frames.push(frame);
    }
  }
  return pcapFile(frames.map((bytes, i) => ({ bytes, sec: 1_700_000_000, nano: i * 1_000_000 })));
}

test('of connections at random', async () => {
  let all = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const { wrong, found } = await compared(save(chatter(seed)));
    expect({ seed, wrong }).toEqual({ seed, wrong: [] });
    all += found;
  }
  expect(all).toBeGreaterThan(300);
});

test('of the small corpus', async () => {
  const { folder, files } = smallCorpus();
  for (const file of files)
    expect({ file, ...(await compared(join(folder, file))) }).toMatchObject({ file, wrong: [] });
});

const corpus = corpusFolder();
test.skipIf(corpus === null)(
  named('of the corpus', corpus === null ? 'no corpus beside the checkout' : null),
  async () => {
    let all = 0;
    for (const file of captureFiles(corpus ?? '').filter((one) => /http/i.test(one))) {
      const { wrong, found } = await compared(join(corpus ?? '', file));
      expect({ file, wrong }).toEqual({ file, wrong: [] });
      all += found;
    }
    expect(all).toBeGreaterThan(200);
  },
  60_000,
);
