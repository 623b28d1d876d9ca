// What we mean to differ in from tshark's "follow"; DIFFERENCES.md says why. Runs are `>` or `<` and bytes in hex.

interface Compared {
  ours: readonly string[];
  theirs: readonly string[];
  /** tshark names the sides by the addresses of the conversation, not by those of packets that are carried in it */
  known: boolean;
  /** some packets of the conversation hold several UDP headers */
  tunnelled: boolean;
}

/** The name of the rule, null: there is none. */
export function explainFollow({ ours, theirs, known, tunnelled }: Compared): string | null {
  if (tunnelled && isPartOf(ours, theirs)) return 'tunnel in UDP';
  if (!known && ours.length === theirs.length && isPartOf(ours, theirs)) return 'side of a packet that is carried';
  return null;
}

/** All that we have, in its order, and more. Of a tunnel the other program may name the sides by its outer addresses. */
function isPartOf(ours: readonly string[], theirs: readonly string[]): boolean {
  let at = 0;
  return ours.every((run) => {
    while (at < theirs.length && theirs[at].slice(1) !== run.slice(1)) at++;
    return at++ < theirs.length;
  });
}
