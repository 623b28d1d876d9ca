// DOCX says what HTML says, which is read and kept as golden files: of all captures and in both languages, word by word and in that order.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REPORT_SECTIONS } from '../../../src-main/ipc/contracts/report-contract';
import { REPORT_IDS } from '../../fixtures/report-captures';
import { htmlText } from '../../fixtures/report-tables';
import { writtenReport } from '../../fixtures/write-report';

const LANGUAGES = ['en', 'zh-CN'];
const DRAWN = ['ladder', 'states', 'graphs', 'segments'];

it.each(REPORT_IDS)('%s', async (id) => {
  for (const language of LANGUAGES) {
    // drawings take the longest, and are of one small capture here; of many connections each would say the same again
    const sections = REPORT_SECTIONS.filter((section) => id === 'refused' || !DRAWN.includes(section));
    const wish = ['--sections', sections.join(','), '--language', language, '--details', '2'];
    const docx = await writtenReport(id, 'docx', ...wish);
    const html = await writtenReport(id, 'html', ...wish);
    const text = execFileSync('python3', ['-c', WORDS, docx], { encoding: 'utf8', maxBuffer: 1 << 26 });
    expect(text.replace(/\s+/g, '')).toBe(htmlText(readFileSync(html, 'utf8')).replace(/\s+/g, ''));
  }
});

/** The words of a document, in their order. */
const WORDS = `
import sys, zipfile, xml.etree.ElementTree as tree
W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t'
sys.stdout.reconfigure(encoding='utf-8')
with zipfile.ZipFile(sys.argv[1]) as packed:
    print('\\n'.join(e.text or '' for e in tree.fromstring(packed.read('word/document.xml')).iter(W)))
`;
