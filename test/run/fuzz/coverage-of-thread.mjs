// What V8 has run of src-main in this thread, block by block (Profiler.takePreciseCoverage). Places count in the code as it was run:
// what tsx makes of a file, which is the same each time.
import { Session } from 'node:inspector/promises';

export async function beginCoverage() {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: true });
  return session;
}

/** By file (`src-main/…`): its functions (name, start, end), and the bytes that were run as a list of from, to, from, to … */
export async function takeCoverage(session) {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  const files = {};
  for (const { url, functions } of result) {
    const file = /\/(src-main\/[^?]*\.ts)/.exec(url)?.[1];
    const [whole] = functions;
    if (!file || !whole) continue;
    const isRun = new Uint8Array(whole.ranges[0].endOffset);
    // outer ranges come first, and inner ones say more exactly
    for (const { ranges } of functions)
      for (const { startOffset, endOffset, count } of ranges) isRun.fill(count > 0 ? 1 : 0, startOffset, endOffset);
    files[file] = {
      length: isRun.length,
      functions: functions
        .slice(1)
        .map(({ functionName, ranges: [range] }) => [functionName, range.startOffset, range.endOffset]),
      run: intervals(isRun),
    };
  }
  return files;
}

/** Where ones stand: from, to (exclusive), from, to … */
export function intervals(bits) {
  const out = [];
  for (let at = 0; at < bits.length;) {
    const from = bits.indexOf(1, at);
    if (from < 0) break;
    const end = bits.indexOf(0, from);
    at = end < 0 ? bits.length : end;
    out.push(from, at);
  }
  return out;
}
