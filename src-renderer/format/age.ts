// How long ago something was. Pure.

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
