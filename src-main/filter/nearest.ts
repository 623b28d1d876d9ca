// "Did you mean …": the known name that needs the fewest changes.

function distance(a: string, b: string, most: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    row = next;
  }
  return row[b.length];
}

/** The name closest to `word`, or null when none is close. */
export function nearest(word: string, names: Iterable<string>): string | null {
  const wanted = word.slice(0, 100).toLowerCase();
  let best: string | null = null;
  let most = Math.max(1, Math.floor(wanted.length / 3));
  for (const name of names) {
    const d = distance(wanted, name.toLowerCase(), most);
    if (d <= most) {
      best = name;
      most = d - 1;
    }
  }
  return best;
}
