// IEEE 802.1Q and 802.1ad tag, what stands behind the tag's own EtherType: control information and the next EtherType.
// Callers check once that HEADER_LEN bytes are there; after that no accessor can fail.
import { u16 } from './read';

export const HEADER_LEN = 4;
/** 0…7 */
export const priority = (b: Uint8Array, at: number): number => b[at] >> 5;
/** drop eligible indicator */
export const dei = (b: Uint8Array, at: number): number => (b[at] >> 4) & 1;
/** 0…4095 */
export const id = (b: Uint8Array, at: number): number => u16(b, at) & 0x0fff;
/** EtherType, or a length up to 1500 as in 802.3 */
export const typeOrLength = (b: Uint8Array, at: number): number => u16(b, at + 2);

/** Whether an EtherType announces a tag. */
export const isTag = (etherType: number): boolean =>
  etherType === 0x8100 || etherType === 0x88a8 || etherType === 0x9100;
