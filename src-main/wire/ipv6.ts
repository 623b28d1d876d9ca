// IPv6 header and extension headers, RFC 8200; AH: RFC 4302. Offsets in bytes from the start of the header.
// Callers check once that HEADER_LEN bytes are there; after that no accessor can fail.
import { u16, u32 } from './read';
import { PROTO_AH, PROTO_DSTOPTS, PROTO_FRAGMENT, PROTO_HOPOPT, PROTO_ROUTING } from './ipv4';

export const HEADER_LEN = 40;
export const version = (b: Uint8Array, at: number): number => b[at] >> 4;
export const trafficClass = (b: Uint8Array, at: number): number => (u16(b, at) >> 4) & 0xff;
export const flowLabel = (b: Uint8Array, at: number): number => u32(b, at) & 0xfffff;
/** bytes behind this header; 0 in a jumbogram (RFC 2675) or where the network card segments */
export const payloadLen = (b: Uint8Array, at: number): number => u16(b, at + 4);
export const nextHeader = (b: Uint8Array, at: number): number => b[at + 6];
export const hopLimit = (b: Uint8Array, at: number): number => b[at + 7];
export const SRC = 8;
export const DST = 24;

// Extension headers. All but the fragment header and AH count their length in units of 8 bytes beyond the first 8.
export const EXTENSION_MIN_LEN = 8;
/**
 * Whether the walk to the transport header goes through this next header. ESP hides what follows, and mobility, HIP and SHIM6
 * headers are shown as protocols of their own: they end the walk.
 */
export const isExtension = (next: number): boolean =>
  next === PROTO_HOPOPT ||
  next === PROTO_ROUTING ||
  next === PROTO_FRAGMENT ||
  next === PROTO_DSTOPTS ||
  next === PROTO_AH;
/** Length in bytes of the extension header of kind `kind` at `at`; needs 2 bytes; at least 8. */
export function extensionLen(b: Uint8Array, at: number, kind: number): number {
  if (kind === PROTO_FRAGMENT) return 8;
  if (kind === PROTO_AH) return Math.max(8, (b[at + 1] + 2) * 4);
  return (b[at + 1] + 1) * 8;
}
export const extensionNext = (b: Uint8Array, at: number): number => b[at];

// Fragment header
export const fragmentOffset = (b: Uint8Array, at: number): number => u16(b, at + 2) & 0xfff8;
export const fragmentMore = (b: Uint8Array, at: number): boolean => (b[at + 3] & 1) !== 0;
/** not the whole datagram (RFC 6946 calls a fragment of it all atomic) */
export const isFragment = (b: Uint8Array, at: number): boolean => (u16(b, at + 2) & 0xfff9) !== 0;
export const fragmentId = (b: Uint8Array, at: number): number => u32(b, at + 4);

/** Where a walk over the extension headers ended. One object, used again for every packet. */
export interface ExtensionWalk {
  /** next header that is no extension, or the extension that could not be read */
  protocol: number;
  /** where it starts */
  at: number;
  /** of the last fragment header: where it starts (-1 without one), and its offset in bytes (0 without one) */
  fragmentAt: number;
  fragmentOffset: number;
  /** a fragment header with an offset or with more fragments was seen */
  fragmented: boolean;
  /** false: the headers ran over `end` */
  complete: boolean;
}
export const newWalk = (): ExtensionWalk => ({
  protocol: 0,
  at: 0,
  fragmentAt: -1,
  fragmentOffset: 0,
  fragmented: false,
  complete: true,
});

/**
 * Walks from the next header `first` at `at` to the first header that is no extension, not beyond `end`.
 * Stops behind a fragment header with an offset other than 0: what follows is the middle of a payload.
 */
export function walkExtensions(b: Uint8Array, at: number, end: number, first: number, out: ExtensionWalk): void {
  let protocol = first;
  out.fragmentAt = -1;
  out.fragmentOffset = 0;
  out.fragmented = false;
  out.complete = true;
  while (isExtension(protocol)) {
    if (at + EXTENSION_MIN_LEN > end) {
      out.complete = false;
      break;
    }
    const len = extensionLen(b, at, protocol); // never 0
    if (at + len > end) {
      out.complete = false;
      break;
    }
    const kind = protocol;
    protocol = b[at];
    if (kind === PROTO_FRAGMENT) {
      out.fragmentAt = at;
      out.fragmentOffset = fragmentOffset(b, at);
      if (out.fragmentOffset !== 0 || fragmentMore(b, at)) out.fragmented = true;
      at += len;
      if (out.fragmentOffset !== 0) break;
    } else {
      at += len;
    }
  }
  out.protocol = protocol;
  out.at = at;
}

// Routing header
export const routingType = (b: Uint8Array, at: number): number => b[at + 2];
export const routingSegmentsLeft = (b: Uint8Array, at: number): number => b[at + 3];
