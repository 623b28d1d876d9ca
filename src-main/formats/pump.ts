import type { Problem } from '../ipc/message';
import type { ByteSource } from './capture-reader';

/** What the unpackers are given: where to read, where to put, and whether to go on. */
export interface Pump {
  input: ByteSource;
  /** Takes unpacked bytes; an answer other than null ends the unpacking with it. */
  write: (bytes: Uint8Array) => Problem | null;
  /** To be called now and then with the position in the input; true: stop. */
  stopped: (readBytes: number) => boolean;
}
