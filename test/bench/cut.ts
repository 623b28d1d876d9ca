// How fast frames are cut from a capture, with nothing done to them: best of five passes in one process.
//   npx tsx test/bench/cut.ts FILE
import { createBatch } from '../../src-main/formats/batch';
import { openCapture } from '../../src-main/formats/detect';

const RUNS = 5;
const file = process.argv[2] ?? '';
const batch = createBatch();
let ms = Infinity;
let frames = 0;
for (let run = 0; run < RUNS; run++) {
  const opened = await openCapture(file);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const began = performance.now();
  frames = 0;
  while (opened.reader.next(batch).kind === 'frames') frames += batch.count;
  ms = Math.min(ms, performance.now() - began);
  opened.source.close();
}
console.log(JSON.stringify({ frames, ms, runs: RUNS }));
