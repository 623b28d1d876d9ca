// pcapng blocks of a file, read the slow and plain way: little-endian, one section.

export interface Block {
  type: number;
  /** behind type and length, without options where they could be told apart */
  body: Buffer;
  options: Map<number, Buffer>;
}

/** Where the options of a block type begin in its body; packets have none here. */
const FIXED: Record<number, number> = { 0x0a0d0d0a: 16, 1: 8, 5: 12 };

/** All blocks. Fails at anything that is not one whole block behind the other. */
export function blocksOf(bytes: Buffer): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < bytes.length;) {
    const total = at + 12 <= bytes.length ? bytes.readUInt32LE(at + 4) : 0;
    if (total < 12 || total % 4 !== 0 || at + total > bytes.length || bytes.readUInt32LE(at + total - 4) !== total)
      throw new Error(`no whole block at ${at} of ${bytes.length}`);
    const type = bytes.readUInt32LE(at);
    const body = bytes.subarray(at + 8, at + total - 4);
    const fixed = FIXED[type] as number | undefined;
    blocks.push({
      type,
      body,
      options: fixed === undefined ? new Map<number, Buffer>() : optionsOf(body.subarray(fixed)),
    });
    at += total;
  }
  return blocks;
}

function optionsOf(list: Buffer): Map<number, Buffer> {
  const options = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= list.length && list.readUInt16LE(at) !== 0;) {
    const length = list.readUInt16LE(at + 2);
    options.set(list.readUInt16LE(at), list.subarray(at + 4, at + 4 + length));
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return options;
}
