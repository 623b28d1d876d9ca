// Display filters against tshark's: the same packets, or both reject. A small part of `npm run oracle:filters`, which asks for thousands.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { captureFiles, corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { readCapture } from './filters/capture';
import { makeCaptures } from './filters/captures';
import { LATER } from './filters/later';
import { MISTAKES, type Caret } from './filters/mistakes';
import { compileAlone, OurFilters } from './filters/ours';
import { differenceText, emptyResult, FilterOracle, unexplained } from './filters/run';
import { settingsFolder, tsharkKnows } from './filters/settings';
import { sharkdVersion, tsharkFilter, type TsharkAnswer } from './filters/sharkd';
import { tsharkVersion } from './tshark';

/** The version that DIFFERENCES.md was written for. */
const TSHARK = '4.0.17';
const version = tsharkVersion();
const missing = version !== TSHARK ? `no tshark ${TSHARK}` : sharkdVersion() !== TSHARK ? `no sharkd ${TSHARK}` : null;

let folder = '';
let talk = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'synscope-filters-'));
  ({ talk } = makeCaptures(folder));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rows = Object.entries(MISTAKES).flatMap(([kind, list]) => list.map((row) => ({ kind, row })));

describe('a filter with a mistake', () => {
  test.each(rows.map(({ kind, row: [text, at, len, suggestion] }) => [text, kind, at, len, suggestion] as const))(
    '%s: %s at %i',
    (text, kind, at, len, suggestion) => {
      const compiled = compileAlone(text);
      expect(compiled.ok ? 'no mistake' : { ...compiled.mistake, message: null, hint: null }).toEqual({
        kind,
        at,
        len,
        suggestion,
        message: null,
        hint: null,
      });
      if (suggestion !== null) expect(compileAlone(suggestion)).toMatchObject({ ok: true });
    },
  );
});

describe('forms of Wireshark 4.2 and 4.4', () => {
  test('match what is written for them', async () => {
    const document = await readCapture(talk);
    if (!document) throw new Error('no capture');
    const ours = new OurFilters(document);
    document.close();
    const found = LATER.map(({ filter }) => {
      const answer = ours.filter(filter);
      return { filter, packets: answer.kind === 'packets' ? answer.packets : answer.mistake.message.key };
    });
    expect(found).toEqual(LATER.map(({ filter, packets }) => ({ filter, packets: [...packets] })));
  });
});

/** Of the carets every so many is looked at: tshark takes its time to start. */
const EVERY = 8;

function caretOf(answer: TsharkAnswer, at: number, len: number): Caret | 'accepted' {
  if (answer.kind !== 'rejected') return 'accepted';
  const { caret } = answer;
  if (!caret) return 'none';
  if (caret.at === at && caret.len === len) return 'same';
  return caret.at >= at && caret.at + caret.len <= at + len ? 'inside' : 'elsewhere';
}

describe.skipIf(missing !== null)(named("display filters and tshark's", missing), () => {
  test('mark mistakes at the same place', { timeout: 300_000 }, async () => {
    const settings = settingsFolder(tsharkKnows());
    const some = rows.filter((_, i) => i % EVERY === 0).map(({ row }) => row);
    const found: (readonly [string, string])[] = [];
    for (const [text, at, len] of some)
      found.push([text, caretOf(await tsharkFilter(talk, TSHARK, settings, text), at, len)]);
    expect(found).toEqual(some.map(([text, , , , caret = 'same']) => [text, caret]));
  });

  test('leave the same packets of our own captures', { timeout: 600_000 }, async () => {
    const options = { version: TSHARK, seed: 7, count: 300, table: 300, everyField: false, sample: 10 };
    const oracle = new FilterOracle(options);
    const result = emptyResult();
    for (const file of captureFiles(folder)) await oracle.capture(folder, file, result);
    expect(unexplained(result).map(differenceText)).toEqual([]);
    expect(result.disagreeing).toEqual([]);
    // a run that compared nothing would pass too
    expect(result.telling.size).toBeGreaterThan(200);
  });

  const corpus = corpusFolder();
  test.skipIf(!corpus)(
    named('leave the same packets of the corpus', corpusLacks(corpus, TSHARK)),
    { timeout: 600_000 },
    async () => {
      if (!corpus) throw new Error('unreachable');
      const options = { version: TSHARK, seed: 11, count: 10, table: 5, everyField: false, sample: 0 };
      const oracle = new FilterOracle(options);
      const result = emptyResult();
      const files = captureFiles(corpus).filter((_, i) => i % 10 === 0);
      for (const file of files) await oracle.capture(corpus, file, result);
      expect(unexplained(result).map(differenceText)).toEqual([]);
      expect(result.captures).toBeGreaterThan(20);
    },
  );
});
