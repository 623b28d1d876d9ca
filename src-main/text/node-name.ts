/** What a node of a field tree is called wherever it appears: the same in every frame. */
export const nodeName = (node: { abbrev: string; name: string; message?: { key: string } }): string =>
  node.abbrev || node.message?.key || node.name;
