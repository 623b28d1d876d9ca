// What segments carry: read along the headers where the scan can tell, by a dissection elsewhere. Both say the same.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FrameDissector } from '../../../../src-main/dissect/dissect';
import { PayloadSink } from '../../../../src-main/dissect/sinks/payload-sink';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { captureFiles, corpusFolder, named } from '../../../fixtures/corpus';
import { smallCorpus } from '../../../fixtures/small-corpus';

const fail = (error: unknown): never => {
  throw error;
};

/** Rows of TCP of which the two differ; how many have a payload. */
async function compared(path: string): Promise<{ wrong: number[]; full: number }> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) return { wrong: [], full: 0 };
  const { document } = opened;
  await document.read({ progress: () => undefined, stopped: () => false });
  const { columns } = document;
  const reader = document.frameView.payloads();
  const sink = new PayloadSink();
  const dissector = new FrameDissector({ checkChecksums: false, relativeSequenceNumbers: false }, sink, fail);
  const wrong: number[] = [];
  let full = 0;
  for (let row = 0; row < document.frames; row++) {
    if (columns.streamKind(row) !== 'tcp' || columns.partial(row)) continue;
    dissector.dissect(document.bytes(row), { ...document.context(row), segments: () => null });
    const expected = sink.payload;
    const found = reader.payload(row);
    if (Buffer.compare(expected ?? Buffer.alloc(0), found ?? Buffer.alloc(0)) !== 0) wrong.push(row);
    if (found) full++;
  }
  document.close();
  return { wrong, full };
}

test('of the small corpus', async () => {
  const { folder, files } = smallCorpus();
  let full = 0;
  for (const file of files) {
    const seen = await compared(join(folder, file));
    expect({ file, wrong: seen.wrong }).toEqual({ file, wrong: [] });
    full += seen.full;
  }
  expect(full).toBeGreaterThan(50);
});

const corpus = corpusFolder();
test.skipIf(corpus === null)(
  named('of the corpus', corpus === null ? 'no corpus beside the checkout' : null),
  { timeout: 300_000 },
  async () => {
    const wrong: string[] = [];
    for (const file of captureFiles(corpus ?? '')) {
      const seen = await compared(join(corpus ?? '', file));
      if (seen.wrong.length > 0) wrong.push(`${file}: ${seen.wrong.slice(0, 5).join(' ')}`);
    }
    expect(wrong).toEqual([]);
  },
);
