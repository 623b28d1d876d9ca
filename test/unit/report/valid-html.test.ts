// Reports as HTML are valid: the golden ones in both languages, a damaged file, and hostile texts.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { REPORT_SECTIONS } from '../../../src-main/ipc/contracts/report-contract';
import { tempFolder } from '../../fixtures/temp-folder';
import { cli } from '../cli/run-cli';

const sample = (id: string): string => path.resolve(import.meta.dirname, '../../../resources/samples', `${id}.pcapng`);
const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
});

async function findings(file: string, language: string, code = 0): Promise<string[]> {
  const out = path.join(tempFolder(), 'report.html');
  const sections = REPORT_SECTIONS.join(',');
  const ran = await cli('report', file, '-o', out, '--language', language, '--sections', sections);
  expect(ran.code).toBe(code);
  const { results } = await validator.validateString(readFileSync(out, 'utf8'), 'report.html');
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
  );
}

describe('valid HTML', () => {
  it.each([
    ['https', 'en'],
    ['lost', 'zh-CN'],
  ])('%s in %s', async (id, language) => {
    expect(await findings(sample(id), language)).toEqual([]);
  });

  it('of a damaged file', async () => {
    const file = path.join(tempFolder(), 'a<b>&".pcapng');
    const bytes = readFileSync(sample('reset'));
    writeFileSync(file, bytes.subarray(0, bytes.length - 30));
    expect(await findings(file, 'en', 1)).toEqual([]);
  });
});
