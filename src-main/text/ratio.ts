// A part of a whole as a percentage. Pure.

const percents = (language: string): Intl.NumberFormat =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
const FORMATS = { en: percents('en'), 'zh-CN': percents('zh-CN'), 'zh-TW': percents('zh-TW') };

/** `3.2%`; what rounds to nothing, or to all, is told so only where it is. */
export function ratioText(part: number, whole: number, language: keyof typeof FORMATS): string {
  const format = FORMATS[language];
  if (whole <= 0) return format.format(0);
  const ratio = Math.min(1, Math.max(0, part / whole));
  if (ratio > 0 && ratio < 0.001) return `<${format.format(0.001)}`;
  if (ratio < 1 && ratio > 0.999) return `>${format.format(0.999)}`;
  return format.format(ratio);
}
