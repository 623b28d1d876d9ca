// How a capture is opened.
import type { DecodeRule } from '../ipc/decode-as';
import type { Carried } from '../ipc/contracts/carried-contract';
import type { TimeShift } from '../ipc/time-shift';
import type { KeepingOptions } from './kept/keeping';

export interface SessionOptions {
  path: string;
  /** folder for the database and for what packed captures hold; made when it is missing */
  cacheDir: string;
  /** the file still grows: read on until `ended` is called */
  follow?: boolean;
  /** whether fragments of IP datagrams are put together; they are, unless told */
  defragment?: boolean;
  /** what ports lead to in place of what they usually do */
  decodeAs?: readonly DecodeRule[];
  /** connections are told apart by the tunnels around them; they are not, unless told */
  byTunnel?: boolean;
  /** key log that TLS is opened with */
  keyLog?: string | null;
  /** frames are shown in the order of time, where they stand otherwise in the file */
  sorted?: boolean;
  /** added to the time of each frame; nothing, unless told */
  timeShift?: TimeShift;
  /** what the reader had put on it when it was read before; nothing, unless told */
  carried?: Carried | null;
  /** files that continue it, oldest first */
  more?: string[];
  /** what the threads run that look at packets for filters; what was built, unless told */
  workers?: URL;
  /** whether passes over all packets are begun; they are, unless told */
  passes?: boolean;
  /** see ReadingOptions */
  frontWorker?: URL | null;
  frontFrom?: number;
  /** what the thread runs that stores the connections; what was built, unless told; null: they are not stored */
  storeWorker?: URL | null;
  /** what the thread runs that statements run in; what was built, unless told */
  sqlWorker?: URL;
  /** bytes that the database may take; as the disk allows, unless told */
  mostStored?: number;
  /** how what is known of a capture is kept for the next time; it is not, unless told */
  kept?: Omit<KeepingOptions, 'folder'> | null;
}
