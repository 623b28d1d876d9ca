// The field tree of a packet for programs: what `tree --json` prints and the window copies. Pure.
import { hexString } from './bytes';

/** A packet as the engine tells it, as far as it is meant here. */
interface Told {
  frame: number;
  flow: unknown;
  sources: readonly { name: unknown; bytes: Uint8Array }[];
  tree: unknown;
}

const all = (bytes: Uint8Array): string => hexString(bytes, 0, bytes.length, '');

/** With each source of bytes as a hex string. */
export const treeObject = ({ frame, flow, sources, tree }: Told): object => ({
  frame,
  flow,
  sources: sources.map(({ name, bytes }) => ({ name, length: bytes.length, bytes: all(bytes) })),
  tree,
});
