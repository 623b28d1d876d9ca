// What packets are written into: a capture file as it grows in memory, taken away piece by piece by whoever puts it on the disk.
import type { CaptureInterface } from '../capture-reader';

/** One packet to be written. One object is used for all of them. */
export interface PacketToWrite {
  /** index into the interfaces that the file was begun with */
  interfaceIndex: number;
  /** false: it has no time */
  timed: boolean;
  sec: number;
  nano: number;
  captured: Uint8Array;
  originalLen: number;
  /** options of pcapng, little-endian and without an end mark; null: none */
  options: Uint8Array | null;
}

/** What stands in a capture file beside its packets. */
export interface CaptureFacts {
  interfaces: readonly CaptureInterface[];
  comments: readonly string[];
  application: string;
  /** address of 4 or 16 bytes, and its name */
  names: readonly { address: Uint8Array; name: string }[];
  secrets: Iterable<{ kind: number; bytes: Uint8Array }>;
  /** by interface */
  statistics: ReadonlyMap<number, { received?: number; dropped?: number }>;
}

/** What a file format could not say, counted in packets, or there at all. */
export interface PacketLoss {
  /** packets without a time, which have the time 0 now */
  untimed: number;
  /** packets whose time is before 1970 or after 2106 and cannot be said */
  timeOutOfRange: number;
  /** packets whose comments and other options are gone */
  options: number;
  /** times are cut to microseconds */
  nanoseconds: boolean;
}

export interface PacketFile {
  readonly loss: PacketLoss;
  /** bytes not taken yet */
  readonly length: number;
  /** Whether packets of this interface can stand in the file beside those that are there. */
  accepts(interfaceIndex: number): boolean;
  add(packet: PacketToWrite): void;
  /** What stands behind the last packet. */
  end(): void;
  /** What was written since the last call: a view, good until the next packet. */
  take(): Uint8Array;
}

export const noLoss = (): PacketLoss => ({ untimed: 0, timeOutOfRange: 0, options: 0, nanoseconds: false });
