// Packet numbers as people write them: `1-100,250`.

/** Packet numbers from 1, both ends counted; null: not a list of these. */
export function parseRange(text: string): [number, number][] | null {
  const ranges: [number, number][] = [];
  for (const part of text.split(',')) {
    const found = /^\s*(\d{1,10})\s*(?:-\s*(\d{0,10})\s*)?$/.exec(part);
    if (found === null) return null;
    const from = Number(found[1]);
    const last = found[2] as string | undefined;
    const to = last === undefined ? from : last === '' ? Infinity : Number(last);
    if (from < 1 || to < from) return null;
    ranges.push([from, to]);
  }
  return ranges;
}
