// Whole reports of samples in both languages, as they are read: `UPDATE_GOLDEN=1` writes them anew, to be read before they are committed.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { version } from '../../../package.json';
import { EXIT, REPORT_IDS, type ReportCapture } from '../../fixtures/report-captures';
import { captureOf } from '../../fixtures/write-report';
import { tempFolder } from '../../fixtures/temp-folder';
import { cli } from '../cli/run-cli';

const GOLDEN = path.resolve(import.meta.dirname, '../../fixtures/reports');
const SECTIONS = 'capture,quality,overview,verdict,facts,options,states,tls,questions,lab,appendix';
/** Of HTML what Markdown does not have. */
const DRAWN = 'verdict,ladder,graphs';
/** Of many connections each would say the same again. */
const FEWER: Partial<Record<ReportCapture, string>> = { many: 'capture,quality,overview' };

const CASES = REPORT_IDS.flatMap((id) =>
  (['en', 'zh-CN'] as const).flatMap((language) =>
    (['md', 'html'] as const).map((ending) => [id, language, ending] as const),
  ),
);

it.each(CASES)('%s in %s as %s', async (id, language, ending) => {
  const out = path.join(tempFolder(), `report.${ending}`);
  const sections = FEWER[id] ?? (ending === 'html' ? DRAWN : SECTIONS);
  const file = captureOf(id);
  const { code, err } = await cli('report', file, '-o', out, '--language', language, '--sections', sections);
  expect(code).toBe(EXIT[id] ?? 0);
  if (code === 0) expect(err).toBe('');
  else expect(err).toContain(path.basename(file));
  const text = readFileSync(out, 'utf8')
    .replaceAll(version, 'VERSION')
    .replace(/<style>[\s\S]*<\/style>/, '<style></style>');
  const golden = path.join(GOLDEN, `${id}.${language}.${ending}`);
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, 'utf8'));
});
