// Comments of packets stand in the file behind their bytes: it is read again for them only where somebody wants them.
import { afterEach, expect, test } from 'vitest';
import { dissectFrame } from '../../../../src-main/dissect/dissect';
import { ValueSink } from '../../../../src-main/dissect/sinks/field-sink';
import { NULL_SINK } from '../../../../src-main/dissect/contract/null-sink';
import type { FieldSink } from '../../../../src-main/dissect/contract/protocol';
import { TreeSink } from '../../../../src-main/dissect/sinks/tree-sink';
import { FrameView } from '../../../../src-main/engine/document/frame-view';
import { FilterSink } from '../../../../src-main/filter/run/filter-sink';
import { Analysis } from '../../../../src-main/flow/capture-index';
import { createBatch } from '../../../../src-main/formats/batch';
import { openSource } from '../../../../src-main/formats/detect';
import { MemorySource } from '../../../../src-main/formats/file-source';
import { OPTIONS, fieldOf } from '../../../fixtures/dissect-frame';
import { concat, ethernet, ipv4, NG_COMMENT, pcapng, tcp, type NgOption } from '../../../fixtures/make-capture';

class CountingSource extends MemorySource {
  reads = 0;
  override read(into: Uint8Array, at: number): number {
    this.reads++;
    return super.read(into, at);
  }
}

const FLAGS: NgOption = [2, Uint8Array.of(1, 0, 0, 0)];
const bytes = ethernet({}, ipv4({}, tcp({})));
const ng = pcapng();
const FILE = concat(
  ng.section(),
  ng.interface(),
  ng.enhanced({ bytes }),
  ng.enhanced({ bytes, options: [FLAGS] }),
  ng.enhanced({ bytes, options: [FLAGS, [NG_COMMENT, 'look here']] }),
);

let source: CountingSource;
afterEach(() => source.close());

async function view(): Promise<FrameView> {
  source = new CountingSource(FILE);
  const opened = await openSource(source, 'test.pcapng');
  if (!opened.ok) throw new Error(opened.problem.kind);
  const analysis = Analysis.create();
  const batch = createBatch();
  while (opened.reader.next(batch).kind === 'frames') analysis.addBatch(batch, opened.reader.interfaces);
  return new FrameView(analysis, source, opened.reader.interfaces);
}

/** Reads of the file for each of the three frames, their bytes aside. */
async function readsOf(sink: FieldSink): Promise<number[]> {
  const frames = await view();
  return [0, 1, 2].map((row) => {
    const bytesOfRow = frames.bytes(row);
    source.reads = 0;
    dissectFrame(bytesOfRow, frames.context(row), OPTIONS, sink);
    return source.reads;
  });
}

test.each<[string, FieldSink]>([
  ['the packet list', NULL_SINK],
  ['a filter for ports', new FilterSink([fieldOf('tcp.port')], false)],
  ['a filter for verdicts', new FilterSink([fieldOf('_ws.malformed')], false)],
  ['fields', new ValueSink([fieldOf('ip.src'), fieldOf('frame.number')])],
])('none for %s', async (_name, sink) => {
  expect(await readsOf(sink)).toEqual([0, 0, 0]);
});

test.each<[string, FieldSink]>([
  ['the tree', new TreeSink()],
  ['a filter for comments', new FilterSink([fieldOf('frame.comment')], false)],
  ['a filter for expert notes', new FilterSink([fieldOf('_ws.expert.message')], false)],
  ['a filter for their protocol', new FilterSink([fieldOf('pkt_comment')], false)],
])('once for %s, where there are options', async (_name, sink) => {
  // the head of the block, and its options
  expect(await readsOf(sink)).toEqual([0, 2, 2]);
});

test('and they are found', async () => {
  const frames = await view();
  const sink = new ValueSink([fieldOf('frame.comment')]);
  const found = [0, 1, 2].map((row) => {
    dissectFrame(frames.bytes(row), frames.context(row), OPTIONS, sink);
    return sink.texts(0);
  });
  expect(found).toEqual([[], [], ['look here']]);
});
