// Captures of real TCP stacks, each of something that the maker of it did on purpose: what is said must be true of that, and as it was.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSituation } from '../../fixtures/situation-facts';
import { golden, SITUATIONS_FOLDER, situationFile } from '../../fixtures/situations';
import { SITUATIONS } from '../../network/situations/situations.mjs';
import { isTrue } from '../../network/situations/truth';

const GOLDEN = golden();

test('there is a capture of each, and a golden record, and of nothing else', () => {
  const ids = SITUATIONS.map(({ id }) => id).sort();
  const files = readdirSync(SITUATIONS_FOLDER);
  const captures = files.filter((name) => name.endsWith('.pcapng')).map((name) => name.replace('.pcapng', ''));
  expect(captures.sort()).toEqual(ids);
  expect(Object.keys(GOLDEN).sort()).toEqual(ids);
  const bytes = files.reduce((sum, name) => sum + statSync(join(SITUATIONS_FOLDER, name)).size, 0);
  expect(bytes).toBeLessThan(1_500_000);
});

describe.each(SITUATIONS)('$id', (situation) => {
  test('what is said is true of what was done', async () => {
    isTrue(situation, await readSituation(situationFile(situation.id)));
  });

  test('it is as recorded', async () => {
    expect((await readSituation(situationFile(situation.id))).facts).toEqual(GOLDEN[situation.id]);
  });
});
