// The comparison with tshark where there is no corpus beside the checkout: a capture a link type and a format, made here.
import { describe, expect, test } from 'vitest';
import { named } from '../fixtures/corpus';
import { smallCorpus } from '../fixtures/small-corpus';
import { differenceText, runOracle, unexplained } from './oracle';
import { tsharkVersion } from './tshark';

const version = tsharkVersion();
const missing = version === null ? 'no tshark' : null;

describe.skipIf(missing !== null)(named("fields of a small corpus equal tshark's", missing), () => {
  test('in every cell, but for what DIFFERENCES.md explains', async () => {
    const { folder, files } = smallCorpus();
    const result = await runOracle(folder, files, version ?? '');
    expect(unexplained(result.differences).map(differenceText)).toEqual([]);
    expect(result.unread).toEqual([]);
    expect(result.cells).toBeGreaterThan(5000);
  });
});
