// Unpacks the content of a message: gzip, deflate and Brotli (RFC 1952, 1950 and 1951, 7932), with the zlib of Node. What is cut off is
// given as far as it goes; what is damaged, or would be too large, is not given.
import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { Packing } from '../../dissect/contract/context';

/** Bytes of unpacked content at most: a bomb of some KB unpacks to GB. */
export const MOST_UNPACKED = 16 * 1024 * 1024;

const ZLIB = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MOST_UNPACKED };
const BROTLI = { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength: MOST_UNPACKED };

export function unpack(how: Packing, bytes: Uint8Array): Uint8Array | null {
  if (bytes.length === 0) return null;
  if (how === 'gzip') return tried(() => gunzipSync(bytes, ZLIB));
  if (how === 'br') return tried(() => brotliDecompressSync(bytes, BROTLI));
  // RFC 9110 section 8.4.1.2: senders leave the header of zlib out
  return tried(() => inflateSync(bytes, ZLIB)) ?? tried(() => inflateRawSync(bytes, ZLIB));
}

/** Null where the bytes are none of the kind, or there are too many of them. */
function tried(body: () => Uint8Array): Uint8Array | null {
  try {
    return body();
  } catch {
    return null;
  }
}
