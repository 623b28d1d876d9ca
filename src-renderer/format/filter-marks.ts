// Where in a capture filter the mistake is. Pure.

/** The filter in three parts, the middle one to be underlined. A place at or beyond the end marks the last character. */
export function splitAtMistake(filter: string, at: number | null, length: number): [string, string, string] {
  if (at === null || filter === '') return [filter, '', ''];
  const from = Math.min(Math.max(0, at), filter.length - 1);
  const to = Math.min(filter.length, from + Math.max(1, length));
  return [filter.slice(0, from), filter.slice(from, to), filter.slice(to)];
}

/** libpcap puts its own name before what it says of a filter that it cannot read. */
export const plainMistake = (text: string): string =>
  text.replace(/^can't parse filter expression:\s*/i, '').replace(/^./, (first) => first.toUpperCase());
