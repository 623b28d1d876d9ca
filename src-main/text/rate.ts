// Counts a second as text.

/** `0`, `4`, `312`, `4.2k`, `98k`, `1.3M`: short enough to stand beside a curve. Between 0 and 1: `<1`. */
export function shortRate(perSecond: number): string {
  if (!Number.isFinite(perSecond) || perSecond <= 0) return '0';
  if (perSecond < 0.95) return '<1';
  if (perSecond < 999.5) return String(Math.round(perSecond));
  const [value, unit] = perSecond < 999_500 ? [perSecond / 1e3, 'k'] : [perSecond / 1e6, 'M'];
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)}${unit}`;
}
