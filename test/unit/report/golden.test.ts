// Whole reports of samples in both languages, as they are read: `UPDATE_GOLDEN=1` writes them anew, to be read before they are committed.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { version } from '../../../package.json';
import { tempFolder } from '../../fixtures/temp-folder';
import { cli } from '../cli/run-cli';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const GOLDEN = path.join(ROOT, 'test/fixtures/reports');
const SECTIONS = 'capture,quality,overview,verdict,facts,options,states,tls,questions,lab,appendix';

it.each(
  ['https', 'refused', 'reset', 'lost'].flatMap((id) =>
    (['en', 'zh-CN'] as const).flatMap((language) => ['md', 'html'].map((ending) => [id, language, ending] as const)),
  ),
)('%s in %s as %s', async (id, language, ending) => {
  const out = path.join(tempFolder(), `report.${ending}`);
  // of HTML what Markdown does not have
  const sections = ending === 'html' ? 'verdict,ladder,graphs' : SECTIONS;
  const file = path.join(ROOT, 'resources/samples', `${id}.pcapng`);
  const { code, err } = await cli('report', file, '-o', out, '--language', language, '--sections', sections);
  expect([code, err]).toEqual([0, '']);
  const text = readFileSync(out, 'utf8')
    .replaceAll(version, 'VERSION')
    .replace(/<style>[\s\S]*<\/style>/, '<style></style>');
  const golden = path.join(GOLDEN, `${id}.${language}.${ending}`);
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, 'utf8'));
});
