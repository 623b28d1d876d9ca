// Frames read through blocks that are kept are the bytes of the file, in whatever order they are asked for.
import { expect, test } from 'vitest';
import { RecentBytes } from '../../../../src-main/engine/document/recent-bytes';
import { random } from '../../../bench/random';

const chance = random(11);
const file = Uint8Array.from({ length: 3_000_000 }, () => Math.floor(chance() * 256));

/** A file of which `end` bytes are there, and frames in it. */
function reading(frames: readonly { at: number; len: number }[]) {
  const state = { end: file.length, reads: 0 };
  const source = {
    read: (into: Uint8Array, at: number) => {
      state.reads++;
      const part = file.subarray(at, Math.min(at + into.length, state.end));
      // as a pipe does: not all at once
      const some = part.subarray(0, Math.max(1, Math.ceil(part.length / 2)));
      into.set(some);
      return some.length;
    },
    close: () => undefined,
  };
  const columns = { offset: (row: number) => frames[row].at, capturedLen: (row: number) => frames[row].len };
  return { state, bytes: new RecentBytes(source, columns) };
}

const LENGTHS = [0, 1, 60, 1500, 9000, 32_767, 32_768, 32_769, 100_000];
test('back and forth, over the ends of blocks, more than are kept', () => {
  const frames = Array.from({ length: 4000 }, () => {
    const len = LENGTHS[Math.floor(chance() * LENGTHS.length)];
    return { at: Math.floor(chance() * (file.length - len)), len };
  });
  for (let edge = 32_768; edge < file.length; edge += 32_768)
    frames.push({ at: edge - 7, len: 14 }, { at: edge, len: 5 });
  const { bytes } = reading(frames);
  frames.forEach(({ at, len }, row) => {
    if (Buffer.compare(bytes.view(row), file.subarray(at, at + len)) !== 0) expect.fail(`frame of ${len} at ${at}`);
  });
});

test('what the file does not have (yet) is missing at the end, and there once it is written', () => {
  const frames = [
    { at: 60_000, len: 3000 },
    { at: 62_900, len: 3000 },
    { at: 66_000, len: 50 },
  ];
  const { state, bytes } = reading(frames);
  for (const end of [0, 59_999, 61_000, 65_000, 65_536, 65_537, 66_010, 70_000]) {
    state.end = end;
    for (const [row, { at, len }] of frames.entries())
      expect([...bytes.view(row)], `${end}`).toEqual([...file.subarray(at, Math.max(at, Math.min(at + len, end)))]);
  }
});

test('rows near each other are read once', () => {
  const frames = Array.from({ length: 1000 }, (_, i) => ({ at: i * 1000, len: 1000 }));
  const { state, bytes } = reading(frames);
  for (let row = 100; row < 1000; row++) for (const back of [100, 50, 0]) bytes.view(row - back);
  const once = state.reads;
  expect(once).toBeLessThan(31 * 17);
  for (let row = 999; row > 900; row--) bytes.view(row);
  expect(state.reads).toBe(once);
});
