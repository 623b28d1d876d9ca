// Fuzz target: damaged capture files through detection, readers, scan and tracker.
import { strict as assert } from 'node:assert';
import { Analysis } from '../../src-main/flow/capture-index';
import { createBatch } from '../../src-main/formats/batch';
import { FRAME_HAS_OPTIONS, type FrameBatch, NO_INTERFACE } from '../../src-main/memory/frame-batch';
import { openSource } from '../../src-main/formats/detect';
import { MemorySource } from '../../src-main/formats/file-source';
import { readFrameComments } from '../../src-main/formats/pcapng-options';
import { translateMessage } from '../../src-main/i18n/translate';
import type { Problem } from '../../src-main/ipc/message';
import { packedCapture, smallCaptures } from '../fixtures/small-captures';
import { mutate } from './mutate';
import { fuzzTarget } from './target';

export const name = 'files';
export const iterations = 20_000;

/** Packed files go through a temporary file and other threads: some are enough. */
const PACKED_SHARE = 0.02;

function make(chance: () => number): Uint8Array {
  if (chance() < PACKED_SHARE) return mutate(packedCapture, chance);
  const [, bytes] = smallCaptures[Math.floor(chance() * smallCaptures.length)];
  return mutate(bytes, chance);
}

function checkProblem(problem: Problem): void {
  const { key } = problem.message;
  assert.match(key, /^formats\./);
  for (const language of ['en', 'zh-CN'] as const) assert.notEqual(translateMessage(language, problem.message), key);
}

const batch = createBatch(64);

async function check(input: Uint8Array): Promise<void> {
  const opened = await openSource(new MemorySource(input), 'fuzzed');
  if (!opened.ok) return checkProblem(opened.problem);
  const { reader, source } = opened;
  try {
    const size = source.size();
    const analysis = Analysis.create();
    // every turn consumes at least a block, or reads on, or ends
    for (let turns = size + 10; ; turns--) {
      assert(turns > 0, 'the reader does not come to an end');
      const result = reader.next(batch);
      assert(batch.bytes.length <= 20 * 1024 * 1024, 'the window has grown too large');
      if (result.kind === 'end') break;
      if (result.kind === 'damage') {
        checkProblem(result.problem);
        break;
      }
      checkBatch(batch, size, reader.interfaces.length);
      for (let i = 0; i < batch.count; i++)
        if (batch.flags[i] & FRAME_HAS_OPTIONS)
          readFrameComments(source, batch.base + batch.start[i], batch.capturedLen[i]);
      analysis.addBatch(batch, reader.interfaces);
    }
  } finally {
    source.close();
  }
}

function checkBatch(b: FrameBatch, size: number, interfaces: number): void {
  for (let i = 0; i < b.count; i++) {
    assert(b.start[i] + b.capturedLen[i] <= b.bytes.length, 'a frame lies beyond the window');
    assert(b.base + b.start[i] + b.capturedLen[i] <= size, 'a frame lies beyond the file');
    assert(Number.isInteger(b.timeSec[i]) && b.timeNano[i] < 1_000_000_000, 'a time is not well formed');
    assert(b.interfaceIndex[i] < interfaces || b.interfaceIndex[i] === NO_INTERFACE, 'an unknown interface');
  }
}

export const { run, replay } = fuzzTarget(make, check);
