// Every capture of the corpus, cell by cell against tshark. Without the corpus or tshark it is skipped, and says so.
import { describe, expect, test } from 'vitest';
import { captureFiles, corpusFolder, named } from '../fixtures/corpus';
import { differenceText, runOracle, unexplained } from './oracle';
import { tsharkVersion } from './tshark';

/** The version that DIFFERENCES.md was written for. */
const TSHARK = '4.0.17';

const folder = corpusFolder();
const version = tsharkVersion();
const missing = !folder ? 'no corpus beside the checkout' : version !== TSHARK ? `no tshark ${TSHARK}` : null;

describe.skipIf(missing !== null)(named("fields of the corpus equal tshark's", missing), () => {
  test('in every cell, but for what DIFFERENCES.md explains', { timeout: 600_000 }, async () => {
    if (!folder || !version) throw new Error('unreachable');
    const result = await runOracle(folder, captureFiles(folder), version);
    console.log(
      `oracle: ${result.cells} cells of ${result.frames} packets in ${result.files.length} files, ` +
        `${result.differences.length} differ for a known reason`,
    );
    expect(unexplained(result.differences).slice(0, 50).map(differenceText)).toEqual([]);
    // a corpus that is suddenly empty would pass too
    expect(result.files.length).toBeGreaterThan(300);
  });
});
