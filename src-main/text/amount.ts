// Sizes and ages as text.

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes in steps of 1000, three significant digits: `512 B`, `180 kB`, `1.23 MB`. */
export function byteSize(bytes: number): string {
  let value = bytes;
  let at = 0;
  // 999.95 kB would round to 1000 kB: step on before it does
  while (at < SIZES.length - 1 && Math.round(value) >= 1000) {
    value /= 1000;
    at++;
  }
  if (at === 0) return `${bytes} B`;
  const text = value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
  return `${text.includes('.') ? text.replace(/\.?0+$/, '') : text} ${SIZES[at] ?? ''}`;
}

/** How long ago, in words of the language: `2 days ago`, `yesterday`, `刚刚`. */
export function age(thenMs: number, nowMs: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const s = Math.min(0, Math.round((thenMs - nowMs) / 1000));
  if (s > -60) return format.format(0, 'second');
  if (s > -3600) return format.format(Math.ceil(s / 60), 'minute');
  if (s > -86_400) return format.format(Math.ceil(s / 3600), 'hour');
  if (s > -30 * 86_400) return format.format(Math.ceil(s / 86_400), 'day');
  if (s > -365 * 86_400) return format.format(Math.ceil(s / (30 * 86_400)), 'month');
  return format.format(Math.ceil(s / (365 * 86_400)), 'year');
}
