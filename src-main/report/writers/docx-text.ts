// Texts of a report in DOCX: letters, sizes, colours.
import { TextRun } from 'docx';
import type { ReportInline, ReportText } from '../../ipc/contracts/report-contract';
import { visible } from '../../text/unseen';

/** half points */
export const SMALL = 17;
export const LATIN = 'Calibri';
export const CJK = { en: 'Microsoft YaHei', 'zh-CN': 'Microsoft YaHei', 'zh-TW': 'Microsoft JhengHei' };
export const MONO = 'Consolas';
export const GREY = '4A5462';
export const BLUE = '1F4F99';
export function run(part: ReportInline, size?: number, color?: string): TextRun {
  if (typeof part === 'string') return new TextRun({ text: visible(part), size, color });
  if ('mono' in part)
    return new TextRun({
      text: visible(part.mono),
      font: { ascii: MONO, hAnsi: MONO, eastAsia: CJK.en },
      size: size ?? 19,
      color,
    });
  if ('bold' in part) return new TextRun({ text: visible(part.bold), bold: true, size, color });
  return new TextRun({ text: `#${part.frame}`, color: BLUE, size });
}
export const runs = (text: ReportText, size?: number, color?: string): TextRun[] =>
  (typeof text === 'string' ? [text] : text).map((part) => run(part, size, color));
