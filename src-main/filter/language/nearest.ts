// "Did you mean …": the known name that needs the fewest changes.

/** What a change costs: a letter more, less or other, and (a little less) two letters in the wrong order. */
const CHANGE = 10;
const SWAP = 9;

/** Cost of the changes from `a` to `b`; more than `most`: too many. */
function distance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j * CHANGE);
  for (let i = 1; i <= a.length; i++) {
    const next = [i * CHANGE];
    let least = next[0];
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(row[j] + CHANGE, next[j - 1] + CHANGE, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : CHANGE));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + SWAP);
      next.push(cost);
      least = Math.min(least, cost);
    }
    // a swap reaches back by two rows
    if (least > most + CHANGE) return least;
    before = row;
    row = next;
  }
  return row[b.length];
}

/** The name closest to `word`, or null when none is close. */
export function nearest(word: string, names: Iterable<string>): string | null {
  const wanted = word.slice(0, 100).toLowerCase();
  let best: string | null = null;
  let most = Math.max(1, Math.floor(wanted.length / 3)) * CHANGE;
  for (const name of names) {
    const d = distance(wanted, name.toLowerCase(), most);
    if (d <= most) {
      best = name;
      most = d - 1;
    }
  }
  return best;
}
