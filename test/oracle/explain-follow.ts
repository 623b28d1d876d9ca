// What we mean to differ in from tshark's "follow"; DIFFERENCES.md says why.
export const explainFollow = (_ours: readonly string[], _theirs: readonly string[]): boolean => false;
