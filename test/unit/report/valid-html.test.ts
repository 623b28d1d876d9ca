// Reports as HTML are valid: of all captures that goldens are of.
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { REPORT_SECTIONS } from '../../../src-main/ipc/contracts/report-contract';
import { EXIT, REPORT_IDS, type ReportCapture } from '../../fixtures/report-captures';
import { captureOf } from '../../fixtures/write-report';
import { tempFolder } from '../../fixtures/temp-folder';
import { cli } from '../cli/run-cli';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
});

async function findings(
  id: ReportCapture,
  language: string,
  sections: readonly string[],
  file = captureOf(id),
): Promise<string[]> {
  const out = path.join(tempFolder(), 'report.html');
  const wanted = ['--language', language, '--sections', sections.join(',')];
  expect((await cli('report', file, '-o', out, ...wanted)).code).toBe(EXIT[id] ?? 0);
  const { results } = await validator.validateString(readFileSync(out, 'utf8'), 'report.html');
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
  );
}

const LANGUAGES = ['en', 'zh-CN'];

describe('valid HTML', () => {
  it.each(REPORT_IDS.map((id, i) => [id, LANGUAGES[i % 2]] as const))(
    '%s in %s',
    async (id, language) => {
      // of many connections each would say the same again
      const sections = id === 'many' ? ['capture', 'quality', 'overview'] : REPORT_SECTIONS;
      expect(await findings(id, language, sections)).toEqual([]);
    },
    30_000,
  );

  it('of a file whose name is markup', async () => {
    const file = path.join(tempFolder(), 'a<b>&".pcapng');
    copyFileSync(captureOf('damaged'), file);
    expect(await findings('damaged', 'en', REPORT_SECTIONS, file)).toEqual([]);
  });
});
